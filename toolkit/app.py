"""The only wiring: an application from its settings."""

from dataclasses import replace
from typing import Any

from flask import Flask
from flask_compress import Compress
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from toolkit.config import Config, Hosting
from toolkit.paths import folder
from toolkit.server import open_server
from toolkit.web import (
    ballots,
    cards,
    counting,
    deck_prints,
    desk,
    desk_ideas,
    network,
    pages,
    participant,
    people,
    phone_ideas,
    photographing,
    playing,
    printing,
    projector,
    report,
    shared,
    start,
    table_prints,
    timing,
)
from toolkit.web.assets import AssetsShortcut, register_assets
from toolkit.web.errors import register_errors
from toolkit.web.guessing import register_guessing
from toolkit.web.live import LiveShortcut
from toolkit.web.metrics import Metrics, register_metrics
from toolkit.web.once import register_once
from toolkit.web.security import register_security
from toolkit.web.speaking import register_speaking

# One module a screen, each with its addresses.
SCREENS = (
    ballots,
    cards,
    counting,
    deck_prints,
    desk,
    desk_ideas,
    network,
    pages,
    participant,
    people,
    phone_ideas,
    photographing,
    playing,
    printing,
    projector,
    report,
    shared,
    start,
    table_prints,
    timing,
)
COMPRESSED = ["text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"]
LONGEST_PHOTO = photographing.LONGEST
LONGEST_FORM = 256 * 1024  # bytes: sixty options with room to spare


def create_app(config: Config) -> Flask:
    """Raises: as ``open_server``."""
    server = open_server(config)
    app = Flask(__name__, template_folder=str(folder("templates")), static_folder=None)
    app.config.update(
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=LONGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM,
        COMPRESS_MIN_SIZE=500,
        COMPRESS_LEVEL=3,  # a tenth larger than the usual 6, in a third of the time
        COMPRESS_MIMETYPES=COMPRESSED,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["rebond"] = server
    Htmx(app)
    Compress(app)
    register_assets(app)
    register_security(app)
    register_errors(app)
    register_guessing(app)
    register_speaking(app)
    register_once(app)
    for screen in SCREENS:
        app.register_blueprint(screen.blueprint)
    metrics = Metrics()
    register_metrics(app, metrics)
    answering = LiveShortcut(AssetsShortcut(app.wsgi_app), server.store, server.decks, metrics)
    app.wsgi_app = _behind(config.hosting.proxies, answering)  # type: ignore[method-assign]
    return app


def _behind(proxies: int, answering: Any) -> Any:
    """What *proxies* in front say of where a request came from is believed, and of nobody else."""
    if not proxies:
        return answering
    return ProxyFix(answering, x_for=proxies, x_proto=proxies, x_host=proxies)


def from_env() -> Any:
    """The application a WSGI server imports, configured by the environment."""
    return create_app(replace(Config.from_env(), hosting=Hosting.from_env()))
