"""
A facilitator who runs a whole game of 45 minutes from its desk, a few seconds a step: practice vote, rounds,
crisis, debrief. Somebody else may take the desk at any moment; then they do nothing more.
"""

import re
from collections.abc import Callable, Mapping

from toolkit.content.cards import Language
from toolkit.serving.browsing import Browser, forms
from toolkit.serving.crowd import Crowd
from toolkit.serving.tour import DeskTaken, Unexpected
from toolkit.words import say

STAGE = re.compile(r'data-stage="([a-z_0-9]+)" data-part="([a-z0-9]*)"')
LINES = re.compile(r'name="at" value="(\d+)"')
MOVE = re.compile(r"/game/([a-z_]+)$")

Where = tuple[str, str, str]

# The step that carries the game on from each moment.
FORWARD: Mapping[str, str] = {
    "season": "start_season",
    "choice": "choose_situation",
    "reading": "open_vote",
    "vote_1": "reveal",
    "talk": "open_vote",
    "vote_2": "reveal",
    "tie": "break_tie",
    "card": "turn_card",
    "closing": "end_round",
    "assembly": "hold_assembly",
    "crisis": "draw_crisis",
    "crisis_reading": "open_vote",
    "crisis_vote": "reveal",
    "crisis_tie": "break_tie",
    "crisis_damage": "face_crisis",
}
WELCOME_S = 8
# Seconds the room looks at each moment, before the facilitator goes on.
LOOK_S: Mapping[str, float] = {
    "season": 4,
    "choice": 5,
    "reading": 8,
    "vote_1": 12,
    "talk": 7,
    "vote_2": 12,
    "tie": 5,
    "card": 5,
    "closing": 7,
    "assembly": 7,
    "crisis": 4,
    "crisis_reading": 8,
    "crisis_vote": 9,
    "crisis_tie": 4,
    "crisis_damage": 5,
    "debrief": 8,
}
PARTS = 5
RESERVES = ("game_reserve_1", "game_reserve_2", "game_reserve_3")
SIDESTEPS = ("game_sidestep_1", "game_sidestep_2", "game_sidestep_3")
TOLD = ("season", "crisis", "assembly", "tie")  # moments worth a line in the terminal


class GameTour:
    """Ana at the desk of *desk_path*, with *crowd* in the room; *tell* hears what is going on."""

    def __init__(
        self, browser: Browser, desk_path: str, crowd: Crowd, language: Language, tell: Callable[[str], None]
    ) -> None:
        self._browser = browser
        self._desk = desk_path
        self._crowd = crowd
        self._language = language
        self._tell = tell
        self._page = ""
        self._reserves = 0

    def play(self) -> None:
        """Raises: DeskTaken; Unexpected; OSError, HTTPException, when the server no longer answers."""
        self._say("game_welcome")
        self._crowd.live(WELCOME_S)
        here = self._look()
        self._say("game_practice")
        self._crowd.about = "practice"
        here = self._do(here, "practice/open", {}, LOOK_S["vote_1"])
        here = self._do(here, "practice/reveal", {}, LOOK_S["talk"])
        while here[0] != "debrief":
            here = self._step(here)
        self._say("game_debrief")
        for part in range(1, PARTS):
            here = self._do(here, "part", {"part": str(part)}, LOOK_S["debrief"])
        for sidestep in SIDESTEPS:
            here = self._do(here, "commit", {"text": self._word(sidestep)}, 1)
        self._do(here, "close_game", {}, LOOK_S["debrief"])

    def _step(self, here: Where) -> Where:
        """What the moment asks for."""
        phase = here[0]
        if phase in TOLD:
            self._say(f"game_{phase}")
        if phase == "closing" and 'id="reserve-text"' in self._page:
            text = self._word(RESERVES[self._reserves % len(RESERVES)])
            self._reserves += 1
            here = self._do(here, "write_reserve", {"text": text}, LOOK_S[phase])
        move = FORWARD[phase]
        fields = self._offered(move)
        if "situation" in fields:
            self._crowd.about = fields["situation"]
        elif move == "draw_crisis":
            self._crowd.about = f"crisis {here[2]}"
        return self._do(here, move, fields)

    def _offered(self, move: str) -> dict[str, str]:
        """What the last form of the desk for that move sends: for a crisis, that which spends most."""
        found: dict[str, str] = {}
        for form in forms(self._page):
            named = MOVE.search(form.action)
            if named and named[1] == move and (not found or move == "face_crisis"):
                found = {name: values[0] for name, values in form.values.items() if name != "at"}
        return found

    def _do(self, here: Where, path: str, fields: Mapping[str, str], then_s: float | None = None) -> Where:
        """Do it if the desk is as it was left, then let the room live."""
        if self._look() != here:
            raise DeskTaken
        answer = self._browser.post(f"{self._desk}/game/{path}", [("at", here[2]), *fields.items()])
        if answer.status == 409:  # somebody was quicker, between the look and the act
            raise DeskTaken
        if answer.status != 303:
            raise Unexpected(f"{path}: {answer.status}")
        left = self._look()
        self._crowd.live(LOOK_S.get(left[0], 0) if then_s is None else then_s)
        return left

    def _look(self) -> Where:
        """Phase, part and lines of the log that the desk shows."""
        answer = self._browser.get(self._desk)
        stage = STAGE.search(answer.text)
        if answer.status != 200 or stage is None:
            raise Unexpected(f"/desk: {answer.status}")
        self._page = answer.text
        at = LINES.search(answer.text)
        return stage[1], stage[2], at[1] if at else ""

    def _say(self, key: str) -> None:
        self._tell(self._word(key))

    def _word(self, key: str) -> str:
        return say(self._language, f"demo.{key}")
