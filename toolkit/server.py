"""What one running server holds: its settings, its database, its decks, the key of its start page."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.config import Config
from toolkit.content.cards import Deck
from toolkit.content.load import decks
from toolkit.paths import folder
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade


@dataclass(frozen=True, slots=True)
class Server:
    """``start_key`` is the secret in the address where workshops are created."""

    config: Config
    store: Store
    decks: Mapping[str, Deck]
    start_key: str


def open_server(config: Config) -> Server:
    """
    Open (and bring up to date) everything a server needs.

    Raises: DatabaseTooNew, BadCards, OSError when the data folder cannot be written.
    """
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    start_key = config.hosting.start_key or _start_key(config.data_dir / "start.key")
    store = Store(config.database)
    upgrade(store.engine)
    return Server(config=config, store=store, decks=decks(folder("cards")), start_key=start_key)


def _start_key(path: Path) -> str:
    """The same key at every start, so that a bookmarked start page goes on working."""
    kept = path.read_text("ascii").strip() if path.exists() else ""
    if kept:  # an empty file is a first start that was cut short
        return kept
    key = secrets.token_urlsafe(16)
    path.touch(mode=0o600)
    path.write_text(key + "\n", "ascii")
    return key
