"""``rebond print DECK``: a deck as a PDF file, ready for a printer and a pair of scissors."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from babel.numbers import format_decimal

from toolkit.commands.cards import reason, shown
from toolkit.commands.language import Spoken
from toolkit.commands.output import STANDARD, Terminal, write_whole
from toolkit.commands.print_options import fail, setting_of, sheet_options
from toolkit.config import Config
from toolkit.content.cards import LANGUAGES, Card, Deck, Language
from toolkit.content.load import decks, load_deck
from toolkit.content.problems import BadCards
from toolkit.faces.layout import CannotSet, CharacterNotInFont, TextDoesNotFit
from toolkit.paths import folder
from toolkit.printing.address import Address, base_address
from toolkit.printing.refusals import NotDrawn, Refused
from toolkit.words import say

if TYPE_CHECKING:
    from toolkit.printing.deck import Sheets
    from toolkit.printing.options import Setting


@click.command()
@click.argument("deck", metavar="DECK")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="File to write; - for standard output.",
)
@click.option(
    "--base-url", metavar="URL", help="Address that the printed codes open [default: REBOND_PUBLIC_URL]."
)
@click.option(
    "--lang",
    type=Spoken(),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the cards and messages.",
)
@click.option(
    "--date",
    "on",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date of the edition, printed in the margin [default: today].",
)
@click.option(
    "--cards", "ids", metavar="ID,ID…", help="Only these cards, in this order; twice for two copies."
)
@sheet_options
def command(
    deck: str,
    output: Path,
    base_url: str | None,
    lang: Language,
    on: datetime | None,
    ids: str | None,
    **chosen: Any,
) -> None:
    """
    Write DECK, the id of a deck or its folder, as a PDF to print and cut.

    By default: poker cards, nine to an A4 sheet, both sides, flipped on the long edge, in full colour.

    Exit 0 once written; 1 when a card or the file is at fault; 2 for a wrong argument.
    """
    address = _address(base_url or Config.from_env().public_url, lang)
    setting = setting_of(lang, **chosen)
    printed = _deck(deck, lang)
    cards = _chosen(printed, ids, lang)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the day on the calendar of whoever prints
    sheets = _sheets(printed, cards, address, day, lang, setting)
    files = _files(output, sheets, lang)
    for file, part in files:
        _write(file, _pdf(sheets, part, lang), lang)
    _tell([file for file, _ in files], len(cards), sheets, address, lang)


def _address(text: str, lang: Language) -> Address:
    try:
        return base_address(text)
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))


def _deck(name: str, lang: Language) -> Deck:
    """A deck that comes with Rebond, by its id, else the one in the folder *name*."""
    cards = folder("cards")
    try:
        if (cards / name / "deck.toml").is_file():
            return load_deck(cards / name)
        known = decks(cards)
        if name in known:
            return known[name]
        if name and Path(name).is_dir():
            return load_deck(Path(name))
    except BadCards as bad:
        for problem in bad.problems:
            where = ": ".join(part for part in (name, problem.file, problem.field) if part)
            click.echo(f"{shown(where, None)}: {reason(problem, lang)}", err=True)
        raise SystemExit(1) from None
    fail(2, "DECK", say(lang, "print.unknown_deck", deck=shown(name), known=", ".join(known)))


def _chosen(deck: Deck, ids: str | None, lang: Language) -> Sequence[Card]:
    if ids is None:
        return deck.cards
    asked = [part.strip() for part in ids.split(",") if part.strip()]
    held = {card.id: card for card in deck.cards}
    if unknown := [card_id for card_id in asked if card_id not in held]:
        names = ", ".join(map(shown, unknown))
        fail(2, "--cards", say(lang, "print.unknown_cards", n=len(unknown), deck=deck.id, cards=names))
    if not asked:
        fail(2, "--cards", say(lang, "print.no_cards"))
    return [held[card_id] for card_id in asked]


def _sheets(
    deck: Deck, cards: Sequence[Card], address: Address, on: date, lang: Language, setting: "Setting"
) -> "Sheets":
    from toolkit.printing.deck import deck_sheets  # slow to import, and a refusal does not need it

    try:
        return deck_sheets(deck, lang, address.url, on=on, cards=cards, setting=setting)
    except NotDrawn as refused:
        fail(1, deck.id, refused.sentence(lang))
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))
    except CannotSet as cannot:
        fail(1, f"{cannot.card}: {cannot.language}.{cannot.field}", _unset(cannot, lang))


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


def _unset(cannot: CannotSet, lang: Language) -> str:
    if isinstance(cannot, TextDoesNotFit):
        over = format_decimal(round(cannot.over_mm, 1), locale=lang)
        size = format_decimal(cannot.size_pt, locale=lang)
        return say(lang, "print.text_long", over=over, size=size)
    if isinstance(cannot, CharacterNotInFont):
        return say(lang, "print.no_glyph", character=ascii(cannot.character), font=cannot.font)
    return str(cannot)


def _write(output: Path, data: bytes, lang: Language) -> None:
    try:
        write_whole(output, data)
    except Terminal:
        fail(2, "-o", say(lang, "print.terminal"))
    except OSError as error:
        sentence = say(lang, "print.unwritable", file=shown(str(output)), cause=error.strerror or str(error))
        fail(1, "-o", sentence)


def _tell(files: Sequence[Path], cards: int, sheets: "Sheets", address: Address, lang: Language) -> None:
    names = " + ".join("PDF" if file == STANDARD else str(file) for file in files)
    sheet, backs = sheets.setting.sheet, sheets.setting.options.backs
    paper = say(lang, "print.sheets", n=sheets.count, paper=sheet.titles[lang])
    done = say(lang, "print.done", file=names, cards=say(lang, "print.cards", n=cards), sheets=paper)
    click.echo(f"{done} {say(lang, f'print.dialogue_{backs}')}", err=True)
    if address.is_local:
        click.echo(say(lang, "print.address_local", address=address.url), err=True)
