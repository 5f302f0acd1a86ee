"""``rebond serve``: this computer becomes the server of a room."""

import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from toolkit.commands.language import in_language
from toolkit.config import BadVariable, Config, Hosting
from toolkit.content.cards import Language
from toolkit.printing.address import base_address
from toolkit.printing.refusals import Refused
from toolkit.serving.addresses import room_addresses
from toolkit.serving.greeting import Doors, greeting
from toolkit.serving.instance import only_server, publish
from toolkit.serving.preparing import free_port, prepared, settle, shown
from toolkit.serving.refusals import CannotServe
from toolkit.words import say

EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"
STARTING_S = 60
BAD_VARIABLES = {
    "REBOND_START_KEY": "bad_start_key",
    "REBOND_PROXIES": "bad_proxies",
    "REBOND_LOG": "bad_log",
}
UNSPECIFIED = (EVERYWHERE, "::", "")

data_option = click.option(
    "--data",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the data [default: REBOND_DATA, else this user's data folder].",
)


@click.command()
@click.option("--host", metavar="ADDRESS", help="Address of this computer to listen at [default: all].")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks one.")
@data_option
@click.option(
    "--public-url",
    metavar="URL",
    help="Address people open and codes carry [default: REBOND_PUBLIC_URL, else this computer's].",
)
@click.option("--lan/--no-lan", default=True, help="Let phones of the local network in [default: yes].")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer; more than one needs PostgreSQL.",
)
@in_language
def command(
    host: str | None,
    port: int,
    data: Path | None,
    public_url: str | None,
    lan: bool,
    workers: int,
    lang: Language,
) -> None:
    """
    Serve the workshops of this computer to the room, until Ctrl-C.

    Exit 0 once stopped; 1 when it cannot start, with the reason on one line; 2 for a wrong option.
    """
    host = host or (EVERYWHERE if lan else HERE)
    try:
        config = settings(data, public_url, lang)
        with only_server(config.data_dir):
            _serve(config, host, port, workers, lang)
    except CannotServe as refused:
        refuse(refused, lang)
    kept = shown(config) if config.database_url else config.data_dir
    click.echo(say(lang, "serve.stopped", data=kept))


def settings(data: Path | None, public_url: str | None, lang: Language) -> Config:
    """
    Options first, then the environment, then the user's own folder.

    Raises: CannotServe, for an address no phone could open, or a variable that cannot be.
    """
    config = Config.from_env()
    address = public_url or config.public_url
    if address:
        try:
            address = base_address(address).url
        except Refused as refused:
            raise CannotServe("public_url", cause=refused.sentence(lang)) from None
    folder = (data or config.data_dir).expanduser().absolute()
    return replace(config, data_dir=folder, public_url=address, hosting=_hosting())


def _hosting() -> Hosting:
    try:
        return Hosting.from_env()
    except BadVariable as bad:
        raise CannotServe(BAD_VARIABLES[bad.name]) from None


def refuse(refused: CannotServe, lang: Language) -> NoReturn:
    click.echo(say(lang, "serve.error", sentence=refused.sentence(lang)), err=True)
    raise SystemExit(1)


def _serve(config: Config, host: str, port: int, workers: int, lang: Language) -> None:
    if workers > 1 and not config.database_url.startswith("postgresql"):
        raise CannotServe("workers", workers=str(workers))
    server = prepared(config)
    port = free_port(host, port)
    doors = _doors(config, host, port, server.start_key)
    config = replace(config, public_url=doors.room)
    greeted = threading.Event()

    def on_ready(_stop: Callable[[], None]) -> None:
        publish(config.data_dir, doors.here)
        for line in greeting(doors, lang, with_code=_draws()):
            click.echo(line)
        greeted.set()

    def on_name(name: str) -> None:
        if greeted.wait(STARTING_S):
            click.echo(say(lang, "serve.named", url=url(name, port)))

    from toolkit.serving.running import run  # the server itself, which help or a refusal does not need

    try:
        with _named(doors, port, on_name):
            run(config, host, port, on_ready, workers=workers)
    finally:
        settle(config)


def _named(doors: Doors, port: int, on_name: Callable[[str], None]) -> AbstractContextManager[None]:
    """A name on the local network, for an address found there; a given one has its own."""
    address = urlsplit(doors.room).hostname
    if doors.is_given or not doors.is_open or not address or ":" in address:
        return nullcontext()
    from toolkit.serving.naming import announced  # slow to import, and nobody waits for a name

    return announced(address, port, on_name)


def _draws() -> bool:
    """Standard output is a screen that has the characters a code is drawn with."""
    try:
        "▀▄█".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return sys.stdout.isatty()


def _doors(config: Config, host: str, port: int, start_key: str) -> Doors:
    is_open = not (host.startswith("127.") or host in ("localhost", "::1"))
    found = room_addresses() if host in UNSPECIFIED else [host] if is_open else []
    rooms = [config.public_url] if config.public_url else [url(address, port) for address in found]
    return Doors(
        here=url(HERE if host in UNSPECIFIED else host, port),
        is_open=is_open,
        room=rooms[0] if rooms else "",
        is_given=bool(config.public_url),
        others=rooms[1:],
        start_key=start_key,
        data=config.data_dir,
        database=shown(config) if config.database_url else "",
    )


def url(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
