"""Having a photo read by a process of its own, which is given little and killed when it asks for more."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from toolkit.photos.limits import MOST_BYTES, PATIENCE_S

# The address printed on a card, wherever its deck was printed to lead.
ADDRESS = re.compile(r"/C/([A-Z0-9]{2,12})/?$", re.IGNORECASE)

# The reader in its own words: no file of the current folder stands in for a module.
READER = (sys.executable, "-P", "-m", "toolkit.photos")

# One photo at a time: it takes a whole core, and the room needs the other.
_turn = BoundedSemaphore(1)
QUEUE_S = 20

Corners = Sequence[Sequence[int]]


class PhotoRefused(Exception):
    """
    A photo that cannot be read: ``reason`` is one of ``PictureRefused``, ``too_heavy`` (bytes), ``too_hard``
    (it took too long, or too much) or ``busy`` (others are waiting).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Seen:
    """A QR code on the photo: the ``code`` of a card, "" for any other; ``corners`` in pixels."""

    code: str
    corners: Corners


@dataclass(frozen=True, slots=True)
class Photo:
    """
    What was read: ``width`` and ``height`` in the pixels of the corners; ``preview``, a small JPEG in
    base64, to be shown once and kept nowhere; ``digest``: which photo it is.
    """

    width: int
    height: int
    seen: tuple[Seen, ...]
    preview: str
    digest: str


def read_photo(content: bytes, *, reader: Sequence[str] = READER, patience_s: float = PATIENCE_S) -> Photo:
    """Raises: PhotoRefused."""
    if len(content) > MOST_BYTES:
        raise PhotoRefused("too_heavy")
    if not _turn.acquire(timeout=QUEUE_S):
        raise PhotoRefused("busy")
    try:
        done = subprocess.run(
            list(reader), input=content, capture_output=True, timeout=patience_s, check=False
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise PhotoRefused("too_hard") from error
    finally:
        _turn.release()
    return _photo(_answer(done))


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """A reader that was stopped leaves nothing, or half a line."""
    try:
        answer: Any = json.loads(done.stdout)
    except ValueError:
        raise PhotoRefused("too_hard") from None
    if done.returncode or not isinstance(answer, dict) or "refused" in answer:
        raise PhotoRefused(answer.get("refused", "too_hard") if isinstance(answer, dict) else "too_hard")
    return answer


def _photo(answer: dict[str, Any]) -> Photo:
    return Photo(
        width=answer["width"],
        height=answer["height"],
        seen=tuple(Seen(_code(each["text"]), each["corners"]) for each in answer["codes"]),
        preview=answer["preview"],
        digest=answer["digest"],
    )


def _code(text: str) -> str:
    found = ADDRESS.search(text.strip())
    return found[1].upper() if found else ""
