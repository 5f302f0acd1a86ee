"""The foot of a front: who wrote the card, its code, its address in letters and as a QR code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.content.cards import Card
from toolkit.faces import provenance
from toolkit.faces.boxes import Box, Qr, Rect, Text
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.layout import DESCENDERS, Block, Style, moved
from toolkit.faces.look import look
from toolkit.faces.metrics import metrics

QR_MM = 20.0
# The quiet zone of a version 2 code, 4 modules of 33: what is left out to align with what is seen.
QUIET_MM = QR_MM * 4 / 33
CODE_PT = 13.0
LINE_GAP_MM, CODE_GAP_MM, LEAST_GAP_MM, GAP_MM = 0.7, 0.6, 0.8, 1.5


@dataclass(frozen=True, slots=True)
class Colours:
    """Of the provenance mark, of the code, and of what is said more quietly."""

    mark: str
    code: str
    quiet: str


def card_url(card: Card, base_url: str) -> str:
    """The address a card's code is printed with: upper case, because it makes a smaller QR code."""
    return f"{base_url.rstrip('/')}/C/{card.code}".upper()


def short_address(card: Card, base_url: str) -> str:
    """The same address as a person types it, without the scheme."""
    return "".join(_pieces(card, base_url))


def foot(frame: Frame, base_url: str, colours: Colours, *, on_colour: bool = False) -> tuple[Box, ...]:
    """
    The boxes of a foot as wide as the card; *on_colour* rounds the white of the code.

    Raises: TextDoesNotFit, for an address longer than the foot can hold.
    """
    x, y = frame.width - frame.safe - QR_MM, frame.height - frame.safe - QR_MM
    address = short_address(frame.card, base_url)
    qr = Qr(x, y, QR_MM, card_url(frame.card, base_url), frame.say("qr", address=address))
    plate = Rect(x - 0.5, y - 0.5, QR_MM + 1.0, QR_MM + 1.0, fill=look().white, radius=1.2)
    text = _text(frame, base_url, colours, x - MARGIN_MM - 1.0, y)
    return (*((plate,) if on_colour else ()), *text, qr)


def _text(frame: Frame, base_url: str, colours: Colours, width: float, qr_top: float) -> tuple[Box, ...]:
    """
    Mark and sources from the top, code and address from the bottom of what is seen of the QR code.

    A long address pushes the top up, at most to the edge of the quiet zone, then sets itself smaller.
    """
    over = 0.0
    for size_pt in (frame.sizes.label, frame.sizes.fine_max, frame.sizes.fine_min):
        upper, upper_mm = origin(frame, colours, MARGIN_MM, width, qr_top + QUIET_MM)
        lower, lower_mm = _address(frame, base_url, colours, width, size_pt, qr_top + QR_MM - QUIET_MM)
        over = upper_mm + LEAST_GAP_MM + lower_mm - (QR_MM - 2 * QUIET_MM)
        if over <= LEAST_GAP_MM - GAP_MM:
            return (*upper, *lower)
        if over <= QUIET_MM:
            top = qr_top + QUIET_MM - min(QUIET_MM, over + GAP_MM - LEAST_GAP_MM)
            return (*origin(frame, colours, MARGIN_MM, width, top)[0], *lower)
    raise frame.setter.too_long("address", over - QUIET_MM, frame.sizes.fine_min)


def origin(
    frame: Frame, colours: Colours, x: float, width: float, top: float
) -> tuple[tuple[Box, ...], float]:
    """The provenance mark and the codes of the sources, and the height they take."""
    label = Style("label", "bold", frame.sizes.label, colours.mark, 1.2)
    quiet = Style("label", "regular", frame.sizes.label, colours.quiet, 1.2)
    mark = frame.setter.block("provenance", provenance.mark(frame), label, x, top, width)
    below = top + mark.height + LINE_GAP_MM
    codes = frame.setter.block("sources", _codes(frame, quiet, width), quiet, x, below, width)
    height = mark.height + (LINE_GAP_MM + codes.height if codes.boxes else 0.0)
    return mark.boxes + codes.boxes, height


def _address(
    frame: Frame, base_url: str, colours: Colours, width: float, size_pt: float, bottom: float
) -> tuple[tuple[Box, ...], float]:
    """The code and the address, its last baseline at *bottom*, and the height they take above it."""
    quiet = Style("label", "regular", size_pt, colours.quiet, 1.2)
    code = Style("label", "display", CODE_PT, colours.code)
    foot_mm = bottom + DESCENDERS * quiet.em_mm
    lines = written(frame, base_url, quiet, MARGIN_MM, width)
    lines = moved(lines, foot_mm - lines.height)
    code_mm = foot_mm - lines.height - CODE_GAP_MM
    own = frame.setter.standing("code", frame.card.code, code, MARGIN_MM, code_mm, width)
    return own.boxes + lines.boxes, bottom - (code_mm - own.height)


def written(frame: Frame, base_url: str, style: Style, x: float, width: float) -> Block:
    """The address from the top, a line at a time: set as one text, it could be broken again, elsewhere."""
    step = style.leading * style.em_mm
    rows = [
        frame.setter.block("address", line, style, x, i * step, width)
        for i, line in enumerate(_lines(frame, base_url, style, width))
    ]
    *first, last = [line for row in rows for text in row.boxes for line in text.lines]
    lines = (*(replace(line, end="none") for line in first), last)
    text = Text(style.role, lines, style.font, style.size_pt, style.colour)
    return Block((text,), rows[-1].height + step * (len(rows) - 1))


def _pieces(card: Card, base_url: str) -> list[str]:
    """The address where a line may end: after the dots and hyphens of the host, before the path."""
    host = base_url.rstrip("/").rpartition("://")[2]
    return [*re.split(r"(?<=[.-])", host), f"/C/{card.code}"]


def _lines(frame: Frame, base_url: str, style: Style, width: float) -> Iterator[str]:
    """The address in as few lines as hold it."""
    line = ""
    for piece in _pieces(frame.card, base_url):
        if line and metrics().width_mm(line + piece, style.font, style.size_pt) > width:
            yield line
            line = ""
        line += piece
    yield line


def _codes(frame: Frame, style: Style, width: float) -> str:
    """As many codes of sources as one line holds, and how many more there are: the back names them all."""
    codes = provenance.codes(frame)
    for kept in range(len(codes), 0, -1):
        text = ", ".join(codes[:kept])
        if kept < len(codes):
            text = frame.say("more_sources", codes=text, n=len(codes) - kept)
        if metrics().width_mm(text, style.font, style.size_pt) <= width:
            return text
    return ""
