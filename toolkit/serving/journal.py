"""
What the server writes of itself: lines for a person, or one JSON object a line for a program.

Neither holds an address that opens a screen, nor where anybody asks from, nor what they typed.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

SECRET = re.compile(r"/(p|d|desk|start)/[^/\s?#\"']+")


def without_secrets(text: str) -> str:
    """*text* with the secret part of addresses left out."""
    return SECRET.sub(r"/\1/…", text)


class Lines(logging.Formatter):
    """One event after the other, with where it went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """One JSON object a line: ``at``, ``level``, ``from``, ``says``, what the event ``told``, ``trace``."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": without_secrets(record.getMessage()),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            event["trace"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(event, ensure_ascii=False)


def settings(log: str) -> dict[str, Any]:
    """What granian and the application write with: on standard error, as ``text`` or ``json``."""
    chosen = "toolkit.serving.journal.JsonLines" if log == "json" else "toolkit.serving.journal.Lines"
    formatter: dict[str, Any] = {"()": chosen}
    if log != "json":
        formatter["format"] = "[%(asctime)s] %(levelname)s in %(name)s: %(message)s"
    handler = {"formatter": "journal", "class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
    return {
        "formatters": {"journal": formatter},
        "handlers": {"console": handler, "access": handler},
        "loggers": {
            "_granian": {"handlers": ["console"], "level": "ERROR", "propagate": False},
            "granian.access": {"handlers": ["access"], "level": "ERROR", "propagate": False},
            "toolkit.app": {"handlers": ["console"], "level": "INFO", "propagate": False},
        },
    }
