"""
The story of a whole game of 45 minutes: twelve phones in three tables, two people with paper, the server
killed in the middle of vote 2, the desk gone on to another device, the ending, and an export that replays.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BIG_SCREEN, TABLET
from tests.commands.served import environment
from tests.faults.machine import Machine
from toolkit.content.game import load_book
from toolkit.game.exporting import read_export
from toolkit.paths import folder

pytestmark = pytest.mark.browser

BOOK = load_book(folder("cards") / "communs")
CARDS = {key: posture.card for key, posture in BOOK.postures.items()}
LOST = "Failed to load resource|ERR_CONNECTION"
FIRST = ["PAR", "CON", "FAC", "GAR", "LAC", "OPE", "FAC", "FAC", "GAR", "PAR", "FAC", "OPE"]
SECOND = ["FAC", "FAC", "FAC", "GAR", "LAC", "FAC", "FAC", "FAC", "GAR", "FAC", "FAC", "FAC"]


class Play:
    """A game on a machine: its phones by HTTP, its desk in a browser."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        key = (machine.data / "start.key").read_text().strip()
        form = {
            "deck": "communs",
            "title": "Pas de côté",
            "minutes": "45",
            "people": "14",
            "tables": "3",
            "difficulty": "ordinary",
            "language": "fr",
        }
        self.desk = path(machine.send("POST", f"/start/{key}/games", form)[2])
        found = re.search(r"/J/([A-Z0-9]{6})", machine.send("GET", self.desk)[1])
        assert found
        self.code = found[1]
        self.phones = [path(machine.send("POST", f"/J/{self.code}")[2]) for _ in range(12)]
        for number, phone in enumerate(self.phones):
            sat = machine.status("POST", f"{phone}/game/seat", {"seat": str(number // 4 + 1)})
            assert sat == 303

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.machine.port}"

    @property
    def round_id(self) -> int:
        (found,) = self.machine.rows("SELECT max(id) FROM round")[0]
        return int(str(found))

    def wait(self, state: str) -> None:
        """Until the vote under way is in that state."""
        for _ in range(200):
            found = self.machine.rows("SELECT opened_at, revealed_at FROM round ORDER BY id DESC LIMIT 1")
            if found and found[0][0] and (found[0][1] is None) == (state == "open"):
                return
            time.sleep(0.05)
        raise AssertionError(f"no vote is {state}")

    def vote(self, keys: list[str], phones: list[str]) -> None:
        for key, phone in zip(keys, phones, strict=True):
            form = {"choice": CARDS[key]}
            assert self.machine.status("POST", f"{phone}/rounds/{self.round_id}/ballot", form) == 303

    def paper(self, **votes: int) -> None:
        """The two people with cards, counted by hand."""
        form = {f"mark.1.{CARDS[key]}": str(n) for key, n in votes.items()} | {"key": f"pile-{self.round_id}"}
        pile = f"{self.desk}/rounds/{self.round_id}/paper/pile"
        assert self.machine.status("POST", pile, form) == 303


def press(desk: Page, label: str) -> None:
    """The next thing to do, once it is this; a bar that has just changed is deaf for a moment."""
    button = desk.locator("#next-thing")
    expect(button).to_have_text(label)
    desk.wait_for_timeout(750)
    button.click()


def path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)


def test_a_whole_game_with_a_crash_and_a_change_of_device(
    tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    with Machine(tmp_path / "data") as machine:
        game = Play(machine)
        desk = open_page(f"{game.url}{game.desk}", TABLET, expect=LOST)
        projector = open_page(f"{game.url}/S/{game.code}", BIG_SCREEN, expect=LOST)

        # A vote for nothing first, from the prompts of the desk: everybody is counted once.
        press(desk, "Ouvrir le vote d’essai")
        game.wait("open")
        game.vote(FIRST, game.phones)
        game.paper(OPE=2)
        expect(projector.locator(".story__cast b")).to_have_text("14")
        press(desk, "Dévoiler")
        expect(projector.locator(".votes__figure")).to_have_text(["2", "1", "4", "2", "1", "4"])

        # Round 1.
        press(desk, "Passer la saison")
        desk.locator("#choose-1").click()
        expect(desk.locator(".countdown")).to_be_visible()
        desk.get_by_role("button", name="Pause").click()
        expect(projector.locator(".countdown__stopped")).to_be_visible()
        expect(projector.locator("#story")).to_be_visible()
        press(desk, "Ouvrir le vote")
        game.wait("open")
        game.vote(FIRST, game.phones)
        game.paper(PAR=1, LAC=1)
        expect(desk.locator(".count-in__cast")).to_have_text("14")
        expect(projector.locator(".votes")).to_have_count(0)
        press(desk, "Dévoiler")
        figures = projector.locator(".votes__figure")
        expect(figures).to_have_text(["3", "1", "4", "2", "2", "2"])
        press(desk, "Ouvrir le vote 2")
        game.wait("open")

        # The crash, in the middle of vote 2: what was told recorded is there afterwards.
        game.vote(SECOND[:7], game.phones[:7])
        game.paper(OPE=1)
        machine.kill()
        assert machine.status("GET", "/healthz") == 0
        machine.start()
        game.vote(SECOND[7:], game.phones[7:])
        desk.close()

        # The facilitator takes another device, by the same address.
        desk = open_page(f"{game.url}{game.desk}", TABLET)
        expect(desk.locator(".count-in__cast")).to_have_text("13")
        press(desk, "Dévoiler")
        expect(figures).to_have_text(["0", "0", "9", "2", "1", "1"], timeout=15_000)
        press(desk, "Retourner la carte")
        expect(projector.locator(".board__cubes")).to_be_visible()
        reserve = {"text": "Et la rivière ?"}
        assert machine.status("POST", f"{game.phones[4]}/game/notes/reserve", reserve) == 303
        desk.locator("#lines .lines__proposed button").first.click()
        expect(projector.locator(".table__reserve")).to_contain_text("Et la rivière ?")

        # The rest of the game, by the same forms.
        while (phase := desk_phase(game)) != "debrief":
            forward(game, phase)
        press(desk, "Suite du bilan")
        expect(projector.locator("#debrief")).to_contain_text("Un mot, un seul")
        press(desk, "Suite du bilan")
        expect(projector.locator(".profile__row")).to_have_count(6)
        written = {"text": "Passer voir au lieu de convoquer"}
        assert machine.status("POST", f"{game.phones[0]}/game/notes/commitment", written) == 303
        step(game, "close_game")
        expect(projector.locator("#finale")).to_be_visible(timeout=15_000)

        told = json.loads(machine.send("GET", f"{game.desk}/journal.json")[1])
        read = read_export(BOOK, told)
        assert read.state.phase == "over"
        assert dict(read.state.played[0].second or {}) == dict(zip(CARDS, (0, 0, 9, 2, 1, 1), strict=True))
        assert read.state.played[0].reserve == "Et la rivière ?"
        assert read.state.commitments == ("Passer voir au lieu de convoquer",)
        replayed(tmp_path, told)


def replayed(folder: Path, told: object) -> None:
    """``rebond game replay`` accepts the export."""
    file = folder / "game.json"
    file.write_text(json.dumps(told), "utf-8")
    command = [sys.executable, "-m", "toolkit", "game", "replay", str(file)]
    said = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert "Le journal du fichier est bien celui de ses coups." in said.stdout


def desk_phase(game: Play) -> str:
    found = re.search(r'data-stage="([a-z_0-9]+)"', game.machine.send("GET", game.desk)[1])
    assert found
    return found[1]


def step(game: Play, kind: str, **fields: str) -> None:
    (lines,) = game.machine.rows("SELECT count(*) FROM game_line")[0]
    form = {"at": str(lines), **fields}
    assert game.machine.status("POST", f"{game.desk}/game/{kind}", form) == 303


def forward(game: Play, phase: str) -> None:
    if phase in ("vote_1", "vote_2", "crisis_vote"):
        game.paper(FAC=6, GAR=2)
        step(game, "reveal")
    elif phase == "choice":
        shown = re.search(r'name="situation" value="([^"]+)"', game.machine.send("GET", game.desk)[1])
        assert shown
        step(game, "choose_situation", situation=shown[1])
    elif phase == "crisis_damage":
        step(game, "face_crisis", vigilance="0")
    else:
        kinds = {
            "season": "start_season",
            "reading": "open_vote",
            "talk": "open_vote",
            "card": "turn_card",
            "closing": "end_round",
            "assembly": "hold_assembly",
            "crisis": "draw_crisis",
            "crisis_reading": "open_vote",
        }
        step(game, kinds[phase])
