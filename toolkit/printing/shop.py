"""What a print shop takes: one face a page, with ink beyond the cut, in four inks and no other."""

from collections.abc import Iterable, Iterator, Sequence

from toolkit.faces.boxes import Face
from toolkit.printing.imposition import Window
from toolkit.printing.pdf import About, Drawing, document

Pair = tuple[Face, Face]


def in_order(pairs: Iterable[Pair], *, back_first: bool = False) -> Iterator[Face]:
    """The faces of cards given as (front, back): front then back of each, or the other way round."""
    for front, back in pairs:
        yield from (back, front) if back_first else (front, back)


def shop_pdf(faces: Sequence[Face], about: About) -> bytes:
    """
    A PDF/X-4 file with one of *faces* a page, all of one size; the page is the face and its bleed.

    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong, for a code that would be too fine for its place.
    """
    bleed = faces[0].bleed_mm
    width, height = faces[0].width_mm + 2 * bleed, faces[0].height_mm + 2 * bleed
    whole = Window(0.0, 0.0, width, height)
    pages = [[Drawing(face, bleed, bleed, whole)] for face in faces]
    return document(pages, width, height, about, standard="shop", bleed_mm=bleed)


def shop_files(
    names: Sequence[str], pairs: Sequence[Pair], about: About, *, back_first: bool = False
) -> Iterator[tuple[str, bytes]]:
    """
    One file a card, for shops that want them apart.

    Args: *names*, the ids of the cards, in the order of *pairs*.
    Returns: the name of each file, numbered in that order, and its bytes.
    """
    digits = len(str(len(names)))
    for number, (name, pair) in enumerate(zip(names, pairs, strict=True), 1):
        yield f"{number:0{digits}}-{name}.pdf", shop_pdf(list(in_order([pair], back_first=back_first)), about)
