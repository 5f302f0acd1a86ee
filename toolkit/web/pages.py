"""Pages for anybody: the front door, and what this is."""

from flask import Blueprint, abort, current_app, render_template

from toolkit.web.here import server

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    return render_template("pages/home.html", error=None, code="")


@blueprint.get("/about")
def about() -> str:
    return render_template("pages/about.html", decks=server().decks)


@blueprint.get("/patterns")
def patterns() -> str:
    """Every component with sample data, while developing. Raises: 404 otherwise."""
    if not (current_app.debug or current_app.testing):
        abort(404)
    return render_template("pages/patterns.html", decks=server().decks)
