"""WeasyPrint: an HTML page and a style sheet. Needs Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0)."""

from base64 import b64encode
from collections.abc import Sequence

from weasyprint import HTML

from benchmarks import sample

STYLE = f"""
@font-face {{ font-family: A; src: url("{sample.FONTS["regular"].as_uri()}") }}
@font-face {{ font-family: A; font-weight: 700; src: url("{sample.FONTS["bold"].as_uri()}") }}
@page {{ size: 210mm 297mm; margin: 0 }}
body {{ margin: 0; font: 8pt/1.3 A; color: {sample.INK}; hyphens: auto }}
section {{ position: relative; width: 210mm; height: 297mm; break-after: page; overflow: hidden }}
section > * {{ position: absolute }}
article {{ width: 55mm; height: 80mm; padding: 4mm }}
h1 {{ font-size: 13pt; line-height: 1.1; margin: 1mm 0 2mm; hyphens: none }}
p, ul {{ margin: 0 0 1.5mm; padding: 0 }}
ul {{ padding-left: 3mm }}
img {{ position: absolute; right: 3mm; bottom: 3mm; width: 20mm }}
.back {{ background: {sample.COLOUR}; color: #fff; text-align: center; font-size: 20pt; font-weight: 700 }}
i {{ background: #000 }}
"""


def make(cards: Sequence[sample.Card], edition: str) -> bytes:
    around = "".join(map(_mark, sample.marks()))
    around += f'<small style="left:10.5mm;top:6mm;font-size:6.5pt">{edition}</small>'
    body = []
    for batch in sample.batches(cards):
        fronts = "".join(_front(x, y, card) for x, y, card in batch)
        backs = "".join(
            f'<article class="back" style="left:{sample.mirrored(x)}mm;top:{y}mm">Rebond</article>'
            for x, y, _ in batch
        )
        body += [f"<section>{fronts}{around}</section>", f"<section>{backs}{around}</section>"]
    page = f'<html lang="fr"><style>{STYLE}</style><body>{"".join(body)}</body></html>'
    made = HTML(string=page).write_pdf()
    assert made
    return made


def _front(x: float, y: float, card: sample.Card) -> str:
    points = "".join(f"<li>{point}</li>" for point in card.points)
    code = b64encode(card.code_svg.encode()).decode()
    return (
        f'<article style="left:{x}mm;top:{y}mm"><h1>{card.title}</h1><p>{card.body}</p><ul>{points}</ul>'
        f'<img alt="Code QR de la carte" src="data:image/svg+xml;base64,{code}"></article>'
    )


def _mark(mark: tuple[float, float, float, float]) -> str:
    x1, y1, x2, y2 = mark
    width, height = max(x2 - x1, 0.1), max(y2 - y1, 0.1)
    return f'<i style="left:{x1}mm;top:{y1}mm;width:{width}mm;height:{height}mm"></i>'


if __name__ == "__main__":
    sample.run(make)
