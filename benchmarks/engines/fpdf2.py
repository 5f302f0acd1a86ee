"""fpdf2: a page drawn call by call."""

from collections.abc import Sequence

from fpdf import FPDF

from benchmarks import sample


def make(cards: Sequence[sample.Card], edition: str) -> bytes:
    pdf = FPDF(unit="mm", format=(sample.PAGE_WIDTH, sample.PAGE_HEIGHT))
    pdf.set_auto_page_break(False)
    for style, name in (("", "regular"), ("B", "bold")):
        pdf.add_font("A", style, sample.FONTS[name])
    for batch in sample.batches(cards):
        pdf.add_page()
        for x, y, card in batch:
            _front(pdf, x, y, card)
        _around(pdf, edition)
        pdf.add_page()
        for x, y, _ in batch:
            _back(pdf, sample.mirrored(x), y)
        _around(pdf, edition)
    return bytes(pdf.output())


def _front(pdf: FPDF, x: float, y: float, card: sample.Card) -> None:
    left, column = x + sample.MARGIN, sample.WIDTH - 2 * sample.MARGIN
    pdf.set_text_color(sample.INK)
    pdf.set_xy(left, y + 5)
    pdf.set_font("A", "B", 13)
    pdf.multi_cell(column, 5, card.title, align="L", padding=0)
    pdf.set_xy(left, pdf.get_y() + 6)
    pdf.set_font("A", "", 8)
    pdf.multi_cell(column, 3.6, card.body, align="L", new_x="LEFT", new_y="NEXT")
    for point in card.points:
        pdf.set_xy(left, pdf.get_y() + 1)
        pdf.cell(3, 3.6, "•")
        pdf.multi_cell(column - 3, 3.6, point, align="L", new_x="LEFT", new_y="NEXT")
    module = sample.QR_MM / card.modules
    right, bottom = x + sample.WIDTH - 3 - sample.QR_MM, y + sample.HEIGHT - 3 - sample.QR_MM
    pdf.set_fill_color(0, 0, 0)
    for row, column_, length in card.strokes:
        where = right + (column_ + sample.QUIET) * module, bottom + (row + sample.QUIET) * module
        pdf.rect(*where, length * module, module, style="F")


def _back(pdf: FPDF, x: float, y: float) -> None:
    pdf.set_fill_color(sample.COLOUR)
    pdf.rect(x, y, sample.WIDTH, sample.HEIGHT, style="F")
    pdf.set_text_color(255, 255, 255)
    pdf.set_font("A", "B", 20)
    pdf.set_xy(x, y + 40)
    pdf.cell(sample.WIDTH, 8, "Rebond", align="C")


def _around(pdf: FPDF, edition: str) -> None:
    pdf.set_line_width(0.1)
    for mark in sample.marks():
        pdf.line(*mark)
    pdf.set_text_color(sample.INK)
    pdf.set_font("A", "", 6.5)
    pdf.set_xy(10.5, 6)
    pdf.cell(100, 3, edition)


if __name__ == "__main__":
    sample.run(make)
