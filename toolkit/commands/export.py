"""``rebond export``: a workshop, or all of them, as files another computer can go on with."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import select

from toolkit.commands.keep import database, stop
from toolkit.commands.language import in_language
from toolkit.commands.output import write_whole
from toolkit.commands.serve import data_option
from toolkit.content.cards import Language
from toolkit.keeping.moving import packed
from toolkit.keeping.refusals import CannotKeep
from toolkit.store.models import Workshop
from toolkit.words import say
from toolkit.workshop.codes import tidy_code


@click.command()
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Every workshop, one file each.")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="File to write, or the folder for --all.",
)
@data_option
@in_language
def command(code: str | None, every: bool, output: Path, data: Path | None, lang: Language) -> None:
    """
    Write the workshop with join code CODE to a file that `rebond import` takes elsewhere: it goes on at the
    same step, for the same phones. The file holds its secrets: keep it to yourself.

    Exit 0 once written; 1 with the reason on one line; 2 without a code.
    """
    if bool(code) == every:
        raise click.UsageError("give a join CODE, or --all")
    with database(data, lang) as (_, store, revision), store.reading() as session:
        query = select(Workshop).order_by(Workshop.id)
        found = session.scalars(query if every else query.where(Workshop.join_code == tidy_code(code or "")))
        workshops = found.all()
        if not workshops and not every:
            raise CannotKeep("no_workshop", code=code)
        for workshop in workshops:
            target = output / f"rebond-{workshop.join_code}.json" if every else output
            _write(target, packed(session, workshop, revision=revision, now=datetime.now(UTC)), lang)
            click.echo(say(lang, "keep.exported", title=workshop.title, file=target))


def _write(target: Path, made: bytes, lang: Language) -> None:
    before = os.umask(0o077)  # secrets inside
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, made)
    except OSError:
        stop(CannotKeep("unwritable", file=target), lang)
    finally:
        os.umask(before)
