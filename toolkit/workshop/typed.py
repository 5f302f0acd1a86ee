"""What people type, made fit to be stored and shown: one line, in which nothing hides."""

import unicodedata

# They turn round the direction of what follows, and reach beyond the text when left open.
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Letters and signs by their category, that show nothing.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def tidy(text: str) -> str:
    """
    *text* on one line, in Unicode's composed form, without control characters; empty when none of it
    would be seen.
    """
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c.isspace() or not _is_hidden(c))
    line = " ".join(kept.split())
    return line if any(map(_is_seen, line)) else ""


def _is_hidden(c: str) -> bool:
    code = ord(c)
    is_no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return c in DIRECTIONS or is_no_character or unicodedata.category(c) in ("Cc", "Cs")


def _is_seen(c: str) -> bool:
    return c not in BLANKS and unicodedata.category(c) not in ("Zs", "Cf", "Mn", "Me")
