"""
Whatever is sent to whatever address: no answer is an error of ours, and nothing is written that the
sender has no right to write, nor anything by a request that was refused.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.store.models import Base
from toolkit.workshop.recount import recount
from toolkit.workshop.rounds import ROOM_METHODS
from toolkit.workshop.ways import WAYS

# What makes the room unreachable when it is done, and is done on purpose elsewhere.
DECISIVE = ("desk.ending", "people.remove", "people.new_link")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "BREW")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
KINDS = ("dots", "votes", "grade", "score", "stance", "reason", "rank", "x", "y")
SETTINGS = sorted({f"{way.name}.{one.name}" for way in WAYS.values() for one in way.settings})
FORM = "application/x-www-form-urlencoded"
FIELDS = (
    *("code", "name", "title", "deck", "language", "anonymous", "card", "question", "method", "start"),
    *("params.max", "params.budget", "params.max_per_option", "params.grades", "showing", "choice"),
    *("sentence", "most", "moderated", "pasted", "idea", "receipt"),
    *("approve", *(f"{kind}.{key}" for kind in KINDS for key in LEADS[:2])),
)
ASKED = ("lang", "seen", "card", "step", "round", "base_url", "v", "from", "top")
AWKWARD = (
    *("", " ", "\0", "a\0b", "\u200b", "\u202eabc", "\ufffe", "\U0010ffff", "é" * 300, "=1+1", "..", "0"),
    *("../../etc/passwd", "<script>", "{{7*7}}", "%s", "{0}", "' OR 1=1 --", "1" * 30, "9" * 5000, "-1"),
    *("1.5", "١", "1e9", "2147483648", "x" * 300, "x" * 70_000, "http://[", "a\r\nb", "yes"),
)
NUMBERS = ("0", "1", "2147483647", "2147483648", "9" * 30, "9" * 5000, "-1", "١", "x")
NUMBERED = ("round_id", "number", "series", "vote")
TYPES = (
    *(None, FORM, f"{FORM}; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=x"),
    *("application/json", "text/\0"),
)
HEADERS = (
    *("Accept-Language", "Origin", "Sec-Fetch-Site", "HX-Request", "HX-Target", "HX-Boosted"),
    *("HX-Current-URL", "Accept-Encoding", "Cookie", "Range", "If-None-Match", "X-Forwarded-Host"),
)
SAID = (
    *("http://[", "null", "true", 'rebond="a\\000b"', "rebond=" + "a" * 9000, "lang=xx; lang=fr"),
    *("rebond=" + ".".join(["abc"] * 10_000), "same-origin", "bytes=9-1", "http://localhost"),
)

words = st.one_of(st.sampled_from([*AWKWARD, "reflexes"]), st.text(max_size=30))
fields = st.dictionaries(st.one_of(st.sampled_from(FIELDS), words), st.lists(words, max_size=3), max_size=5)
sendable = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"))
sent = {
    "query": st.dictionaries(st.sampled_from(ASKED), words, max_size=3),
    "body": st.one_of(fields, st.binary(max_size=200)),
    "kind": st.sampled_from(TYPES),
    "head": st.dictionaries(st.sampled_from(HEADERS), st.one_of(sendable, st.sampled_from(SAID)), max_size=4),
}
choices = st.one_of(st.sampled_from(LEADS), words)
rounds = st.fixed_dictionaries(
    {
        "question": words,
        "method": st.one_of(st.sampled_from(ROOM_METHODS), words),
        "card": st.one_of(st.just(list(LEADS)), st.lists(choices, max_size=4)),
    },
    optional={f"params.{name}": words for name in ("max", "budget", *SETTINGS)} | {"start": st.just("yes")},
)
ballots = st.fixed_dictionaries(
    {},
    optional={"choice": choices, "approve": st.lists(choices, max_size=4)}
    | {f"{kind}.{key}": st.sampled_from(["", "0", "1", "4", "x"]) for kind in KINDS for key in LEADS},
)

settled = settings(
    phases=[Phase.explicit, Phase.generate],  # a shorter example would take minutes to find
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def rows(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored."""
    with app.extensions["rebond"].store.reading() as session:
        tables = Base.metadata.sorted_tables
        return {t.name: [tuple(row) for row in session.execute(select(t).order_by(t.c.id))] for t in tables}


