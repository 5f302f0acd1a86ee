"""
The movement between two votes in the words of the room: ranks, people up and down, who went where, as counts.

Made from the ballots of those followed and from the others (``following``), alike for a room and for a
results file. What may be shown of it without pointing at someone is settled here and in ``voting.flows``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.content.cards import Language
from toolkit.voting.ballot import Ballot, Counted
from toolkit.voting.flows import (
    APART,
    LEVELS,
    NOTHING,
    SEVERAL,
    Crossed,
    Flows,
    Group,
    Place,
    chosen,
    crossed,
    graded,
    unnamed,
)
from toolkit.voting.movement import HEIGHTS, movement
from toolkit.voting.outcome import Outcome
from toolkit.voting.shifts import replaced, shifts
from toolkit.words import listed, say
from toolkit.workshop.explaining import grade_names
from toolkit.workshop.unnamed import LEAST_PEOPLE
from toolkit.workshop.views import (
    FlowsView,
    FlowView,
    MovementView,
    MoveRow,
    OptionView,
    ShiftView,
    StopView,
)

# The key of flows from option to option; those of one option have its own.
WHOLE = "*"
# A picture of more is a knot: the smallest are told together.
MOST_STOPS = 7


@dataclass(frozen=True, slots=True)
class Held:
    """One of the two votes: ballots by person followed in both, and those of whoever is not."""

    vote: int
    outcome: Outcome
    people: Mapping[object, Ballot]
    apart: Counted


Pairs = Sequence[tuple[Ballot, Ballot]]


def movement_told(
    before: Held,
    after: Held,
    params: Mapping[str, Any],
    options: Sequence[OptionView],
    language: Language,
    *,
    projected: str = "",
) -> MovementView:
    """Both votes are on the same *options*, by the same method; the same people are followed in both."""
    method = after.outcome.method
    pairs = [(before.people[who], ballot) for who, ballot in after.people.items()]
    if len(pairs) < LEAST_PEOPLE:
        return MovementView(before.vote, after.vote, people=len(pairs), moved=0, rows=())
    by_key = {option.key: option for option in options}
    order = [by_key[key] for group in after.outcome.ranking for key in group]
    if method not in HEIGHTS:
        moved = replaced(pairs, list(by_key))
        shifted = _shifts(before, after, pairs, options)
        return MovementView(before.vote, after.vote, len(pairs), moved, rows=(), shifts=shifted)
    found = movement(method, pairs, list(by_key))
    then, now = ranks(before.outcome), ranks(after.outcome)
    flows = _whole(before, after, pairs, order, language) or _each(
        before, after, pairs, params, order, language
    )
    return MovementView(
        before=before.vote,
        after=after.vote,
        people=len(pairs),
        moved=found.moved,
        rows=tuple(
            MoveRow(
                option=option,
                up=found.options[option.key].up,
                down=found.options[option.key].down,
                same=found.options[option.key].same,
                rank_before=then[option.key],
                rank_after=now[option.key],
            )
            for option in order
        ),
        flows=flows,
        withheld=bool(found.moved and not flows and flow_keys(method, list(by_key))),
        projected=projected,
    )


def flow_keys(method: str, keys: Sequence[str]) -> tuple[str, ...]:
    """What flows can be about: the whole vote, each option, or nothing."""
    if chosen(method):
        return (WHOLE,)
    return tuple(keys) if method in LEVELS else ()


def ranks(outcome: Outcome) -> dict[str, int]:
    """The rank of each option, from 1, shared by those level."""
    found: dict[str, int] = {}
    for group in outcome.ranking:
        found.update(dict.fromkeys(group, len(found) + 1))
    return found


def _whole(
    before: Held, after: Held, pairs: Pairs, order: Sequence[OptionView], language: Language
) -> tuple[FlowsView, ...]:
    """From option to option, for the methods in which a ballot stands on one at most."""
    where = chosen(after.outcome.method)
    if where is None:
        return ()
    people = crossed(where, pairs, before.apart, after.apart)
    places: list[Place] = [option.key for option in order]
    found = unnamed(people, [*places, SEVERAL, NOTHING], least=LEAST_PEOPLE, most=MOST_STOPS)
    by_key = {option.key: option for option in order}
    votes = before.vote, after.vote
    return (_told(found, _Words(language, by_key), votes, after.outcome.method),) if found else ()


def _each(
    before: Held,
    after: Held,
    pairs: Pairs,
    params: Mapping[str, Any],
    order: Sequence[OptionView],
    language: Language,
) -> tuple[FlowsView, ...]:
    """From level to level for each option that moved, those that most people moved first."""
    method = after.outcome.method
    levels = _levels(method, params)
    found: list[tuple[int, FlowsView]] = []
    for option in order:
        where = graded(method, option.key, params)
        if where is None:
            return ()
        people = crossed(where, pairs, before.apart, after.apart)
        changed = _changed(people)
        flows = unnamed(people, [*levels, NOTHING], least=LEAST_PEOPLE, scale=True, most=MOST_STOPS)
        if changed and flows:
            names = _level_names(method, params, language)
            words = _Words(language, {}, option, levels, names)
            found.append((changed, _told(flows, words, (before.vote, after.vote), method)))
    return tuple(view for _, view in sorted(found, key=lambda one: -one[0]))


def _changed(people: Crossed) -> int:
    return sum(n for (start, end), n in people.items() if start != end and APART not in (start, end))


def _levels(method: str, params: Mapping[str, Any]) -> Sequence[int]:
    """The levels of a method, best first."""
    if method == "majority_judgment":
        return range(params["grades"] - 1, -1, -1)
    if method == "score":
        return range(params["max"], params["min"] - 1, -1)
    return range(1, 9)


def _level_names(method: str, params: Mapping[str, Any], language: Language) -> Mapping[int, str]:
    if method == "majority_judgment":
        return dict(enumerate(grade_names(language, params["grades"])))
    if method == "gradients":
        return {stance: say(language, f"picture.stance_{stance}") for stance in range(1, 9)}
    minus = {level: str(level).replace("-", "−") for level in _levels(method, params)}
    return {level: say(language, "outcome.flow_score", score=text) for level, text in minus.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    """What places are called: those of a whole vote, or the levels of one option, best first."""

    language: Language
    options: Mapping[Any, OptionView]
    option: OptionView | None = None
    levels: Sequence[int] = ()
    names: Mapping[Any, str] | None = None

    def stop(self, group: Group, people: int) -> StopView:
        if group == (APART,):
            return StopView("apart", say(self.language, "outcome.flow_apart"), people)
        if group == (SEVERAL,):
            return StopView("several", say(self.language, "outcome.flow_several"), people)
        if group == (NOTHING,):
            what = "level" if self.option else "choice"
            return StopView("nothing", say(self.language, f"outcome.flow_nothing_{what}"), people)
        if self.names is not None:
            best = len(self.levels) - 1
            levels = tuple(best - self.levels.index(place) for place in group if isinstance(place, int))
            return StopView("levels", self._range(group), people, levels=levels)
        options = tuple(self.options[place] for place in group if place in self.options)
        if len(group) == 1:
            return StopView("options", options[0].title, people, options)
        name = say(self.language, "outcome.flow_others", n=len(group))
        return StopView("others", name, people, options)

    def _range(self, group: Group) -> str:
        assert self.names is not None
        named = [self.names[place] for place in group if place in self.names]
        if len(named) <= 2:
            text = say(self.language, "outcome.flow_two", a=named[0], b=named[-1]) if named[1:] else named[0]
        else:
            text = say(self.language, "outcome.flow_range", a=named[0], b=named[-1])
        none = say(self.language, "outcome.flow_nothing_level")
        return say(self.language, "outcome.flow_two", a=text, b=none) if NOTHING in group else text

    def way(self, start: Group, end: Group) -> str:
        if start == end and len(start) == 1 and start != (APART,):
            return "same"
        if self.option is None or not all(isinstance(place, int) for place in (*start, *end)):
            return ""
        before, after = ([self.levels.index(place) for place in group] for group in (start, end))
        if max(after) < min(before):
            return "up"
        return "down" if min(after) > max(before) else ""


def _told(flows: Flows, words: _Words, votes: tuple[int, int], method: str) -> FlowsView:
    starts, ends = _in_order(flows, words, after=False), _in_order(flows, words, after=True)
    found = [
        FlowView(starts.index(one.start), ends.index(one.end), one.people, words.way(one.start, one.end))
        for one in flows.flows
    ]
    return FlowsView(
        key=words.option.key if words.option else WHOLE,
        option=words.option,
        starts=tuple(words.stop(group, flows.standing(group, after=False)) for group in starts),
        ends=tuple(words.stop(group, flows.standing(group, after=True)) for group in ends),
        flows=tuple(found),
        told=_sentences(flows, words, votes),
        notes=_notes(flows, words, method),
        scale=len(words.levels),
    )


def _sentences(flows: Flows, words: _Words, votes: tuple[int, int]) -> tuple[str, ...]:
    """The same as the picture says, most people first; then what is told together."""
    told = []
    for flow in sorted(flows.flows, key=lambda one: -one.people):
        start, end = words.stop(flow.start, 0).name, words.stop(flow.end, 0).name
        key = "outcome.flow_stayed" if words.way(flow.start, flow.end) == "same" else "outcome.flow_people"
        told.append(say(words.language, key, start=start, end=end, n=flow.people))
    for vote, groups in zip(votes, (flows.starts, flows.ends), strict=True):
        for group in groups:
            stop = words.stop(group, 0)
            if stop.kind == "others":
                names = listed(words.language, [words.stop((place,), 0).name for place in group])
                told.append(
                    say(words.language, "outcome.flow_others_at", vote=vote, name=stop.name, titles=names)
                )
    return tuple(told)


def _notes(flows: Flows, words: _Words, method: str) -> tuple[str, ...]:
    """How to read it: what counts as a ballot's place, what is told together, who is not followed."""
    groups = (*flows.starts, *flows.ends)
    notes = []
    if words.option is None and method != "single_choice":
        notes.append("outcome.flow_first")
    if any(len(group) > 1 for group in groups):
        notes.append("outcome.flow_few_help")
    if (APART,) in groups:
        notes.append("outcome.flow_apart_help")
    return tuple(say(words.language, note) for note in notes)


def _in_order(flows: Flows, words: _Words, *, after: bool) -> list[Group]:
    """Levels from the best one; options from where most people stand, those told together last."""
    groups = list(flows.ends if after else flows.starts)
    if words.option:
        return groups

    def place(group: Group) -> tuple[bool, bool, int]:
        return (
            group == (APART,),
            group[0] not in words.options or len(group) > 1,
            -flows.standing(group, after=after),
        )

    return sorted(groups, key=place)


def _shifts(before: Held, after: Held, pairs: Pairs, options: Sequence[OptionView]) -> tuple[ShiftView, ...]:
    """Those that most people moved first; none that too few people placed twice."""
    found = shifts(pairs, [option.key for option in options], least=LEAST_PEOPLE)
    views = [
        ShiftView(
            option=option,
            people=found[option.key].people,
            stayed=found[option.key].stayed,
            left=found[option.key].left,
            right=found[option.key].right,
            down=found[option.key].down,
            up=found[option.key].up,
            before=tuple(before.outcome.details["median"][option.key]),
            after=tuple(after.outcome.details["median"][option.key]),
        )
        for option in options
        if option.key in found
    ]
    return tuple(sorted(views, key=lambda one: one.stayed - one.people))
