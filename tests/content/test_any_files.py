"""Whatever is in the files, the answer is a list of problems that can be said in both languages."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.commands.cards import reason
from toolkit.content.check import check
from toolkit.content.lock import new_lines
from toolkit.content.reading import read_folder
from toolkit.content.shape import CARD_KEYS, DECK_KEYS, LEAD_PARTS

FILES = ("o1-a.toml", "deck.toml", "sources.toml", "printed.lock.toml")
KEYS = [*CARD_KEYS, *DECK_KEYS, "fr", "en", *LEAD_PARTS, "published_name", "colour", "REPORT", "tiny"]

texts = st.text(max_size=8) | st.sampled_from(["o1", "lead", "toolkit", "own", "REPORT", "AACA", "published"])
plain = st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | texts
keys = st.sampled_from(KEYS) | st.text(max_size=4)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=12
)


def as_inline(value: object) -> str:
    """*value* as TOML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {as_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, a_tiny_deck) -> Path:
    """Three cards of the tiny deck: few files, because each example reads them all."""
    deck = a_tiny_deck(tmp_path_factory.mktemp("any"))
    kept = ["o1", "o1-a", "o1-b"]
    for name in set(deck.read("deck")["order"]) - set(kept):
        deck.path(name).unlink()
    deck.change("deck", "order", kept)
    return deck.folder


def answer(folder: Path, file: str, content: bytes) -> None:
    """Check *folder* with this file in it, then as it was."""
    path = folder / file
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(content)
    try:
        for problem in check(folder):
            assert reason(problem, "fr")
            assert reason(problem, "en")
        new_lines(folder, read_folder(folder))
    finally:
        path.unlink() if before is None else path.write_bytes(before)


@settings(deadline=None, max_examples=60)
@given(file=st.sampled_from(FILES), content=st.binary(max_size=60))
@example(file="o1-a.toml", content=b"a = " + b"{a=" * 2000)
@example(file="o1-a.toml", content=b"a = " + b"1" * 5000)
@example(file="deck.toml", content=b"\xff\xfe\x00")
def test_any_bytes(folder, file, content):
    answer(folder, file, content)


@settings(deadline=None, max_examples=120)
@given(file=st.sampled_from(FILES), table=st.dictionaries(keys, values, max_size=8))
@example(file="printed.lock.toml", table={"tiny": {"o1": {"a": 1}}})
@example(file="o1-a.toml", table={"fr": {"title": "{n}"}, "en": {"title": "{0.__class__}"}})
def test_any_tables(folder, file, table):
    lines = [f"{json.dumps(key)} = {as_inline(value)}" for key, value in table.items()]
    answer(folder, file, "\n".join(lines).encode("utf-8", "replace"))


@settings(deadline=None, max_examples=60)
@given(key=st.sampled_from([*CARD_KEYS, "fr", "en"]), value=values)
def test_any_value_in_a_card(folder, key, value):
    text = (folder / "o1-a.toml").read_text("utf-8").split("[fr]")[0].splitlines()
    kept = [line for line in text if not line.startswith(f"{key} =")]
    content = "\n".join([*kept, f"{key} = {as_inline(value)}"])
    answer(folder, "o1-a.toml", content.encode("utf-8", "replace"))
