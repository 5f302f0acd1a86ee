"""What the server writes of itself."""

import json
import logging
import logging.config
import sys

import pytest

from toolkit.serving.journal import JsonLines, Lines, settings, without_secrets


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Exception on /p/Zx81-secret/rounds/3/ballot [POST]", "Exception on /p/…/rounds/3/ballot [POST]"),
        ("Exception on /desk/Zx81-secret [GET]", "Exception on /desk/… [GET]"),
        ("Exception on /start/Zx81-secret/workshops [POST]", "Exception on /start/…/workshops [POST]"),
        ("'http://rebond.test/p/Zx81-secret?card=A'", "'http://rebond.test/p/…?card=A'"),
        ("Exception on /d/Zx81-secret [GET]", "Exception on /d/… [GET]"),
        ("Exception on /decks/reflexes [GET]", "Exception on /decks/reflexes [GET]"),
    ],
)
def test_the_address_that_opens_a_screen_is_left_out(said: str, kept: str):
    assert without_secrets(said) == kept
    record = logging.LogRecord("toolkit.app", logging.ERROR, "", 0, "%s", (said,), None)
    assert Lines("%(message)s").format(record) == kept
    assert json.loads(JsonLines().format(record))["says"] == kept


def test_what_went_wrong_is_told_without_secrets_too():
    try:
        raise ValueError("no such page: /p/Zx81-secret")
    except ValueError:
        record = logging.LogRecord("toolkit.app", logging.ERROR, "", 0, "oops", None, sys.exc_info())
    event = json.loads(JsonLines().format(record))
    assert event["level"] == "error"
    assert event["from"] == "toolkit.app"
    assert event["at"].endswith("+00:00")
    assert "ValueError" in event["trace"]
    assert "Zx81" not in event["trace"]
    assert "Zx81" not in Lines().format(record)


def test_an_event_is_one_line_whatever_it_says():
    record = logging.LogRecord("x", logging.INFO, "", 0, "one\ntwo", None, None)
    record.told = {"route": "desk.screen", "status": 200}
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["route"] == "desk.screen"


@pytest.mark.parametrize("log", ["text", "json"])
def test_the_settings_are_what_logging_takes(log: str):
    config = settings(log)
    assert set(config["handlers"]) == {"console", "access"}
    assert set(config["loggers"]) == {"_granian", "granian.access", "toolkit.app"}
    logging.config.dictConfig(
        {"version": 1, "disable_existing_loggers": False, "formatters": config["formatters"]}
    )
