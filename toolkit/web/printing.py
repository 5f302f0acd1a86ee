"""The print page, its sheets as they will come out, and the files to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from toolkit.content.cards import Deck, Language
from toolkit.faces.layout import CannotSet, TextDoesNotFit
from toolkit.printing.address import Address, base_address
from toolkit.printing.calibration import calibration_pdf
from toolkit.printing.deck import Page, Sheets, deck_sheets
from toolkit.printing.offsets import OffsetRefused, read_offset
from toolkit.printing.options import Studio, UnknownChoice, studio
from toolkit.printing.printers import Printer, PrinterRefused, keep, printer, printers
from toolkit.printing.refusals import AddressRefused, Refused, UrlTooLong, cannot_sentence, measured
from toolkit.printing.sheet import Sheet
from toolkit.web import drawing
from toolkit.web.here import base_url, server
from toolkit.web.offered import offered
from toolkit.web.print_form import Asked, asked, printer_value
from toolkit.web.respond import respond
from toolkit.web.speaking import language, speak
from toolkit.words import listed, say
from toolkit.workshop.finding import cards_put, workshop_by_desk
from toolkit.workshop.showing import language_of

blueprint = Blueprint("printing", __name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """The workshop somebody prints for: its key, and the cards it put to the room."""

    key: str
    deck: Deck
    put: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What comes of the choices: sheets, or the field at fault and why."""

    sheets: Sheets | None
    field: str = ""
    sentence: str = ""


@blueprint.get("/print/<deck_id>")
def options(deck_id: str) -> AnyResponse:
    """Choose cards and paper, see the sheets. Raises: 404."""
    return _page(printable(deck_id), None)


@blueprint.get("/print/<deck_id>.pdf")
def pdf(deck_id: str) -> AnyResponse:
    """Raises: 404; 422, on the print page, for what cannot be printed."""
    return _file(printable(deck_id), None)


@blueprint.get("/print/calibration.pdf")
def calibration() -> AnyResponse:
    """The page that tells how far off a printer is. Raises: 404, for an unknown sheet; 422."""
    query = request.args
    flip: Literal["long", "short"] = "short" if query.get("backs") == "short" else "long"
    try:
        paper = _studio().sheet(query.get("sheet", "a4"))
        address = base_address(query.get("base_url", "") or base_url()).url
    except UnknownChoice:
        abort(404)
    except Refused:
        address = (
            "https://rebond.example.org"  # of an address no code should carry: the sizes are what counts
        )
    return attached(
        calibration_pdf(paper, language(), address, flip=flip, on=_today()), "rebond-calibration.pdf"
    )


@blueprint.get("/desk/<desk_key>/print")
def from_desk(desk_key: str) -> AnyResponse:
    """The print page of a workshop: its cards at hand, and the printers that were calibrated. Raises: 404."""
    desk = _desk(desk_key)
    return _page(desk.deck, desk)


@blueprint.get("/desk/<desk_key>/print.pdf")
def pdf_from_desk(desk_key: str) -> AnyResponse:
    """Raises: 404; 422, on the print page, for what cannot be printed."""
    desk = _desk(desk_key)
    return _file(desk.deck, desk)


@blueprint.post("/desk/<desk_key>/printers")
def calibrated(desk_key: str) -> AnyResponse:
    """Keep what the calibration page told of a printer. Raises: 404; 422 with the form as it was filled."""
    desk, form = _desk(desk_key), request.form
    try:
        which = printer(form.get("printer_name", ""), form.get("printer_tray", ""))
        keep(server().config.data_dir, which, read_offset(form.get("offset", "")))
    except OffsetRefused as refused:
        return _page(desk.deck, desk, Made(None, "offset", refused.sentence(language())), form=True)
    except PrinterRefused as refused:
        field = "offset" if refused.reason == "offset_absurd" else "printer_name"
        return _page(desk.deck, desk, Made(None, field, refused.sentence(language())), form=True)
    kept = [(name, value) for name, value in form.items(multi=True) if name not in FORGOTTEN]
    query = [*kept, ("printer", printer_value(which))]
    return redirect(f"{url_for('.from_desk', desk_key=desk_key)}?{urlencode(query)}", 303)


# What was typed about a printer is kept with it, not in the address of the page.
FORGOTTEN = ("offset", "printer", "printer_name", "printer_tray", "at")


def printable(deck_id: str) -> Deck:
    """Raises: 404."""
    deck = server().decks.get(deck_id)
    if deck is None:
        abort(404)
    return deck


