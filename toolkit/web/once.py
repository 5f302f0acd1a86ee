"""
What every phone of a room is sent alike is drawn once; what belongs to one person is put in for each.

Two ways, and neither can show a person something of another's. ``once`` draws a part of a page from what
phones have in common, where nothing personal is to be found. ``stage`` keeps the whole stage of a phone with
blanks in the place of what is personal, filled in for each; so is the time left on a clock. A phone with
anything personal that has no blank is drawn for itself.
"""

import secrets
from collections.abc import Hashable
from dataclasses import fields, replace
from types import MappingProxyType

from flask import Flask, render_template, request
from markupsafe import Markup, escape

from toolkit.web.speaking import language, left_ms
from toolkit.workshop.codes import grouped
from toolkit.workshop.keeping import Kept
from toolkit.workshop.own import OwnLine, left_out, own_lines
from toolkit.workshop.receipts import new_receipt
from toolkit.workshop.views import ParticipantView, PhonesView

STAGE = "participant/_stage.html"
DRAWN: Kept[str] = Kept(most=3000)

# Words that nobody can have typed.
TOKEN, NAME, LEFT, FINGERPRINT, OWN = (secrets.token_urlsafe(16) for _ in range(5))
RECEIPT = new_receipt()
BALLOT = MappingProxyType({OWN: OWN})
BLANKS = {"token", "name", "left", "receipt", "fingerprint", "ballot"}
# Whatever is added to a phone is taken for personal.
COMMON = {field.name for field in fields(PhonesView)} | {"phones", "sent"}
PERSONAL = [field.name for field in fields(ParticipantView) if field.name not in COMMON | BLANKS]
# Where a ballot is read back to the one who cast it, and used for nothing else.
READ_BACK = ("closed", "revealed")


def register_once(app: Flask) -> None:
    app.jinja_env.globals.update(
        once=once, own_ballot=own_ballot, own_lines=own_lines, own_line=OwnLine, left_out=left_out
    )


def once(template: str, phones: PhonesView, **values: Hashable) -> Markup:
    """*template* drawn for all phones, where ``view`` is what they have in common."""
    key = (template, phones.key, language(), *sorted(values.items()))
    return Markup(DRAWN.get(key, lambda: render_template(template, view=phones, **values)))


def own_ballot(view: ParticipantView) -> Markup:
    """What this person recorded, read back to them."""
    if view.ballot is BALLOT:
        return Markup(OWN)
    return Markup(render_template("rounds/_own_ballot.html", view=view))


def stage(view: ParticipantView) -> str:
    """The stage of a phone."""
    reads_back = view.ballot is not None and view.stage in READ_BACK
    if any(getattr(view, name) for name in PERSONAL) or (view.ballot is not None and not reads_back):
        return render_template(STAGE, view=view)
    left = str(left_ms(view.round.ends_at)) if view.round and view.round.ends_at else ""
    blank = replace(
        view,
        token=TOKEN,
        name=view.name and NAME,
        left=left and LEFT,
        receipt=view.receipt and RECEIPT,
        fingerprint=view.fingerprint and FINGERPRINT,
        ballot=BALLOT if reads_back else None,
    )
    asked = language(), request.args.get("card")
    key = (STAGE, view.phones.key, *asked, view.sent, bool(view.name), bool(view.receipt), reads_back)
    drawn = DRAWN.get(key, lambda: render_template(STAGE, view=blank))
    for word, value in (
        (TOKEN, view.token),
        (NAME, str(escape(view.name))),
        (LEFT, left),
        (RECEIPT, view.receipt),
        (grouped(RECEIPT), grouped(view.receipt)),
        (FINGERPRINT, view.fingerprint),
        (OWN, own_ballot(view) if reads_back else ""),
    ):
        drawn = drawn.replace(word, value)
    return drawn
