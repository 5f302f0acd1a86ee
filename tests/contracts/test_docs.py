"""What is written about the toolkit is there, and is true of the commands there are."""

import re
from collections.abc import Iterator

import click
import pytest

from toolkit import __version__
from toolkit.cli import COMMANDS, main
from toolkit.paths import PACKAGE

ROOT = PACKAGE.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

COMMAND = re.compile(r"\brebond ([a-z]+(?: [a-z]+)?)\b")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
RELEASE = re.compile(r"^## \[?(\d+\.\d+\.\d+)", re.MULTILINE)


def text(name: str) -> str:
    path = ROOT / name
    return path.read_text("utf-8") if path.is_file() else ""


def commands() -> Iterator[str]:
    """Every command there is, as it is typed after ``rebond``."""
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        if name == "print":  # any word that names no printable is a deck
            yield name
        elif isinstance(command, click.Group):
            yield from (f"{name} {each}" for each in command.commands)
        else:
            yield name


def named(document: str) -> set[str]:
    """What a document says to type after ``rebond``, in its code."""
    return {found for code in CODE.findall(document) for found in COMMAND.findall(code)}


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"])
def test_the_documents_everybody_looks_for_are_there(name):
    assert text(name).strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_exists_and_says_what_it_does(name):
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    for each in getattr(command, "commands", {}).values():
        assert each.help


def test_every_command_is_in_the_readme():
    said = {found for words in named(text("README.md")) for found in (words, words.split()[0])}
    assert [command for command in commands() if command not in said] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_no_command_that_does_not_exist(document):
    real = set(commands())
    first = {command.split()[0] for command in real}
    wrong = [
        words
        for words in named(document.read_text("utf-8"))
        if not (words in real or words.split()[0] in real or (words in first))
    ]
    assert wrong == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_links_of_a_document_lead_somewhere(document):
    links = LINK.findall(CODE.sub("", document.read_text("utf-8")))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_changelog_starts_with_this_version():
    releases = RELEASE.findall(text("CHANGELOG.md"))
    assert releases[:1] == [__version__]
    assert sorted(releases, key=version, reverse=True) == releases


def version(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))


def test_commands_are_read_in_code_only():
    document = "Type rebond walk, or `rebond print DECK`, or\n```\nrebond cards check my-deck\n```\n"
    assert named(document) == {"print", "cards check"}


def test_planted_links_are_read():
    document = "[a](docs/a.md) [b](https://b.example) [c](#c) [d](d.md#e) ![f](f.png)"
    assert LINK.findall(document) == ["docs/a.md", "d.md", "f.png"]
