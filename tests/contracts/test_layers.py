"""The direction of imports: rules are pure, screens and paper are around them, arrows never turn back."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from toolkit.paths import PACKAGE

ANY = None


class May(NamedTuple):
    """What a layer may import: our layers, other people's packages, the standard library except ``never``."""

    ours: set[str] | None
    others: set[str] | None
    never: frozenset[str] = frozenset()


OUTSIDE_WORLD = frozenset(
    {"os", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "time", "urllib"}
)

LAYERS = {
    "game": May(set(), set(), OUTSIDE_WORLD | {"datetime", "pathlib"}),
    "content": May({"game"}, set(), OUTSIDE_WORLD - {"os"}),  # it reads files
    "voting": May(set(), set(), OUTSIDE_WORLD | {"datetime", "pathlib"}),
    "words": May({"content"}, {"babel"}, OUTSIDE_WORLD),
    "faces": May({"content", "game", "words"}, set(), OUTSIDE_WORLD),
    "pictures": May({"content", "words", "faces"}, set(), OUTSIDE_WORLD),
    "printing": May(
        {"toolkit", "content", "words", "faces", "pictures"},
        {"PIL", "babel", "filelock", "qrcode", "reportlab"},
    ),
    "photos": May({"toolkit"}, {"PIL", "zxingcpp"}),
    "store": May(set(), {"alembic", "sqlalchemy"}),
    "workshop": May(
        {"toolkit", "content", "words", "voting", "store"}, {"babel", "sqlalchemy", "xlsxwriter"}
    ),
    "playing": May({"content", "game", "store", "voting", "words", "workshop"}, {"sqlalchemy"}),
    "keeping": May({"toolkit", "store", "voting", "workshop"}, {"sqlalchemy"}, frozenset({"random"})),
    "web": May(
        {
            "keeping",
            "toolkit",
            "config",
            "content",
            "faces",
            "game",
            "paths",
            "photos",
            "pictures",
            "playing",
            "printing",
            "server",
            "store",
            "voting",
            "words",
            "workshop",
        },
        ANY,
        frozenset({"alembic", "reportlab"}),
    ),
    "serving": May(
        {"toolkit", "app", "config", "content", "keeping", "printing", "server", "store", "words"},
        {"filelock", "flask", "granian", "sqlalchemy", "zeroconf"},
    ),
    "commands": May(ANY, ANY),
    # the modules beside the layers
    "toolkit": May(set(), set()),
    "config": May(set(), {"platformdirs"}),
    "paths": May(set(), set()),
    "server": May({"config", "content", "paths", "store"}, set()),
    "app": May({"config", "paths", "server", "web"}, ANY, frozenset({"reportlab", "sqlalchemy"})),
    "cli": May({"toolkit"}, {"click"}),
    "__main__": May({"cli"}, set()),
}
NOTHING = May(set(), set())  # what a layer without a row may import of ours and of others
# The command line imports a subcommand when it is called; nothing else hides an import in a call.
LATE_IMPORTS = {"cli"}
# A query belongs to the workshop: a screen calls a verb.
QUERIES = {"execute", "scalar", "scalars"}


class Import(NamedTuple):
    """``target`` is one of our layers when ``is_ours``, else the name of a package."""

    file: str
    line: int
    layer: str
    target: str
    is_ours: bool


def layer_of(parts: tuple[str, ...]) -> str:
    """The layer of a module, from its path below the package: ``("voting", "dots")`` is in ``voting``."""
    return parts[0] if parts and parts[0] != "__init__" else "toolkit"


