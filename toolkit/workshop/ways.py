"""
The ways a room may vote, as a facilitator chooses among them: a method, or a method already settled under a
name of its own; what may be settled about it on the desk, and what a room gets otherwise.

The words of each are ``voting.<name>_when`` and its fellows; the ballot is ``rounds/_ballot_<ballot>.html``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.voting.ballot import BadParams
from toolkit.workshop.typed import tidy

NOTHING: Mapping[str, Any] = {}

# An axis is written along the edge of a phone.
AXIS_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Setting:
    """
    One thing to settle on the desk.

    Attributes:

    name: that of the method's own setting.
    kind: ``number`` (whole, typed), ``choice`` (one of ``choices``), ``text`` (up to ``most`` characters).
    least, most: the numbers a room may use, within those of the method.
    optional: may be left empty; the method's own default then holds.
    called: another name in the words, ``desk.param_<called>``, where its own would not tell it apart.
    """

    name: str
    kind: str
    choices: Sequence[str | int] = ()
    least: int = 1
    most: int = 99
    optional: bool = False
    called: str = ""

    @property
    def words(self) -> str:
        return self.called or self.name


@dataclass(frozen=True, slots=True)
class Way:
    """
    Attributes:

    ballot: the form on the phone; several ways may share one.
    group: where the chooser shows it: usual, degrees, ranking or map.
    usual: what a room gets when its facilitator does not say.
    fixed: what makes this way of the method, and is not to be settled.
    """

    name: str
    method: str
    ballot: str
    group: str
    settings: tuple[Setting, ...] = ()
    usual: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def settle(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """
        What is given, completed by what is usual and fixed here; still to be completed by the method.

        Raises: BadParams, for a number that a room may not use or an axis too long to write.
        """
        for one in self.settings:
            value = given.get(one.name)
            if isinstance(value, int) and one.kind == "number" and not one.least <= value <= one.most:
                raise BadParams("param_out_of_range", param=one.name, least=one.least, most=one.most)
            if isinstance(value, str) and one.kind == "text" and len(value) > one.most:
                raise BadParams("param_too_long", param=one.name, most=one.most)
            if isinstance(value, int) and one.kind == "choice" and value not in one.choices:
                least, most = one.choices[0], one.choices[-1]
                raise BadParams("param_out_of_range", param=one.name, least=least, most=most)
        texts = {one.name for one in self.settings if one.kind == "text"}
        tidied = {n: tidy(v) if n in texts and isinstance(v, str) else v for n, v in given.items()}
        return {**self.usual, **tidied, **self.fixed}


_SCORE_RULES = ("mean", "median", "sum", "star")

_ALL = (
    Way("single_choice", "single_choice", "single_choice", "usual"),
    Way(
        "approval",
        "approval",
        "approval",
        "usual",
        (Setting("max", "number", most=60, optional=True, called="most_ticked"),),
    ),
    Way(
        "dots",
        "dots",
        "dots",
        "usual",
        (Setting("budget", "number"), Setting("max_per_option", "number", optional=True)),
        usual={"budget": 5},
    ),
    Way(
        "majority_judgment",
        "majority_judgment",
        "majority_judgment",
        "usual",
        (
            Setting("grades", "choice", choices=(5, 6, 7)),
            Setting("missing", "choice", choices=("worst", "normalise", "error")),
        ),
        usual={"grades": 5},
    ),
    Way("schulze", "schulze", "ranking", "usual"),
    Way(
        "fist_to_five",
        "score",
        "fist_to_five",
        "degrees",
        usual={"rule": "mean"},
        fixed={"min": 0, "max": 5, "scale": "fist"},
    ),
    Way("gradients", "gradients", "gradients", "degrees"),
    Way(
        "score",
        "score",
        "score",
        "degrees",
        (
            Setting("min", "number", least=-5, most=1, called="lowest_score"),
            Setting("max", "number", least=1, most=10, called="highest_score"),
            Setting("rule", "choice", choices=_SCORE_RULES),
        ),
        usual={"min": 0, "max": 5, "rule": "mean"},
    ),
    Way(
        "quadratic",
        "quadratic",
        "quadratic",
        "degrees",
        (Setting("credits", "number", most=400),),
        usual={"credits": 25},
    ),
    Way("ranked_pairs", "ranked_pairs", "ranking", "ranking"),
    Way("copeland", "copeland", "ranking", "ranking"),
    Way(
        "borda",
        "borda",
        "ranking",
        "ranking",
        (
            Setting("unranked", "choice", choices=("shared", "zero")),
            Setting("lowest", "choice", choices=(1, 0)),
        ),
    ),
    Way("irv", "irv", "ranking", "ranking"),
    Way("stv", "stv", "ranking", "ranking", (Setting("seats", "number", most=59),), usual={"seats": 2}),
    Way(
        "placement",
        "placement",
        "placement",
        "map",
        (
            Setting("x", "text", most=AXIS_LENGTH, optional=True),
            Setting("y", "text", most=AXIS_LENGTH, optional=True),
            Setting(
                "best", "choice", choices=("none", "top_left", "top_right", "bottom_left", "bottom_right")
            ),
        ),
    ),
)

# In the order of the chooser, the usual few first.
WAYS: Mapping[str, Way] = {way.name: way for way in _ALL}


# What a round that asks for ideas is called, where rounds are listed; it is not among the ways to vote.
ASKING = Way("ideas", "ideas", "", "")


def way_of(method: str, params: Mapping[str, Any] = NOTHING) -> Way:
    """
    The way a round votes, found again from its method and settings.

    Raises: KeyError, for a method no room votes by.
    """
    if method == ASKING.method:
        return ASKING
    named = [way for way in _ALL if way.method == method]
    for way in named:
        if way.fixed and all(params.get(name) == value for name, value in way.fixed.items()):
            return way
    return next((way for way in named if not way.fixed), WAYS[method])
