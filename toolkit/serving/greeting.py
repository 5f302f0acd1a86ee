"""What the terminal says once the server answers: who opens what, and how to stop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit import __version__
from toolkit.content.cards import Language
from toolkit.printing.refusals import UrlTooLong
from toolkit.serving.terminal_qr import terminal_qr
from toolkit.words import speaker


@dataclass(frozen=True, slots=True)
class Doors:
    """
    Where a running server is found.

    Attributes:

    here: address on this computer.
    is_open: the server listens to more than this computer.
    room: address for the phones of the room; empty when no network is there.
    is_given: ``room`` was given by a person rather than found.
    others: further addresses phones might reach.
    start_key: secret of the start page.
    data: its data folder.
    database: what holds the data when it is not that folder, without a password; else empty.
    """

    here: str
    is_open: bool
    room: str
    is_given: bool
    others: Sequence[str]
    start_key: str
    data: Path
    database: str = ""

    @property
    def facilitator(self) -> str:
        return f"{self.room or self.here}/start/{self.start_key}"


def greeting(doors: Doors, language: Language, *, with_code: bool) -> Iterator[str]:
    """The lines to print; *with_code*: also the room's address as a QR code, for a screen only."""
    t = speaker(language)
    yield t("serve.ready", version=__version__)
    yield from ("", t("serve.facilitator"), f"  {doors.facilitator}", "")
    if doors.room:
        yield t("serve.room_public" if doors.is_given else "serve.room")
        yield f"  {doors.room}"
        if with_code:
            yield from ("", *_code(doors.room))
        if doors.others:
            yield t("serve.others", addresses=", ".join(doors.others))
    else:
        yield t("serve.no_network" if doors.is_open else "serve.room_closed")
    yield from ("", t("serve.this_computer", url=doors.here), t("serve.data", data=doors.data))
    if doors.database:
        yield t("serve.database", database=doors.database)
    yield t("serve.stop")


def _code(url: str) -> Iterator[str]:
    """Capitals make a smaller code, and neither schemes nor hosts have a case (RFC 3986, 6.2.2.1)."""
    try:
        yield from terminal_qr(url.upper())
    except UrlTooLong:
        return
    yield ""
