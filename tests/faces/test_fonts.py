"""The vendored fonts are the ones recorded, and measure alike on screen and in print."""

import hashlib
import tomllib
from base64 import b64encode
from contextlib import closing

import pytest
from playwright.sync_api import Browser

from tests.faces.builders import BASE_URL, a_card, a_deck, full_card
from tests.faces.reading import lines
from toolkit.faces.back import back
from toolkit.faces.boxes import Font
from toolkit.faces.front import front
from toolkit.faces.metrics import FILES, FOLDER, MM_PER_PT

RECORDED = tomllib.loads((FOLDER / "fonts.toml").read_text("utf-8"))
FAMILIES: dict[Font, tuple[str, int]] = {
    "regular": ("Atkinson Hyperlegible Next", 400),
    "bold": ("Atkinson Hyperlegible Next", 700),
    "display": ("Bricolage Grotesque", 800),
}
WIDTHS = """lines => {
  const context = document.createElement('canvas').getContext('2d');
  context.fontKerning = 'none';
  return lines.map(([font, text]) => (context.font = font, context.measureText(text).width));
}"""


@pytest.mark.parametrize("kind", ["ttf", "woff2"])
@pytest.mark.parametrize("name", RECORDED)
def test_each_file_has_its_recorded_checksum(name: str, kind: str) -> None:
    data = (FOLDER / f"{name}.{kind}").read_bytes()
    assert hashlib.sha256(data).hexdigest() == RECORDED[name][f"{kind}_sha256"]


def test_every_font_is_recorded_with_its_licence() -> None:
    assert {f"{name}.ttf" for name in RECORDED} == set(FILES.values())
    for entry in RECORDED.values():
        assert "SIL OPEN FONT LICENSE" in (FOLDER / entry["licence"]).read_text("utf-8")


@pytest.mark.parametrize("name", RECORDED)
def test_what_a_phone_downloads_is_small(name: str) -> None:
    assert (FOLDER / f"{name}.woff2").stat().st_size <= 16 * 1024


@pytest.mark.browser
def test_a_line_is_as_wide_in_a_browser_as_in_the_metrics(chromium_browser: Browser) -> None:
    card = full_card()
    deck = a_deck(card)
    faces = [f for c in (card, a_card()) for f in (front(c, deck, "fr", BASE_URL), back(c, deck, "fr"))]
    said = [(text, line) for face in faces for text, line in lines(face)]
    asked = [(_css(text.font), line.text.replace("\u00a0", " ").strip()) for text, line in said]
    with closing(chromium_browser.new_page()) as page:
        page.set_content(f"<style>{_font_faces()}</style>")
        page.evaluate("() => Promise.all([...document.fonts].map(font => font.load()))")
        widths = page.evaluate(WIDTHS, asked)
    for (text, line), found in zip(said, widths, strict=True):
        expected = line.width_mm / (text.size_pt * MM_PER_PT) * 100
        assert found == pytest.approx(expected, abs=0.5), line.text


def _css(font: Font) -> str:
    family, weight = FAMILIES[font]
    return f'{weight} 100px "{family}"'


def _font_faces() -> str:
    rules = []
    for font, (family, weight) in FAMILIES.items():
        data = b64encode((FOLDER / FILES[font].replace(".ttf", ".woff2")).read_bytes()).decode()
        rules.append(
            f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/woff2;base64,{data})}}'
        )
    return "".join(rules)
