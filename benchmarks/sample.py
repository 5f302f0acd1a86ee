"""
The deck that every program of the comparison prints: as many cards as asked, each with texts of its own.

On A4 sheets, nine cards of 63 x 88 mm, fronts then backs, flipped along the long edge: a title, a French
paragraph, two points, a QR code of 20 mm; a back in full colour; cutting marks; Atkinson Hyperlegible Next.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.paths import PACKAGE
from toolkit.printing.lightly import without_pictures

# What every program needs of ours is asked for here, and nothing more: its imports are charged to all.
with without_pictures():
    from qrcode.main import QRCode

WIDTH, HEIGHT, LEFT, TOP = 63.0, 88.0, 10.5, 16.5
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN, QR_MM, QUIET = 4.0, 20.0, 4
MARK_NEAR, MARK_FAR = 3.0, 6.2
COLOUR = "#102A64"
INK = "#1D1A16"
FONTS = {
    "regular": PACKAGE / "static" / "fonts" / "AtkinsonHyperlegibleNext_400Regular.ttf",
    "bold": PACKAGE / "static" / "fonts" / "AtkinsonHyperlegibleNext_700Bold.ttf",
}
FAMILY = "Atkinson Hyperlegible Next"

BODY = (
    "Des agents ont agi seuls, utilement, sans feu vert, et on les en a peu remerciés. Leur donner un droit "
    "d’initiative, un cadre qui protège et une place dans la décision qui suit"
)
POINTS = (
    "Lundi : relire un arrêté délicat avec l’agent qui l’applique.",
    "Attention : écouter plus de monde ralentit, et profite d’abord à ceux qui parlent bien.",
)


class Card(NamedTuple):
    title: str
    body: str
    points: tuple[str, str]
    url: str

    @property
    def strokes(self) -> tuple[tuple[int, int, int], ...]:
        """The code as horizontal strokes of modules: row, first column, length; without its quiet zone."""
        strokes = []
        for r, row in enumerate(_modules(self.url)):
            for is_dark, columns in groupby(range(len(row)), key=row.__getitem__):
                if is_dark:
                    places = list(columns)
                    strokes.append((r, places[0], len(places)))
        return tuple(strokes)

    @property
    def modules(self) -> int:
        """Across the code, quiet zone included."""
        return len(_modules(self.url)) + 2 * QUIET

    @property
    def code_svg(self) -> str:
        """The code as an image of modules."""
        path = "".join(f"M{c + QUIET} {r + QUIET}h{n}v1h-{n}z" for r, c, n in self.strokes)
        box = f"0 0 {self.modules} {self.modules}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'


@lru_cache(maxsize=1024)
def _modules(url: str) -> list[list[bool | None]]:
    """As our own codes: correction of level M, one mask for all."""
    code: QRCode[Any] = QRCode(mask_pattern=2)
    code.add_data(url, optimize=0)
    code.make()
    return code.modules


def cards(count: int) -> list[Card]:
    """*count* cards, no two alike."""
    return [
        Card(
            f"Le portage d’initiatives, numéro {i}",
            f"{BODY}, pour la {i}e fois.",
            (
                POINTS[0],
                f"{POINTS[1]} C’est la {i}e.",
            ),
            f"HTTPS://REBOND.EXAMPLE.ORG/C/{i:04X}",
        )
        for i in range(count)
    ]


def batches(all_cards: Sequence[Card]) -> Iterator[list[tuple[float, float, Card]]]:
    """The cards of each sheet, with the top left corner of each."""
    for start in range(0, len(all_cards), 9):
        batch = all_cards[start : start + 9]
        yield [(LEFT + WIDTH * (i % 3), TOP + HEIGHT * (i // 3), card) for i, card in enumerate(batch)]


def mirrored(x: float) -> float:
    """Where a card at *x* is seen from behind."""
    return PAGE_WIDTH - x - WIDTH


def marks() -> Iterator[tuple[float, float, float, float]]:
    """Both ends of every cutting mark."""
    xs = [LEFT + WIDTH * i for i in range(4)]
    ys = [TOP + HEIGHT * i for i in range(4)]
    for x in xs:
        yield x, ys[0] - MARK_FAR, x, ys[0] - MARK_NEAR
        yield x, ys[-1] + MARK_NEAR, x, ys[-1] + MARK_FAR
    for y in ys:
        yield xs[0] - MARK_FAR, y, xs[0] - MARK_NEAR, y
        yield xs[-1] + MARK_NEAR, y, xs[-1] + MARK_FAR, y


def run(make: Callable[[Sequence[Card], str], bytes]) -> None:
    """Print from a cold start: so many cards, to a file, as the command line says."""
    Path(sys.argv[2]).write_bytes(make(cards(int(sys.argv[1])), "à froid"))
