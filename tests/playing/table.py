"""A game at a table: Ana's desk and phones, driven by their own forms."""

import re
from collections.abc import Mapping
from typing import Any, Self

from flask import Flask

from tests.cast import Facilitator, Page, Participant
from toolkit.game.moves import as_dict
from toolkit.game.state import State
from toolkit.playing.logs import find_game, read_log, read_state
from toolkit.web.beside import book_of
from toolkit.workshop.finding import current_round, workshop_by_desk

BOOK = book_of("communs")
assert BOOK is not None
GAME = {
    "deck": "communs",
    "title": "Pas de côté",
    "minutes": "45",
    "people": "14",
    "tables": "3",
    "difficulty": "ordinary",
    "language": "fr",
}


class Table(Facilitator):
    """Ana, and the game on her desk."""

    @classmethod
    def begin(cls, app: Flask, **settings: str) -> Self:
        ana = cls(app)
        key = app.extensions["rebond"].start_key
        answer = ana.post(f"/start/{key}/games", GAME | settings)
        assert answer.status == 303, answer.words
        ana.desk_key = answer.answer.location.rsplit("/", 1)[1]
        found = re.search(r"/J/([A-Z0-9]{6})", ana.get(ana.desk).text)
        assert found
        ana.join_code = found[1]
        return ana

    @property
    def projector(self) -> str:
        return f"/S/{self.join_code}"

    def read(self) -> tuple[State, list[Mapping[str, Any]]]:
        """Where the game stands, and its log."""
        with self.app.extensions["rebond"].store.reading() as session:
            game = find_game(session, workshop_by_desk(session, self.desk_key))
            assert game is not None
            return read_state(session, game, BOOK), [as_dict(move) for move in read_log(session, game)]

    @property
    def state(self) -> State:
        return self.read()[0]

    @property
    def at(self) -> int:
        return len(self.read()[1])

    def step(self, kind: str, *, at: int | None = None, htmx: bool = False, **fields: Any) -> Page:
        form = {"at": self.at if at is None else at, **fields}
        return self.post(f"{self.desk}/game/{kind}", form, htmx=htmx)

    def do(self, kind: str, **fields: Any) -> State:
        """A step that must be accepted."""
        answer = self.step(kind, **fields)
        assert answer.status == 303, answer.words
        return self.state

    def hands(self, **votes: int) -> None:
        """Raised hands, or paper counted: votes by posture, typed at the desk."""
        fields = {f"mark.1.{BOOK.postures[key].card}": n for key, n in votes.items()}
        answer = self.post(f"{self.desk}/rounds/{self.round_id()}/hands", fields)
        assert answer.status == 303, answer.words

    def vote(self, phones: list[Participant], keys: str, **hands: int) -> None:
        """The phones vote for *keys* ("PAR LAC …"), and hands are typed."""
        for phone, key in zip(phones, keys.split(), strict=False):
            card = BOOK.postures[key].card
            assert phone.cast(self.round_id(), {"choice": card}).status == 303
        if hands:
            self.hands(**hands)

    def to_vote_1(self) -> None:
        self.do("start_season")
        self.do("choose_situation", situation=self.state.face_up[0])
        self.do("open_vote")

    def rounds_open(self) -> str | None:
        with self.app.extensions["rebond"].store.reading() as session:
            this_round = current_round(session, workshop_by_desk(session, self.desk_key))
            return None if this_round is None else this_round.state
