"""
Election files of PrefLib, read as rankings: ``.soc``, ``.soi``, ``.toc`` and ``.toi``.

A header of lines ``# KEY: value`` names the alternatives; every other line is ``count: 3,1,{2,4}``, best
first, alternatives between braces being level. Nothing is repaired: what is not that is refused by its line.

Source: Mattei & Walsh, *PrefLib: A Library for Preferences*, ADT 2013; preflib.org, "Data Format".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.voting.ballot import LARGEST_COUNT
from toolkit.voting.request import BadRequest

TYPES = ("soc", "soi", "toc", "toi")
HEADER = re.compile(r"#\s*([A-Z][A-Z ]*?)\s*(\d*)\s*:\s*(.*)")
LINE = re.compile(r"(\d+)\s*:\s*(.*)")
# One place of a ranking: an alternative, or several between braces.
PLACE = re.compile(r"\s*(?:(\d+)|\{\s*(\d+(?:\s*,\s*\d+)*)\s*\})\s*(?:,|$)")
LONGEST_NUMBER = 13

# No election has more; a longer list is not one.
MOST_ALTERNATIVES = 10_000


def read_preflib(text: str) -> dict[str, Any]:
    """
    The ``options`` and ``ballots`` of a request, an option being called by its name in the file.

    Raises: BadRequest, its field the header or line: ``preflib_type``, ``preflib_no_alternatives``,
    ``preflib_unnamed``, ``preflib_line``, ``preflib_unknown``, ``preflib_twice``, ``preflib_count``,
    ``preflib_voters``.
    """
    headers: dict[str, str] = {}
    names: dict[int, str] = {}
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if written.startswith("#"):
            _read_header(written, headers, names)
        elif written:
            lines.append((number, written))
    options = _options(headers, names)
    ballots = [_ballot(number, line, options) for number, line in lines]
    _require_voters(headers, ballots)
    return {"options": list(options.values()), "ballots": ballots}


def _read_header(line: str, headers: dict[str, str], names: dict[int, str]) -> None:
    """A comment that is no header is left alone."""
    found = HEADER.fullmatch(line)
    if found is None:
        return
    key, number, value = found.groups()
    if key == "ALTERNATIVE NAME" and number and len(number) <= LONGEST_NUMBER:
        names[int(number)] = value
    elif not number:
        headers[key] = value


def _options(headers: Mapping[str, str], names: Mapping[int, str]) -> dict[int, str]:
    """Each alternative by its number, in order; two of one name are told apart by their numbers."""
    kind = headers.get("DATA TYPE", TYPES[0])
    if kind not in TYPES:
        raise BadRequest("DATA TYPE", "preflib_type", type=kind, types=list(TYPES))
    declared = headers.get("NUMBER ALTERNATIVES", "")
    if not declared.isascii() or not declared.isdecimal() or not 1 <= len(declared) <= LONGEST_NUMBER:
        raise BadRequest("NUMBER ALTERNATIVES", "preflib_no_alternatives")
    how_many = int(declared)
    if not 1 <= how_many <= MOST_ALTERNATIVES:
        raise BadRequest("NUMBER ALTERNATIVES", "preflib_no_alternatives")
    for number in range(1, how_many + 1):
        if not names.get(number, "").strip():
            raise BadRequest(f"ALTERNATIVE NAME {number}", "preflib_unnamed")
    called = [names[number] for number in range(1, how_many + 1)]
    twice = {name for name in called if called.count(name) > 1} if len(set(called)) < how_many else set()
    return {n: f"{name} ({n})" if name in twice else name for n, name in enumerate(called, 1)}


def _ballot(number: int, line: str, options: Mapping[int, str]) -> dict[str, Any]:
    field = f"line {number}"
    found = LINE.fullmatch(line)
    if found is None:
        raise BadRequest(field, "preflib_line")
    count, order = found.groups()
    if len(count) > LONGEST_NUMBER or not 1 <= int(count) <= LARGEST_COUNT:
        raise BadRequest(field, "preflib_count", most=LARGEST_COUNT)
    seen: set[int] = set()
    ranking: list[list[str]] = []
    for place in _places(field, order):
        for alternative in place:
            if alternative not in options:
                raise BadRequest(field, "preflib_unknown", n=alternative)
            if alternative in seen:
                raise BadRequest(field, "preflib_twice", n=alternative)
            seen.add(alternative)
        ranking.append([options[alternative] for alternative in place])
    return {"ranking": ranking, "count": int(count)}


def _places(field: str, order: str) -> Iterator[Sequence[int]]:
    """Best first; empty for a ballot that ranks nothing."""
    at = 0
    while at < len(order):
        found = PLACE.match(order, at)
        if found is None:
            raise BadRequest(field, "preflib_line")
        numbers = re.findall(r"\d+", found[1] or found[2])
        if any(len(written) > LONGEST_NUMBER for written in numbers):
            raise BadRequest(field, "preflib_line")
        yield [int(written) for written in numbers]
        at = found.end()


def _require_voters(headers: Mapping[str, str], ballots: Sequence[Mapping[str, Any]]) -> None:
    """The header counts its voters: a file cut short is not counted as if it were whole."""
    says, found = headers.get("NUMBER VOTERS"), sum(ballot["count"] for ballot in ballots)
    if says is not None and says != str(found):
        raise BadRequest("NUMBER VOTERS", "preflib_voters", says=says, found=found)
