"""
The lock: every id and code ever printed, one line per card, so that paper never points nowhere.

Lines are ``deck.card-id = "CODE"``. They are only ever added.
"""

from collections.abc import Iterator, Mapping
from os.path import exists
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.content.files import Table, read_table, strings
from toolkit.content.problems import Problem
from toolkit.content.reading import DECK_FILE, LOCK_FILE, RawDeck, Reading

HEADER = """\
# Ids and codes that have been printed. They are on paper and in QR codes: they never change, never move
# to another card, never disappear. New lines come from `rebond cards lock`; none is ever edited or removed.
"""


class Line(NamedTuple):
    """A card as the lock knows it, or as its file has it."""

    deck: str
    card_id: str
    code: str
    file: str

    def __str__(self) -> str:
        return f'{self.deck}.{self.card_id} = "{self.code}"'


def lock_file(folder: Path) -> str:
    """
    Where the lock of *folder* is: in it, or for one deck of a folder of decks, just above.

    Returns: a path within *folder*, whether the file exists or not.
    """
    alone = exists(folder / DECK_FILE) and not exists(folder / LOCK_FILE)
    return f"../{LOCK_FILE}" if alone and exists(folder.resolve().parent / LOCK_FILE) else LOCK_FILE


def is_locked(folder: Path) -> bool:
    return exists(folder / lock_file(folder))


def lock_problems(folder: Path, reading: Reading) -> Iterator[Problem]:
    """
    Ids and codes that are no longer what was printed, and cards the lock does not know.

    Nothing, without a lock. A deck checked alone does not answer for the cards of its neighbours.
    """
    if not is_locked(folder):
        return
    name = lock_file(folder)
    table = read_table(folder / name, name)
    if isinstance(table, Problem):
        yield table
        return
    yield from _shape(name, table)
    printed, cards = _printed(name, table), _cards(reading)
    yield from _lost([line for line in printed if name == LOCK_FILE or line.deck in _decks(reading)], reading)
    yield from _changed(printed, cards)


def new_lines(folder: Path, reading: Reading) -> list[Line]:
    """
    The lines to add for the cards that the lock does not know, in the decks' order.

    The lock, if there is one, must be readable: ``check`` says so.
    """
    table = read_table(folder / lock_file(folder), LOCK_FILE)
    printed = [] if isinstance(table, Problem) else _printed(LOCK_FILE, table)
    known = {line.card_id for line in printed}
    return [line for line in _cards(reading) if line.card_id not in known]


def add_lines(folder: Path, lines: list[Line]) -> None:
    """Add *lines* at the end of the lock, which is created when there is none. Raises: OSError."""
    with (folder / lock_file(folder)).open("a+", encoding="utf-8", newline="\n") as lock:
        lock.seek(0)
        written = lock.read()
        start = HEADER if not written else "" if written.endswith("\n") else "\n"
        lock.write(start + "".join(f"{line}\n" for line in lines))


def _printed(name: str, table: Table) -> list[Line]:
    return [
        Line(deck, card_id, code, name)
        for deck, cards in table.items()
        if isinstance(cards, dict)
        for card_id, code in cards.items()
        if isinstance(code, str)
    ]


def _shape(name: str, table: Table) -> Iterator[Problem]:
    """Every line is a card and its code, and a code is that of one card."""
    seen: dict[str, str] = {}
    for deck, cards in table.items():
        lines: Mapping[str, Any] = cards if isinstance(cards, dict) else {"": cards}
        for card_id, code in lines.items():
            field = f"{deck}.{card_id}" if card_id else deck
            if not isinstance(code, str) or not card_id:
                yield Problem(name, field, "bad_lock_line")
            elif seen.setdefault(code, field) != field:
                yield Problem(name, field, "taken", {"value": code, "by": seen[code]})


def _cards(reading: Reading) -> list[Line]:
    """Every card that has an id and a code, in the decks' order."""
    return [
        Line(_deck_id(raw), card["id"], card["code"], raw.card_file(name))
        for raw in reading.decks
        for name in _in_order(raw)
        if (card := raw.cards[name]) and isinstance(card.get("id"), str) and isinstance(card.get("code"), str)
    ]


def _in_order(raw: RawDeck) -> list[str]:
    listed = strings((raw.table or {}).get("order"))
    return sorted(raw.cards, key=lambda name: listed.index(name) if name in listed else len(listed))


def _deck_id(raw: RawDeck) -> str:
    deck = (raw.table or {}).get("id")
    return deck if isinstance(deck, str) else ""


def _decks(reading: Reading) -> set[str]:
    return {_deck_id(raw) for raw in reading.decks}


def _lost(printed: list[Line], reading: Reading) -> Iterator[Problem]:
    """
    Printed ids that no card has any more, with the card that took their code if one did.

    A card whose file cannot be read, which is said elsewhere, may still be there.
    """
    cards = _cards(reading)
    holders = {line.code: line.file for line in cards}
    present = {line.card_id for line in cards}
    present |= {name for raw in reading.decks for name, table in raw.cards.items() if table is None}
    for line in printed:
        if line.card_id not in present:
            values = {"id": line.card_id, "code": line.code}
            if by := holders.get(line.code):
                yield Problem(line.file, f"{line.deck}.{line.card_id}", "printed_moved", {**values, "by": by})
            else:
                yield Problem(line.file, f"{line.deck}.{line.card_id}", "printed_lost", values)


def _changed(printed: list[Line], cards: list[Line]) -> Iterator[Problem]:
    """Cards whose code is not the printed one, is the printed one of another, or was never locked."""
    codes = {line.card_id: line.code for line in printed}
    owners = {line.code: line.card_id for line in printed}
    for card in cards:
        owner = owners.get(card.code, card.card_id)
        if owner != card.card_id:
            yield Problem(card.file, "code", "code_of_another", {"code": card.code, "id": owner})
        elif card.card_id not in codes:
            yield Problem(card.file, "id", "not_locked", {"id": card.card_id})
        elif codes[card.card_id] != card.code:
            values = {"code": card.code, "printed": codes[card.card_id]}
            yield Problem(card.file, "code", "code_changed", values)
