"""
Receipts: how a person finds their own ballot among those published, and nobody else's.

A receipt is twelve random characters, drawn when the ballot is first cast and given to the phone. The
ballot keeps its fingerprint: the first 16 hexadecimal digits of the SHA-256 of ``rebond 2.1 <RECEIPT>``
(here for the first vote on the second question). In an anonymous workshop the server forgets the receipt
when the link between people and ballots is cut; from then on only its holder can make the fingerprint again.

A vote that is changed keeps its receipt: what was copied on paper stays true, sending the same ballot twice
is harmless, and a receipt says nothing of what is on the ballot. It is no proof either: whoever reads the
published ballots can point at any of them.
"""

import hashlib
import secrets

from toolkit.content.cards import CODE_ALPHABET
from toolkit.workshop.codes import tidy_code

LENGTH = 12  # 24 ** 12: nobody guesses one, on a page or from its fingerprint
FINGERPRINT_DIGITS = 16


def new_receipt() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(LENGTH))


def fingerprint(receipt: str, series: int, vote: int) -> str:
    """What a ballot keeps of its receipt: 16 hexadecimal digits. *receipt* may be typed in any form."""
    text = f"rebond {series}.{vote} {tidy_code(receipt)}"
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_DIGITS]


def may_be_receipt(typed: str) -> bool:
    """Whether this could be one, dashes and spaces aside."""
    code = tidy_code(typed)
    return len(code) == LENGTH and set(code) <= set(CODE_ALPHABET)


def in_fours(digits: str) -> str:
    """A fingerprint as it is shown: 4f1c 90aa 27d3 e8b1."""
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