def address(rule: Rule, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: quote(values[found[1]], safe=""), rule.rule)


def send(
    visitor: Visitor,
    method: str,
    path: str,
    *,
    query: Any = None,
    body: Any = b"",
    kind: Any = None,
    head: Any = None,
) -> int:
    """The status of the answer. An error of ours comes out as itself: the application is being tested."""
    form = isinstance(body, dict)
    answer = visitor.client.open(
        path,
        method=method,
        query_string=urlencode(query or {}, doseq=True),
        data=urlencode(body, doseq=True).encode() if form else body,
        content_type=FORM if form else kind,
        headers=head,
    )
    assert answer.status_code < 500, (method, path)
    return answer.status_code


@pytest.mark.parametrize("word", AWKWARD, ids=lambda word: ascii(word[:12]))
def test_no_address_trips_on_an_awkward_word(ana: Facilitator, eve: Visitor, word: str) -> None:
    ana.welcome().cast(ana.open(), {"approve": LEADS[0]})
    before = rows(ana.app)
    for rule in ana.app.url_map.iter_rules():
        path = address(rule, dict.fromkeys(rule.arguments, word))
        send(eve, "GET", path, query=dict.fromkeys(ASKED, word))
        send(eve, "POST", path, body=dict.fromkeys(FIELDS, word))
    assert rows(ana.app) == before


@pytest.mark.parametrize("said", SAID, ids=lambda said: said[:12])
def test_no_screen_trips_on_an_awkward_header(ana: Facilitator, bo: Participant, said: str) -> None:
    before = rows(ana.app)
    for header in HEADERS:
        for path in (ana.desk, bo.screen, f"/S/{ana.join_code}", "/C/W7Q9", "/", "/nowhere"):
            assert send(bo, "GET", path, head={header: said}) in (200, 303, 304, 404)
        assert send(bo, "POST", f"{ana.desk}/showing", head={header: said}) in (403, 422)
    assert rows(ana.app) == before


@settings(settled, max_examples=10)
@given(word=words, number=st.sampled_from(NUMBERS), **sent)
def test_nobody_without_a_secret_writes_anything_anywhere(
    ana: Facilitator, eve: Visitor, word: str, number: str, **sent: Any
) -> None:
    before = rows(ana.app)
    for rule in ana.app.url_map.iter_rules():
        path = address(rule, {name: number if name in NUMBERED else word for name in rule.arguments})
        for method in METHODS:
            send(eve, method, path, **sent)
    assert rows(ana.app) == before


@settings(settled, max_examples=25)
@given(data=st.data())
def test_whatever_a_room_sends_what_is_refused_changes_nothing(
    ana: Facilitator, bo: Participant, data: st.DataObject
) -> None:
    """With every secret in hand, in any order; whatever came of it, screens and files still stand."""
    secrets = {"desk_key": ana.desk_key, "token": bo.token, "join_code": ana.join_code}
    rules = [r for r in ana.app.url_map.iter_rules() if r.arguments & secrets.keys()]
    for rule in data.draw(st.lists(st.sampled_from(rules), min_size=5, max_size=10)):
        if rule.endpoint in DECISIVE:
            continue
        current = str(max((row[0] for row in rows(ana.app)["round"]), default=1))
        values = secrets | {"extension": "csv"}
        for name in sorted(rule.arguments - values.keys()):
            values[name] = data.draw(st.sampled_from(["1", *NUMBERS]))
        values["round_id"] = data.draw(st.sampled_from([current, current, *NUMBERS]))
        body = data.draw({"desk.prepare": rounds, "participant.cast": ballots}.get(rule.endpoint, fields))
        for method in ("GET", "POST"):
            before = rows(ana.app)
            status = send(bo, method, address(rule, values), body=body if method == "POST" else b"")
            assert rows(ana.app) == before or (status < 400 and method == "POST")
    for path in (ana.desk, f"{ana.desk}?step=prepare", bo.screen, f"/S/{ana.join_code}"):
        assert ana.get(path).status == 200
    for extension in ("csv", "xlsx"):
        assert ana.client.get(f"{ana.desk}/results.{extension}").status_code == 200
    assert recount(ana.client.get(f"{ana.desk}/results.json").get_json()).disagreements == ()
