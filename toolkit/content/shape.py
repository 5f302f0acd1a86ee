"""What a card, a deck and a source are made of in their files, and what is missing or of another kind."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from toolkit.content.cards import CODE_ALPHABET, LANGUAGES, POSTURES, Inference, Provenance
from toolkit.content.files import Table
from toolkit.content.problems import Problem

ORIENTATIONS = range(1, 8)
CODE_LENGTH = 4
ID_LENGTH = 40
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
URL = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Part:
    """
    One text of a card or a deck.

    Attributes:

    limit: the most characters it may have.
    optional: may be absent, in both languages at once.
    alone: may stand in one language only.
    proper: a name, which may be the same in both languages.
    """

    limit: int
    optional: bool = False
    alone: bool = False
    proper: bool = False


ORIENTATION_PARTS: Mapping[str, Part] = {
    "title": Part(60),
    "published_name": Part(120, optional=True, alone=True, proper=True),
    "gist": Part(190),
    "situation": Part(150),
    "monday": Part(190),
    "question": Part(120),
    "caution": Part(150),
}
LEAD_PARTS: Mapping[str, Part] = {**ORIENTATION_PARTS, "cost": Part(120)}
POSTURE_PARTS: Mapping[str, Part] = {
    "title": Part(30),
    "gesture": Part(100),
    "gist": Part(110),
    "gives": Part(120),
    "costs": Part(120),
    "wear": Part(120),
    "example": Part(170),
    "theme": Part(240, optional=True),
}
# A story of 420 characters is read aloud in half a minute; six consequences fill the back of a tarot card.
SITUATION_PARTS: Mapping[str, Part] = {
    "title": Part(48),
    "gist": Part(110),
    "story": Part(420),
    "stakes": Part(180),
    "question": Part(110),
    **{f"consequences.{posture}": Part(110) for posture in POSTURES},
    "theme": Part(200, optional=True),
}
CRISIS_PARTS: Mapping[str, Part] = {
    "title": Part(48),
    "gist": Part(110),
    "story": Part(300),
    "hits": Part(150),
    "helps": Part(120),
    "harms": Part(120),
    "theme": Part(200, optional=True),
}
MOVEMENT_PARTS: Mapping[str, Part] = {
    "title": Part(60),
    "gist": Part(190),
    "sign": Part(150),
    "question": Part(120),
    "caution": Part(150),
    "theme": Part(200, optional=True),
}
PRINCIPLE_PARTS: Mapping[str, Part] = {
    **{name: part for name, part in ORIENTATION_PARTS.items() if name != "published_name"},
    "theme": Part(200, optional=True),
}
CARD_PARTS: Mapping[str, Mapping[str, Part]] = {
    "orientation": ORIENTATION_PARTS,
    "lead": LEAD_PARTS,
    "posture": POSTURE_PARTS,
    "situation": SITUATION_PARTS,
    "crisis": CRISIS_PARTS,
    "movement": MOVEMENT_PARTS,
    "principle": PRINCIPLE_PARTS,
}
# The kinds a game is played with.
GAME_KINDS = ("posture", "situation", "crisis")
DECK_PARTS: Mapping[str, Part] = {
    "title": Part(60, proper=True),
    "subtitle": Part(120),
    "intro": Part(300),
    "credit": Part(240),
    "mapping_note": Part(190, optional=True),
    "count_note": Part(320, optional=True),
}

Rule = Callable[[Any], str | None]


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return "not_text"
    return None if value.strip() else "empty"


def _matches(pattern: re.Pattern[str], rule: str, longest: int = 500) -> Rule:
    def matches(value: Any) -> str | None:
        wrong = _text(value)
        return wrong or (None if len(value) <= longest and pattern.fullmatch(value) else rule)

    return matches


def _one_of(allowed: tuple[str, ...], rule: str) -> Rule:
    def one_of(value: Any) -> str | None:
        return _text(value) or (None if value in allowed else rule)

    return one_of


def _orientation(value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "not_number"
    return None if value in ORIENTATIONS else "bad_orientation"


def _texts(value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return "not_list"
    return None


CARD_KEYS: Mapping[str, Rule] = {
    "id": _matches(ID, "bad_id", ID_LENGTH),
    "code": _matches(re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}"), "bad_code"),
    "kind": _one_of(tuple(CARD_PARTS), "unknown_kind"),
    "orientation": _orientation,
    "key": _text,
    "provenance": _one_of(get_args(Provenance), "unknown_provenance"),
    "sources": _texts,
    "inference": _one_of(get_args(Inference), "unknown_inference"),
}
# What a card also has, by its kind: where it belongs, or what the game calls it.
OF_KIND: Mapping[str, Mapping[str, Rule]] = {
    "posture": {"key": _one_of(POSTURES, "unknown_posture")},
    "situation": {"key": _matches(re.compile(r"S\d\d", re.ASCII), "bad_situation_key")},
    "crisis": {"key": _matches(re.compile(r"X\d", re.ASCII), "bad_crisis_key")},
    "movement": {"key": _matches(re.compile(r"M\d\d", re.ASCII), "bad_movement_key")},
    "principle": {"key": _matches(re.compile(r"P[1-7]", re.ASCII), "bad_principle_key")},
}
OF_ORIENTATION: Mapping[str, Rule] = {"orientation": _orientation}
DECK_KEYS: Mapping[str, Rule] = {
    "id": _matches(ID, "bad_id", ID_LENGTH),
    "version": _matches(re.compile(r"[\w.+-]+", re.ASCII), "bad_version", 20),
    "order": _texts,
}
SOURCE_KEYS: Mapping[str, Rule] = {"title": _text, "publisher": _text, "date": _matches(DATE, "bad_date")}
SOURCE_OPTIONAL: Mapping[str, Rule] = {"url": _matches(URL, "bad_url")}


ALLOWED: Mapping[str, str] = {
    "unknown_kind": ", ".join(CARD_PARTS),
    "unknown_posture": ", ".join(POSTURES),
    "unknown_provenance": ", ".join(get_args(Provenance)),
    "unknown_inference": ", ".join(get_args(Inference)),
    "bad_code": CODE_ALPHABET,
}


def card_problems(file: str, table: Table) -> Iterator[Problem]:
    """What is missing, unknown or of another kind in one card."""
    kind = table.get("kind")
    own = OF_KIND.get(kind, OF_ORIENTATION) if isinstance(kind, str) else OF_ORIENTATION
    shared = {name: rule for name, rule in CARD_KEYS.items() if name not in ("orientation", "key")}
    yield from _keys(file, table, {**shared, **own}, allowed=LANGUAGES)
    yield from _languages(file, table, parts_of(table))


def deck_problems(file: str, table: Table) -> Iterator[Problem]:
    """The same, in ``deck.toml``."""
    yield from _keys(file, table, DECK_KEYS, allowed=LANGUAGES)
    yield from _languages(file, table, DECK_PARTS)


def source_problems(file: str, table: Table) -> Iterator[Problem]:
    """The same, in ``sources.toml``."""
    for code, source in table.items():
        if not isinstance(source, dict):
            yield Problem(file, code, "not_table")
            continue
        yield from _keys(file, source, SOURCE_KEYS, SOURCE_OPTIONAL, within=f"{code}.")


def parts_of(card: Table) -> Mapping[str, Part]:
    """The texts a card has, by its kind; those of a lead when its kind is unknown."""
    kind = card.get("kind")
    return CARD_PARTS.get(kind, LEAD_PARTS) if isinstance(kind, str) else LEAD_PARTS


def flat(texts: Table, parts: Mapping[str, Part]) -> Table:
    """*texts* with its inner tables unfolded, where *parts* has some: ``consequences.PAR``."""
    inner = {name.partition(".")[0] for name in parts if "." in name}
    unfolded: Table = {}
    for name, value in texts.items():
        if name in inner and isinstance(value, dict):
            unfolded |= {f"{name}.{key}": text for key, text in value.items()}
        else:
            unfolded[f'"{name}"' if "." in name else name] = value
    return unfolded


def _keys(
    file: str,
    table: Table,
    required: Mapping[str, Rule],
    optional: Mapping[str, Rule] | None = None,
    *,
    allowed: tuple[str, ...] = (),
    within: str = "",
) -> Iterator[Problem]:
    rules = {**required, **(optional or {})}
    for name in required:
        if name not in table:
            yield Problem(file, within + name, "missing")
    for name, value in table.items():
        if name in rules:
            if wrong := rules[name](value):
                yield Problem(file, within + name, wrong, _hint(wrong, value))
        elif name not in allowed:
            yield Problem(file, within + name, "unknown_key")


def _hint(rule: str, value: Any) -> Mapping[str, str | int]:
    """What the words of *rule* say besides its name: the text found, what was allowed."""
    hint: dict[str, str | int] = {"value": value} if isinstance(value, str) else {}
    return {**hint, "allowed": ALLOWED[rule]} if rule in ALLOWED else hint


def _languages(file: str, table: Table, parts: Mapping[str, Part]) -> Iterator[Problem]:
    for language in LANGUAGES:
        texts = table.get(language)
        if texts is None:
            yield Problem(file, language, "missing")
        elif not isinstance(texts, dict):
            yield Problem(file, language, "not_table")
        else:
            others = [flat(table[other], parts) for other in LANGUAGES if isinstance(table.get(other), dict)]
            yield from _parts(file, language, flat(texts, parts), parts, others)


def _parts(
    file: str, language: str, texts: Table, parts: Mapping[str, Part], everywhere: list[Table]
) -> Iterator[Problem]:
    for name, part in parts.items():
        if name in texts:
            if wrong := _text(texts[name]):
                yield Problem(file, f"{language}.{name}", wrong)
        elif any(name in other for other in everywhere):
            if not part.alone:
                yield Problem(file, f"{language}.{name}", "missing_translation")
        elif not part.optional:
            yield Problem(file, f"{language}.{name}", "missing")
    for name in texts:
        if name not in parts:
            yield Problem(file, f"{language}.{name}", "unknown_key")
