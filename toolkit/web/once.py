"""
What every phone of a room is sent alike is drawn once; what belongs to one person is put in for each.

Two ways, and neither can show a person something of another's. ``once`` draws a part of a page from what
phones have in common, where nothing personal is to be found. ``stage`` keeps the whole stage of a phone with
blanks in the place of what is personal, filled in for each; so is the time left on a clock. A phone with
anything personal that has no blank is drawn for itself.
"""

import re
import secrets
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from flask import Flask, render_template, request
from markupsafe import Markup, escape

from toolkit.content.cards import Language
from toolkit.web.packed import gzipped, packed, stored
from toolkit.web.speaking import language, left_ms
from toolkit.workshop.codes import grouped
from toolkit.workshop.keeping import Kept
from toolkit.workshop.own import OwnLine, left_out, own_lines
from toolkit.workshop.receipts import new_receipt
from toolkit.workshop.views import ParticipantView, PhonesView

STAGE, LINE = "participant/_stage.html", "rounds/_own_line.html"

# Words that nobody can have typed.
TOKEN, NAME, LEFT, FINGERPRINT, LINES, OTHERS = (secrets.token_urlsafe(16) for _ in range(6))
RECEIPT = new_receipt()
WORDS = (TOKEN, NAME, LEFT, FINGERPRINT, LINES, OTHERS, RECEIPT, grouped(RECEIPT))
ANY_WORD = re.compile("|".join(map(re.escape, WORDS)))

BLANKS = {"token", "name", "left", "receipt", "fingerprint", "ballot"}
# Whatever is added to a phone is taken for personal.
COMMON = {field.name for field in fields(PhonesView)} | {"phones", "sent"}
PERSONAL = [field.name for field in fields(ParticipantView) if field.name not in COMMON | BLANKS]
# Where a ballot is read back to the one who cast it, and used for nothing else.
READ_BACK = ("closed", "revealed")


class Form:
    """A page drawn with blanks, to be filled in for each with what each of ``WORDS`` stands for."""

    def __init__(self, html: str) -> None:
        self._texts = [text.encode() for text in ANY_WORD.split(html)]
        self._words = ANY_WORD.findall(html)
        self._packed = [packed(text) for text in self._texts]

    def filled(self, values: Mapping[str, str]) -> bytes:
        return b"".join(_between(self._texts, self._own(values)))

    def gzipped(self, values: Mapping[str, str]) -> bytes:
        """The same as a gzip file."""
        own = self._own(values)
        text = b"".join(_between(self._texts, own))
        return gzipped(_between(self._packed, map(stored, own)), text)

    def _own(self, values: Mapping[str, str]) -> list[bytes]:
        return [values[word].encode() for word in self._words]


def _between(texts: Sequence[bytes], own: Iterable[bytes]) -> Iterator[bytes]:
    yield texts[0]
    for value, text in zip(own, texts[1:], strict=True):
        yield value
        yield text


class Unread(dict[str, Any]):
    """In the place of a ballot: whether lines of it are read back, and options it left out."""

    def __init__(self, own: "Own") -> None:
        self.lines, self.others = map(bool, own)


Own = tuple[Sequence[OwnLine], Sequence[OwnLine]]
NOTHING: Own = ((), ())

DRAWN: Kept[str] = Kept(most=3000)
STAGES: Kept[Form] = Kept(most=1000)


def register_once(app: Flask) -> None:
    app.jinja_env.globals.update(once=once, own_html=own_html)


def once(template: str, phones: PhonesView, **values: Hashable) -> Markup:
    """*template* drawn for all phones, where ``view`` is what they have in common."""
    key = (template, phones.key, language(), *sorted(values.items()))
    return Markup(DRAWN.get(key, lambda: render_template(template, view=phones, **values)))


def own_html(view: ParticipantView) -> tuple[Markup, Markup]:
    """What a person recorded, line by line, then what their ranking left out; empty for a blank ballot."""
    if isinstance(view.ballot, Unread):
        return Markup(LINES if view.ballot.lines else ""), Markup(OTHERS if view.ballot.others else "")
    lines, others = _own(view, language())
    return Markup("").join(_drawn(view, lines)), Markup("").join(_drawn(view, others))


def just_sent(view: ParticipantView) -> ParticipantView:
    """What a phone is answered to its ballot: the form with it is there already, and left alone."""
    return replace(view, ballot=None, sent=True) if view.stage == "voting" else view


def stage(view: ParticipantView) -> bytes:
    """The stage of a phone."""
    own = _own(view, language())
    if not _has_blanks_only(view):
        return render_template(STAGE, view=view).encode()
    card = request.args.get("card")
    form = STAGES.get(
        _key(view, own, language(), card), lambda: Form(render_template(STAGE, view=_blank(view, own)))
    )
    lines, others = own
    return form.filled(_values(view, _drawn(view, lines), _drawn(view, others)))


def stage_again(view: ParticipantView, spoken: Language, *, is_packed: bool) -> bytes | None:
    """
    The same from what is kept, for a phone that scanned no card; None when part of it was never drawn.
    *is_packed*: as a gzip file.
    """
    if not _has_blanks_only(view):
        return None
    own = _own(view, spoken)
    form = STAGES.found(_key(view, own, spoken, None))
    lines, others = (
        [DRAWN.found((LINE, view.phones.key, spoken, ("line", each))) for each in part] for part in own
    )
    if form is None or None in lines or None in others:
        return None
    values = _values(view, lines, others)
    return form.gzipped(values) if is_packed else form.filled(values)


def _has_blanks_only(view: ParticipantView) -> bool:
    is_read_back = view.ballot is None or view.stage in READ_BACK
    return is_read_back and not any(getattr(view, name) for name in PERSONAL)


def _own(view: ParticipantView, spoken: Language) -> Own:
    if view.ballot is None or view.round is None or view.stage not in READ_BACK:
        return NOTHING
    others = [OwnLine(key) for key in left_out(view.round, view.ballot)]
    return own_lines(view.round, view.ballot, spoken), others


def _drawn(view: ParticipantView, lines: Sequence[OwnLine]) -> list[Markup]:
    return [once(LINE, view.phones, line=line) for line in lines]


def _key(view: ParticipantView, own: Own, spoken: Language, card: str | None) -> Hashable:
    has = bool(view.name), bool(view.receipt), view.ballot is not None, *map(bool, own)
    return view.phones.key, spoken, card, view.sent, has


def _blank(view: ParticipantView, own: Own) -> ParticipantView:
    """What is drawn: *view* with words in the place of what is its own."""
    return replace(
        view,
        token=TOKEN,
        name=view.name and NAME,
        left=LEFT if _left(view) else "",
        receipt=view.receipt and RECEIPT,
        fingerprint=view.fingerprint and FINGERPRINT,
        ballot=None if view.ballot is None else Unread(own),
    )


def _values(
    view: ParticipantView, lines: Sequence[str | None], others: Sequence[str | None]
) -> Mapping[str, str]:
    return {
        TOKEN: view.token,
        NAME: str(escape(view.name)),
        LEFT: _left(view),
        RECEIPT: view.receipt,
        grouped(RECEIPT): grouped(view.receipt),
        FINGERPRINT: view.fingerprint,
        LINES: "".join(filter(None, lines)),
        OTHERS: "".join(filter(None, others)),
    }


def _left(view: ParticipantView) -> str:
    return str(left_ms(view.round.ends_at)) if view.round and view.round.ends_at else ""
