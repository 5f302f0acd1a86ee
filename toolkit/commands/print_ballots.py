"""``rebond print ballots``: paper ballots for any method, with the cards of a deck."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from toolkit.commands.cards import shown
from toolkit.commands.print_deck import cards_of, deck_of
from toolkit.commands.print_leaves import Wanted, leaf_options
from toolkit.commands.print_options import fail
from toolkit.voting.ballot import BadParams
from toolkit.voting.methods import METHODS

LONGEST_QUESTION = 300
DOTS = 5


@click.command()
@click.argument("deck", metavar="DECK")
@click.option("--method", required=True, metavar="NAME", help=f"{', '.join(METHODS)}.")
@click.option("--cards", "ids", metavar="ID,ID…", help="Only these cards, in this order [default: all].")
@click.option("--question", metavar="TEXT", default="", help="The question, at the top of each ballot.")
@click.option("--copies", type=int, default=1, show_default=True, help="At least so many ballots.")
@click.option("--set", "settings", metavar="NAME=VALUE", multiple=True, help="A setting, as budget=5.")
@leaf_options
def command(
    wanted: Wanted,
    deck: str,
    method: str,
    ids: str | None,
    question: str,
    copies: int,
    settings: Sequence[str],
) -> None:
    """Write sheets of paper ballots: 4, 2 or 1 to a sheet, as many as can be read."""
    from toolkit.printing.paper_ballot import MOST_COPIES, Asked, Choice, ballots_pdf

    leaf = wanted.leaf
    if method not in METHODS:
        known = ", ".join(METHODS)
        fail(2, "--method", leaf.say("table.unknown_method", method=shown(method[:40]), known=known))
    if not 1 <= copies <= MOST_COPIES:
        fail(2, "--copies", leaf.say("table.bad_copies", most=MOST_COPIES))
    if len(question) > LONGEST_QUESTION:
        fail(2, "--question", leaf.say("table.long_question", n=len(question)))
    found = deck_of(deck, wanted.lang)
    cards = list({card.id: card for card in cards_of(found, ids, wanted.lang)}.values())
    params = _params(wanted, method, settings, [card.id for card in cards])
    choices = [Choice(n, card.text(wanted.lang).title, card.orientation) for n, card in enumerate(cards, 1)]
    asked = Asked(question.strip(), method, params, choices)
    wanted.write(lambda: ballots_pdf([asked], leaf, copies))


def _params(wanted: Wanted, method: str, settings: Sequence[str], keys: Sequence[str]) -> Mapping[str, Any]:
    """The settings of the method, complete; a wrong one ends the program, named."""
    leaf, known = wanted.leaf, METHODS[method].complete({}, keys)
    given: dict[str, Any] = {"budget": DOTS} if method == "dots" else {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not sign or name not in known:
            names = ", ".join(known) or leaf.say("table.no_settings")
            fail(2, "--set", leaf.say("table.bad_setting", setting=shown(setting[:60]), known=names))
        is_number = value.removeprefix("-").isascii() and value.removeprefix("-").isdecimal()
        given[name] = int(value) if is_number and len(value) <= 6 else value
    try:
        return METHODS[method].complete(given, keys)
    except BadParams as bad:
        where = str(bad.values.get("param", ""))
        fail(2, "--set", leaf.say("table.refused_setting", setting=where, reason=bad.reason))
