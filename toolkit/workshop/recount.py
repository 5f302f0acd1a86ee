"""Counting a results file again, from its ballots alone, and saying exactly what does not agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from itertools import zip_longest
from typing import Any

from toolkit.content.cards import LANGUAGES, Language
from toolkit.voting.ballot import BadBallot, BadParams, Counted
from toolkit.voting.methods import METHODS
from toolkit.voting.movement import HEIGHTS, movement
from toolkit.voting.request import split_count
from toolkit.workshop.beside import (
    content_fingerprint,
    expected_by_label,
    odd_ideas,
    odd_reasons,
    odd_receipts,
    people_by_label,
    people_of,
)
from toolkit.workshop.explaining import explain, grade_names
from toolkit.workshop.record import FORMAT, FORMAT_VERSION, PROGRAM, moves
from toolkit.workshop.unnamed import LEAST_PEOPLE

# A question that asked for ideas: nothing was counted in it.
IDEAS = "ideas"
BALLOT_EXTRAS = ("source", "fingerprint", "person", "name")
COMPARED = ("method", "ranking", "winners", "scores", "cast", "blank", "rejected", "details")
# What an early file lacks, and every file since has.
SOURCED_SINCE = 2


class NotResults(ValueError):
    """The file is not a results file this version can read; ``reason`` is a key of the words."""

    def __init__(self, reason: str, **values: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    Something in the file that the ballots do not bear out: where, what it says, what was found (for a
    ballot or settings that cannot be: the reason, and the ``values`` its words need).
    """

    series: object
    vote: object
    what: str
    says: Any
    found: Any
    values: Mapping[str, Any] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recount:
    """
    ``rounds`` revealed rounds and ``ballots`` ballots counted again, one for each person; no disagreement:
    all agrees. ``fingerprint`` is that of what the file says (``beside.content_fingerprint``).
    """

    rounds: int
    ballots: int
    disagreements: tuple[Disagreement, ...]
    fingerprint: str


def recount(results: object) -> Recount:
    """Raises: NotResults, when this is no results file or one of a newer format."""
    rounds = _rounds(results)
    assert isinstance(results, Mapping)
    found: list[Disagreement] = []
    ballots = counted = 0
    earlier: dict[object, Mapping[str, Any]] = {}
    for row in rounds:
        if row.get("state") != "revealed" or row["method"] == IDEAS:
            found += _leaks(row)
            continue
        counted += 1
        ballots += sum(map(people_of, row["ballots"]))
        found += _check_round(row, earlier.get(row.get("series")))
        found += _check_steps(row, results)
        if "sources" not in row and results["version"] >= SOURCED_SINCE:
            found.append(
                Disagreement(row.get("series"), row.get("vote"), "sources", None, people_by_label(row))
            )
        earlier[row.get("series")] = row
    found += [Disagreement(None, None, odd.what, odd.says, odd.reason) for odd in odd_ideas(results)]
    return Recount(counted, ballots, tuple(found), content_fingerprint(results))


def _rounds(results: object) -> list[Mapping[str, Any]]:
    if not isinstance(results, Mapping) or results.get("format") != FORMAT:
        raise NotResults("not_results")
    version = results.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotResults("no_version")
    if version > FORMAT_VERSION:
        raise NotResults("newer_version", version=version, known=FORMAT_VERSION)
    rounds = results.get("rounds")
    if not isinstance(rounds, list):
        raise NotResults("missing", field="rounds")
    for number, row in enumerate(rounds):
        _require(row, number)
    return rounds


def _require(row: object, number: int) -> None:
    """Raises: NotResults, naming the field of the round that is missing or misshapen."""
    shapes: dict[str, type] = {"series": int, "vote": int, "method": str, "params": dict, "options": list}
    if isinstance(row, Mapping) and row.get("state") == "revealed" and row.get("method") != IDEAS:
        shapes |= {"ballots": list, "outcome": dict}
    for field, shape in shapes.items():
        if not isinstance(row, Mapping) or not isinstance(row.get(field), shape):
            raise NotResults("missing", field=f"rounds[{number}].{field}")
        if field == "options" and row["method"] != IDEAS and not _are_options(row[field]):
            raise NotResults("missing", field=f"rounds[{number}].options[].key")
        if field == "ballots" and not all(_is_ballot(b) for b in row[field]):
            raise NotResults("missing", field=f"rounds[{number}].ballots[]")
    assert isinstance(row, Mapping)
    if row["method"] not in METHODS and row["method"] != IDEAS:
        raise NotResults("unknown_method", method=row["method"], field=f"rounds[{number}].method")


def _are_options(rows: list[Any]) -> bool:
    """Some, each with a key of its own."""
    keys = [row.get("key") for row in rows if isinstance(row, Mapping)]
    return 0 < len(rows) == len(keys) == len({key for key in keys if isinstance(key, str)})


def _is_ballot(row: Any) -> bool:
    return isinstance(row, Mapping) and isinstance(row.get("person", ""), str)


