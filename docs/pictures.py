"""
Takes the pictures of the README from the running program: the three screens, and a printed sheet.

    .venv/bin/python docs/pictures.py

Needs Chromium and pdftoppm. Writes docs/pictures/*.png.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402 - after the path is set

from tests.browser.conftest import BIG_SCREEN, FLAGS, PHONE, TABLET, Site, served_in  # noqa: E402
from tests.browser.room import Room  # noqa: E402
from tests.needs import chromium  # noqa: E402
from toolkit.serving.tour import FLOWS  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
CARDS = (
    "lead-frugal-initiatives",
    "lead-data-labs",
    "lead-first-night-rule",
    "lead-micro-mobility",
    "lead-citizen-reactivity",
    "lead-never-the-only-one",
    "lead-meeting-funeral",
)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served_in(Path(folder)) as site, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        take_screens(browser, site)
        browser.close()
    take_sheet()
    take_game()


def take_screens(browser: Browser, site: Site) -> None:
    room = Room(site, "fr", title="Après la crue")
    people = [room.person() for _ in range(22)]
    projector = f"/S/{room.code}"
    take(browser, site, projector, BIG_SCREEN, "projector-join")
    room.prepare("majority_judgment", CARDS)
    room.act("opening")
    for taste, person in enumerate(people[:17]):
        room.vote(person, "majority_judgment", taste)
    take(browser, site, projector, BIG_SCREEN, "projector-open")
    take(browser, site, room.desk, TABLET, "desk-open")
    take(browser, site, people[3], PHONE, "phone-vote")
    room.act("closure")
    room.act("reveal")
    room.act("revote")
    room.act("opening")
    for taste, person in enumerate(people[:20]):
        room.vote(person, "majority_judgment", taste // 3)
    room.act("closure")
    room.act("reveal")
    take(browser, site, projector, BIG_SCREEN, "projector-movement")
    found = FLOWS.search(room.get(room.desk))
    assert found
    room.post(f"{room.desk}/rounds/{room.round_id}/flows", [("flows", found[2])])
    take(browser, site, projector, BIG_SCREEN, "projector-flows")
    take(browser, site, people[3], PHONE, "phone-result")


def take(browser: Browser, site: Site, path: str, size: dict[str, int], name: str) -> None:
    context = browser.new_context(viewport=size, locale="fr-FR", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site.url + path)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")
    context.close()


def take_sheet() -> None:
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck.pdf"
        rebond = [sys.executable, "-m", "toolkit", "print", "reflexes", "-o", str(deck)]
        subprocess.run([*rebond, "--base-url", "https://rebond.example", "--date", "2026-11-23"], check=True)
        for page, name in ((1, "sheet-front"), (2, "sheet-back")):
            command = ["pdftoppm", "-r", "80", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
            subprocess.run([*command, str(deck), str(PICTURES / name)], check=True)


def take_game() -> None:
    """The board of the game, and the backs of four of its situations."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "game.pdf"
        rebond = [sys.executable, "-m", "toolkit", "print"]
        at = ["-o", str(file), "--date", "2026-11-23"]
        cards = ["--cards", ",".join(f"situation-{number:02}" for number in range(1, 5))]
        plain = ["--marks", "none", "--base-url", "https://rebond.example"]
        for item, page, name, dots in (
            (["board", "--sheet", "a3"], 1, "board", 60),
            (["communs", *cards, *plain], 2, "situations-back", 110),
        ):
            subprocess.run([*rebond, *item, *at], check=True)
            command = ["pdftoppm", "-r", str(dots), "-png", "-singlefile", "-f", str(page), "-l", str(page)]
            subprocess.run([*command, str(file), str(PICTURES / name)], check=True)


if __name__ == "__main__":
    main()