def imports(package: Path) -> Iterator[Import]:
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        layer, file = layer_of(parts), path.relative_to(package.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for name in named_in(node, parts):
                steps = tuple(name.split("."))
                if steps[0] == "toolkit":
                    yield Import(file, node.lineno, layer, layer_of(steps[1:]), True)
                else:
                    yield Import(file, node.lineno, layer, steps[0], False)


def named_in(node: ast.AST, parts: tuple[str, ...]) -> list[str]:
    """The absolute names of what an import statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    above = ("toolkit", *parts)[: -node.level] if node.level else ()
    module = ".".join([*above, *([node.module] if node.module else [])])
    if module != "toolkit":
        return [module]
    known = [alias.name for alias in node.names]
    return [f"toolkit.{name}" if name in LAYERS else "toolkit" for name in known]


def turned_back(package: Path) -> list[str]:
    """Every import that its layer may not do."""
    wrong = []
    for found in imports(package):
        may = LAYERS.get(found.layer, NOTHING)
        if found.is_ours:
            allowed = may.ours is ANY or found.target in {*may.ours, found.layer}
        elif found.target in sys.stdlib_module_names:
            allowed = found.target not in may.never
        else:
            allowed = found.target not in may.never and (may.others is ANY or found.target in may.others)
        if not allowed:
            wrong.append(f"{found.file}:{found.line}: {found.layer} imports {found.target}")
    return wrong


def calls(package: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    """Calls of a function or a method of one of these names: where, and in which layer."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in names:
                    yield f"{path.relative_to(package.parent).as_posix()}:{node.lineno}", layer_of(parts)


def test_every_layer_has_its_row():
    inside = {path.name for path in PACKAGE.iterdir() if list(path.glob("*.py"))}
    beside = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"} | {"toolkit"}
    assert inside | beside == set(LAYERS)


def test_no_import_turns_back():
    assert turned_back(PACKAGE) == []


def test_no_import_hides_in_a_call():
    hidden = calls(PACKAGE, {"import_module", "__import__"})
    assert [place for place, layer in hidden if layer not in LATE_IMPORTS] == []


def test_no_screen_asks_the_database_itself():
    assert [place for place, layer in calls(PACKAGE, QUERIES) if layer == "web"] == []


@pytest.mark.parametrize(
    ("file", "text", "target"),
    [
        ("voting/dots.py", "from toolkit.content.cards import Deck", "content"),
        ("voting/dots.py", "from toolkit import content", "content"),
        ("voting/dots.py", "import toolkit.content.cards as cards", "content"),
        ("voting/dots.py", "from ..content import cards", "content"),
        ("voting/dots.py", "from .. import content", "content"),
        ("voting/deep/dots.py", "from ...content.cards import Deck", "content"),
        ("voting/dots.py", "import numpy", "numpy"),
        ("voting/dots.py", "import random", "random"),
        ("game/play.py", "from random import Random", "random"),
        ("game/play.py", "from toolkit.content.cards import Deck", "content"),
        ("voting/dots.py", "def f():\n    import time", "time"),
        ("content/check.py", "from toolkit.words import say", "words"),
        ("faces/front.py", "from reportlab.pdfgen import canvas", "reportlab"),
        ("printing/pdf.py", "from toolkit.web import cards", "web"),
        ("printing/pdf.py", "import flask", "flask"),
        ("store/models.py", "from toolkit.workshop import rounds", "workshop"),
        ("workshop/rounds.py", "from flask import request", "flask"),
        ("workshop/rounds.py", "from toolkit.faces.front import front", "faces"),
        ("web/desk.py", "import reportlab", "reportlab"),
        ("web/desk.py", "from toolkit.app import create_app", "app"),
        ("web/__init__.py", "from ..commands import serve", "commands"),
        ("config.py", "from toolkit.paths import folder", "paths"),
        ("__init__.py", "from toolkit.app import create_app", "app"),
    ],
)
def test_a_planted_import_is_found(tmp_path, file, text, target):
    planted = tmp_path / "toolkit" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(f"{text}\n", "utf-8")
    (wrong,) = turned_back(tmp_path / "toolkit")
    assert wrong.startswith(f"toolkit/{file}:")
    assert wrong.endswith(f" imports {target}")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("voting/dots.py", "from toolkit.voting.ballot import Ballot"),
        ("voting/dots.py", "from .ballot import Ballot"),
        ("voting/dots.py", "from fractions import Fraction"),
        ("printing/pdf.py", "from toolkit import __version__"),
        ("web/desk.py", "from toolkit.workshop import rounds"),
        ("commands/serve.py", "from toolkit.app import create_app"),
    ],
)
def test_an_import_that_goes_down_is_let_through(tmp_path, file, text):
    allowed = tmp_path / "toolkit" / file
    allowed.parent.mkdir(parents=True)
    allowed.write_text(f"{text}\n", "utf-8")
    assert turned_back(tmp_path / "toolkit") == []


def test_a_planted_query_is_found(tmp_path):
    planted = tmp_path / "toolkit" / "web" / "desk.py"
    planted.parent.mkdir(parents=True)
    planted.write_text("def f(session):\n    return session.scalars('…')\n", "utf-8")
    assert list(calls(tmp_path / "toolkit", QUERIES)) == [("toolkit/web/desk.py:2", "web")]
