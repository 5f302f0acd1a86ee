"""
The words around the game of commons: all there, and true to its numbers.

The worked example of the booklet is played by the engine; a figure of a rule is looked up in ``game.toml``.
"""

import re
from dataclasses import replace
from itertools import chain

import pytest

from toolkit.content.cards import LANGUAGES, Deck
from toolkit.content.game import load_book
from toolkit.content.game_tables import filled, least_votes
from toolkit.content.game_words import GameWords, Section, load_game_words
from toolkit.content.load import load_deck
from toolkit.game.book import PLACE, Book
from toolkit.game.log import replay
from toolkit.game.moves import (
    ChooseSituation,
    DrawCrisis,
    EndRound,
    FaceCrisis,
    Move,
    OpenVote,
    Reveal,
    StartSeason,
    TurnCard,
    WriteReserve,
)
from toolkit.game.play import play
from toolkit.game.setup import new_game
from toolkit.game.state import State
from toolkit.paths import folder

COMMONS = folder("cards") / "communs"
ROUND = (
    *("season", "choose", "read", "vote_1", "reveal", "talk", "spokespersons"),
    *("vote_2", "apply", "consequence", "reserve", "objection"),
)
VOTE = re.compile(r"vote \d", re.IGNORECASE)
WELCOME, DEBRIEF = (
    ("welcome", "practice"),
    ("ending", "debrief_1", "debrief_2", "debrief_3", "debrief_4", "close"),
)


@pytest.fixture(scope="module")
def words() -> GameWords:
    return load_game_words(COMMONS)


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(COMMONS)


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(COMMONS)


def told(sections: tuple[Section, ...], language: str) -> str:
    """Everything that *sections* say, but for the tables of numbers."""
    blocks = chain.from_iterable(section.blocks for section in sections)
    return " ".join(
        text[language]
        for block in blocks
        for text in (block.text, *block.items, *block.head, *chain.from_iterable(block.rows))
    )


def figures(text: str) -> list[int]:
    return [int(figure) for figure in re.findall(r"\d+", text)]


