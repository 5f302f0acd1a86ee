"""``rebond serve``: what it says, who finds it, and one line for each reason not to start."""

import errno
import http.client
import json
import os
import signal
import socket
import sqlite3
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.commands.served import AS_ON_MACOS, get, post, rebond, serving
from toolkit.cli import main
from toolkit.content.problems import BadCards, Problem
from toolkit.serving import instance
from toolkit.serving.addresses import room_addresses
from toolkit.serving.preparing import refused_port
from toolkit.serving.refusals import CannotServe
from toolkit.store.session import Store
from toolkit.store.upgrade import upgrade
from toolkit.words import catalogue


def refused(data: Path, *words: str, **env: str) -> Result:
    """``rebond serve`` in this process: none of these gets as far as starting one."""
    clean = {"REBOND_DATA": None, "REBOND_DATABASE_URL": None, "REBOND_PUBLIC_URL": None, "LANG": "en"}
    arguments = ["serve", "--data", str(data), *(words or ("--port", "0"))]
    return CliRunner(env={**clean, **env}).invoke(main, arguments)


def the_line(result: Result) -> str:
    """What a refusal says: one line, on standard error, and exit 1."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("rebond: ")
    assert "Traceback" not in result.stderr
    return result.stderr


# A server that runs


def test_it_says_who_opens_what_and_answers_there(tmp_path: Path):
    data = tmp_path / "data"
    with serving(data, "--lang", "en") as served:
        assert get(served.port, "/healthz") == (200, "ok\n")
        assert get(served.port, served.start)[0] == 200
        assert f"Data: {data}" in served.text
        assert f"http://127.0.0.1:{served.port}" in served.text
        assert (data / "rebond.url").read_text() == f"http://127.0.0.1:{served.port}\n"
        # A code is drawn on a screen, not in a file.
        assert "\x1b" not in served.text
        assert "▀" not in served.text
    assert served.process.returncode == 0
    assert served.errors == ""
    assert f"The data is in {data}" in served.text
    # Stopped, the one file is a full copy: no journal beside it, no address left behind.
    assert sorted(path.name for path in data.iterdir()) == ["rebond.lock", "rebond.sqlite", "start.key"]
    # Started again, the facilitator's bookmark is still good.
    with serving(data, LANG="fr_FR.UTF-8") as again:
        assert "Ctrl+C pour arrêter" in again.text
        assert get(again.port, served.start)[0] == 200


def test_a_given_address_is_the_one_people_open_and_no_lan_keeps_phones_out(tmp_path: Path):
    with serving(tmp_path, "--no-lan", "--public-url", "https://Rebond.Example.org/") as served:
        assert "https://rebond.example.org/start/" in served.text
        assert "à l’adresse que vous avez donnée" in served.text
        assert get(served.port, "/healthz")[0] == 200
        for other in room_addresses():
            with closing(socket.socket()) as trying:
                trying.settimeout(2)
                assert trying.connect_ex((other, served.port)) != 0


def test_each_data_folder_has_its_own_server_and_no_more_than_one(tmp_path: Path):
    with serving(tmp_path / "one") as one, serving(tmp_path / "two") as two:
        assert one.port != two.port
        assert get(one.port, "/healthz") == get(two.port, "/healthz") == (200, "ok\n")
        second = rebond("serve", "--data", str(tmp_path / "one"), "--port", "0", "--lang", "en")
        assert second.returncode == 1
        assert second.stdout == ""
        assert second.stderr.count("\n") == 1
        assert f"http://127.0.0.1:{one.port}" in second.stderr
        assert get(one.port, "/healthz")[0] == 200


def test_a_server_that_was_killed_leaves_the_way_free(tmp_path: Path):
    with serving(tmp_path) as served:
        served.process.kill()
        served.process.wait()
        deadline = time.monotonic() + 20
        while listens(served.port) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not listens(served.port), "the process that answers must not outlive the command"
    with serving(tmp_path) as again:
        assert get(again.port, served.start)[0] == 200


def test_phones_that_go_away_in_the_middle_of_a_sentence_stop_nobody(tmp_path: Path):
    cut = b"POST /join HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with serving(tmp_path) as served, ExitStack() as phones:
        for _ in range(30):
            phone = phones.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            phone.sendall(cut + b"Content-Length: 11\r\n\r\ncode=")
        assert get(served.port, "/healthz")[0] == 200
        started = post(served.port, f"{served.start}/workshops", title="Un mardi", deck="reflexes")
        assert started == 303, "and the database is not theirs either"


def test_a_form_too_long_is_refused_not_read(tmp_path: Path):
    with serving(tmp_path) as served:
        assert post(served.port, "/join", code="x" * 300_000) == 413
        assert get(served.port, "/healthz")[0] == 200


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_room_goes_on_when_the_process_that_answers_dies(tmp_path: Path):
    with serving(tmp_path) as served:
        tasks = Path(f"/proc/{served.process.pid}/task")
        (worker,) = {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()}
        os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while (status := status_or_none(served.port, served.start)) is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert status == 200
    assert served.process.returncode == 0


def status_or_none(port: int, path: str) -> int | None:
    try:
        return get(port, path)[0]
    except (OSError, http.client.HTTPException):
        return None


def test_it_starts_as_on_macos_and_windows_where_processes_begin_anew(tmp_path: Path):
    with serving(tmp_path, start=("-c", AS_ON_MACOS)) as served:
        assert get(served.port, served.start)[0] == 200
    assert served.process.returncode == 0
    assert served.errors == ""


def listens(port: int) -> bool:
    with closing(socket.socket()) as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


# A server that cannot start


def test_a_port_already_taken(tmp_path: Path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = the_line(refused(tmp_path, "--port", str(port), "--no-lan"))
    assert f"port {port} is already taken" in line
    assert f"--port {port + 1}" in line
    assert f"PORT={port + 1}" in line


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EADDRINUSE, "port_taken"),
        (errno.EACCES, "port_privileged"),
        (errno.EPERM, "port_privileged"),
        (errno.EADDRNOTAVAIL, "host_unknown"),
    ],
)
def test_every_way_a_port_is_refused_has_its_words(number: int, reason: str):
    refusal = refused_port("0.0.0.0", 80, OSError(number, os.strerror(number)))
    assert refusal.reason == reason
    assert "80" in refusal.sentence("fr") or reason == "host_unknown"


def test_a_privileged_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def bind(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", bind)
    line = the_line(refused(tmp_path, "--port", "80"))
    assert "keeps port 80 for itself" in line
    assert "--port 8000" in line


@pytest.mark.parametrize("host", ["203.0.113.9", "no-such-host.invalid", "not a host"])
def test_an_address_that_is_not_of_this_computer(tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch):
    if host != "203.0.113.9":  # a name would be looked up outside

        def bind(*_: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket.socket, "bind", bind)
    line = the_line(refused(tmp_path, "--host", host))
    assert host in line
    assert "--host" in line


def test_a_data_folder_that_is_a_file(tmp_path: Path):
    file = tmp_path / "notes.txt"
    file.write_text("precious")
    for data in (file, file / "below"):
        line = the_line(refused(data))
        assert str(data) in line
        assert "--data" in line
    assert file.read_text() == "precious"


def test_a_data_folder_that_cannot_be(tmp_path: Path):
    line = the_line(refused(tmp_path / ("x" * 300)))
    assert "cannot be written" in line
    assert "--data" in line


@pytest.mark.parametrize("refusing", ["mkdir", "write_text"])
def test_a_data_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusing: str):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, refusing, refuse)
    assert "(Permission denied)" in the_line(refused(tmp_path / "data"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_data_folder_closed_to_this_user(tmp_path: Path):
    tmp_path.chmod(0o500)
    assert "cannot be written" in the_line(refused(tmp_path))


def test_a_lock_that_cannot_be_made(tmp_path: Path):
    (tmp_path / instance.LOCK).mkdir()
    assert "cannot be written" in the_line(refused(tmp_path))


def test_a_database_from_a_newer_version_is_left_as_it_is(tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path / 'rebond.sqlite'}")
    upgrade(store.engine)
    store.close()
    with closing(sqlite3.connect(tmp_path / "rebond.sqlite")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from_tomorrow'")
        database.commit()
    line = the_line(refused(tmp_path))
    assert "newer version" in line
    assert "from_tomorrow" in line
    with closing(sqlite3.connect(tmp_path / "rebond.sqlite")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("from_tomorrow",)]


def test_a_database_that_is_not_one(tmp_path: Path):
    file = tmp_path / "rebond.sqlite"
    file.write_bytes(b"a letter to my mother\n" * 200)
    line = the_line(refused(tmp_path))
    assert str(file) in line
    assert "not a readable database" in line
    assert file.read_bytes() == b"a letter to my mother\n" * 200


def test_a_database_damaged_in_the_middle(tmp_path: Path):
    file = tmp_path / "rebond.sqlite"
    store = Store(f"sqlite:///{file}")
    upgrade(store.engine)
    store.close()
    content = bytearray(file.read_bytes())
    content[4096 * 4 : 4096 * 6] = b"\xff" * 8192
    file.write_bytes(content)
    assert "not a readable database" in the_line(refused(tmp_path))


def test_a_database_that_cannot_be_opened(tmp_path: Path):
    (tmp_path / "rebond.sqlite").mkdir()
    assert "cannot be opened" in the_line(refused(tmp_path))


@pytest.mark.parametrize(
    "url", ["postgresql://nobody:s3cret@127.0.0.1:9/none", "mysql://somewhere/else", "nonsense"]
)
def test_a_database_address_that_leads_nowhere(tmp_path: Path, url: str):
    line = the_line(refused(tmp_path, REBOND_DATABASE_URL=url))
    assert "REBOND_DATABASE_URL" in line
    assert "s3cret" not in line


def test_several_processes_need_a_database_of_their_own(tmp_path: Path):
    line = the_line(refused(tmp_path, "--workers", "3"))
    assert "REBOND_DATABASE_URL" in line
    assert "--workers" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REBOND_START_KEY", "short"),
        ("REBOND_START_KEY", "with spaces and more"),
        ("REBOND_PROXIES", "many"),
        ("REBOND_PROXIES", "-1"),
        ("REBOND_LOG", "xml"),
    ],
)
def test_a_variable_that_cannot_be(tmp_path: Path, name: str, value: str):
    assert name in the_line(refused(tmp_path, **{name: value}))


def test_it_writes_of_itself_in_json_without_a_secret(tmp_path: Path):
    with serving(tmp_path, REBOND_LOG="json") as served:
        get(served.port, served.start)
        get(served.port, "/nowhere")
    events = [json.loads(line) for line in served.errors.splitlines()]
    assert [(event["route"], event["status"]) for event in events] == [("start.home", 200), ("none", 404)]
    assert served.start.rsplit("/", 1)[1] not in served.errors
    assert "127.0.0.1" not in served.errors


@pytest.mark.parametrize(
    "url",
    ["ftp://rebond.example.org", "rebond.example.org", "https://example.org/path", "http://localhost:80"],
)
def test_a_public_address_no_phone_could_open(tmp_path: Path, url: str):
    for result in (
        refused(tmp_path, "--port", "0", "--public-url", url),
        refused(tmp_path, REBOND_PUBLIC_URL=url),
    ):
        line = the_line(result)
        assert "--public-url" in line
        assert url in line


def test_cards_that_are_not_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(_folder: Path) -> None:
        raise BadCards([Problem("reflexes/deck.toml", "order", "no_cards"), Problem("a.toml", "id", "empty")])

    monkeypatch.setattr("toolkit.server.decks", broken)
    line = the_line(refused(tmp_path))
    assert "2 things are to be corrected" in line
    assert "reflexes/deck.toml" in line
    assert "rebond cards check" in line


def test_a_refusal_lets_go_of_the_data_folder(tmp_path: Path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        the_line(refused(tmp_path, "--port", str(other.getsockname()[1]), "--no-lan"))
    with instance.only_server(tmp_path):
        assert "already held by another Rebond program" in the_line(refused(tmp_path))


@pytest.mark.parametrize("words", [("--port", "http"), ("--port", "70000"), ("--nonsense",), ("more",)])
def test_a_wrong_option_is_a_matter_of_usage(tmp_path: Path, words: tuple[str, ...]):
    result = refused(tmp_path, *words)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


def test_a_refusal_is_one_line_even_when_its_cause_is_not():
    refusal = CannotServe("database_url", cause="first\nsecond")
    assert "\n" not in refusal.sentence("fr")


def test_no_refusal_lets_a_number_look_like_a_price():
    """Ports are written as people type them: 8001, never 8 001."""
    for language in ("fr", "en"):
        assert "8001" in CannotServe("port_taken", port="8000", other="8001").sentence(language)


def test_every_word_of_serving_is_said_in_both_languages():
    words = {key: entry for key, entry in catalogue().items() if key.startswith("serve.")}
    assert len(words) > 20
    assert all(entry.keys() == {"fr", "en"} for entry in words.values())
