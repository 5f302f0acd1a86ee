"""``rebond demo``: a room that fills itself, votes and changes its mind: everything live within a minute."""

import json
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

import click

from toolkit.commands.language import in_language
from toolkit.commands.output import write_whole
from toolkit.commands.serve import HERE, refuse, url
from toolkit.config import Config
from toolkit.content.cards import Language
from toolkit.content.game import load_book
from toolkit.game.errors import BadGame
from toolkit.game.exporting import read_export
from toolkit.paths import folder
from toolkit.serving.browsing import Browser
from toolkit.serving.crowd import Crowd
from toolkit.serving.game_tour import GameTour
from toolkit.serving.preparing import free_port, prepared
from toolkit.serving.refusals import CannotServe
from toolkit.serving.tour import SCENE_OF, SCENES, DeskTaken, Scene, Tour, Unexpected
from toolkit.words import say
from toolkit.workshop.recount import recount

DECK = "reflexes"
GAME = "communs"
MOST_PLAYERS = 60
USUAL_PORT = 8000
LEAVING_S = 5
PROJECTOR = re.compile(r"/S/([A-Z0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the demonstration; ``pace`` stretches its time, 0 leaves none."""

    port: int
    people: int
    pace: float
    once: bool
    seed: str
    output: Path | None
    language: Language
    scenes: Sequence[Scene]
    is_game: bool = False


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="[default: 8000, or another one if it is taken]")
@click.option("--people", type=click.IntRange(6, 300), default=24, show_default=True, help="In the room.")
@click.option("--speed", type=click.FloatRange(0.1, 100), default=1.0, show_default=True, help="2: twice.")
@click.option("--fast", is_flag=True, help="As fast as this computer goes, too fast to watch.")
@click.option("--once", is_flag=True, help="Go round once, count the results again, and stop.")
@click.option("--method", type=click.Choice(list(SCENE_OF)), help="One way of voting alone, voted twice.")
@click.option("--game", is_flag=True, help="A game of Pas de côté, from welcome to debrief.")
@click.option("--seed", default="rebond", show_default=True, help="Another word, another room.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --once: also write the results file.",
)
@in_language
def command(
    port: int | None,
    people: int,
    speed: float,
    fast: bool,
    once: bool,
    method: str | None,
    game: bool,
    seed: str,
    output: Path | None,
    lang: Language,
) -> None:
    """
    Watch a room of simulated people use Rebond, on this computer only, until Ctrl-C.

    Exit 0 once stopped; 1 when it cannot start or when its own results do not agree; 2 for a wrong option.
    """
    if game and method:
        raise click.UsageError("--game, --method")
    if game and people > MOST_PLAYERS:
        raise click.UsageError(say(lang, "demo.game_many", least=6, most=MOST_PLAYERS))
    try:
        free = _port(port)
        scenes = [SCENE_OF[method]] if method else SCENES
        asked = Asked(free, people, 0 if fast else 1 / speed, once, seed, output, lang, scenes, game)
        with tempfile.TemporaryDirectory(prefix="rebond-demo-", ignore_cleanup_errors=True) as folder:
            problem = _demonstrate(Config(data_dir=Path(folder)), asked)
    except CannotServe as refused:
        refuse(refused, lang)
    if problem:
        click.echo(say(lang, "serve.error", sentence=problem), err=True)
        raise SystemExit(1)
    click.echo(say(lang, "demo.erased"))


def _port(port: int | None) -> int:
    if port is not None:
        return free_port(HERE, port)
    try:
        return free_port(HERE, USUAL_PORT)
    except CannotServe:
        return free_port(HERE, 0)


def _demonstrate(config: Config, asked: Asked) -> str | None:
    """Until stopped; returns what went wrong, if anything did."""
    from toolkit.serving.running import run  # the server itself, which help or a refusal does not need

    show = Show(asked, prepared(config).start_key)
    run(config, HERE, asked.port, show.begin)
    return show.end()