def _leaks(row: Mapping[str, Any]) -> Iterator[Disagreement]:
    if row.get("ballots") or row.get("outcome"):
        yield Disagreement(row.get("series"), row.get("vote"), "leak", row.get("state"), None)


def _check_round(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[Disagreement]:
    place = (row.get("series"), row.get("vote"))
    method = METHODS[row["method"]]
    keys = [option["key"] for option in row["options"]]
    try:
        params = method.complete(row["params"], keys)
    except BadParams as bad:
        yield Disagreement(*place, "params", row["params"], bad.reason, bad.values)
        return
    good = []
    for number, ballot in enumerate(row["ballots"], 1):
        content = _content(ballot)
        try:
            content, people = split_count(content)
            method.check(content, keys, params)
        except BadBallot as bad:
            yield Disagreement(*place, f"ballots[{number}]", content, bad.reason, bad.values)
        else:
            good.append((content, people))
    try:
        outcome = method.count(good, keys, params).as_dict()
    except BadParams as bad:
        yield Disagreement(*place, "params", row["params"], bad.reason, bad.values)
        return
    for part in COMPARED:
        if row["outcome"].get(part) != outcome[part]:
            yield Disagreement(*place, part, row["outcome"].get(part), outcome[part])
    yield from _check_movement(row, before, keys)
    yield from _check_beside(row)


def _check_steps(row: Mapping[str, Any], results: Mapping[str, Any]) -> Iterator[Disagreement]:
    """
    The count step by step, in whichever language it was exported. Another version may count in other steps
    and words: those of a file it wrote are left alone.
    """
    if results.get("program") != PROGRAM:
        return
    says = row["outcome"].get("steps")
    try:
        expected = [_steps(row, language) for language in LANGUAGES]
    except BadParams:  # named already
        return
    found = next((steps for steps in expected if steps == says), None)
    if found is not None:
        return
    listed = says if isinstance(says, list) else []
    closest = max(expected, key=lambda steps: sum(a == b for a, b in zip(steps, listed, strict=False)))
    odd = next(((a, b) for a, b in zip_longest(listed, closest) if a != b), (says, closest))
    yield Disagreement(row.get("series"), row.get("vote"), "steps", *map(_told, odd))


def _steps(row: Mapping[str, Any], language: Language) -> list[dict[str, Any]]:
    """Raises: BadParams."""
    keys = [option["key"] for option in row["options"]]
    titles = {option["key"]: str(option.get("title", "")) for option in row["options"]}
    method = METHODS[row["method"]]
    params = method.complete(row["params"], keys)
    grades = grade_names(language, params["grades"]) if "grades" in params else ()
    return [
        {**step.as_dict(), "text": explain(step, language, titles.__getitem__, grades)}
        for step in method.count(_good(row, params), keys, params).steps
    ]


def _told(step: Any) -> Any:
    """A step as its sentence where that is what differs, whole otherwise."""
    return step["text"] if isinstance(step, Mapping) and isinstance(step.get("text"), str) else step


def _check_beside(row: Mapping[str, Any]) -> Iterator[Disagreement]:
    """How ballots came, receipts, reasons; an early file has none of them."""
    place = (row.get("series"), row.get("vote"))
    if "sources" in row:
        lines = people_by_label(row)
        if expected_by_label(row["sources"]) != lines:
            yield Disagreement(*place, "sources", row["sources"], lines)
    for odd in (*odd_receipts(row), *odd_reasons(row)):
        yield Disagreement(*place, odd.what, odd.says, odd.reason)


def _check_movement(
    row: Mapping[str, Any], before: Mapping[str, Any] | None, keys: list[str]
) -> Iterator[Disagreement]:
    says = row.get("movement")
    first, second = _people(before) if before else {}, _people(row)
    both = first.keys() & second.keys()
    found = None
    if len(both) >= LEAST_PEOPLE and row["method"] in HEIGHTS:
        found = moves(movement(row["method"], [(first[w], second[w]) for w in both], keys))
    if says != found:
        yield Disagreement(row.get("series"), row.get("vote"), "movement", says, found)


def _people(row: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What each labelled person cast; a ballot that cannot be was already named, and is nobody's here."""
    method = METHODS[row["method"]]
    keys = [option["key"] for option in row["options"]]
    people: dict[str, Mapping[str, Any]] = {}
    for ballot in row["ballots"]:
        try:
            content, _ = split_count(_content(ballot))
            method.check(content, keys, method.complete(row["params"], keys))
        except (BadBallot, BadParams):
            continue
        if "person" in ballot:
            people[ballot["person"]] = content
    return people


def _good(row: Mapping[str, Any], params: Mapping[str, Any]) -> Counted:
    """The ballots that can be, each with how many people cast it; the others were named."""
    method = METHODS[row["method"]]
    keys = [option["key"] for option in row["options"]]
    found = []
    for ballot in row["ballots"]:
        try:
            content, people = split_count(_content(ballot))
            method.check(content, keys, params)
        except BadBallot:
            continue
        found.append((content, people))
    return found


def _content(ballot: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in ballot.items() if name not in BALLOT_EXTRAS}
