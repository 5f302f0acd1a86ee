"""
The words of the interface, French and English side by side in the ``*.toml`` files of this folder.

A key is ``file.name``; its value is a table ``{fr = "…", en = "…"}``. A text that depends on a number
``n`` gives its plural forms instead: ``fr = {one = "…", other = "…"}`` (CLDR categories, where French
counts 0 as one). ``{name}`` is filled from keyword arguments; numbers are written as the language does.
"""

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.content.cards import Language

if TYPE_CHECKING:
    from babel import Locale

Entry = Mapping[str, Any]

# Babel takes a while to load, and most texts hold no large number: it is imported where one is written.

# Below this, a number is written alike in every language here.
LEAST_GROUPED = 1000
# Nobody reads more digits in groups, and Babel cannot write more.
LONGEST = 10**25

# The English of the cards is British.
LOCALES: Mapping[Language, str] = {"fr": "fr_FR", "en": "en_GB"}


class UnknownWord(KeyError):
    """A key that no file of words defines."""


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every entry by its key."""
    files = sorted(path.stem for path in Path(__file__).parent.glob("*.toml"))
    return {f"{file}.{name}": entry for file in files for name, entry in _file(file).items()}


@cache
def _file(name: str) -> Mapping[str, Entry]:
    """The entries of one file, which a command that needs no other reads alone; none without that file."""
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def _locale(language: Language) -> "Locale":
    from babel import Locale

    return Locale.parse(LOCALES[language])


def say(language: Language, key: str, **values: object) -> str:
    """
    The text *key* in *language*, with its values filled in.

    Raises: UnknownWord, for a key without a text in that language.
    """
    file, _, name = key.partition(".")
    try:
        text = _file(file)[name][language]
    except KeyError:
        raise UnknownWord(f"{key} ({language})") from None
    if not isinstance(text, str):
        text = text.get(_plural(language, values["n"]), text["other"])
    if not values:
        return str(text)
    return str(text.format_map({k: _written(language, v) for k, v in values.items()}))


def _plural(language: Language, n: object) -> str:
    """The category of *n*, as CLDR has it."""
    if isinstance(n, int) and 0 <= n < LEAST_GROUPED:
        return "one" if n == 1 or (n == 0 and language == "fr") else "other"
    return str(_locale(language).plural_form(Decimal(str(n))))


def _written(language: Language, value: object) -> object:
    if isinstance(value, int) and 0 <= value < LEAST_GROUPED and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return apart(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        from babel.numbers import format_decimal

        return format_decimal(value, locale=_locale(language)) if -LONGEST < value < LONGEST else value
    return value


def listed(language: Language, items: Iterable[str]) -> str:
    """The items as a sentence lists them: A, B et C; A, B and C."""
    from babel.lists import format_list

    return str(format_list(list(map(apart, items)), locale=_locale(language)))


def apart(text: str) -> str:
    """
    *text* to stand within a sentence: what is written from right to left keeps to itself, so that neither it
    nor the sentence is turned round by the other.
    """
    if text.isascii() or not any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return text
    return f"\u2068{text}\u2069"


def dated(language: Language, day: date) -> str:
    """*day* as a sentence writes it: 27 novembre 2026, 27 November 2026."""
    month = say(language, f"dates.month_{day.month}")
    return say(language, "dates.day", day=day.day, month=month, year=str(day.year))


def speaker(language: Language) -> Callable[..., str]:
    """``say`` with its language settled: what a template calls ``t``."""

    def t(key: str, **values: object) -> str:
        return say(language, key, **values)

    return t