def test_rules_are_numbered_without_a_gap(words):
    assert list(words.rules) == [f"{number:02}" for number in range(1, 42)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_the_rules_are_those_of_the_game(words, book, language):
    numbers = book.numbers
    said = {number: figures(VOTE.sub("", rule.text[language])) for number, rule in words.rules.items()}
    assert said["01"] == [*numbers.people]
    assert said["02"][0] == said["02"][-1] == numbers.table[1]
    assert said["02"][-2] == numbers.table[0]
    assert said["03"] == [
        figure
        for each in book.formats.values()
        for figure in (each.minutes, each.rounds, len(each.crises_after), *each.crises_after)
    ]
    assert said["04"] == [*book.difficulties.values(), 45]
    lower = {minutes: {*each.adjust} - {0} for minutes, each in book.formats.items()}
    assert lower == {45: {-1}, 70: set(), 90: set()}
    assert (book.formats[45].adjust.COM, book.formats[45].adjust.ACC) == (-1, -1)
    assert said["05"] == [0, numbers.track]
    assert said["20"] == [numbers.wear, 2 * numbers.wear, 3 * numbers.wear]
    assert said["21"] == [numbers.contested_below, numbers.contested.damage]
    assert said["23"] == [numbers.reserve_from]
    assert said["24"] == [numbers.vigilance]
    assert said["27"][:4] == [1, numbers.shields[0].least, 1, numbers.shields[1].least]
    assert said["28"] == [numbers.vigilance_in_crisis, 1]
    assert said["31"][-3:] == [numbers.back_to, numbers.others_lose, 0]
    assert said["34"] == [numbers.low, numbers.alive_total]
    assert said["35"] == [numbers.low]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_names_the_postures_and_tracks_it_is_about(words, book, deck, language):
    clauses = re.findall(r"(?:Moyens à|Means at) (\d) ([^;.]+)", words.rules["17"].text[language])
    closed: set[str] = set()
    for left, clause in clauses:
        closed |= {key for key, title in titles(deck, book, language).items() if title in clause}
        assert closed == {key for key, each in book.postures.items() if each.cost(book.means) > int(left)}
    assert [left for left, _ in clauses] == ["1", "0"]
    wear = words.rules["20"].text[language]
    for posture in book.postures.values():
        title = deck.card(posture.card).texts[language].title
        clause = next(clause for clause in re.split(r"[.\u202f]*;|\. ", wear) if title in clause)
        track = {"fr": ("Ressource", "Communauté", "Accord", "Moyens")}.get(
            language, ("Resource", "Community", "Agreement", "Means")
        )[PLACE[posture.wear]]
        assert track in clause, title


def titles(deck: Deck, book: Book, language: str) -> dict[str, str]:
    return {key: deck.card(posture.card).texts[language].title for key, posture in book.postures.items()}


def test_the_script_has_its_time_and_no_more(words, book):
    for minutes, format_ in book.formats.items():
        for phases, planned in (
            (WELCOME, format_.plan["welcome"] * 60),
            (ROUND, format_.plan["rounds"] * 60 / format_.rounds),
            (("crisis",), format_.plan["crises"] * 60 / len(format_.crises_after)),
            (DEBRIEF, format_.plan["debrief"] * 60),
        ):
            assert sum(words.step(phase).seconds[minutes] for phase in phases) == planned, (minutes, phases)
        for phase, timer in (
            ("read", "reading"),
            ("vote_1", "vote"),
            ("vote_2", "vote"),
            ("talk", "talk"),
            ("spokespersons", "spokespersons"),
        ):
            assert words.step(phase).seconds[minutes] == book.timing[timer], phase


def test_every_step_says_what_to_do_and_what_to_say(words):
    assert [step.phase for step in words.script if not (step.do and step.say)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_to_say_are_short_enough_to_be_said(words, language):
    long = [said[language] for step in words.script for said in step.say if len(said[language].split()) > 36]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_holds_on_a_page(words, language):
    assert len(told(words.page, language)) < 3200


def test_six_hats_and_no_two_questions_alike(words):
    assert [hat.id for hat in words.hats] == [
        f"hat-{who}" for who in ("elected", "agent", "lawyer", "resident", "organisation", "non-human")
    ]
    for language in LANGUAGES:
        asked = [question[language] for hat in words.hats for question in hat.questions]
        assert len(set(asked)) == len(asked)
        assert all(question.endswith("?") for question in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_booklet_owes_what_the_deck_owes(words, deck, language):
    origin = next(section for section in words.booklet if section.id == "origin")
    assert deck.texts[language].credit in told((origin,), language)
    assert {"fr": "que nous n’avons pu lire qu’en partie", "en": "only partly available to us"}[
        language
    ] in told((origin,), language)


def test_a_table_of_numbers_is_filled_from_the_game(words, book, deck):
    blocks = [block for section in words.booklet for block in section.blocks if block.kind == "numbers"]
    tables = {block.table: filled(block, book, deck) for block in blocks}
    assert {name: len(table.rows) for name, table in tables.items() if name != "thresholds"} == {
        "formats": len(book.formats),
        "starts": len(book.difficulties),
        "signatures": len(book.postures),
        "damages": len(book.crises),
    }
    for table in tables.values():
        assert table.kind == "table"
        assert {len(row) for row in table.rows} == {len(table.head)}
    partner = [cell["fr"] for cell in tables["signatures"].rows[0]]
    assert partner == ["Partenaire", "+1", "+1", "+1", "–2", "Moyens"]
    cut = [cell["en"] for cell in tables["damages"].rows[0]]
    assert cut == ["Budget cut", "Means –3", "Agreement –1", "+2", "0", "+1", "0", "+1", "–1"]
    assert filled(words.booklet[0].blocks[0], book, deck) is words.booklet[0].blocks[0]


def test_a_start_that_is_not_level_gives_its_four_numbers(words, book, deck):
    block = next(b for section in words.booklet for b in section.blocks if b.table == "starts")
    short = replace(book.formats[45], adjust=book.formats[45].adjust._replace(RES=-1, COM=0, ACC=0, MOY=0))
    uneven = replace(book, formats={**book.formats, 45: short})
    row = filled(block, uneven, deck).rows[1]
    level = book.difficulties["ordinary"]
    assert row[1]["fr"] == f"{level - 1} {level} {level} {level}"


def test_thresholds_are_exact_for_every_room(words, book, deck):
    block = next(b for section in words.booklet for b in section.blocks if b.table == "thresholds")
    seen = []
    rows = filled(block, book, deck).rows
    for span, first, elsewhere in (*(row[:3] for row in rows), *(row[3:] for row in rows if row[3]["fr"])):
        low, _, high = span["fr"].partition("–")
        for votes in range(int(low), int(high or low) + 1):
            seen.append(votes)
            for share, least in (
                (book.numbers.contested_below, first),
                (book.numbers.reserve_from, elsewhere),
            ):
                assert int(least["en"]) * 100 >= share * votes > (int(least["en"]) - 1) * 100
                assert least_votes(votes, share) == int(least["en"])
    assert seen == [*range(1, book.numbers.people[1] + 1)]


def test_the_worked_example_is_what_the_engine_plays(words, book):
    """Round by round, the cubes and the tokens that the booklet announces."""
    example = next(section for section in words.booklet if section.id == "example")
    state = replay(
        book, (new_game(book, minutes=70, people=12, tables=2, difficulty="ordinary", seed="test"),)
    )
    start = book.difficulties["ordinary"]
    assert figures(example.blocks[0].text["fr"]) == [70, start]
    state = replace(
        state,
        face_up=("situation-02", "situation-07"),
        pile=tuple(
            card for card in (*state.face_up, *state.pile) if card not in ("situation-02", "situation-07")
        ),
        crisis_pile=("crisis-1", *(card for card in state.crisis_pile if card != "crisis-1")),
    )
    steps = {language: [item[language] for item in example.blocks[1].items] for language in LANGUAGES}
    first, second = {"GAR": 5, "OPE": 4, "PAR": 3}, {"PAR": 5, "GAR": 4, "OPE": 3}
    state = done(book, state, StartSeason())
    assert state.tracks.MOY == start + 1 == figures(steps["fr"][0])[1]
    state = done(book, state, ChooseSituation("situation-02"), OpenVote(), Reveal(first), OpenVote())
    state = done(book, state, Reveal(second), TurnCard())
    for language in LANGUAGES:
        assert figures(steps[language][1]) == [1, *first.values(), 2, *second.values()]
        assert figures(steps[language][3])[:4] == [*state.tracks]
    assert state.turn is not None
    assert not state.turn.contested
    state = done(book, state, WriteReserve("La source, elle, n’a rien signé."), EndRound())
    assert state.vigilance == 1
    second = {"PAR": 4, "CON": 3, "GAR": 2, "OPE": 2, "FAC": 1}
    state = done(book, state, StartSeason())
    assert figures(steps["fr"][4])[:3] == [2, state.tracks.MOY, state.tracks.RES]
    before = state.tracks
    state = done(book, state, ChooseSituation("situation-07"), OpenVote(), Reveal(first), OpenVote())
    state = done(book, state, Reveal(second), TurnCard())
    moved = book.moved(before, book.situations["situation-07"].effects["PAR"])
    assert state.turn is not None
    assert (state.turn.worn, state.turn.contested) == (True, True)
    for language in LANGUAGES:
        assert figures(steps[language][4])[-len(second) :] == [*second.values()]
        assert figures(steps[language][5])[-4:] == [*moved]
        assert state.tracks.MOY in figures(steps[language][6])
        assert state.tracks.ACC in figures(steps[language][6])
    state = done(book, state, WriteReserve("Huit autres voix."), EndRound(), DrawCrisis(), OpenVote())
    state = done(book, state, Reveal({"OPE": 7, "PAR": 5}), FaceCrisis(1))
    for language in LANGUAGES:
        assert figures(steps[language][9])[-4:] == [*state.tracks]
    assert state.vigilance == 1


def done(book: Book, state: State, *moves: Move) -> State:
    for move in moves:
        state = play(book, state, move)
    return state


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_games_are_not_mixed_up(words, language):
    """KriZ is named where the credit is due, and nowhere else."""
    elsewhere = tuple(section for section in words.booklet if section.id != "origin")
    everything = told(elsewhere, language) + told(words.page, language)
    assert not re.search(r"kriz|27e Région", everything, re.IGNORECASE)
