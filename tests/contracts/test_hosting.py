"""What docs/hosting.md says to type is there: variables, options, addresses, names of metrics."""

import re
import shlex
from dataclasses import fields

import click
import pytest

from tests.web.test_metrics import hosted
from toolkit.cli import main
from toolkit.config import Config, Hosting
from toolkit.paths import PACKAGE
from toolkit.web import photographing

TEXT = (PACKAGE.parent / "docs" / "hosting.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
CODE = BLOCKS + re.findall(r"`([^`\n]+)`", TEXT)


def block(start: str) -> str:
    (found,) = [each for each in BLOCKS if start in each]
    return found


def test_every_variable_it_names_is_read_and_none_is_forgotten():
    said = set(re.findall(r"REBOND_[A-Z_]+", TEXT))
    assert said == {"REBOND_DATA", "REBOND_DATABASE_URL", "REBOND_PUBLIC_URL"} | {
        f"REBOND_{field.name.upper()}" for field in fields(Hosting)
    }


def test_what_it_sets_is_taken():
    env = {
        "REBOND_START_KEY": "a-key-for-every-server",
        "REBOND_PROXIES": "1",
        "REBOND_METRICS_TOKEN": "token",
        "REBOND_LOG": "json",
        "REBOND_DATABASE_URL": "postgresql://rebond@/votes?host=/run/postgresql",
    }
    assert Hosting.from_env(env) == Hosting("a-key-for-every-server", 1, "token", "json")
    assert Config.from_env(env).database.startswith("postgresql://")


def commands() -> list[list[str]]:
    """Every ``rebond …`` it says to type, but for what goes to another program."""
    typed = []
    for line in "\n".join(CODE).splitlines():
        line = line.replace("CMD [", "").replace('", "', " ").strip('"]')
        found = re.search(r"(?:^|/)rebond ((?:serve|backup|db|bench)\b[^|>]*)", line)
        if found:
            typed.append(shlex.split(found[1].replace("%i", "8001").strip('"]')))
    return typed


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_it_gives_is_understood(words: list[str]):
    command: click.Command | None = main
    context = click.Context(main)
    while isinstance(command, click.Group) and words:
        command = command.get_command(context, words.pop(0))
    assert command is not None
    command.make_context("rebond", words, resilient_parsing=False) if words else None


def test_there_are_commands_to_check():
    assert len(commands()) >= 4


def test_the_addresses_it_watches_answer(tmp_path):
    client = hosted(tmp_path).test_client()
    assert client.get("/health").status_code == 200
    text = client.get("/metrics").text
    for name in set(re.findall(r"`(rebond_[a-z_]+)`", TEXT)):
        assert name in text, name


def test_the_proxy_lets_the_largest_photo_through():
    megabytes = int(re.findall(r"client_max_body_size (\d+)m;", TEXT)[0])
    assert megabytes * 1024**2 >= photographing.LONGEST


def test_the_proxy_is_written_whole():
    nginx = block("upstream rebond")
    assert nginx.count("{") == nginx.count("}")
    lines = [line.split("#")[0].strip() for line in nginx.splitlines()]
    assert [line for line in lines if line and line[-1] not in ";{}"] == []
    forwarded = re.findall(r"location [^{]*\{[^}]*proxy_pass[^}]*\}", nginx)
    for name in ("Host", "X-Forwarded-For", "X-Forwarded-Proto"):
        assert all(f"proxy_set_header {name} " in each for each in forwarded)


@pytest.mark.parametrize("secret", ["/p/Zx81/live", "/desk/Zx81", "/d/Zx81", "/start/Zx81/workshops"])
def test_the_proxy_logs_no_address_that_opens_a_screen(secret: str):
    pattern = re.search(r"~(\^\S+) ", block("upstream rebond"))
    assert pattern
    assert re.match(pattern[1], secret)
