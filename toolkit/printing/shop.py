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
    cards: Sequence[tuple[str, Sequence[Pair]]], about: About, *, back_first: bool = False
) -> Iterator[tuple[str, bytes, int]]:
    """
    One file a card, for shops that want them apart.

    Args: *cards*, the id and the pairs of faces of each.
    Returns: the name of each file, numbered in that order, its bytes and its pages.
    """
    digits = len(str(len(cards)))
    for number, (name, pairs) in enumerate(cards, 1):
        faces = list(in_order(pairs, back_first=back_first))
        yield f"{number:0{digits}}-{name}.pdf", shop_pdf(faces, about), len(faces)
