"""
What every phone of a room is sent alike is drawn once; what belongs to one person is put in for each.

Two ways, and neither can show a person something of another's. ``once`` draws a part of a page from what
phones have in common, where nothing personal is to be found. ``stage`` keeps the whole stage of a phone on
which nothing is personal but its address and name: these two are blanks, filled in for each, and so is
the time left on a clock.
"""

import secrets
from collections.abc import Hashable
from dataclasses import fields, replace

from flask import Flask, render_template, request
from markupsafe import Markup, escape

from toolkit.web.speaking import language, left_ms
from toolkit.workshop.keeping import Kept
from toolkit.workshop.own import OwnLine, left_out, own_lines
from toolkit.workshop.views import ParticipantView, PhonesView

STAGE = "participant/_stage.html"
DRAWN: Kept[str] = Kept(most=3000)

# Words that nobody can have typed.
TOKEN, NAME, LEFT = (secrets.token_urlsafe(16) for _ in range(3))
BLANKS = {"token", "name", "left"}
# Whatever is added to a phone is taken for personal.
COMMON = {field.name for field in fields(PhonesView)} | {"phones", "sent"}
PERSONAL = [field.name for field in fields(ParticipantView) if field.name not in COMMON | BLANKS]


def register_once(app: Flask) -> None:
    app.jinja_env.globals.update(once=once, own_lines=own_lines, own_line=OwnLine, left_out=left_out)


def once(template: str, phones: PhonesView, **values: Hashable) -> Markup:
    """*template* drawn for all phones, where ``view`` is what they have in common."""
    key = (template, phones.key, language(), *sorted(values.items()))
    return Markup(DRAWN.get(key, lambda: render_template(template, view=phones, **values)))


def stage(view: ParticipantView) -> str:
    """The stage of a phone."""
    if any(getattr(view, name) for name in PERSONAL):
        return render_template(STAGE, view=view)
    left = str(left_ms(view.round.ends_at)) if view.round and view.round.ends_at else ""
    blank = replace(view, token=TOKEN, name=view.name and NAME, left=left and LEFT)
    key = (STAGE, view.phones.key, language(), request.args.get("card"), view.sent, bool(view.name))
    drawn = DRAWN.get(key, lambda: render_template(STAGE, view=blank))
    return drawn.replace(TOKEN, view.token).replace(NAME, str(escape(view.name))).replace(LEFT, left)
