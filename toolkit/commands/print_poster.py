"""``rebond print poster``: the way in, for the door."""

import click

from toolkit.commands.print_entrance import entrance_of, entrance_options
from toolkit.commands.print_leaves import Wanted, leaf_options


@click.command()
@entrance_options
@click.option("--wifi", metavar="NAME", default="", help="Name of the room’s Wi-Fi: adds its code.")
@click.option("--wifi-password", metavar="TEXT", default="", help="Its password; none for an open network.")
@leaf_options
def command(
    wanted: Wanted, code: str, title: str, base_url: str | None, wifi: str, wifi_password: str
) -> None:
    """Write the joining poster of the workshop CODE: its QR code, its address, the Wi-Fi if it is given."""
    from toolkit.printing.poster import poster_pdf

    entrance = entrance_of(wanted.lang, code, title, base_url, wifi, wifi_password)
    wanted.write(lambda: poster_pdf(entrance, wanted.leaf))
