"""Settings, read once at start and handed down; nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Config:
    """
    Attributes:

    data_dir: folder of the database and the keys.
    database_url: SQLAlchemy URL; SQLite in ``data_dir`` when empty.
    public_url: address printed in QR codes and shown to the room, without a final slash;
        empty: the address of the request.
    testing: errors propagate instead of becoming pages.
    """

    data_dir: Path
    database_url: str = ""
    public_url: str = ""
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
        data = env.get("REBOND_DATA") or platformdirs.user_data_dir("rebond", appauthor=False)
        return cls(
            data_dir=Path(data).expanduser(),
            database_url=env.get("REBOND_DATABASE_URL", ""),
            public_url=env.get("REBOND_PUBLIC_URL", "").rstrip("/"),
        )
