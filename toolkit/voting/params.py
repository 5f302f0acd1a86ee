"""How a method reads its settings: strictly, with a default for what is not said."""

from collections.abc import Sequence
from typing import Any

from toolkit.voting.ballot import LARGEST_COUNT, BadParams, Params, is_whole


def refuse_unknown(params: Params, *names: str) -> None:
    """Raises: BadParams, ``unknown_param``, for a setting this method does not have."""
    for name in params:
        if name not in names:
            raise BadParams("unknown_param", param=str(name))


def whole(params: Params, name: str, default: int, least: int = 0, most: int = LARGEST_COUNT) -> int:
    """
    The whole number under *name*, or its default.

    Raises: BadParams, ``param_not_whole`` or ``param_out_of_range``.
    """
    number = limit(params, name, least, most)
    return default if number is None else number


def limit(params: Params, name: str, least: int = 0, most: int = LARGEST_COUNT) -> int | None:
    """Like ``whole``, for a setting that may be left unset: ``None`` is no limit."""
    value: Any = params.get(name)
    if value is None:
        return None
    if not is_whole(value):
        raise BadParams("param_not_whole", param=name)
    if not least <= value <= most:
        raise BadParams("param_out_of_range", param=name, least=least, most=most)
    return int(value)


def one_of(params: Params, name: str, choices: Sequence[str]) -> str:
    """
    The word under *name*, by default the first of *choices*.

    Raises: BadParams, ``param_not_a_choice``, with the choices.
    """
    value: Any = params.get(name)
    if value is None:
        return choices[0]
    if value not in choices:
        raise BadParams("param_not_a_choice", param=name, choices=list(choices))
    return str(value)


def text(params: Params, name: str, most: int) -> str:
    """
    The text under *name*, empty by default.

    Raises: BadParams, ``param_not_text`` or ``param_too_long``.
    """
    value: Any = params.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadParams("param_not_text", param=name)
    if len(value) > most:
        raise BadParams("param_too_long", param=name, most=most)
    return value
