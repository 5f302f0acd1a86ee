"""Stylesheets: they fetch only what is here, and every one of them is of use."""

import re

from toolkit.paths import PACKAGE, folder

CSS = PACKAGE / "static" / "css"
FETCH = re.compile(r"""(?:url\(|@import\s)\s*["']?([^"')]+)""")


def test_a_stylesheet_fetches_only_what_is_here():
    for path in CSS.glob("*.css"):
        fetched = FETCH.findall(path.read_text("utf-8"))
        assert [url for url in fetched if not (CSS / url).is_file()] == [], path.name


def test_a_stylesheet_is_used():
    templates = "".join(path.read_text("utf-8") for path in folder("templates").rglob("*.html"))
    assert [path.name for path in CSS.glob("*.css") if f"asset('css/{path.name}')" not in templates] == []


def test_a_planted_foreign_address_is_found():
    assert FETCH.findall('src: url("https://cdn.example/a.woff2")') == ["https://cdn.example/a.woff2"]