def _desk(desk_key: str) -> Desk:
    """Raises: UnknownDesk; 404, when the deck of the workshop cannot be printed."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        return Desk(desk_key, printable(workshop.deck_id), cards_put(workshop))


def _studio() -> Studio:
    return studio(server().config.look_dir)


def _today() -> date:
    return datetime.now(UTC).date()


def _asked(desk: Desk | None, *, form: bool = False) -> Asked:
    return asked(request.form if form else request.args, language(), base_url(), printers=desk is not None)


def _made(deck: Deck, choices: Asked) -> Made:
    """The sheets, or the field at fault and why."""
    data_dir, spoken = server().config.data_dir, language()
    found = _studio()
    try:
        setting = found.setting(choices.options(data_dir), deck)
        cards = choices.cards(deck)
        return Made(
            deck_sheets(deck, choices.language, choices.base_url, on=_today(), setting=setting, cards=cards)
        )
    except UnknownChoice as unknown:
        return Made(None, unknown.option, _named(unknown, choices, found))
    except Refused as refused:
        return Made(None, FIELDS.get(type(refused), "format"), _named(refused, choices, found))
    except CannotSet as cannot:
        title = deck.card(cannot.card).text(spoken).title
        if isinstance(cannot, TextDoesNotFit):
            size = measured(cannot.size_pt)
            return Made(None, "format", say(spoken, "print_page.card_long", card=title, size=size))
        why = cannot_sentence(cannot, spoken)
        return Made(None, "format", say(spoken, "print_page.cannot_set", card=title, reason=why))


def _named(refused: Refused, choices: Asked, found: Studio) -> str:
    """Why there is no sheet, in the names of the page: the command line has others for sizes and themes."""
    spoken = language()
    if refused.reason == "theme_format":
        theme = found.look.themes[choices.theme]
        sizes = [found.look.formats[name].titles[spoken] for name in theme.formats]
        return say(spoken, "print_page.theme_format", theme=theme.titles[spoken], sizes=listed(spoken, sizes))
    if refused.reason == "game_format":
        size = found.look.formats[str(refused.values["format"])].titles[spoken]
        sizes = [each.titles[spoken] for each in found.for_games()]
        return say(spoken, "print_page.game_format", format=size, sizes=listed(spoken, sizes))
    if refused.reason == "card_large":
        card, sheet = found.look.formats[str(refused.values["card"])], found.sheets[choices.sheet]
        titled = {"card": card.titles[spoken], "sheet": sheet.titles[spoken]}
        values = {**refused.values, **titled}
        if choices.backs == "fold":
            return say(spoken, "print_page.card_folded", **values)
        return say(spoken, "print_page.card_large", **values)
    return refused.sentence(spoken)


FIELDS: dict[type[Refused], str] = {
    AddressRefused: "base_url",
    UrlTooLong: "base_url",
    OffsetRefused: "offset",
    PrinterRefused: "printer",
}


def _page(deck: Deck, desk: Desk | None, failed: Made | None = None, *, form: bool = False) -> AnyResponse:
    choices = _asked(desk, form=form)
    made = failed or _made(deck, choices)
    known = _printers() if desk else ()
    found, spoken = _studio(), language()
    answer = respond(
        "printing/options.html",
        "printing/_sheets.html",
        deck=deck,
        desk=desk,
        asked=choices,
        made=made,
        offered=offered(deck),
        shown=_shown(made.sheets, choices, language()) if made.sheets else None,
        studio=found,
        formats=[(each.name, each.title(spoken)) for each in found.look.formats.values()],
        papers=[(each.name, _paper(each, spoken)) for each in found.sheets.values()],
        backs=_few("backs", ("long", "short", "fold", "separate", "none"), spoken),
        marks=_few("marks", ("edge", "corner", "lines", "none"), spoken),
        gutters=_few("gutter", ("none", "bleed"), spoken),
        address=_address(choices.base_url),
        printers=[(printer_value(which), str(which)) for which in known],
    )
    if failed:
        answer.status_code = 422
    return answer


def _few(name: str, values: Sequence[str], spoken: Language) -> list[tuple[str, str]]:
    return [(value, say(spoken, f"print_page.{name}_{value}")) for value in values]


def _paper(sheet: Sheet, spoken: Language) -> str:
    width, height = (Decimal(f"{side:.1f}").normalize() for side in (sheet.width_mm, sheet.height_mm))
    return say(spoken, "print_page.sheet_is", name=sheet.titles[spoken], width=width, height=height)


@dataclass(frozen=True, slots=True)
class Shown:
    """One sheet of the preview: its number, and its sides with their names."""

    at: int
    sides: tuple[tuple[str, Markup], ...]


def _shown(sheets: Sheets, choices: Asked, spoken: Language) -> Shown:
    at = min(max(choices.at, 1), sheets.count)
    pages = [page for page in sheets.pages if page.side.sheet == at]
    names = [_name(sheets, page, spoken) for page in pages]
    drawn = [
        drawing.sheet(sheets, page, choices.guides, name) for page, name in zip(pages, names, strict=True)
    ]
    return Shown(at, tuple(zip(names, drawn, strict=True)))


def _name(sheets: Sheets, page: Page, spoken: Language) -> str:
    side = "back" if page.side.is_back else "both" if sheets.setting.options.backs == "fold" else "front"
    return say(spoken, f"print.{side}", number=page.side.sheet, total=page.side.sheets)


def _printers() -> Sequence[Printer]:
    try:
        return list(printers(server().config.data_dir))
    except PrinterRefused:
        return []


def _address(typed: str) -> Address | None:
    try:
        return base_address(typed)
    except AddressRefused:
        return None


def _file(deck: Deck, desk: Desk | None) -> AnyResponse:
    choices = _asked(desk)
    made = _made(deck, choices)
    if made.sheets is None:
        return _page(deck, desk, made)
    part = request.args.get("part", "")
    part = part if part in ("fronts", "backs") and choices.backs == "separate" else ""
    try:
        data = made.sheets.pdf(part)
    except Refused as refused:
        return _page(deck, desk, Made(None, "base_url", refused.sentence(language())))
    setting = made.sheets.setting
    name = "-".join(filter(None, ("rebond", deck.id, choices.language, setting.format.name, part)))
    return attached(data, f"{name}.pdf")


def refused_here(deck: Deck, field: str, sentence: str) -> AnyResponse:
    """The print page of *deck*, 422, with the reason why something was not printed."""
    return _page(deck, None, Made(None, field, sentence))


def refused_on_page(desk_key: str, field: str, sentence: str) -> AnyResponse:
    """The print page of a workshop, 422, with the reason why something was not printed. Raises: 404."""
    desk = _desk(desk_key)
    return _page(desk.deck, desk, Made(None, field, sentence))


def attached(data: bytes, name: str) -> Response:
    """A PDF to look at or to keep."""
    answer = make_response(data)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
