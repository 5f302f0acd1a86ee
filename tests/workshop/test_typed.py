"""What people type, before it is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.workshop.typed import tidy

FAMILY = "👩\u200d👧"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Un \n mardi\t", "Un mardi"),
        ("a\0b\x07c\x9fd", "abcd"),
        ("\u202eirdram nU", "irdram nU"),
        ("\u2066x\u2069\ufeff", "x\ufeff"),
        ("e\u0301te\u0301", "été"),
        (f"En famille {FAMILY}", f"En famille {FAMILY}"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("؟", "؟"),
        ("\ufffe\ufdd0x\U0010ffff", "x"),
        ("\ud800x", "x"),
    ],
)
def test_what_shows_is_kept_what_hides_is_not(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", " ", "\u200b\u200d", "\u2060 \ufeff", "\u3164", "\u0301", "\0", "\u00ad"]
)
def test_what_nobody_would_see_is_empty(typed: str) -> None:
    assert tidy(typed) == ""


@given(st.text())
def test_tidied_twice_is_tidied_once(typed: str) -> None:
    once = tidy(typed)
    assert tidy(once) == once
    assert "\0" not in once
    assert len(once.splitlines()) <= 1
    once.encode()
