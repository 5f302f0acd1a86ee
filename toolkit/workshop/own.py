"""What a person recorded, line by line, as their phone reads it back to them: best first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.content.cards import Language
from toolkit.words import say
from toolkit.workshop.views import RoundView

Ballot = Mapping[str, Any]


class OwnLine(NamedTuple):
    """An option by its ``key``, with what was ``said`` of it, the ``place`` given, the ``reason`` written."""

    key: str
    said: str = ""
    place: int | str = ""
    reason: str = ""


def own_lines(view: RoundView, ballot: Ballot, language: Language) -> list[OwnLine]:
    """One line for each option the ballot says something of, and for each it might have; none for a blank."""
    if not any(ballot.values()):
        return []
    said = next(kind for kind in LINES if kind in ballot)

    def t(key: str, **values: object) -> str:
        return say(language, key, **values)

    return list(LINES[said](view, ballot, t))


def left_out(view: RoundView, ballot: Ballot) -> list[str]:
    """The options a ranking does not name, in the order of the round; none for another ballot."""
    if "ranking" not in ballot or not ballot["ranking"]:
        return []
    ranked = {key for group in ballot["ranking"] for key in group}
    return [key for key in _keys(view) if key not in ranked]


def _keys(view: RoundView) -> Sequence[str]:
    return [option.key for option in view.options]


def _highest_first(view: RoundView, given: Mapping[str, int]) -> list[str]:
    """The options that were given something, in the order of the round among equals."""
    return sorted((key for key in _keys(view) if key in given), key=lambda key: -given[key])


def _choice(view: RoundView, ballot: Ballot, _t: Callable[..., str]) -> Iterator[OwnLine]:
    yield OwnLine(ballot["choice"])


def _approve(view: RoundView, ballot: Ballot, _t: Callable[..., str]) -> Iterator[OwnLine]:
    yield from (OwnLine(key) for key in _keys(view) if key in ballot["approve"])


def _dots(view: RoundView, ballot: Ballot, t: Callable[..., str]) -> Iterator[OwnLine]:
    dots = ballot["dots"]
    yield from (OwnLine(key, t("participant.yours_dots", n=dots[key])) for key in _highest_first(view, dots))


def _grades(view: RoundView, ballot: Ballot, t: Callable[..., str]) -> Iterator[OwnLine]:
    given, scale = ballot["grades"], view.params["grades"]
    yield from (OwnLine(key, t(f"voting.grade_{scale}_{given[key]}")) for key in _highest_first(view, given))
    yield from (OwnLine(key, t("participant.yours_ungraded")) for key in _keys(view) if key not in given)


def _votes(view: RoundView, ballot: Ballot, t: Callable[..., str]) -> Iterator[OwnLine]:
    for key in _highest_first(view, ballot["votes"]):
        n = ballot["votes"][key]
        votes, spent = t("participant.votes", n=n), t("participant.credits", n=n * n)
        yield OwnLine(key, t("participant.yours_votes", votes=votes, credits=spent))


def _scores(view: RoundView, ballot: Ballot, t: Callable[..., str]) -> Iterator[OwnLine]:
    given = ballot["scores"]
    for key in _highest_first(view, given):
        n = given[key]
        yield OwnLine(key, t(f"voting.fist_{n}") if view.way == "fist_to_five" else str(n).replace("-", "−"))
    yield from (OwnLine(key, t("participant.yours_unscored")) for key in _keys(view) if key not in given)


def _stances(view: RoundView, ballot: Ballot, t: Callable[..., str]) -> Iterator[OwnLine]:
    stance, reasons = ballot["stance"], ballot.get("reasons", {})
    for key in _keys(view):
        if key in stance or key in reasons:
            said = t(f"voting.stance_{stance[key]}") if key in stance else ""
            yield OwnLine(key, said, reason=reasons.get(key, ""))


def _places(view: RoundView, ballot: Ballot, t: Callable[..., str]) -> Iterator[OwnLine]:
    x, y = view.params["x"] or t("voting.axis_x"), view.params["y"] or t("voting.axis_y")
    for key in _keys(view):
        if key in ballot["at"]:
            across, up = (round(10 * part) for part in ballot["at"][key])
            yield OwnLine(key, t("participant.yours_place", x=x, across=across, y=y, up=up))


def _ranking(view: RoundView, ballot: Ballot, _t: Callable[..., str]) -> Iterator[OwnLine]:
    place = 1
    for group in ballot["ranking"]:
        yield from (OwnLine(key, place=place) for key in group)
        place += len(group)


LINES: Mapping[str, Callable[[RoundView, Ballot, Callable[..., str]], Iterator[OwnLine]]] = {
    "choice": _choice,
    "approve": _approve,
    "dots": _dots,
    "grades": _grades,
    "votes": _votes,
    "scores": _scores,
    "stance": _stances,
    "at": _places,
    "ranking": _ranking,
}
