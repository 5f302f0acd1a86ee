"""How the server is doing: for a proxy, for Prometheus, and for nobody else."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests.cast import Facilitator, Participant, Visitor
from toolkit.app import create_app
from toolkit.config import Config, Hosting
from toolkit.store.session import Store

SAMPLE = re.compile(r'[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? [0-9.]+')


def sample(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, name
    return float(found[1])


def test_a_server_that_is_well_says_so(eve: Visitor) -> None:
    for path in ("/health", "/healthz"):
        answer = eve.client.get(path)
        assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")


def test_a_server_whose_database_is_away_says_so(eve: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_store: Store) -> None:
        raise OperationalError("SELECT 1", None, Exception("gone"))

    monkeypatch.setattr(Store, "reading", away)
    assert eve.client.get("/health").status_code == 503


def test_what_happens_is_counted_by_kind(ana: Facilitator, bo: Participant) -> None:
    before = ana.client.get("/metrics").text
    version = bo.get(bo.screen).element("stage").get("data-version")
    bo.get(f"{bo.screen}/live?seen={version}")
    bo.get("/p/nobody")
    after = ana.client.get("/metrics").text
    assert sample(after, "rebond_unchanged_total") == sample(before, "rebond_unchanged_total") + 1
    seen = 'rebond_answers_total{route="participant.screen",status="404"}'
    assert sample(after, seen) >= 1
    count = "rebond_answer_seconds_count"
    assert sample(after, count) >= sample(before, count) + 2
    assert sample(after, 'rebond_answer_seconds_bucket{le="+Inf"}') == sample(after, count)


def test_it_is_the_text_prometheus_reads(ana: Facilitator) -> None:
    answer = ana.client.get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    assert answer.text.endswith("\n")
    assert [line for line in lines if not line.startswith("# ") and not SAMPLE.fullmatch(line)] == []
    typed = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    named = {re.split(r"[{ ]", line)[0] for line in lines if not line.startswith("#")}
    assert {re.sub("_(bucket|sum|count)$", "", name) for name in named} == typed


def test_nothing_in_it_tells_people_or_workshops_apart(ana: Facilitator, bo: Participant) -> None:
    bo.cast(ana.open(), {"approve": []})
    text = ana.client.get("/metrics").text
    for secret in (bo.token, ana.desk_key, ana.join_code, "127.0.0.1", "mairie"):
        assert secret not in text


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.168.1.20", {}, 404),
        ("", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.9"}, 404),
        ("192.168.1.20", {"Authorization": "Bearer "}, 404),
        ("192.168.1.20", {"X-Forwarded-For": "127.0.0.1"}, 404),
    ],
)
def test_it_is_for_this_computer_only(
    eve: Visitor, address: str, headers: dict[str, str], status: int
) -> None:
    answer = eve.client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == status


def hosted(tmp_path: Path, **hosting: object) -> Flask:
    return create_app(Config(data_dir=tmp_path, hosting=Hosting(**hosting), testing=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(("given", "status"), [("s3cret", 200), ("other", 404), ("", 404), ("s3cré", 404)])
def test_or_for_whoever_has_the_token(tmp_path: Path, given: str, status: int) -> None:
    client = hosted(tmp_path, metrics_token="s3cret").test_client()
    headers = {"Authorization": f"Bearer {given}".encode().decode("latin-1")}
    answer = client.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.3"})
    assert answer.status_code == status


@pytest.mark.parametrize(("proxies", "https"), [(0, False), (1, True)])
def test_a_proxy_is_believed_only_where_there_is_one(tmp_path: Path, proxies: int, https: bool) -> None:
    app = hosted(tmp_path, proxies=proxies)
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "vote.example.org"}
    page = app.test_client().get("/?lang=en", headers=headers)
    assert ("Secure" in page.headers["Set-Cookie"]) == https


def test_metrics_stay_closed_behind_a_proxy_on_the_same_computer(tmp_path: Path) -> None:
    client = hosted(tmp_path, proxies=1).test_client()
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_servers_that_share_a_database_share_the_key_of_the_start_page(tmp_path: Path) -> None:
    key = "one-key-for-all-servers"
    apps = [hosted(tmp_path / name, start_key=key) for name in ("a", "b")]
    assert [app.test_client().get(f"/start/{key}").status_code for app in apps] == [200, 200]
    assert not (tmp_path / "a" / "start.key").exists()
