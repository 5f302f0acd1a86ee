"""Whether a folder of cards is worth printing: all that loading asks, and what readers and paper ask."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from toolkit.content.cards import LANGUAGES, POSTURES, Language
from toolkit.content.check_text import character_problems, text_problems
from toolkit.content.files import Table, strings
from toolkit.content.game import game_problems
from toolkit.content.game_words import game_words_problems
from toolkit.content.load import sound
from toolkit.content.lock import lock_problems
from toolkit.content.problems import Problem
from toolkit.content.reading import RawDeck, Reading, read_folder
from toolkit.content.shape import (
    CARD_KEYS,
    DECK_PARTS,
    GAME_KINDS,
    OF_KIND,
    ORIENTATIONS,
    Part,
    flat,
    parts_of,
)

MIN_LEADS = 2


def check(folder: Path) -> list[Problem]:
    """
    Everything wrong with *folder* (one deck, or a folder of decks), file by file; empty when all is well.

    Raises: NotADirectoryError.
    """
    return check_reading(folder, read_folder(folder))


def check_reading(folder: Path, reading: Reading) -> list[Problem]:
    """The same, of a folder already read."""
    return sorted(_problems(folder, reading), key=lambda problem: problem.file)


def _problems(folder: Path, reading: Reading) -> Iterator[Problem]:
    yield from reading.problems
    yield from sound(reading)
    yield from _source_texts(reading)
    for raw in reading.decks:
        if raw.table is not None:
            yield from _texts(raw.file, raw.table, DECK_PARTS)
        for file, card in raw.readable():
            yield from _texts(file, card, parts_of(card))
            yield from _provenance(file, card)
        yield from _coverage(raw)
        yield from _named_cards(raw)
    yield from game_problems(folder, reading)
    yield from game_words_problems(folder, reading)
    yield from lock_problems(folder, reading)


def _texts(file: str, table: Table, parts: Mapping[str, Part]) -> Iterator[Problem]:
    for name, part in parts.items():
        said = {language: text for language in LANGUAGES if (text := _said(table, language, name, parts))}
        for language, text in said.items():
            yield from text_problems(file, f"{language}.{name}", text, language, part.limit)
        if len(said) > 1 and len(set(said.values())) == 1 and not part.proper:
            yield Problem(file, f"{LANGUAGES[-1]}.{name}", "same_text")


def _said(table: Table, language: Language, name: str, parts: Mapping[str, Part]) -> str:
    texts = table.get(language)
    text = flat(texts, parts).get(name) if isinstance(texts, dict) else None
    return text if isinstance(text, str) and text.strip() else ""


def _source_texts(reading: Reading) -> Iterator[Problem]:
    """Sources are printed too; they may be in any language, so only their characters are checked."""
    for code, source in (reading.sources or {}).items():
        for name, text in source.items() if isinstance(source, dict) else ():
            if isinstance(text, str):
                yield from character_problems(reading.sources_file, f"{code}.{name}", text)


def _provenance(file: str, card: Table) -> Iterator[Problem]:
    """What a card says of where it comes from agrees with itself."""
    if not _right(card, "provenance", "inference", "kind"):
        return
    provenance = card["provenance"]
    if provenance != "toolkit" and card.get("sources") == []:
        yield Problem(file, "sources", "no_source", {"provenance": provenance})
    own = provenance == "toolkit" or card["kind"] == "orientation"
    if (card["inference"] == "own") != own:
        yield Problem(file, "inference", "should_be_own" if own else "should_not_be_own")
    for language in LANGUAGES:
        if provenance == "toolkit" and _said(card, language, "published_name", {}):
            yield Problem(file, f"{language}.published_name", "name_of_toolkit")
    yield from _theme(file, card)


def _theme(file: str, card: Table) -> Iterator[Problem]:
    """What a source attests is said where there is a source, and only there; of kinds that say it."""
    parts = parts_of(card)
    if "theme" not in parts or not _right(card, "sources"):
        return
    said = any(_said(card, language, "theme", parts) for language in LANGUAGES)
    if said != bool(card["sources"]):
        yield Problem(file, "sources", "theme_without_source" if said else "source_without_theme")


def _coverage(raw: RawDeck) -> Iterator[Problem]:
    """Each orientation once, then its leads, two at least; said when every card says where it belongs."""
    order = strings((raw.table or {}).get("order"))
    all_cards = [raw.cards.get(name) or {} for name in dict.fromkeys(order)]
    cards = [card for card in all_cards if card.get("kind") not in tuple(OF_KIND)]
    if not cards or not all(_right(card, "kind", "orientation") for card in cards):
        return
    heads = [card["orientation"] for card in cards if card["kind"] == "orientation"]
    leads = Counter(card["orientation"] for card in cards if card["kind"] == "lead")
    for number in ORIENTATIONS:
        if (times := heads.count(number)) != 1:
            yield Problem(raw.file, "order", "orientation_count", {"number": number, "n": times})
        if (few := leads[number]) < MIN_LEADS:
            yield Problem(raw.file, "order", "few_leads", {"number": number, "n": few, "least": MIN_LEADS})
    yield from _out_of_place(raw.file, cards)


def _named_cards(raw: RawDeck) -> Iterator[Problem]:
    """No card is under the key of another, and a game has all six postures."""
    first: dict[str, str] = {}
    played = False
    for file, card in raw.readable():
        kind, key = card.get("kind"), card.get("key")
        if not (isinstance(kind, str) and kind in OF_KIND and isinstance(key, str)):
            continue
        played = played or kind in GAME_KINDS
        if (holder := first.setdefault(key, file)) != file:
            yield Problem(file, "key", "taken", {"value": key, "by": holder})
    whole = all(table is not None for table in raw.cards.values())
    for posture in POSTURES if played and whole else ():
        if posture not in first:
            yield Problem(raw.file, "order", "posture_missing", {"posture": posture})


def _out_of_place(file: str, cards: list[Table]) -> Iterator[Problem]:
    current = 0
    for card in cards:
        number = card["orientation"]
        if card["kind"] == "orientation":
            current = number
        elif card["kind"] == "lead" and number != current:
            yield Problem(file, "order", "out_of_place", {"id": str(card.get("id")), "number": number})


def _right(card: Table, *keys: str) -> bool:
    """Whether these keys have values that mean something; that they do not is said elsewhere."""
    return all(key in card and CARD_KEYS[key](card[key]) is None for key in keys)
