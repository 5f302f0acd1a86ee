"""The debrief, part by part: what is on the screens, not a move of the rules."""

from datetime import datetime

from sqlalchemy.orm import Session

from toolkit.game.state import State
from toolkit.playing.clocks import begin
from toolkit.playing.errors import GameMoved
from toolkit.playing.logs import game_of, read_state
from toolkit.playing.material import Material
from toolkit.playing.telling import PARTS, seconds
from toolkit.store.models import Game
from toolkit.workshop.errors import BadSetting
from toolkit.workshop.gathering import running_workshop, touch

LAST = len(PARTS) - 1


def show_part(session: Session, desk_key: str, part: int, *, material: Material, now: datetime) -> None:
    """
    The debrief at its part *part*, from 0. Already there: nothing happens.

    Raises: UnknownDesk, WorkshopEnded, NoGame, BadSetting; GameMoved, outside the debrief.
    """
    if not 0 <= part <= LAST:
        raise BadSetting(field="part", reason="out_of_range", least=0, most=LAST)
    workshop = running_workshop(session, desk_key)
    game = game_of(session, workshop)
    state = read_state(session, game, material.book)
    if state.phase != "debrief":
        raise GameMoved
    if game.part != part:
        game.part = part
        begin(game, seconds(material.words, state, part), now=now)
        touch(workshop)


def enter_part(game: Game, state: State, undone: str) -> None:
    """Where a debrief that has just begun is: at its first part; at its last, if its close was taken back."""
    game.part = LAST if state.phase == "debrief" and undone == "close_game" else 0
