"""
What people install: the wheel, built off line, in an environment of its own, away from the sources.

The environment is new and sees the dependencies of this one, not its editable copy of the project: a
folder added by a ``.pth`` file is searched for modules, its own ``.pth`` files are not read.
"""

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands.served import environment, get, serving

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and an empty folder to work in."""

    home: Path
    work: Path

    @property
    def python(self) -> str:
        return str(self.home / SCRIPTS / "python")

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.work, env=environment(), capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rebond(self, *words: str) -> str:
        return self.run(str(self.home / SCRIPTS / "rebond"), *words)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of these sources, built by the locked tools without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (*PIP, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT))
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    home, work = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("work")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    new = Installed(home, work)
    install = (*PIP, "--python", new.python, "install", "--no-index", "--no-deps", str(wheel))
    subprocess.run(install, check=True, capture_output=True)
    site = Path(new.run(new.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return new


def test_all_that_is_needed_is_inside_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    for folder, least in {
        "toolkit/cards/reflexes/": 28,
        "toolkit/templates/": 40,
        "toolkit/words/": 15,
        "toolkit/static/css/": 5,
        "toolkit/static/js/": 3,
        "toolkit/static/fonts/": 6,
        "toolkit/store/migrations/versions/": 1,
    }.items():
        assert sum(name.startswith(folder) for name in names) >= least, folder
    top = {name.split("/")[0] for name in names}
    assert len(top) == 2, top  # the package and what describes it
    assert not [name for name in names if re.search(r"/tests?/|\.pyc$|\.sqlite|/\.", name)]


def test_every_source_file_the_program_reads_is_in_it(wheel: Path):
    """Whatever is kept under version control in these folders goes with the program."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in {
        "toolkit": "toolkit",
        "templates": "toolkit/templates",
        "cards": "toolkit/cards",
    }.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" in names


def test_licences_travel_with_it(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert any(name.endswith("/LICENSE") for name in licences)
    assert sum("OFL" in name for name in licences) >= 2
    assert any("htmx" in name for name in licences)


def test_the_code_that_runs_is_that_of_the_wheel(installed: Installed):
    for module in ("toolkit", "toolkit.cli", "toolkit.app"):
        place = installed.run(installed.python, "-c", f"import {module}; print({module}.__file__)").strip()
        assert Path(place).is_relative_to(installed.home)
    folders = "from toolkit.paths import folder; print(folder('cards')); print(folder('templates'))"
    for place in installed.run(installed.python, "-c", folders).split():
        assert Path(place).is_relative_to(installed.home)


def test_it_says_its_version(installed: Installed, wheel: Path):
    version = wheel.name.split("-")[1]
    assert installed.rebond("--version").strip() == f"rebond, version {version}"


def test_its_cards_are_right(installed: Installed):
    assert "nothing to correct" in installed.rebond("cards", "check", "--lang", "en")


def test_it_prints_a_deck(installed: Installed):
    file = installed.work / "reflexes.pdf"
    installed.rebond("print", "reflexes", "-o", str(file), "--base-url", "https://rebond.example.org")
    assert file.read_bytes().startswith(b"%PDF-")


def test_it_serves_its_pages_and_their_styles(installed: Installed):
    with serving(installed.work / "data", python=installed.python, cwd=installed.work) as served:
        for path in ("/", served.start, "/decks/reflexes"):
            status, page = get(served.port, path)
            assert status == 200
            for asset in set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)):
                assert get(served.port, asset)[0] == 200, asset
    assert served.process.returncode == 0
    assert served.errors == ""
