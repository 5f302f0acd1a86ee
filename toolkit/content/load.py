"""From files to decks: everything that must hold before a value can be built, with exact errors."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.content.cards import LANGUAGES, Card, CardText, Deck, DeckText, Source
from toolkit.content.files import Table, strings
from toolkit.content.problems import BadCards, Problem
from toolkit.content.reading import DECK_FILE, GAME_FILE, RawDeck, Reading, read_folder
from toolkit.content.shape import card_problems, deck_problems, source_problems

if TYPE_CHECKING:
    from toolkit.game.book import Book


def load_deck(folder: Path) -> Deck:
    """
    The deck in *folder* (the one that holds ``deck.toml``).

    Raises: BadCards, with every problem; NotADirectoryError.
    """
    if folder.is_dir() and not (folder / DECK_FILE).exists():
        raise BadCards([Problem(DECK_FILE, "", "no_file")])
    (deck,) = decks(folder).values()
    return deck


def decks(folder: Path) -> Mapping[str, Deck]:
    """
    Every deck of *folder* by its id, in the order of their folders' names. Reads the disk each time.

    Raises: BadCards, with every problem of every file; NotADirectoryError.
    """
    reading = read_folder(folder)
    problems = [*reading.problems, *sound(reading)]
    if problems:
        raise BadCards(problems)
    sources = {code: Source(code=code, **table) for code, table in (reading.sources or {}).items()}
    built = [_deck(raw, sources, _book(folder / raw.place)) for raw in reading.decks]
    return {deck.id: deck for deck in built}


def sound(reading: Reading) -> Iterator[Problem]:
    """What prevents building the values: wrong shapes, broken references, ids or codes taken twice."""
    yield from source_problems(reading.sources_file, reading.sources or {})
    for raw in reading.decks:
        if raw.table is not None:
            yield from deck_problems(raw.file, raw.table)
            yield from _order(raw, raw.table)
        for file, table in raw.readable():
            yield from card_problems(file, table)
        yield from _file_names(raw)
    yield from _unknown_sources(reading)
    yield from _taken(reading)


def _order(raw: RawDeck, deck: Table) -> Iterator[Problem]:
    """``order`` lists every card once, and there are some."""
    if not raw.cards:
        yield Problem(raw.file, "", "no_cards")
    order = strings(deck.get("order"))
    for card_id, times in Counter(order).items():
        if times > 1:
            yield Problem(raw.file, "order", "listed_twice", {"id": card_id})
        if card_id not in raw.cards:
            yield Problem(raw.file, "order", "listed_missing", {"id": card_id})
    if isinstance(deck.get("order"), list):
        for name in raw.cards:
            if name not in order:
                yield Problem(raw.file, "order", "not_listed", {"id": name})


def _file_names(raw: RawDeck) -> Iterator[Problem]:
    for name, table in raw.cards.items():
        card_id = (table or {}).get("id")
        if isinstance(card_id, str) and card_id != name:
            yield Problem(raw.card_file(name), "id", "not_file_name", {"id": card_id, "name": name})


def _unknown_sources(reading: Reading) -> Iterator[Problem]:
    if reading.sources is None:
        return  # said once, about the file itself
    for raw in reading.decks:
        for file, table in raw.readable():
            for code, times in Counter(strings(table.get("sources"))).items():
                if code not in reading.sources:
                    values = {"code": code, "file": reading.sources_file}
                    yield Problem(file, "sources", "unknown_source", values)
                if times > 1:
                    yield Problem(file, "sources", "listed_twice", {"id": code})


def _taken(reading: Reading) -> Iterator[Problem]:
    """Ids and codes are those of one card, over all decks; ids of decks too."""
    first: dict[tuple[str, str], str] = {}
    for raw in reading.decks:
        for file, table in raw.readable():
            for key in ("id", "code"):
                yield from _taken_by(first, key, file, key, table.get(key))
        yield from _taken_by(first, "deck", raw.file, "id", (raw.table or {}).get("id"))


def _taken_by(
    first: dict[tuple[str, str], str], what: str, file: str, key: str, value: Any
) -> Iterator[Problem]:
    if isinstance(value, str):
        holder = first.setdefault((what, value), file)
        if holder != file:
            yield Problem(file, key, "taken", {"value": value, "by": holder})


def _book(place: Path) -> "Book | None":
    """Numbers that are wrong are told by ``rebond cards check``: the cards can still be read without them."""
    if not (place / GAME_FILE).exists():
        return None
    from toolkit.content.game import load_book  # slow to import, and few decks are games

    try:
        return load_book(place)
    except BadCards:
        return None


def _deck(raw: RawDeck, sources: Mapping[str, Source], book: "Book | None") -> Deck:
    table = raw.table or {}
    defaults = {"mapping_note": "", "count_note": ""}
    return Deck(
        id=table["id"],
        version=table["version"],
        cards=tuple(_card(raw.cards[name] or {}, sources) for name in table["order"]),
        texts={language: DeckText(**{**defaults, **table[language]}) for language in LANGUAGES},
        book=book,
    )


def _card(table: Table, sources: Mapping[str, Source]) -> Card:
    return Card(
        id=table["id"],
        code=table["code"],
        kind=table["kind"],
        orientation=table.get("orientation", 0),
        provenance=table["provenance"],
        inference=table["inference"],
        sources=tuple(sources[code] for code in table["sources"]),
        texts={language: CardText(**table[language]) for language in LANGUAGES},
        key=table.get("key", ""),
    )
