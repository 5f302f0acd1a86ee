"""
What every phone of a room is sent alike is drawn once; what belongs to one person is put in for each.

Two ways, and neither can show a person something of another's. ``once`` draws a part of a page from what
phones have in common, where nothing personal is to be found. ``stage`` keeps the whole stage of a phone on
which nothing is personal but its address and name: these two are blanks, filled in for each.
"""

import secrets
from collections.abc import Hashable
from dataclasses import fields, replace

from flask import Flask, render_template, request
from markupsafe import Markup, escape

from toolkit.web.speaking import language
from toolkit.workshop.keeping import Kept
from toolkit.workshop.views import ParticipantView, PhonesView

STAGE = "participant/_stage.html"
DRAWN: Kept[str] = Kept(most=500)

# Words that nobody can have typed.
TOKEN, NAME = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
BLANKS = {"token", "name"}
# Whatever is added to a phone is taken for personal.
COMMON = {field.name for field in fields(PhonesView)} | {"phones", "sent"}
PERSONAL = [field.name for field in fields(ParticipantView) if field.name not in COMMON | BLANKS]


def register_once(app: Flask) -> None:
    app.jinja_env.globals["once"] = once


def once(template: str, phones: PhonesView, **values: Hashable) -> Markup:
    """*template* drawn for all phones, where ``view`` is what they have in common."""
    key = (template, phones.key, language(), *sorted(values.items()))
    return Markup(DRAWN.get(key, lambda: render_template(template, view=phones, **values)))


def stage(view: ParticipantView) -> str:
    """The stage of a phone."""
    if any(getattr(view, name) for name in PERSONAL):
        return render_template(STAGE, view=view)
    blank = replace(view, token=TOKEN, name=view.name and NAME)
    key = (STAGE, view.phones.key, language(), request.args.get("card"), view.sent, bool(view.name))
    drawn = DRAWN.get(key, lambda: render_template(STAGE, view=blank))
    return drawn.replace(TOKEN, view.token).replace(NAME, str(escape(view.name)))
