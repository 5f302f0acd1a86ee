"""The order of pages in a booklet folded in the middle and stapled: saddle stitch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """One side of a sheet: the pages on its ``left`` and ``right``, from 1; None is a blank."""

    left: int | None
    right: int | None


def saddle(pages: int) -> tuple[Spread, ...]:
    """
    The sides to print, front then back of each sheet, the outermost sheet first; turned along the short edge,
    folded and put one into the other, the pages follow.

    Args: pages: how many there are, at least 1; blanks fill the last sheet, before the last page when there
        are four or more, so that a cover keeps its back.
    Returns: 2 sides for each 4 pages.
    Source: the usual imposition of a saddle-stitched signature; for 8 pages (8,1) (2,7) (6,3) (4,5).
    Raises: ValueError, without a page.
    """
    if pages < 1:
        raise ValueError("a booklet has at least one page")
    places = -(-pages // 4) * 4
    numbers = _numbers(pages, places)
    sides = []
    for sheet in range(places // 4):
        first, last = 2 * sheet, places - 1 - 2 * sheet
        sides.append(Spread(numbers[last], numbers[first]))
        sides.append(Spread(numbers[first + 1], numbers[last - 1]))
    return tuple(sides)


def _numbers(pages: int, places: int) -> list[int | None]:
    """What stands at each place of the folded booklet."""
    blanks: list[int | None] = [None] * (places - pages)
    if pages < 4:
        return [*range(1, pages + 1), *blanks]
    return [*range(1, pages), *blanks, pages]
