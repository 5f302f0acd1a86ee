"""What booklet and cards show of the numbers of the game: taken from them, so that they cannot disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby, zip_longest

from toolkit.content.cards import LANGUAGES, Card, Deck, Language
from toolkit.content.game_words import Block, Both, GameWords
from toolkit.game.book import PLACE, TRACKS, Book, Damage, Tracks

Row = tuple[Both, ...]

MINUS = "\u2013"  # the fonts of the cards have no true minus; an en dash is as wide


def filled(block: Block, book: Book, deck: Deck) -> Block:
    """
    *block*, a ``numbers``, as a ``table``: its own head, and one row per posture, format, crisis…

    A block of any other kind is given back as it is.
    """
    if block.kind != "numbers":
        return block
    rows = {
        "signatures": _signatures,
        "formats": _formats,
        "starts": _starts,
        "damages": _damages,
        "thresholds": _thresholds,
    }[block.table](block, book, deck)
    return Block(kind="table", text=block.text, head=block.head, rows=tuple(rows))


def with_numbers(words: GameWords, book: Book, deck: Deck) -> GameWords:
    """*words* whose page and booklet show the numbers of *book*."""
    page, booklet = (
        tuple(
            replace(each, blocks=tuple(filled(block, book, deck) for block in each.blocks)) for each in part
        )
        for part in (words.page, words.booklet)
    )
    return replace(words, page=page, booklet=booklet)


def posture_titles(book: Book, deck: Deck, language: Language) -> list[tuple[str, str]]:
    """Key and title of each posture, in the order of *book*."""
    return [(key, deck.card(each.card).text(language).title) for key, each in book.postures.items()]


def signed(number: int) -> str:
    """A movement of a cube: +2, –1, 0."""
    return f"+{number}" if number > 0 else f"{MINUS}{-number}" if number else "0"


def least_votes(votes: int, percent: int) -> int:
    """The fewest of *votes* that make *percent* of them."""
    return -(-votes * percent // 100)


def _signatures(block: Block, book: Book, deck: Deck) -> Iterable[Row]:
    """Head: posture, the four tracks, wear. The wear of a posture is named as the column of its track."""
    for posture in book.postures.values():
        moves = (_same(signed(number)) for number in posture.signature)
        yield (_title(deck, posture.card), *moves, block.head[1 + PLACE[posture.wear]])


def _formats(block: Block, book: Book, deck: Deck) -> Iterable[Row]:
    """Head: minutes, rounds, crises, the rounds they come after."""
    for each in book.formats.values():
        after = ", ".join(map(str, each.crises_after))
        yield tuple(map(_same, (str(each.minutes), str(each.rounds), str(len(each.crises_after)), after)))


def _starts(block: Block, book: Book, deck: Deck) -> Iterable[Row]:
    """Head: difficulty, then the formats. ``names``: the difficulties. A cell is the four tracks."""
    for name, key in zip(block.names, book.difficulties, strict=True):
        yield (name, *(_same(_level(book.start(minutes, key))) for minutes in book.formats))


def _level(tracks: Tracks) -> str:
    return " ".join(map(str, tracks))


def _damages(block: Block, book: Book, deck: Deck) -> Iterable[Row]:
    """Head: crisis, main damage, second, then the fit of each posture. ``names``: the four tracks."""
    for crisis in book.crises.values():
        fits = (_same(signed(crisis.fits[posture])) for posture in book.postures)
        yield (_title(deck, crisis.card), _damage(block, crisis.main), _damage(block, crisis.second), *fits)


def _damage(block: Block, damage: Damage) -> Both:
    name = block.names[PLACE[damage.track]]
    return {language: f"{name[language]} {MINUS}{damage.damage}" for language in LANGUAGES}


def _thresholds(block: Block, book: Book, deck: Deck) -> Iterable[Row]:
    """
    Head, twice over: votes of vote 2, least for the first posture, least elsewhere for a reservation; exact.

    The second half of the rooms goes beside the first: a table half as long stays on one page.
    """
    shares = book.numbers.contested_below, book.numbers.reserve_from
    _, most = book.numbers.people
    found: list[Row] = []
    for least, group in groupby(range(1, most + 1), lambda n: [least_votes(n, share) for share in shares]):
        votes = [*group]
        span = str(votes[0]) if len(votes) == 1 else f"{votes[0]}{MINUS}{votes[-1]}"
        found.append(tuple(map(_same, (span, *map(str, least)))))
    half = -(-len(found) // 2)
    blank = tuple(map(_same, [""] * 3))
    for left, right in zip_longest(found[:half], found[half:], fillvalue=blank):
        yield (*left, *right)


def _title(deck: Deck, card_id: str) -> Both:
    card = deck.card(card_id)
    return {language: card.text(language).title for language in LANGUAGES}


def _same(text: str) -> Both:
    return dict.fromkeys(LANGUAGES, text)


def cubes_of(book: Book | None, card: Card) -> Mapping[str, Mapping[str, str]]:
    """
    How the cubes move: by what makes them move, then by track in small letters (``res``), zeros left out.

    For a posture, ``signature``; for a situation, each posture's key; for a crisis, ``main``, ``second`` and
    ``fits``, the latter by posture. Empty for any other card.
    """
    if book is None:
        return {}
    if card.kind == "posture":
        return {"signature": _moves(book.postures[card.key].signature)}
    if card.kind == "situation":
        return {key: _moves(effect) for key, effect in book.situations[card.id].effects.items()}
    if card.kind != "crisis":
        return {}
    crisis = book.crises[card.id]
    return {
        "main": {crisis.main.track.lower(): signed(-crisis.main.damage)},
        "second": {crisis.second.track.lower(): signed(-crisis.second.damage)},
        "fits": {key: signed(fit) for key, fit in crisis.fits.items()},
    }


def _moves(tracks: Tracks) -> Mapping[str, str]:
    return {track.lower(): signed(by) for track, by in zip(TRACKS, tracks, strict=True) if by}
