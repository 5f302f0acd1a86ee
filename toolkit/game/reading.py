"""From the table of ``game.toml`` to a book, with all that is wrong in it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from toolkit.game.book import (
    PLACE,
    TRACKS,
    Book,
    Crisis,
    Damage,
    Format,
    Numbers,
    Posture,
    Shield,
    Situation,
    Tracks,
)
from toolkit.game.errors import BadBook
from toolkit.game.sheet import Flaw, Sheet

PARTS = ("welcome", "rounds", "crises", "debrief")
MOMENTS = ("reading", "vote", "talk", "spokespersons", "crisis")
BEST_FIT, WORST_FIT = 2, -2


def book_from(table: Any) -> Book:
    """
    The book that the table of a ``game.toml`` describes. Its balance is another question: ``balance.py``.

    Raises: BadBook, with every flaw of its shape.
    """
    sheet = Sheet(table)
    book = _book(sheet)
    sheet.done()
    if sheet.flaws:
        raise BadBook(tuple(sheet.flaws))
    return book


def shape_flaws(table: Any) -> tuple[Flaw, ...]:
    """What prevents playing with these numbers; empty when ``book_from`` will answer."""
    try:
        book_from(table)
    except BadBook as bad:
        return bad.flaws
    return ()


def _book(sheet: Sheet) -> Book:
    if sheet.texts("tracks", TRACKS) not in ((), TRACKS):
        sheet.note("tracks", "game_tracks", allowed=", ".join(TRACKS))
    limits, season, timing = sheet.table("limits"), sheet.table("season"), sheet.table("timing")
    most = limits.whole("track", 1, 100)
    postures = _postures(sheet, most)
    book = Book(
        rules_version=sheet.text("rules_version"),
        cards_version=sheet.text("cards_version"),
        vital=sheet.texts("vital", TRACKS),
        means=sheet.text("means", TRACKS),
        numbers=_numbers(sheet, limits, most),
        first_season=season.tracks("first", most),
        later_season=season.tracks("later", most),
        timing={name: timing.whole(name, 1, 3600) for name in MOMENTS},
        formats=_formats(sheet, most),
        difficulties=_difficulties(sheet, most),
        postures=MappingProxyType(postures),
        situations=MappingProxyType(_situations(sheet, postures)),
        crises=MappingProxyType(_crises(sheet, postures, most)),
    )
    for inner in (limits, season, timing):
        inner.done()
    _require_enough(sheet, book)
    return book


def _difficulties(sheet: Sheet, most: int) -> dict[str, int]:
    difficulties: dict[str, int] = {}
    for each in sheet.tables("difficulties"):
        key = each.text("key")
        _once(each, "key", key, difficulties)
        difficulties[key] = each.whole("start", 1, most)
        each.done()
    return difficulties


def _numbers(sheet: Sheet, limits: Sheet, most: int) -> Numbers:
    vote, crisis, rupture = sheet.table("vote"), sheet.table("crisis"), sheet.table("rupture")
    ending = sheet.table("ending")
    numbers = Numbers(
        people=_range(limits, "people"),
        table=_range(limits, "table"),
        track=most,
        face_up=limits.whole("face_up", 1, 6),
        vigilance=limits.whole("vigilance", 0, 20),
        text=limits.whole("text", 20, 2000),
        contested_below=vote.whole("contested_below_percent", 0, 100),
        contested=_damage(vote, "contested", "loss", most),
        wear=vote.whole("wear", 0, most),
        reserve_from=vote.whole("reserve_from_percent", 1, 100),
        shields=tuple(_shield(each, most) for each in crisis.tables("shields")),
        vigilance_in_crisis=crisis.whole("vigilance", 0, 20),
        assemblies=rupture.whole("assemblies", 0, 10),
        back_to=rupture.whole("back_to", 1, most),
        others_lose=rupture.whole("others_lose", 0, most),
        low=ending.whole("low", 1, most),
        alive_total=ending.whole("alive_total", 0, most * len(TRACKS)),
        fragile_tracks=ending.whole("fragile_tracks", 1, len(TRACKS)),
    )
    for inner in (vote, crisis, rupture, ending):
        inner.done()
    return numbers


def _range(sheet: Sheet, name: str) -> tuple[int, int]:
    inner = sheet.table(name)
    least, most = inner.whole("least", 1), inner.whole("most", 1)
    if most < least:
        inner.note("most", "game_range", least=least, most=1000)
    inner.done()
    return least, most


def _damage(sheet: Sheet, name: str, amount: str, most: int) -> Damage:
    inner = sheet.table(name)
    damage = Damage(inner.text("track", TRACKS), inner.whole(amount, 0, most))
    inner.done()
    return damage


def _shield(sheet: Sheet, most: int) -> Shield:
    shield = Shield(sheet.text("track", TRACKS), sheet.whole("from", 0, most))
    sheet.done()
    return shield


def _formats(sheet: Sheet, most: int) -> dict[int, Format]:
    formats = {}
    for each in sheet.tables("formats"):
        plan = each.table("plan")
        rounds = each.whole("rounds", 1, 50)
        made = Format(
            minutes=each.whole("minutes", 1, 600),
            rounds=rounds,
            crises_after=each.wholes("crises_after", 1, rounds),
            adjust=each.tracks("adjust", most),
            plan={part: plan.whole(part, 0, 600) for part in PARTS},
        )
        if sorted(set(made.crises_after)) != [*made.crises_after]:
            each.note("crises_after", "game_order")
        if sum(made.plan.values()) != made.minutes:
            each.note("plan", "game_plan", n=sum(made.plan.values()), minutes=made.minutes)
        if made.minutes in formats:
            each.note("minutes", "game_twice")
        plan.done()
        each.done()
        formats[made.minutes] = made
    return formats


def _postures(sheet: Sheet, most: int) -> dict[str, Posture]:
    postures: dict[str, Posture] = {}
    for each in sheet.tables("postures"):
        made = Posture(
            each.text("key"), each.text("card"), each.tracks("signature", most), each.text("wear", TRACKS)
        )
        _once(each, "key", made.key, postures)
        _once(each, "card", made.card, [other.card for other in postures.values()])
        each.done()
        postures[made.key] = made
    return postures


def _situations(sheet: Sheet, postures: Mapping[str, Posture]) -> dict[str, Situation]:
    pressure, most, steps = _card_rule(sheet)
    situations: dict[str, Situation] = {}
    for each in sheet.tables("situations"):
        card, stakes = each.text("card"), each.texts("stakes", TRACKS)
        fits = _fits(each, postures, WORST_FIT)
        if len(stakes) != 2:
            each.note("stakes", "game_stakes")
            stakes = TRACKS[:2]
        pair = (stakes[0], stakes[1])
        effects = {
            key: printed(posture.signature, pair, steps.get(fits[key], (0, 0)), pressure, most)
            for key, posture in postures.items()
        }
        _once(each, "card", card, situations)
        each.done()
        situations[card] = Situation(card, pair, fits, MappingProxyType(effects))
    return situations


def _card_rule(sheet: Sheet) -> tuple[int, int, dict[int, tuple[int, int]]]:
    """The pressure, the most a track may move by, and what each fit adds on the two stakes."""
    rule = sheet.table("card")
    pressure, most = rule.whole("pressure", 0, 10), rule.whole("most", 1, 10)
    steps = {}
    for each in rule.tables("fits"):
        fit, stakes = each.whole("fit", WORST_FIT, BEST_FIT), each.wholes("stakes", -10, 10)
        if len(stakes) != 2:
            each.note("stakes", "game_stakes")
            stakes = (0, 0)
        each.done()
        steps[fit] = (stakes[0], stakes[1])
    if sorted(steps) != [*range(WORST_FIT, BEST_FIT + 1)]:
        rule.note("fits", "game_steps")
    rule.done()
    return pressure, most, steps


def printed(
    signature: Tracks, stakes: tuple[str, str], step: tuple[int, int], pressure: int, most: int
) -> Tracks:
    """
    The back of a situation for one posture: its signature, what its fit adds on the two stakes, less the
    pressure on the first; within ±*most*.
    """
    levels = list(signature)
    levels[PLACE[stakes[0]]] += step[0] - pressure
    levels[PLACE[stakes[1]]] += step[1]
    return Tracks(*(min(most, max(-most, level)) for level in levels))


def _crises(sheet: Sheet, postures: Mapping[str, Posture], most: int) -> dict[str, Crisis]:
    crises: dict[str, Crisis] = {}
    for each in sheet.tables("crises"):
        made = Crisis(
            each.text("card"),
            _damage(each, "main", "damage", most),
            _damage(each, "second", "damage", most),
            _fits(each, postures, -1),
        )
        _once(each, "card", made.card, crises)
        each.done()
        crises[made.card] = made
    return crises


def _fits(sheet: Sheet, postures: Mapping[str, Posture], worst: int) -> Mapping[str, int]:
    inner = sheet.table("fits")
    fits = {key: inner.whole(key, worst, BEST_FIT) for key in postures}
    inner.done()
    return MappingProxyType(fits)


def _once(sheet: Sheet, name: str, value: str, taken: Any) -> None:
    if value and value in taken:
        sheet.note(name, "game_twice")


def _require_enough(sheet: Sheet, book: Book) -> None:
    """Enough cards for the longest game, and somewhere to begin."""
    if not book.formats or not book.difficulties or not book.postures:
        return  # said already
    rounds = max(each.rounds for each in book.formats.values())
    if len(book.situations) < rounds + book.numbers.face_up - 1:
        sheet.note("situations", "game_few", n=len(book.situations), least=rounds + book.numbers.face_up - 1)
    struck = max(len(each.crises_after) for each in book.formats.values())
    if len(book.crises) < struck:
        sheet.note("crises", "game_few", n=len(book.crises), least=struck)
    if book.means and all(posture.cost(book.means) for posture in book.postures.values()):
        sheet.note("postures", "game_stuck", track=book.means)
