"""
Every address of the application, described as an OpenAPI document and sent whatever a fuzzer makes of it.

The description is made from the addresses themselves, so that a new screen is tried on its first day. The
secrets of a real workshop are among the values tried.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import jsonify
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from werkzeug.routing import Rule

from tests.cast import LEADS, Facilitator, Participant
from toolkit.app import create_app
from toolkit.config import Config

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
FORM = "application/x-www-form-urlencoded"
# Done on purpose elsewhere: after them nothing more could be tried in this room.
DECISIVE = ("desk.ending", "people.remove", "people.new_link")
NAMES = (
    *("code", "name", "title", "deck", "language", "anonymous", "card", "question", "method", "start"),
    *("showing", "choice", "approve", "doors", "grade.lead-data-labs", "rank.lead-data-labs"),
)
thorough = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
LONGEST_NAME = {"type": "string", "maxLength": 60}


def described(rules: Iterable[Rule]) -> dict[str, Any]:
    """Every address and verb of *rules*."""
    paths: dict[str, Any] = {}
    for rule in rules:
        if rule.endpoint in DECISIVE:
            continue
        verbs = paths.setdefault(PLACE.sub(r"{\2}", rule.rule), {})
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            verbs[method.lower()] = _operation(rule.rule, method)
    return {"openapi": "3.0.3", "info": {"title": "Rebond", "version": "0"}, "paths": paths}


def _operation(rule: str, method: str) -> dict[str, Any]:
    places = [
        {"name": name, "in": "path", "required": True, "schema": _value(kind)}
        for kind, name in PLACE.findall(rule)
    ]
    asked = [
        {"name": name, "in": "query", "schema": LONGEST_NAME} for name in ("seen", "step", "round", "lang")
    ]
    operation: dict[str, Any] = {
        "parameters": places + asked,
        "responses": {"default": {"description": "an answer in words"}},
    }
    if method == "POST":
        fields = {name: {"type": "string"} for name in NAMES} | {"card": {"enum": list(LEADS)}}
        content = {"schema": {"type": "object", "properties": fields, "additionalProperties": LONGEST_NAME}}
        operation["requestBody"] = {"content": {FORM: content}}
    return operation


def _value(kind: str) -> dict[str, Any]:
    return {"type": "integer"} if kind == "int" else {"type": "string", "minLength": 1}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A room with an open vote, its screens described."""
    folder: Path = tmp_path_factory.mktemp("described")
    app = create_app(Config(data_dir=folder, public_url="http://rebond.test", testing=True))
    document: dict[str, Any] = {}
    addresses = list(app.url_map.iter_rules())
    app.add_url_rule("/described.json", "described", lambda: jsonify(document))
    ana = Facilitator.create(app)
    bo = Participant.join(app, ana.join_code)
    round_id = ana.open()
    document.update(described(addresses))
    app.extensions["tests.known"] = {
        "desk_key": ana.desk_key,
        "token": bo.token,
        "join_code": ana.join_code,
        "round_id": round_id,
        "start_key": app.extensions["rebond"].start_key,
        "deck_id": "reflexes",
        "code": "W7Q9",
    }
    yield schemathesis.openapi.from_wsgi("/described.json", app), app
    app.extensions["rebond"].store.close()


def test_no_address_answers_with_an_error_of_ours(room: Any) -> None:
    described_room, app = room
    known = app.extensions["tests.known"]
    statuses: Counter[int] = Counter()
    for found in described_room.get_all_operations():
        operation = found.ok()

        @settings(thorough)
        @given(case=operation.as_strategy(), knows=st.booleans())
        def send(case: Case, knows: bool) -> None:
            app.extensions["rebond.guesses"].forget()  # or nothing but the refusal would be tried
            if knows:  # the secrets: what is sent reaches the verbs behind them
                places = case.path_parameters or {}
                case.path_parameters = places | {k: v for k, v in known.items() if k in places}
            answer = case.call()
            statuses[answer.status_code] += 1
            assert answer.status_code < 500, (case.method, case.formatted_path)
            if 300 <= answer.status_code < 400 and answer.status_code != 304:
                stays_here(answer.headers["location"][0])

        send()
    assert {200, 303, 404, 409, 422} <= statuses.keys(), "forms reached the verbs behind them"


def stays_here(target: str) -> None:
    """A redirect never leads to another site."""
    assert target.startswith(("/", "http://localhost/"))
    assert not target.startswith("//")
