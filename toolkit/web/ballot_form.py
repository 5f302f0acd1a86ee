"""
A ballot as a phone's form sends it, turned into the shape the rules know. Nothing is repaired; only the
order in which the cards were touched is lost, which could tell one person's ballot from another's.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from toolkit.voting.ballot import BadBallot

Form = MultiDict[str, str]


def read_ballot(method: str, form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    """
    Args: keys: the options of the round; *form* may only name these.

    Raises: BadBallot.
    """
    return READERS[method](form, keys)


def _single_choice(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    chosen = form.getlist("choice")
    if len(chosen) != 1:
        raise BadBallot("choose_one")
    return {"choice": chosen[0]}


def _approval(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    chosen = form.getlist("approve")
    return {"approve": sorted(chosen, key=lambda key: keys.index(key) if key in keys else len(keys))}


def _dots(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    return {"dots": {key: n for key, n in _numbers(form, "dots", keys).items() if n != 0}}


def _grades(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    return {"grades": _numbers(form, "grade", keys)}


def _ranking(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    groups: dict[int, list[str]] = defaultdict(list)
    for key, place in _numbers(form, "rank", keys).items():
        groups[place].append(key)
    return {"ranking": [groups[place] for place in sorted(groups)]}


READERS: Mapping[str, Callable[[Form, Sequence[str]], Mapping[str, Any]]] = {
    "single_choice": _single_choice,
    "approval": _approval,
    "dots": _dots,
    "majority_judgment": _grades,
    "schulze": _ranking,
}


def _numbers(form: Form, prefix: str, keys: Sequence[str]) -> dict[str, int]:
    """Fields ``prefix.key`` as whole numbers; an empty one is as if it were not there."""
    found = {}
    for field in form:
        if not field.startswith(f"{prefix}."):
            continue
        key, typed = field.removeprefix(f"{prefix}."), form[field].strip()
        if key not in keys:
            raise BadBallot("unknown_option", option=key)
        if len(form.getlist(field)) > 1:
            raise BadBallot("duplicate_option", option=key)
        if typed:
            found[key] = _whole(typed, key)
    return {key: found[key] for key in keys if key in found}


def _whole(typed: str, key: str) -> int:
    # isdecimal alone lets other scripts' digits in; a ballot has at most a few digits.
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):
        raise BadBallot("not_whole", option=key)
    return int(typed)