class Show:
    """The demonstration beside its server: a facilitator and a room, played by one thread."""

    def __init__(self, asked: Asked, start_key: str) -> None:
        self._asked = asked
        self._start_key = start_key
        self._thread: threading.Thread | None = None
        # Going round once is done only when it is done.
        self._problem: str | None = self._word("broke", cause=self._word("cut_short")) if asked.once else None

    def begin(self, stop: Callable[[], None]) -> None:
        """Called once the server answers, with what stops it."""
        self._thread = threading.Thread(target=self._play, args=(stop,), daemon=True)
        self._thread.start()

    def end(self) -> str | None:
        """Called once the server has stopped; returns what went wrong, if anything did."""
        if self._thread:
            self._thread.join(LEAVING_S)
        return self._problem

    def _play(self, stop: Callable[[], None]) -> None:
        try:
            with Browser(HERE, self._asked.port) as browser:
                self._problem = self._played(browser)
        except (OSError, HTTPException):
            return  # the server is being stopped, and everything with it
        except Unexpected as error:
            self._problem = self._word("broke", cause=error)
        stop()

    def _played(self, browser: Browser) -> str | None:
        """Returns, when asked to go round once, whether the results file disagrees; else never."""
        asked = self._asked
        desk, join_code = self._create(browser)
        self._show_doors(desk, join_code)
        crowd = Crowd(browser, join_code, asked.people, seed=asked.seed, pace=asked.pace)
        try:
            if asked.is_game:
                GameTour(browser, desk, crowd, asked.language, click.echo).play()
            else:
                Tour(browser, desk, crowd, asked.language, click.echo).play(asked.scenes)
        except DeskTaken:
            click.echo(self._word("taken"))
        else:
            if asked.once:
                return self._check(browser, desk)
            click.echo(self._word("over"))
        while True:
            crowd.live(1)

    def _create(self, browser: Browser) -> tuple[str, str]:
        """A workshop made through the start page: the path of its desk, its join code."""
        asked = self._asked
        title = self._word("game_title" if asked.is_game else "title")
        fields = {"title": title, "deck": GAME if asked.is_game else DECK, "language": asked.language}
        if asked.is_game:
            fields |= {"minutes": "45", "people": str(asked.people), "tables": "", "difficulty": "ordinary"}
        kind = "games" if asked.is_game else "workshops"
        answer = browser.post(f"/start/{self._start_key}/{kind}", fields.items())
        page = browser.get(answer.path) if answer.status == 303 else answer
        code = PROJECTOR.search(page.text)
        if page.status != 200 or code is None:
            raise Unexpected(f"/start: {page.status}")
        return answer.path, code[1]

    def _show_doors(self, desk: str, join_code: str) -> None:
        base = url(HERE, self._asked.port)
        doors = {"projector": f"/S/{join_code}", "desk": desk, "phone": f"/J/{join_code}"}
        click.echo(self._word("ready", n=self._asked.people))
        for name, path in doors.items():
            click.echo(f"\n  {self._word(name)}\n  {base}{path}")
        click.echo()
        if not self._asked.once:
            click.echo(self._word("take_over"))
        click.echo(self._word("stop") + "\n")

    def _check(self, browser: Browser, desk: str) -> str | None:
        """Count the results file again, or play the game again, as anybody can; returns what is wrong."""
        if self._asked.is_game:
            return self._replay(browser, desk)
        content = browser.get(f"{desk}/results.json").text
        found = recount(json.loads(content))
        if found.disagreements or not found.ballots:
            return self._word("disagrees")
        lang = self._asked.language
        rounds = say(lang, "recount.rounds", n=found.rounds)
        ballots = say(lang, "recount.ballots", n=found.ballots)
        click.echo(self._word("recounted", rounds=rounds, ballots=ballots))
        if self._asked.output:
            return self._write(self._asked.output, content)
        return None

    def _replay(self, browser: Browser, desk: str) -> str | None:
        content = browser.get(f"{desk}/journal.json").text
        try:
            read = read_export(load_book(folder("cards") / GAME), json.loads(content))
        except BadGame:
            return self._word("game_disagrees")
        if read.state.phase != "over":
            return self._word("game_disagrees")
        click.echo(self._word("game_once"))
        return self._write(self._asked.output, content) if self._asked.output else None

    def _write(self, output: Path, content: str) -> str | None:
        try:
            write_whole(output, content.encode())
        except OSError as error:
            return self._word("unwritable", file=output, cause=error.strerror or error)
        click.echo(self._word("written", file=output))
        return None

    def _word(self, key: str, **values: object) -> str:
        return say(self._asked.language, f"demo.{key}", **values)
