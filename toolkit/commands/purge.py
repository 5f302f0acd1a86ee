"""``rebond purge``: forget a workshop for good."""

from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import select

from toolkit.commands.keep import database
from toolkit.commands.language import in_language
from toolkit.commands.serve import data_option
from toolkit.content.cards import Language
from toolkit.keeping.purging import due, older_than, purge
from toolkit.keeping.refusals import CannotKeep
from toolkit.store.models import Workshop
from toolkit.words import say
from toolkit.workshop.codes import tidy_code


@click.command()
@click.argument("code", required=False)
@click.option("--older-than", "days", type=click.IntRange(0), metavar="DAYS", help="Untouched for DAYS.")
@click.option("--due", "is_due", is_flag=True, help="Those whose own time has come.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
@in_language
def command(
    code: str | None, days: int | None, is_due: bool, yes: bool, data: Path | None, lang: Language
) -> None:
    """
    Delete the workshop with join code CODE, or those left untouched, with all that hangs on them. What is
    deleted cannot be read again in the files of the database.

    Exit 0 once done, also when there was nothing to delete; 1 for an unknown code or a refusal.
    """
    if (code is not None) + (days is not None) + is_due != 1:
        raise click.UsageError("give a join CODE, --older-than DAYS, or --due")
    now = datetime.now(UTC)
    with database(data, lang) as (_, store, _revision):
        with store.reading() as session:
            if code is not None:
                found = list(session.scalars(select(Workshop).where(Workshop.join_code == tidy_code(code))))
                if not found:
                    raise CannotKeep("no_workshop", code=code)
            else:
                found = due(session, now=now) if days is None else older_than(session, days, now=now)
        for workshop in found:
            click.echo(f"{workshop.join_code}  {workshop.title}")
        if found and not yes:
            click.confirm(say(lang, "keep.purge_sure", n=len(found)), abort=True)
        for workshop in found:
            with store.writing() as session:
                if (still := session.get(Workshop, workshop.id)) is not None:
                    purge(session, still)
    click.echo(say(lang, "keep.purged", n=len(found)))
