"""A tiny valid deck on disk, and the ways to break it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from toolkit.commands.cards import reason
from toolkit.content.cards import CODE_ALPHABET, LANGUAGES
from toolkit.content.check import check

PARTS = ("title", "gist", "situation", "monday", "question", "caution")


def a_card(card_id: str, number: int, kind: str, rank: int) -> dict[str, Any]:
    parts = (*PARTS, "cost") if kind == "lead" else PARTS
    return {
        "id": card_id,
        "code": "AA" + CODE_ALPHABET[number] + CODE_ALPHABET[rank],
        "kind": kind,
        "orientation": number,
        "provenance": "toolkit",
        "sources": [],
        "inference": "own",
        "fr": {part: f"Texte {part} de {card_id}." for part in parts},
        "en": {part: f"Text {part} of {card_id}." for part in parts},
    }


def a_deck(deck_id: str, order: list[str]) -> dict[str, Any]:
    texts = ("subtitle", "intro", "credit", "mapping_note", "count_note")
    return {
        "id": deck_id,
        "version": "1.0.0",
        "order": order,
        "fr": {"title": "Petit jeu", **{text: f"Texte {text}." for text in texts}},
        "en": {"title": "Little deck", **{text: f"Text {text}." for text in texts}},
    }


A_SOURCE = {"title": "Un rapport", "publisher": "Une maison", "date": "2020"}


def as_toml(table: dict[str, Any], within: str = "") -> str:
    """*table* as TOML: plain keys first, then its tables."""
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in table.items()
        if not isinstance(value, dict)
    ]
    for name, inner in table.items():
        if isinstance(inner, dict):
            lines += [f"[{within}{name}]", as_toml(inner, f"{within}{name}.")]
    return "\n".join(lines)


class Tiny:
    """Seven orientations with two leads each: ``o1``, ``o1-a``, ``o1-b``, ``o2``…"""

    def __init__(self, folder: Path, prefix: str = "o", deck_id: str = "tiny") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        order = []
        for number in range(1, 8):
            names = (f"{prefix}{number}", f"{prefix}{number}-a", f"{prefix}{number}-b")
            for rank, name in enumerate(names):
                kind = "lead" if rank else "orientation"
                self.write(name, a_card(name, number, kind, rank + 3 * (prefix != "o")))
                order.append(name)
        self.write("deck", a_deck(deck_id, order))
        self.write("sources", {"REPORT": A_SOURCE})

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.toml"

    def read(self, name: str) -> dict[str, Any]:
        return tomllib.loads(self.path(name).read_text("utf-8"))

    def write(self, name: str, table: dict[str, Any]) -> None:
        self.path(name).write_text(as_toml(table), "utf-8")

    def change(self, name: str, path: str, value: Any) -> None:
        """Set ``fr.title`` (say) of a file to *value*; None removes it."""
        table = self.read(name)
        *tables, key = path.split(".")
        inner = table
        for step in tables:
            inner = inner[step]
        if value is None:
            del inner[key]
        else:
            inner[key] = value
        self.write(name, table)

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text("utf-8")
        assert old in text
        self.path(name).write_text(text.replace(old, new, 1), "utf-8")

    def found(self) -> list[tuple[str, str, str]]:
        """File, field and rule of each problem, all of which have their words."""
        problems = check(self.folder)
        assert all(reason(problem, language) for problem in problems for language in LANGUAGES)
        return [(problem.file, problem.field, problem.rule) for problem in problems]


@pytest.fixture(scope="session")
def a_tiny_deck() -> type[Tiny]:
    """The builder, for tests that need their own folder."""
    return Tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    return Tiny(tmp_path / "tiny")


@pytest.fixture
def two_decks(tmp_path: Path) -> tuple[Tiny, Tiny]:
    """Two decks side by side in ``cards``, each with its own cards; sources above them."""
    first = Tiny(tmp_path / "cards" / "first", "o", "first")
    second = Tiny(tmp_path / "cards" / "second", "p", "second")
    for deck in (first, second):
        deck.path("sources").rename(tmp_path / "cards" / "sources.toml")
    return first, second
