"""What a poster and a tent ask for: which workshop, and how phones get to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from toolkit.commands.cards import shown
from toolkit.commands.print_deck import address_of
from toolkit.commands.print_options import fail
from toolkit.config import Config
from toolkit.content.cards import Language
from toolkit.words import say

if TYPE_CHECKING:
    from toolkit.printing.poster import Entrance

Command = Callable[..., Any]

LONGEST_TITLE = 200
NAME_BYTES, SHORTEST_PASSWORD, LONGEST_PASSWORD = 32, 8, 63  # as on the desk


def entrance_options(command: Command) -> Command:
    command = click.option(
        "--base-url", metavar="URL", help="Address of the server [default: REBOND_PUBLIC_URL]."
    )(command)
    command = click.option("--title", metavar="TEXT", default="", help="Title of the workshop.")(command)
    return click.argument("code", metavar="CODE")(command)


def entrance_of(
    lang: Language, code: str, title: str, base_url: str | None, wifi: str = "", password: str = ""
) -> "Entrance":
    """The way in, as it was typed; what cannot be ends the program, named."""
    from toolkit.printing.poster import Entrance

    tidy = code.replace(" ", "").replace("-", "").upper()
    if not (tidy.isascii() and tidy.isalnum() and 4 <= len(tidy) <= 12):
        fail(2, "CODE", say(lang, "table.bad_code", code=shown(code[:40])))
    if len(title) > LONGEST_TITLE:
        fail(2, "--title", say(lang, "table.too_long_title", n=len(title)))
    if password and not wifi:
        fail(2, "--wifi-password", say(lang, "table.password_alone"))
    if wifi and (len(wifi.encode()) > NAME_BYTES or not wifi.isprintable() or not wifi.strip()):
        fail(2, "--wifi", say(lang, "table.bad_wifi_name"))
    fits = SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD and all(" " <= c <= "~" for c in password)
    if password and not fits:
        fail(2, "--wifi-password", say(lang, "table.bad_wifi_password"))
    base = address_of(base_url or Config.from_env().public_url, lang).url
    host = base.partition("://")[2]
    return Entrance(title.strip(), f"{base}/j/{tidy}", host, tidy, (wifi, password) if wifi else None)
