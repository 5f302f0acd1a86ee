"""``rebond print shop DECK``: the files that a print shop takes, one face a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from babel.numbers import format_decimal

from toolkit.commands.cards import shown
from toolkit.commands.output import STANDARD
from toolkit.commands.print_deck import address_of, cards_of, deck_of, deck_options, not_set, written
from toolkit.commands.print_options import fail, setting_for
from toolkit.config import Config
from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.layout import CannotSet
from toolkit.faces.lengths import BadLength, length_mm
from toolkit.printing.inks import MOST_INK
from toolkit.printing.options import Options, Setting
from toolkit.printing.refusals import Refused
from toolkit.words import say

if TYPE_CHECKING:
    from toolkit.printing.shop import Pair

LEAST_BLEED_MM, MOST_BLEED_MM = 1.0, 10.0


@click.command()
@deck_options
@click.option(
    "--format", "format_", metavar="NAME", default="", help="Card size [default: poker; tarot for a game]."
)
@click.option("--theme", metavar="NAME", default="colour", show_default=True, help="colour, large…")
@click.option(
    "--bleed",
    metavar="LENGTH",
    help="Ink beyond the cut [default: that of the card size; most shops of the US want 1/8 in].",
)
@click.option("--back-first", is_flag=True, help="The back of each card before its front.")
@click.option("--folder", is_flag=True, help="One file per card, in the folder given to -o.")
@click.option(
    "--look",
    "look_folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of your own card sizes, sheets and themes.",
)
def command(
    deck: str,
    output: Path,
    base_url: str | None,
    lang: Language,
    on: datetime | None,
    ids: str | None,
    format_: str,
    theme: str,
    bleed: str | None,
    back_first: bool,
    folder: bool,
    look_folder: Path | None,
) -> None:
    """
    Write DECK for a print shop: one face per page with its bleed, CMYK, PDF/X-4.

    Exit 0 once written; 1 when a card or the file is at fault; 2 for a wrong argument.
    """
    address = address_of(base_url or Config.from_env().public_url, lang)
    if folder and output == STANDARD:
        fail(2, "-o", say(lang, "print.folder_standard"))
    printed = deck_of(deck, lang)
    setting = _setting(printed, format_, theme, bleed, look_folder, lang)
    cards = cards_of(printed, ids, lang)
    owned = _pairs(printed, cards, address.url, lang, setting)
    day = on.date() if on else date.today()  # noqa: DTZ011 - the day on the calendar of whoever prints
    pages = 0
    for file, data, held in _files(output, printed, owned, day, lang, back_first=back_first, folder=folder):
        written(file, data, lang)
        pages += held
    _tell(output, len(cards) if folder else 0, pages, setting, lang)
    if address.is_local:
        click.echo(say(lang, "print.address_local", address=address.url), err=True)


def _setting(
    deck: Deck, format_: str, theme: str, bleed: str | None, look_folder: Path | None, lang: Language
) -> Setting:
    # Any sheet does: the grid is not used, and every size fits on this one.
    setting = setting_for(Options(format_, theme=theme, sheet="a3"), look_folder, lang, deck)
    if bleed is None:
        return setting
    return replace(setting, format=replace(setting.format, bleed=_bleed(bleed, lang)))


def _bleed(text: str, lang: Language) -> float:
    try:
        asked = length_mm(text)
    except BadLength as bad:
        fail(2, "--bleed", shown(say(lang, f"look.{bad.reason}", **bad.values), None))
    if not LEAST_BLEED_MM <= asked <= MOST_BLEED_MM:
        lengths = {"bleed": asked, "least": LEAST_BLEED_MM, "most": MOST_BLEED_MM}
        told = {name: format_decimal(length, locale=lang) for name, length in lengths.items()}
        fail(2, "--bleed", say(lang, "print.bleed_absurd", **told))
    return asked


def _pairs(
    deck: Deck, cards: Sequence[Card], base_url: str, lang: Language, setting: Setting
) -> list[tuple[Card, tuple["Pair", ...]]]:
    """Each card with its pairs of faces."""
    from toolkit.printing.deck import deck_faces  # slow to import, and a refusal does not need it

    try:
        faces = deck_faces(deck, lang, base_url, setting=setting, cards=cards)
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))
    except CannotSet as cannot:
        not_set(cannot, lang)
    return list(zip(cards, faces, strict=True))


def _files(
    output: Path,
    deck: Deck,
    owned: list[tuple[Card, tuple["Pair", ...]]],
    on: date,
    lang: Language,
    *,
    back_first: bool,
    folder: bool,
) -> Iterator[tuple[Path, bytes, int]]:
    """Each file to write, its bytes and its pages."""
    from toolkit.printing.deck import about
    from toolkit.printing.shop import in_order, shop_files, shop_pdf

    told = about(deck, lang, on)
    try:
        if folder:
            _folder(output, lang)
            for name, data, pages in shop_files(
                [(card.id, pairs) for card, pairs in owned], told, back_first=back_first
            ):
                yield output / name, data, pages
            return
        faces = list(in_order([pair for _, pairs in owned for pair in pairs], back_first=back_first))
        yield output, shop_pdf(faces, told), len(faces)
    except Refused as refused:
        fail(2, "--base-url", refused.sentence(lang))


def _folder(output: Path, lang: Language) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        cause = error.strerror or str(error)
        fail(1, "-o", say(lang, "print.unwritable", file=shown(str(output)), cause=cause))


def _tell(output: Path, files: int, pages: int, setting: Setting, lang: Language) -> None:
    file = "PDF" if output == STANDARD else str(output)
    count = say(lang, "print.files", n=files) if files else say(lang, "print.pages", n=pages)
    size = setting.format
    lengths = {"width": size.width, "height": size.height, "bleed": size.bleed}
    told = {name: format_decimal(length, locale=lang) for name, length in lengths.items()}
    wanted = say(lang, "print.dialogue_shop", ink=MOST_INK, **told)
    done = say(lang, "print.done_shop", file=file, count=count)
    click.echo(f"{done} {wanted}", err=True)
