"""
A facilitator who shows everything once: five ways to vote, from the question to the reveal, and two
votes on the same cards; or one way of voting alone, any of them, twice.

They work through the forms of the desk, like anybody. As soon as the desk is not as they left it,
somebody else has taken it: they say so and do nothing more.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.content.cards import Language
from toolkit.serving.browsing import Browser
from toolkit.serving.crowd import Crowd
from toolkit.words import say

VERB = re.compile(r"/rounds/(\d+)/(opening|closure|reveal|revote)\b")
FLOWS = re.compile(r'name="flows" value="([^"]+)"|id="flows-card".*?<option value="([^"]+)"', re.DOTALL)
LEADS_TO = {"opening": "draft", "closure": "open", "reveal": "closed", "revote": "revealed"}

# Seconds the room looks at each state.
WELCOME_S, DRAFT_S, OPEN_S, CLOSED_S, REVEALED_S, TALK_S = 7, 3, 12, 2, 9, 4


@dataclass(frozen=True, slots=True)
class Scene:
    """A question on some cards; ``again``: voted twice. Its words are ``demo.question_<method>``."""

    method: str  # a way of voting, as the chooser names it
    cards: Sequence[str]
    settings: Mapping[str, str] = field(default_factory=dict)
    again: bool = False


FIVE_LEADS = (
    "lead-offline-binder",
    "lead-local-resilience-schemes",
    "lead-deliberate-slack",
    "lead-subsidiarity-management",
    "lead-post-administration-plan",
)
ORIENTATIONS = tuple(f"orientation-{number}" for number in range(1, 8))

SCENES = (
    Scene(
        "single_choice",
        ("lead-failure-hour", "lead-never-the-only-one", "lead-proactive-counters", "lead-micro-mobility"),
        again=True,
    ),
    Scene(
        "approval",
        (
            "lead-frugal-initiatives",
            "lead-care-savings-indicators",
            "lead-offline-binder",
            "lead-first-night-rule",
            "lead-deliberate-slack",
            "lead-citizen-reactivity",
            "lead-logistics-veto",
            "lead-meeting-funeral",
        ),
    ),
    Scene("dots", ORIENTATIONS, {"params.budget": "5"}),
    Scene(
        "majority_judgment",
        ("lead-drawn-objector", "lead-data-labs", "lead-switchover-drill", "lead-citizen-liaison-committees"),
        {"params.grades": "6"},
        again=True,
    ),
    Scene("schulze", FIVE_LEADS),
)
# What the tour has no time for: each way of voting on its own, voted twice.
OTHERS = (
    Scene("fist_to_five", FIVE_LEADS[:3], again=True),
    Scene("gradients", FIVE_LEADS[:3], again=True),
    Scene("score", FIVE_LEADS, {"params.rule": "mean"}, again=True),
    Scene("quadratic", ORIENTATIONS, {"params.credits": "25"}, again=True),
    Scene("ranked_pairs", FIVE_LEADS, again=True),
    Scene("copeland", FIVE_LEADS, again=True),
    Scene("borda", FIVE_LEADS, again=True),
    Scene("irv", ORIENTATIONS, again=True),
    Scene("stv", ORIENTATIONS, {"params.seats": "3"}, again=True),
    Scene("placement", ORIENTATIONS, {"params.best": "top_left"}, again=True),
)
SCENE_OF: Mapping[str, Scene] = {scene.method: replace(scene, again=True) for scene in (*SCENES, *OTHERS)}


class DeskTaken(Exception):
    """Somebody else has acted at the desk."""


class Unexpected(Exception):
    """The server refused what a facilitator may always do; says what, and the status."""


class Tour:
    """Ana at the desk of *desk_path*, with *crowd* in the room; *tell* hears what is going on."""

    def __init__(
        self, browser: Browser, desk_path: str, crowd: Crowd, language: Language, tell: Callable[[str], None]
    ) -> None:
        self._browser = browser
        self._desk = desk_path
        self._crowd = crowd
        self._language = language
        self._tell = tell
        self._left: tuple[str, str] = ("", "")

    def play(self, scenes: Sequence[Scene] = SCENES) -> None:
        """Raises: DeskTaken; Unexpected; OSError, HTTPException, when the server no longer answers."""
        self._say("welcome")
        self._crowd.live(WELCOME_S)
        for scene in scenes:
            self._say("scene", method=say(self._language, f"voting.{scene.method}_name"))
            self._prepare(scene)
            self._vote()
            if scene.again:
                self._say("again")
                self._act("revote", TALK_S)
                self._vote()
                self._show_flows()

    def where(self) -> tuple[str, str]:
        """The latest round, by its number as it is written in addresses, and its state; empty without one."""
        found = VERB.findall(self._ok(self._browser.get(self._desk).text, 200, 200))
        number, verb = max(found, key=lambda one: int(one[0]), default=("", ""))
        return number, LEADS_TO.get(verb, "")

    def _vote(self) -> None:
        self._act("opening", OPEN_S)
        self._act("closure", CLOSED_S)
        self._act("reveal", REVEALED_S)

    def _show_flows(self) -> None:
        """Who went where since the vote before, where the desk offers it; of one card, that most moved."""
        number, _ = self._still_mine()
        found = FLOWS.search(self._browser.get(self._desk).text)
        if found:
            self._say("flows")
            self._send(f"/rounds/{number}/flows", [("flows", found[1] or found[2])], REVEALED_S)

    def _prepare(self, scene: Scene) -> None:
        question = say(self._language, f"demo.question_{scene.method}")
        fields = [("question", question), ("method", scene.method), *scene.settings.items()]
        fields += [("card", card) for card in scene.cards]
        self._still_mine()
        self._send("/rounds", fields, DRAFT_S)

    def _act(self, verb: str, then_s: float) -> None:
        number, _ = self._still_mine()
        self._send(f"/rounds/{number}/{verb}", [], then_s)

    def _still_mine(self) -> tuple[str, str]:
        here = self.where()
        if here != self._left:
            raise DeskTaken
        return here

    def _send(self, path: str, fields: Sequence[tuple[str, str]], then_s: float) -> None:
        """Do it, remember how the desk was left, let the room live."""
        answer = self._browser.post(self._desk + path, fields)
        if answer.status == 409:  # somebody was quicker, between the look and the act
            raise DeskTaken
        self._ok(path, answer.status, 303)
        self._left = self.where()
        self._crowd.live(then_s)

    def _ok(self, what: str, status: int, expected: int) -> str:
        if status != expected:
            raise Unexpected(f"{what}: {status}")
        return what

    def _say(self, key: str, **values: object) -> None:
        self._tell(say(self._language, f"demo.{key}", **values))
