"""A photo of cards on a table, made from the printed deck: cut, laid down, seen askew, a little blurred."""

import io
import subprocess
from collections.abc import Sequence
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image, ImageEnhance, ImageFilter

from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.printing.deck import deck_pdf

DPI = 130
WIDTH_MM, HEIGHT_MM = 63, 88
TABLE = (126, 104, 82)
BASE = "http://rebond.test"


@cache
def printed_cards() -> Sequence[Image.Image]:
    """The 27 faces of the deck *reflexes*, cut from its rendered pages (A4, nine on a sheet, two-sided)."""
    deck = load_deck(folder("cards") / "reflexes")
    with TemporaryDirectory() as name:
        where = Path(name)
        pdf = where / "deck.pdf"
        pdf.write_bytes(deck_pdf(deck, "fr", BASE, date=date(2026, 11, 23)))
        # Fronts are the odd pages.
        subprocess.run(["pdftoppm", "-o", "-r", str(DPI), pdf, where / "page"], check=True, timeout=60)
        fronts = sorted(where.glob("page-*.ppm"))
        return [card for page in fronts for card in _cut(Image.open(page).convert("RGB"))]


def _cut(page: Image.Image) -> list[Image.Image]:
    left, top = (210 - 3 * WIDTH_MM) / 2, (297 - 3 * HEIGHT_MM) / 2
    corners = [(left + column * WIDTH_MM, top + row * HEIGHT_MM) for row in range(3) for column in range(3)]
    return [page.crop((_px(x), _px(y), _px(x + WIDTH_MM), _px(y + HEIGHT_MM))) for x, y in corners]


def _px(mm: float) -> int:
    return round(mm * DPI / 25.4)


def photo(
    cards: Sequence[Image.Image],
    *,
    size: tuple[int, int] = (4032, 3024),
    turn: float = 25,
    tilt: float = 0.06,
    blur: float = 1.2,
    seed: int = 3,
) -> Image.Image:
    """
    Args: turn: how far a card may lie askew, degrees each way (180: any way up); tilt: how much
    narrower the far edge of the table looks; blur: in pixels of the photo.
    """
    draw = Random(seed)
    columns = ceil((len(cards) * size[0] / size[1] * 1.25) ** 0.5)
    rows = ceil(len(cards) / columns)
    table = Image.new("RGB", size, TABLE)
    across, down = size[0] / columns, size[1] / rows
    height = min(down, across * HEIGHT_MM / WIDTH_MM) * 0.80
    for place, card in enumerate(cards):
        small = card.resize((round(height * WIDTH_MM / HEIGHT_MM), round(height)), Image.Resampling.LANCZOS)
        laid = small.convert("RGBA").rotate(
            draw.uniform(-turn, turn), expand=True, resample=Image.Resampling.BICUBIC
        )
        x = (place % columns + 0.5) * across - laid.width / 2 + draw.uniform(-8, 8)
        y = (place // columns + 0.5) * down - laid.height / 2 + draw.uniform(-8, 8)
        table.paste(laid, (round(x), round(y)), laid)
    seen = _from_aside(table, tilt).filter(ImageFilter.GaussianBlur(blur))
    return ImageEnhance.Contrast(ImageEnhance.Brightness(seen).enhance(0.85)).enhance(0.85)


def _from_aside(table: Image.Image, tilt: float) -> Image.Image:
    width, height = table.size
    dx, dy = width * tilt, height * tilt / 2
    # The four corners of the table as they are seen, where they lay: the far edge is pulled together.
    quad = (-dx, -dy, 0, height, width, height, width + dx, -dy)
    return table.transform(
        table.size, Image.Transform.QUAD, quad, resample=Image.Resampling.BICUBIC, fillcolor=TABLE
    )


def jpeg(picture: Image.Image, *, quality: int = 80, orientation: int = 1) -> bytes:
    """The file a phone would send; *orientation* is the EXIF tag, the pixels being turned to match it."""
    turns = {1: 0, 3: 180, 6: 90, 8: 270}
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    picture.rotate(turns[orientation], expand=True).save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()
