"""``rebond print DECK``: a deck as a PDF file, ready for a printer and a pair of scissors."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.commands.output import STANDARD
from toolkit.commands.print_deck import address_of, cards_of, deck_of, deck_options, not_set, written
from toolkit.commands.print_options import fail, setting_of, sheet_options
from toolkit.config import Config
from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.layout import CannotSet
from toolkit.printing.address import Address
from toolkit.printing.refusals import Refused
from toolkit.words import say

if TYPE_CHECKING:
    from toolkit.printing.deck import Sheets
    from toolkit.printing.options import Setting


MOST_HANDS = 60


@click.command()
@deck_options
@click.option(
    "--hands",
    type=click.IntRange(1, MOST_HANDS),
    metavar="N",
    help="Posture cards for N players.",
)
@sheet_options
def command(
    deck: str,
    output: Path,
    base_url: str | None,
    lang: Language,
    on: datetime | None,
    ids: str | None,
    hands: int | None,
    **chosen: Any,
) -> None:
    """
    Write DECK, the id of a deck or its folder, as a PDF to print and cut.

    By default: poker cards, nine to an A4 sheet, both sides, flipped on the long edge, in full colour.

    Exit 0 once written; 1 when a card or the file is at fault; 2 for a wrong argument.
    """
    address = address_of(base_url or Config.from_env().public_url, lang)
    printed = deck_of(deck, lang)
    setting = setting_of(lang, printed, **chosen)
    cards = cards_of(printed, ids, lang)
    if hands:
        cards = _dealt(cards, hands, lang)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the day on the calendar of whoever prints
    sheets = _sheets(printed, cards, address, day, lang, setting)
    files = _files(output, sheets, lang)
    for file, part in files:
        written(file, _pdf(sheets, part, lang), lang)
    _tell([file for file, _ in files], len(cards), sheets, address, lang)


def _dealt(cards: Sequence[Card], hands: int, lang: Language) -> Sequence[Card]:
    """One hand of postures after the other, then everything else once."""
    hand = [card for card in cards if card.kind == "posture"]
    if not hand:
        fail(2, "--hands", say(lang, "print.no_postures"))
    return [*hand * hands, *(card for card in cards if card.kind != "posture")]


def _sheets(
    deck: Deck, cards: Sequence[Card], address: Address, on: date, lang: Language, setting: "Setting"
) -> "Sheets":
    from toolkit.printing.deck import deck_sheets  # slow to import, and a refusal does not need it

    try:
        return deck_sheets(deck, lang, address.url, on=on, cards=cards, setting=setting)
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))
    except CannotSet as cannot:
        not_set(cannot, lang)


def _pdf(sheets: "Sheets", part: str, lang: Language) -> bytes:
    try:
        return sheets.pdf(part)
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))


def _files(output: Path, sheets: "Sheets", lang: Language) -> list[tuple[Path, str]]:
    """Each file to write, and which sides it holds: backs apart have a file of their own."""
    if sheets.setting.options.backs != "separate":
        return [(output, "")]
    if output == STANDARD:
        fail(2, "-o", say(lang, "print.two_files"))
    return [(output, "fronts"), (output.with_name(f"{output.stem}-backs{output.suffix}"), "backs")]


def _tell(files: Sequence[Path], cards: int, sheets: "Sheets", address: Address, lang: Language) -> None:
    names = " + ".join("PDF" if file == STANDARD else str(file) for file in files)
    sheet, backs = sheets.setting.sheet, sheets.setting.options.backs
    paper = say(lang, "print.sheets", n=sheets.count, paper=sheet.titles[lang])
    done = say(lang, "print.done", file=names, cards=say(lang, "print.cards", n=cards), sheets=paper)
    click.echo(f"{done} {say(lang, f'print.dialogue_{backs}')}", err=True)
    if address.is_local:
        click.echo(say(lang, "print.address_local", address=address.url), err=True)
