"""Typst, by its Python package: one template, the cards as data."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import typst

from benchmarks import sample

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(width: 210mm, height: 297mm, margin: 0pt)
#set text(font: "FAMILY", size: 8pt, lang: "fr", hyphenate: true, fill: rgb("INK"))
#set par(leading: 0.4em, spacing: 1.5mm)
#let cuts = for m in data.marks {
  place(dx: m.at(0) * 1mm, dy: m.at(1) * 1mm,
    line(end: ((m.at(2) - m.at(0)) * 1mm, (m.at(3) - m.at(1)) * 1mm), stroke: 0.1mm))
}
#let around = { cuts; place(dx: 10.5mm, dy: 6mm, text(size: 6.5pt, data.edition)) }
#let back = rect(width: 63mm, height: 88mm, fill: rgb("COLOUR"), stroke: none,
  align(center + horizon, text(fill: white, size: 20pt, weight: 700)[Rebond]))
#let front(card) = block(width: 63mm, height: 88mm, inset: 4mm, {
  par(text(size: 13pt, weight: 700, hyphenate: false, card.title))
  par(card.body)
  list(..card.points, marker: [•], body-indent: 1.5mm)
  place(bottom + right, dx: 1mm, dy: 1mm, image(bytes(card.code), format: "svg", width: 20mm))
})
#for batch in data.batches {
  page({ for c in batch { place(dx: c.x * 1mm, dy: c.y * 1mm, front(c)) }; around })
  page({ for c in batch { place(dx: c.behind * 1mm, dy: c.y * 1mm, back) }; around })
}
"""


def make(cards: Sequence[sample.Card], edition: str) -> bytes:
    batches = [
        [
            {
                "x": x,
                "y": y,
                "behind": sample.mirrored(x),
                "title": card.title,
                "body": card.body,
                "points": card.points,
                "code": card.code_svg,
            }
            for x, y, card in batch
        ]
        for batch in sample.batches(cards)
    ]
    data = json.dumps({"batches": batches, "marks": list(sample.marks()), "edition": edition})
    made = typst.compile(
        _template().encode("utf-8"),
        font_paths=[str(_fonts())],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    assert isinstance(made, bytes)
    return made


def _template() -> str:
    words = {"FAMILY": sample.FAMILY, "INK": sample.INK, "COLOUR": sample.COLOUR}
    text = TEMPLATE
    for name, value in words.items():
        text = text.replace(name, value)
    return text


def _fonts() -> Path:
    """A folder with the two fonts and no other, made once."""
    place = Path(tempfile.gettempdir()) / "rebond-bench-fonts"
    place.mkdir(exist_ok=True)
    for font in sample.FONTS.values():
        copy = place / font.name
        if not copy.exists():
            copy.write_bytes(font.read_bytes())
    return place


if __name__ == "__main__":
    sample.run(make)
