"""The ``rebond`` command. Each subcommand lives in its own module, imported only when it is called."""

import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper

import click

from toolkit import __version__

COMMANDS = {
    "serve": "toolkit.commands.serve",
    "demo": "toolkit.commands.demo",
    "bench": "toolkit.commands.bench",
    "cards": "toolkit.commands.cards",
    "print": "toolkit.commands.print",
    "tally": "toolkit.commands.tally",
    "recount": "toolkit.commands.recount",
    "report": "toolkit.commands.report",
    "game": "toolkit.commands.game",
    "backup": "toolkit.commands.backup",
    "export": "toolkit.commands.export",
    "import": "toolkit.commands.bring_in",
    "purge": "toolkit.commands.purge",
    "db": "toolkit.commands.db",
}


class Lazy(click.Group):
    """A group that imports a subcommand (its attribute ``command``) the first time it is asked for."""

    modules: Mapping[str, str] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = self.modules.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rebond")
def main() -> None:
    """Rebond: run a workshop where a room chooses together, and print its cards."""
    for stream in (sys.stdout, sys.stderr):
        # A file or an old console may not take every space of French: it gets a question mark instead.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
