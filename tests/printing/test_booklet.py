"""Pages in the order of a booklet: by the book, and by folding one."""

import pytest

from toolkit.printing.booklet import Spread, saddle


def folded(sides: tuple[Spread, ...]) -> list[int | None]:
    """The pages as they are read: sheets put one into the other, folded, opened one after the other."""
    fronts, backs = sides[::2], sides[1::2]
    first_half = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front.right, back.left)
    ]
    second_half = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front.left, back.right)
    ]
    return first_half + second_half[::-1]


def test_eight_pages_in_the_usual_order() -> None:
    assert [(side.left, side.right) for side in saddle(8)] == [(8, 1), (2, 7), (6, 3), (4, 5)]


@pytest.mark.parametrize("pages", range(1, 50))
def test_folded_the_pages_follow_each_once(pages: int) -> None:
    read = folded(saddle(pages))
    assert len(read) % 4 == 0
    assert [page for page in read if page] == list(range(1, pages + 1))
    assert read[0] == 1
    if pages >= 4:
        assert read[-1] == pages, "the last page is the back of the cover"


def test_no_page_is_no_booklet() -> None:
    with pytest.raises(ValueError, match="at least one"):
        saddle(0)
