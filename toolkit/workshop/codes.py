"""Codes people type and secrets they never do."""

import re
import secrets

from toolkit.content.cards import CODE_ALPHABET

JOIN_LENGTH = 6  # 24 ** 6 = 191 million codes: not guessed at the pace a server answers
SECRET = re.compile(r"[A-Za-z0-9_-]{1,64}")


def new_join_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(JOIN_LENGTH))


def new_secret() -> str:
    """An unguessable word for an address: 128 random bits."""
    return secrets.token_urlsafe(16)


def may_be_secret(word: str) -> bool:
    """Whether *word* has the shape of a secret; a database may refuse even to look for anything else."""
    return SECRET.fullmatch(word) is not None


def tidy_code(typed: str) -> str:
    """A code as someone typed it (any case, spaces, dashes, dots), as it is stored."""
    return "".join(c for c in typed.upper() if c.isalnum())[:24]


def grouped(code: str) -> str:
    """A code as it is shown: in groups of three, K7Q M4X."""
    return " ".join(code[i : i + 3] for i in range(0, len(code), 3))
