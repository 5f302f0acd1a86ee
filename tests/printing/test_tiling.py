"""A board over several sheets: nothing is missing, neighbours share their edge, few sheets are taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.printing.tiling import BoardRefused, Tiling, tiled

A4, A3, A2, LETTER = (210.0, 297.0), (297.0, 420.0), (594.0, 420.0), (215.9, 279.4)


def covers(tiling: Tiling, board: tuple[float, float]) -> None:
    for tile in tiling.tiles:
        assert 0 < tile.width_mm <= tiling.sheet_width_mm - 2 * tiling.margin_mm + 1e-6
        assert 0 < tile.height_mm <= tiling.sheet_height_mm - 2 * tiling.margin_mm + 1e-6
    last = tiling.tiles[-1]
    assert last.x + last.width_mm == pytest.approx(board[0])
    assert last.y + last.height_mm == pytest.approx(board[1])
    for left, right in zip(tiling.tiles, tiling.tiles[1:], strict=False):
        if left.row == right.row:
            assert left.x + left.width_mm - right.x == pytest.approx(tiling.overlap_mm)
    for above, below in zip(tiling.tiles, tiling.tiles[tiling.columns :], strict=False):
        assert above.y + above.height_mm - below.y == pytest.approx(tiling.overlap_mm)


@pytest.mark.parametrize(
    ("board", "sheet", "tiles"),
    [(A2, A4, 8), ((420.0, 297.0), A4, 4), ((420.0, 297.0), A3, 2), ((300.0, 200.0), A3, 1), (A2, LETTER, 8)],
)
def test_how_many_sheets_a_board_takes(
    board: tuple[float, float], sheet: tuple[float, float], tiles: int
) -> None:
    tiling = tiled(board, sheet)
    assert len(tiling.tiles) == tiles
    covers(tiling, board)


sizes = st.floats(50, 900)


@given(
    board=st.tuples(sizes, sizes),
    sheet=st.sampled_from([A4, A3, LETTER]),
    margin=st.floats(0, 20),
    overlap=st.floats(0, 30),
)
def test_every_point_is_on_a_sheet_and_neighbours_share_an_edge(
    board: tuple[float, float], sheet: tuple[float, float], margin: float, overlap: float
) -> None:
    covers(tiled(board, sheet, margin_mm=margin, overlap_mm=overlap), board)


def test_a_tile_has_a_name_by_its_row_and_column() -> None:
    assert [tile.name for tile in tiled(A2, A4).tiles] == ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"]


@pytest.mark.parametrize(
    ("margin", "overlap", "board", "reason"),
    [
        (150.0, 10.0, A2, "board_margin"),
        (-1.0, 10.0, A2, "board_margin"),
        (8.0, -1.0, A2, "board_margin"),
        (8.0, 194.0, A2, "board_margin"),
        (8.0, 10.0, (5000.0, 5000.0), "board_tiles"),
        (8.0, 193.999, (5000.0, 5000.0), "board_tiles"),
    ],
)
def test_what_leaves_nothing_of_a_sheet_is_refused(
    margin: float, overlap: float, board: tuple[float, float], reason: str
) -> None:
    with pytest.raises(BoardRefused) as refused:
        tiled(board, A4, margin_mm=margin, overlap_mm=overlap)
    assert refused.value.reason == reason
