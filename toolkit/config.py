"""Settings, read once at start and handed down; nothing else reads the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

START_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
PROXIES = re.compile(r"[0-9]")
LOG = re.compile(r"text|json")


class BadVariable(ValueError):
    """A variable of the environment whose value cannot be."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Hosting:
    """
    What only a server for many rooms needs.

    Attributes:

    start_key: secret of the start page, for several servers on one database; empty: kept in the data folder.
    proxies: how many proxies stand in front, each of which says where a request came from.
    metrics_token: what opens ``/metrics`` from another computer; empty: nothing does.
    log: how the server writes of itself, ``text`` or ``json``.
    """

    start_key: str = ""
    proxies: int = 0
    metrics_token: str = ""
    log: str = "text"

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Hosting":
        """
        ``REBOND_START_KEY``, ``REBOND_PROXIES``, ``REBOND_METRICS_TOKEN``, ``REBOND_LOG``.

        Raises: BadVariable.
        """
        return cls(
            start_key=_checked(env, "REBOND_START_KEY", START_KEY, ""),
            proxies=int(_checked(env, "REBOND_PROXIES", PROXIES, "0")),
            metrics_token=env.get("REBOND_METRICS_TOKEN", ""),
            log=_checked(env, "REBOND_LOG", LOG, "text"),
        )


def _checked(env: Mapping[str, str], name: str, shape: re.Pattern[str], usual: str) -> str:
    given = env.get(name, "")
    if given and not shape.fullmatch(given):
        raise BadVariable(name)
    return given or usual


@dataclass(frozen=True, slots=True)
class Config:
    """
    Attributes:

    data_dir: folder of the database and the keys.
    database_url: SQLAlchemy URL; SQLite in ``data_dir`` when empty.
    public_url: address printed in QR codes and shown to the room, without a final slash;
        empty: the address of the request.
    hosting: what only a server for many rooms needs.
    testing: errors propagate instead of becoming pages.
    """

    data_dir: Path
    database_url: str = ""
    public_url: str = ""
    hosting: Hosting = Hosting()
    testing: bool = False

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'rebond.sqlite'}"

    @property
    def look_dir(self) -> Path | None:
        """A folder of one's own card sizes, sheets and themes, ``look`` in ``data_dir``, if there is one."""
        own = self.data_dir / "look"
        return own if own.is_dir() else None

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Config":
        """``REBOND_DATA`` (else the user's data folder), ``REBOND_DATABASE_URL``, ``REBOND_PUBLIC_URL``."""
        data = env.get("REBOND_DATA") or _usual_folder()
        return cls(
            data_dir=Path(data).expanduser(),
            database_url=env.get("REBOND_DATABASE_URL", ""),
            public_url=env.get("REBOND_PUBLIC_URL", "").rstrip("/"),
        )


def _usual_folder() -> str:
    from platformdirs import user_data_dir  # slow to import, and only who names no folder needs it

    return user_data_dir("rebond", appauthor=False)
