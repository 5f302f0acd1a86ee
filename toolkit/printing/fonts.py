"""The fonts of the faces, embedded in PDF files: the same files that the screens and the metrics use."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from toolkit.faces.boxes import Font
from toolkit.faces.metrics import FILES, FOLDER


@cache
def font(name: Font) -> TTFont:
    """The font *name* of the boxes, known to reportlab by its ``fontName``; read from disk once."""
    loaded = TTFont(Path(FILES[name]).stem, FOLDER / FILES[name])
    pdfmetrics.registerFont(loaded)
    return loaded
