"""The language a command answers in: ``--lang``, else that of the environment, else French."""

from typing import cast

import click
from click.core import ParameterSource

from toolkit.content.cards import LANGUAGES, Language


class Spoken(click.Choice[str]):
    """``fr`` or ``en``; from ``LANG``, also ``en_GB.UTF-8``, and French for any other."""

    name = "language"

    def __init__(self) -> None:
        super().__init__(LANGUAGES)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Language:
        asked = str(value)
        source = ctx.get_parameter_source(param.name) if ctx and param and param.name else None
        if source is ParameterSource.ENVIRONMENT:
            asked = asked[:2].lower() if asked[:2].lower() in LANGUAGES else LANGUAGES[0]
        return cast(Language, super().convert(asked, param, ctx))


in_language = click.option(
    "--lang", type=Spoken(), envvar="LANG", default=LANGUAGES[0], help="Language of the messages."
)
