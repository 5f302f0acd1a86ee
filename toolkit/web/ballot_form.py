"""
A ballot as a phone's form sends it, turned into the shape the rules know. Nothing is repaired; only the
order in which the cards were touched is lost, which could tell one person's ballot from another's.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from toolkit.voting.ballot import BadBallot
from toolkit.workshop.typed import tidy

# A map on a phone has room for ten steps along each edge.
MAP_STEPS = 10

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


def _scores(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    return {"scores": _numbers(form, "score", keys, signed=True)}


def _votes(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    return {"votes": {key: n for key, n in _numbers(form, "votes", keys).items() if n != 0}}


def _stances(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    typed = {key: tidy(text) for key, text in _fields(form, "reason", keys).items()}
    reasons = {key: text for key, text in typed.items() if text}
    stance = {"stance": _numbers(form, "stance", keys)}
    return {**stance, "reasons": reasons} if reasons else stance


def _places(form: Form, keys: Sequence[str]) -> Mapping[str, Any]:
    """Two coordinates for each option placed, in tenths of the map."""
    across, up = _numbers(form, "x", keys), _numbers(form, "y", keys)
    for key in across.keys() ^ up.keys():
        raise BadBallot("half_placed", option=key)
    return {"at": {key: [across[key] / MAP_STEPS, up[key] / MAP_STEPS] for key in keys if key in across}}


READERS: Mapping[str, Callable[[Form, Sequence[str]], Mapping[str, Any]]] = {
    "single_choice": _single_choice,
    "approval": _approval,
    "dots": _dots,
    "majority_judgment": _grades,
    "score": _scores,
    "quadratic": _votes,
    "gradients": _stances,
    "placement": _places,
    "schulze": _ranking,
    "ranked_pairs": _ranking,
    "copeland": _ranking,
    "borda": _ranking,
    "irv": _ranking,
    "stv": _ranking,
}


def _numbers(form: Form, prefix: str, keys: Sequence[str], *, signed: bool = False) -> dict[str, int]:
    """Fields ``prefix.key`` as whole numbers; an empty one is as if it were not there."""
    typed = {key: text.strip() for key, text in _fields(form, prefix, keys).items()}
    return {key: _whole(text, key, signed=signed) for key, text in typed.items() if text}


def _fields(form: Form, prefix: str, keys: Sequence[str]) -> dict[str, str]:
    """What is typed in the fields ``prefix.key``, in the order of the options."""
    found = {}
    for field in form:
        if not field.startswith(f"{prefix}."):
            continue
        key = field.removeprefix(f"{prefix}.")
        if key not in keys:
            raise BadBallot("unknown_option", option=key)
        if len(form.getlist(field)) > 1:
            raise BadBallot("duplicate_option", option=key)
        found[key] = form[field]
    return {key: found[key] for key in keys if key in found}


def _whole(typed: str, key: str, *, signed: bool) -> int:
    # isdecimal alone lets other scripts' digits in; a ballot has at most a few digits.
    digits = typed.removeprefix("-") if signed else typed
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 6):
        raise BadBallot("not_whole", option=key)
    return int(typed)
