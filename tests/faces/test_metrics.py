"""Text is as wide as the fonts say."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from toolkit.content.typography import REPERTOIRE
from toolkit.faces.boxes import Font
from toolkit.faces.metrics import FILES, FOLDER, MM_PER_PT, MissingGlyph, metrics

FONTS: list[Font] = ["regular", "bold", "display"]
TEXT = "Où l’œuvre d’Anaïs coûte 40 € «\u00a0à Noël\u00a0» – vraiment… ÇÀÉÈÊËÎÏÔÙÛÜŸŒÆ çàéèêëîïôùûüÿœæ"


@pytest.mark.parametrize("font", FONTS)
def test_widths_are_those_that_reportlab_reads_from_the_same_file(font: Font) -> None:
    embedded = TTFont(f"test-{font}", FOLDER / FILES[font])
    expected = embedded.stringWidth(TEXT, 10) * MM_PER_PT  # type: ignore[no-untyped-call]
    assert metrics().width_mm(TEXT, font, 10) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("font", FONTS)
def test_every_character_has_the_width_of_its_glyph(font: Font) -> None:
    face = TTFont(f"glyphs-{font}", FOLDER / FILES[font]).face
    expected = {chr(code): width / 1000 for code, width in face.charWidths.items() if code < 0xFFFF}
    assert metrics().advances[font] == pytest.approx(expected)


def test_a_missing_glyph_is_named() -> None:
    with pytest.raises(MissingGlyph, match=r"regular: no glyph for '☃' \(U\+2603\)"):
        metrics().width_em("un ☃", "regular")


def test_a_narrow_space_is_drawn_as_the_unbreakable_one_where_the_font_lacks_it() -> None:
    assert metrics().drawable("Qui\u202f?", "regular") == "Qui\u00a0?"
    assert metrics().drawable("Qui\u202f?", "display") == "Qui\u202f?"


def test_an_unbreakable_hyphen_is_drawn_as_a_hyphen_and_a_soft_one_not_at_all() -> None:
    assert metrics().drawable("lead\u201112 dé\u00adjà", "regular") == "lead-12 déjà"


@pytest.mark.parametrize("font", FONTS)
def test_every_character_that_a_card_may_hold_can_be_drawn(font: Font) -> None:
    glyphs = metrics().advances[font]
    assert [char for char in sorted(REPERTOIRE) if metrics().drawable(char, font) not in glyphs] == []
