"""
Counts taken card by card (raised hands, cards laid on a table), turned into the ballots any method counts.

A show of hands says how many people marked each option, not who marked what together. Its marks are dealt
in turn, option after option, to as many people as took part: nobody gets two marks on one option, everybody
gets about as many. The methods counted this way only add up marks option by option, so that the outcome
does not depend on the deal. The others (rankings, quadratic, placement, STAR) need whole ballots.

Source of the deal: R. McNaughton, *Scheduling with Deadlines and Loss Functions*, Management Science 6,
1959 (the wrap-around rule: it succeeds whenever any way of sharing the marks would).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from toolkit.voting.ballot import BadBallot, Ballot, Counted, Params, is_whole

# Of one show of hands; more is a typing error.
MOST_PEOPLE = 2000
# Of one person, where the method sets no limit.
MOST_DOTS = 100

# How many people gave an option each level, by level; a method without grades has one level, 1.
Marks = Mapping[int, int]


def levels(method: str, params: Params) -> tuple[int, ...]:
    """
    What is asked of the room for each option, worst first: one show of hands for each level.

    Empty when the method needs whole ballots.
    """
    if method in ("single_choice", "approval", "dots"):
        return (1,)
    if method == "majority_judgment":
        return tuple(range(params["grades"]))
    if method == "gradients":
        return tuple(range(8, 0, -1))  # 8 is to block
    if method == "score" and params["rule"] != "star" and params["max"] - params["min"] <= 10:
        return tuple(range(params["min"], params["max"] + 1))
    return ()


def deal(
    method: str, params: Params, options: Sequence[str], marks: Mapping[str, Marks], people: int | None
) -> Counted:
    """
    Ballots that add up to *marks*, blank ones for those who marked nothing.

    Args: people: how many took part; None for the fewest that these marks allow.

    Raises: BadBallot: ``needs_ballots`` (a method without levels), ``not_whole``, ``out_of_range``,
    ``too_few_people``, ``too_many_people``, ``missing_grade``.
    """
    asked = levels(method, params)
    if not asked:
        raise BadBallot("needs_ballots")
    for option in options:
        _require_counts(option, marks.get(option, {}), asked)
    least = _least(method, params, options, marks)
    taking_part = least if people is None else people
    if taking_part > MOST_PEOPLE:
        raise BadBallot("too_many_people", n=taking_part, most=MOST_PEOPLE)
    if taking_part < least:
        raise BadBallot("too_few_people", n=taking_part, least=least)
    if method == "majority_judgment" and params["missing"] == "error":
        _require_everyone(options, marks, taking_part)
    given = _dealt(options, marks, asked, taking_part)
    written = Counter(json.dumps(WRITERS[method](one, options), sort_keys=True) for one in given)
    return [(json.loads(ballot), n) for ballot, n in sorted(written.items())]


def marks_of(method: str, ballots: Counted) -> tuple[dict[str, dict[int, int]], int]:
    """The counts that ``deal`` turned into these ballots, and how many people took part."""
    marks: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for ballot, people in ballots:
        for option, level, n in READERS[method](ballot):
            marks[option][level] += n * people
    return {option: dict(found) for option, found in marks.items()}, sum(n for _, n in ballots)


def _require_counts(option: str, counts: Marks, asked: Sequence[int]) -> None:
    for level, n in counts.items():
        if not is_whole(n):
            raise BadBallot("not_whole", option=option)
        if level not in asked or not 0 <= n <= MOST_PEOPLE * MOST_DOTS:
            raise BadBallot("out_of_range", option=option, number=n, least=0, most=MOST_PEOPLE * MOST_DOTS)


def _least(method: str, params: Params, options: Sequence[str], marks: Mapping[str, Marks]) -> int:
    """The fewest people who can have made these marks."""
    sums = [sum(marks.get(option, {}).values()) for option in options]
    total, highest = sum(sums), max(sums, default=0)
    if method == "single_choice":
        return total
    if method == "dots":
        by_budget = _shared(total, params["budget"] or MOST_DOTS)
        return max(by_budget, _shared(highest, params["max_per_option"]), int(total > 0))
    if method == "approval":
        return max(highest, _shared(total, params["max"]))
    return highest


def _shared(marks: int, most: int | None) -> int:
    """People it takes for *marks* at *most* each; none when there is no limit."""
    return -(-marks // most) if most else 0


def _require_everyone(options: Sequence[str], marks: Mapping[str, Marks], people: int) -> None:
    for option in options:
        if sum(marks.get(option, {}).values()) != people:
            raise BadBallot("missing_grade", option=option)


def _dealt(
    options: Sequence[str], marks: Mapping[str, Marks], asked: Sequence[int], people: int
) -> list[dict[str, list[int]]]:
    """What each person gave: the levels of their marks, by option."""
    given: list[dict[str, list[int]]] = [{} for _ in range(people)]
    turn = 0
    for option in options:
        for level in reversed(asked):
            for _ in range(marks.get(option, {}).get(level, 0)):
                given[turn % people].setdefault(option, []).append(level)
                turn += 1
    return given


Given = Mapping[str, Sequence[int]]


def _graded(field: str) -> Callable[[Given, Sequence[str]], Ballot]:
    return lambda given, options: {field: {o: given[o][0] for o in options if o in given}}


def _levels(field: str) -> Callable[[Ballot], Iterator[tuple[str, int, int]]]:
    def read(ballot: Ballot) -> Iterator[tuple[str, int, int]]:
        for option, level in (ballot.get(field) or {}).items():
            yield option, level, 1

    return read


def _choice(given: Given, options: Sequence[str]) -> Ballot:
    return {"choice": next(iter(given))} if given else {}


def _dots(given: Given, options: Sequence[str]) -> Ballot:
    return {"dots": {option: len(given[option]) for option in options if option in given}}


WRITERS: Mapping[str, Callable[[Given, Sequence[str]], Ballot]] = {
    "single_choice": _choice,
    "approval": lambda given, options: {"approve": [option for option in options if option in given]},
    "dots": _dots,
    "majority_judgment": _graded("grades"),
    "gradients": _graded("stance"),
    "score": _graded("scores"),
}
READERS: Mapping[str, Callable[[Ballot], Iterator[tuple[str, int, int]]]] = {
    "single_choice": lambda ballot: iter([(ballot["choice"], 1, 1)] if ballot.get("choice") else []),
    "approval": lambda ballot: ((option, 1, 1) for option in ballot.get("approve") or []),
    "dots": lambda ballot: ((option, 1, n) for option, n in (ballot.get("dots") or {}).items()),
    "majority_judgment": _levels("grades"),
    "gradients": _levels("stance"),
    "score": _levels("scores"),
}
