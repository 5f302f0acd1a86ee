"""
What a results file says beside its counts (how ballots came, receipts, reasons, ideas), held against its own
lines; and the fingerprint of all it says, by which a report and a file can be told to go together.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from toolkit.voting.ballot import BadBallot
from toolkit.voting.request import split_count
from toolkit.workshop.receipts import FINGERPRINT_DIGITS
from toolkit.workshop.receipts import fingerprint as made_of
from toolkit.workshop.unnamed import told_apart

FINGERPRINT = re.compile(rf"[0-9a-f]{{{FINGERPRINT_DIGITS}}}")
IDEA = re.compile(r"idea-[1-9][0-9]{0,8}")
ORIGINS = ("room", "desk", "merged")
CONTENT_DIGITS = 32

Row = Mapping[str, Any]


class Odd(NamedTuple):
    """Something that does not hold: what it is, what the file says, and the reason (a key of the words)."""

    what: str
    says: Any
    reason: str


def people_of(ballot: Row) -> int:
    """How many people a line stands for; one that cannot be is a line all the same."""
    try:
        return split_count(ballot)[1]
    except BadBallot:
        return 1


def people_by_label(row: Row) -> dict[str, int]:
    """How many people the lines of a round count under each name of a source."""
    found: Counter[str] = Counter()
    for ballot in row["ballots"]:
        found[str(ballot.get("source", "phone"))] += people_of(ballot)
    return dict(found)


def expected_by_label(sources: object) -> dict[str, int] | None:
    """The same as the number of people by source says it; None when that is no such table."""
    if not isinstance(sources, Mapping):
        return None
    people = {str(source): n for source, n in sources.items() if isinstance(n, int) and n > 0}
    told = told_apart(people)
    found: Counter[str] = Counter()
    for source, n in people.items():
        found[told[source]] += n
    return dict(found)


def odd_receipts(row: Row) -> Iterator[Odd]:
    """Fingerprints that cannot be, that stand twice, or beside a ballot of several people."""
    seen: set[str] = set()
    for number, ballot in enumerate(row["ballots"], 1):
        if "fingerprint" not in ballot:
            continue
        value = ballot["fingerprint"]
        if not isinstance(value, str) or not FINGERPRINT.fullmatch(value):
            yield Odd(f"ballots[{number}].fingerprint", value, "shape")
        elif value in seen:
            yield Odd(f"ballots[{number}].fingerprint", value, "twice")
        elif people_of(ballot) > 1:
            yield Odd(f"ballots[{number}].fingerprint", value, "several")
        else:
            seen.add(value)


def odd_reasons(row: Row) -> Iterator[Odd]:
    """Reasons about what could not be chosen."""
    reasons = row.get("reasons", {})
    keys = {option["key"] for option in row["options"]}
    if not isinstance(reasons, Mapping):
        yield Odd("reasons", reasons, "shape")
        return
    yield from (Odd("reasons", key, "unknown_option") for key in reasons if key not in keys)


def odd_ideas(results: Row) -> Iterator[Odd]:
    """Ideas that cannot be: of no question, twice, merged into nothing or made of nothing."""
    ideas = results.get("ideas", [] if results.get("version") == 1 else None)
    if not isinstance(ideas, list) or not all(isinstance(idea, Mapping) for idea in ideas):
        yield Odd("ideas", ideas, "shape")
        return
    asked = {row["series"] for row in results["rounds"] if row["method"] == "ideas"}
    keys = Counter(str(idea.get("key")) for idea in ideas)
    whole = {str(idea.get("key")) for idea in ideas if idea.get("source") == "merged"}
    parts = {str(idea.get("merged_into")) for idea in ideas}
    for number, idea in enumerate(ideas, 1):
        key, into = str(idea.get("key")), idea.get("merged_into")
        if not IDEA.fullmatch(key):
            yield Odd(f"ideas[{number}].key", idea.get("key"), "shape")
        elif keys[key] > 1:
            yield Odd(f"ideas[{number}].key", key, "twice")
        if not isinstance(idea.get("title"), str) or not idea["title"]:
            yield Odd(f"ideas[{number}].title", idea.get("title"), "shape")
        if idea.get("source") not in ORIGINS:
            yield Odd(f"ideas[{number}].source", idea.get("source"), "shape")
        if into is not None and (not isinstance(into, str) or into not in whole or into == key):
            yield Odd(f"ideas[{number}].merged_into", into, "no_whole")
        if key in whole and key not in parts:
            yield Odd(f"ideas[{number}].source", "merged", "no_parts")
        series = idea.get("series")
        if series is not None and not (isinstance(series, int) and series in asked):
            yield Odd(f"ideas[{number}].series", series, "no_question")


def lines_of(results: Row, receipt: str) -> list[tuple[Row, int, Row]]:
    """Where a receipt leads in a file: the round, the number of the line from 1, the ballot."""
    return [
        (row, number, ballot)
        for row in results["rounds"]
        for number, ballot in enumerate(_ballots(row), 1)
        if ballot.get("fingerprint") == made_of(receipt, row["series"], row["vote"])
    ]


def _ballots(row: Row) -> Sequence[Row]:
    found: Sequence[Row] = row.get("ballots", [])
    return found


def content_fingerprint(results: Row) -> str:
    """
    32 hexadecimal digits for what was decided: the same whenever and in whichever language it was exported.

    They are the first of the SHA-256 of the revealed rounds and the ideas as JSON, keys sorted, without the
    sentences of the count.
    """
    told = json.dumps(
        [
            [_bare(row) for row in results["rounds"] if row.get("state") == "revealed"],
            results.get("ideas", []),
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:CONTENT_DIGITS]


def _bare(row: Row) -> Row:
    outcome = row.get("outcome")
    if not isinstance(outcome, Mapping):
        return row
    return {**row, "outcome": {part: value for part, value in outcome.items() if part != "steps"}}
