"""Every rule of the booklet, by its number in ``cards/communs/rules.toml``: one test or more for each."""

import tomllib
from dataclasses import replace

import pytest

from tests.game.table import (
    GAME,
    AtTable,
    a_crisis,
    a_round,
    assembled,
    at,
    before_crisis,
    book,
    new,
    to_card,
    to_closing,
    to_first_vote,
    to_second_vote,
)
from toolkit.game.book import Tracks
from toolkit.game.errors import OutOfTurn, Refused
from toolkit.game.log import replay
from toolkit.game.moves import (
    Begin,
    BreakTie,
    ChooseSituation,
    CloseGame,
    Commit,
    CorrectCount,
    DrawCrisis,
    DropRound,
    EndRound,
    FaceCrisis,
    Headcount,
    HoldAssembly,
    Move,
    Object,
    OpenVote,
    Reveal,
    SetAside,
    StartSeason,
    TakeBack,
    TurnCard,
    WriteReserve,
    as_dict,
    move_from,
)
from toolkit.game.play import play
from toolkit.game.setup import new_game, possible_tables, shuffled
from toolkit.game.state import State

SHORT, USUAL, LONG = 45, 70, 90
RULES = range(1, 42)


def done(state: State, *moves: Move) -> State:
    for move in moves:
        state = play(book(), state, move)
    return state


def refused(state: State, move: Move) -> Refused:
    with pytest.raises(Refused) as caught:
        play(book(), state, move)
    return caught.value


def a_begin(**other: object) -> Begin:
    made = new_game(book(), minutes=70, people=10, tables=2, seed="test")
    return replace(made, **other)  # type: ignore[arg-type]


# People, tables, formats


@pytest.mark.parametrize("people", [0, -1, 2, 61, True])
def test_rule_01_three_to_sixty_people(people):
    with pytest.raises(Refused, match="bad_people"):
        play(book(), None, a_begin(people=people, tables=1))


@pytest.mark.parametrize("people", [3, 60])
def test_rule_01_the_smallest_and_the_largest_room_play(people):
    state = play(book(), None, a_begin(people=people, tables=possible_tables(book(), people)[0]))
    assert state.people == people


@pytest.mark.parametrize(
    ("people", "tables"),
    [
        (3, [1]),
        (8, [1]),
        (9, [2]),
        (10, [2]),
        (12, [2, 3]),
        (16, [2, 3, 4]),
        (17, [3, 4]),
        (60, [*range(8, 16)]),
    ],
)
def test_rule_02_one_small_table_or_tables_of_four_to_eight(people, tables):
    assert [*possible_tables(book(), people)] == tables


def test_rule_02_another_number_of_tables_is_refused():
    with pytest.raises(Refused, match="bad_tables"):
        play(book(), None, a_begin(people=12, tables=4))


@pytest.mark.parametrize(
    ("minutes", "rounds", "crises_after"), [(45, 4, [3]), (70, 6, [2, 5]), (90, 8, [2, 5, 7])]
)
def test_rule_03_rounds_and_crises_of_each_format(minutes, rounds, crises_after):
    state, struck = new(minutes), []
    while state.phase != "debrief":
        # Strong tracks all along: it is the calendar that is looked at.
        state = at(state, RES=9, COM=9, ACC=9, MOY=9)
        if state.phase == "crisis":
            struck.append(state.round)
            state = a_crisis(state, "PAR")
        else:
            state = a_round(state, {("PAR", "CON")[state.round % 2]: 10})
    assert (state.round, struck) == (rounds, crises_after)


@pytest.mark.parametrize(("difficulty", "level"), [("gentle", 7), ("ordinary", 6), ("hard", 5)])
def test_rule_04_where_the_tracks_start(difficulty, level):
    for minutes in (USUAL, LONG):
        assert new(minutes, difficulty=difficulty).tracks == (level, level, level, level)
    assert new(SHORT, difficulty=difficulty).tracks == (level, level - 1, level - 1, level)


def test_rule_04_an_unknown_format_or_difficulty_is_refused():
    assert_refused(a_begin(minutes=60), "unknown_format")
    assert_refused(a_begin(difficulty="easy"), "unknown_difficulty")


def assert_refused(begin: Begin, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        play(book(), None, begin)


def test_rule_05_what_goes_beyond_the_board_is_lost():
    full = to_closing(at(new(), RES=10, COM=10, ACC=10, MOY=10), {"PAR": 10}, "situation-07")
    assert full.tracks == (10, 10, 10, 8)
    # S12 takes 2 means from the facilitator, and there is only the 1 that the season brought.
    empty = to_closing(at(new(), RES=5, COM=5, ACC=5, MOY=0), {"FAC": 10}, "situation-12")
    assert empty.tracks == (2, 6, 6, 0)


def test_rule_06_two_situations_lie_face_up_the_others_wait():
    state = new()
    assert (len(state.face_up), len(state.pile), len(state.crisis_pile)) == (2, 10, 6)
    assert sorted((*state.face_up, *state.pile)) == sorted(book().situations)


def test_rule_06_the_same_seed_gives_the_same_shuffle_and_another_another():
    cards = [*book().situations]
    assert shuffled("a", cards) == shuffled("a", reversed(cards)) != shuffled("b", cards)
    # Written down once: games already exported must find their shuffle for ever.
    # printf 'rebond/situation-01' | sha256sum, and so on: the four smallest.
    assert shuffled("rebond", cards)[:4] == ("situation-12", "situation-03", "situation-08", "situation-04")


def test_rule_06_hands_may_shuffle_but_a_seed_does_not_lie():
    piles = {"situations": tuple(book().situations), "crises": tuple(book().crises)}
    assert play(book(), None, a_begin(seed="", **piles)).face_up == ("situation-01", "situation-02")
    assert_refused(a_begin(seed="test", **piles), "not_the_shuffle")
    assert_refused(a_begin(seed="", situations=("situation-01",) * 12), "bad_pile")
    assert_refused(a_begin(seed="", crises=()), "bad_pile")


# Seasons and situations


def test_rule_07_means_come_in_every_season():
    first = done(new(), StartSeason())
    assert first.tracks == (6, 6, 6, 7)
    second = done(at(a_round(new(), {"OPE": 10}), MOY=3), StartSeason())
    assert second.tracks.MOY == 4


def test_rule_08_the_resource_wears_from_the_second_season_on():
    second = done(at(a_round(new(), {"OPE": 10}), RES=7), StartSeason())
    assert second.tracks.RES == 6


def test_rule_09_the_duty_table_chooses_one_of_the_two_and_the_other_stays():
    state = done(new(), StartSeason())
    chosen, other = state.face_up
    reading = done(state, ChooseSituation(chosen))
    assert reading.turn.situation == chosen
    assert reading.face_up == (other,)
    following = a_round(new(), {"OPE": 10})
    kept, coming = following.face_up[0], following.pile[0]
    assert done(following, StartSeason()).face_up == (kept, coming)


def test_rule_09_another_situation_is_refused():
    state = done(new(), StartSeason())
    assert refused(state, ChooseSituation(state.pile[0])).reason == "not_face_up"


def test_rule_10_the_duty_passes_to_the_next_table():
    state, duties = new(people=12, tables=3), []
    for posture in ("OPE", "PAR", "FAC", "OPE"):
        state = at(state, RES=9, COM=9, ACC=9, MOY=9)
        if state.phase == "crisis":
            assert state.strike.duty == duties[-1]
            state = a_crisis(state, "OPE")
        state = a_round(state, {posture: 12})
        duties.append(state.played[-1].duty)
    assert duties == [1, 2, 3, 1]


def test_rule_10_one_table_is_always_on_duty():
    assert [a_round(new(people=5, tables=1), {"OPE": 5}).played[0].duty] == [1]


def test_rule_11_a_situation_set_aside_goes_under_the_pile():
    state = done(new(), StartSeason())
    aside, other = state.face_up
    after = done(state, SetAside(aside))
    assert after.face_up == (other, state.pile[0])
    assert after.pile == (*state.pile[1:], aside)
    assert after.turn.set_aside == (aside,)


@pytest.mark.parametrize("moves", [[], [OpenVote()]])
def test_rule_11_the_situation_being_read_or_voted_on_may_still_be_set_aside(moves):
    state = done(new(), StartSeason())
    reading = done(state, ChooseSituation(state.face_up[0]), *moves)
    after = done(reading, SetAside(state.face_up[0]))
    assert (after.phase, after.turn.situation) == ("choice", None)
    assert after.face_up == (state.face_up[1], state.pile[0])


def test_rule_11_not_after_the_first_vote_is_revealed():
    state = done(to_first_vote(new()), Reveal({"PAR": 3}))
    assert isinstance(refused(state, SetAside(state.turn.situation)), OutOfTurn)


# Votes


def test_rule_12_no_count_is_known_before_everybody_reveals():
    state = to_first_vote(new())
    assert (state.turn.first, state.turn.second) == (None, None)
    shown = done(state, Reveal({"PAR": 4, "LAC": 6}))
    assert shown.turn.first == {"PAR": 4, "CON": 0, "FAC": 0, "GAR": 0, "LAC": 6, "OPE": 0}


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({}, "no_votes"),
        ({"PAR": 0}, "no_votes"),
        ({"PAR": 11}, "more_votes_than_people"),
        ({"PAR": 5, "LAC": 6}, "more_votes_than_people"),
        ({"XXX": 1}, "unknown_posture"),
        ({"PAR": -1}, "not_a_count"),
        ({"PAR": True}, "not_a_count"),
        ({"PAR": 1.0}, "not_a_count"),
        ("PAR", "not_a_count"),
    ],
)
def test_rule_12_a_count_that_cannot_be_is_refused(counts, reason):
    assert refused(to_first_vote(new()), Reveal(counts)).reason == reason


def test_rule_12_who_does_not_vote_is_not_counted():
    assert done(to_first_vote(new()), Reveal({"PAR": 1})).phase == "talk"


def test_rule_13_the_first_vote_moves_no_cube():
    voting = to_first_vote(new())
    after = done(voting, Reveal({"LAC": 10}))
    assert replace(after, phase="vote_1", turn=voting.turn) == voting


def test_rule_14_a_second_vote_follows_the_talk():
    talk = done(to_first_vote(new()), Reveal({"LAC": 10}))
    assert talk.phase == "talk"
    assert isinstance(refused(talk, Reveal({"LAC": 10})), OutOfTurn)
    second = done(talk, OpenVote(), Reveal({"PAR": 10}))
    assert (second.turn.first["LAC"], second.turn.second["PAR"]) == (10, 10)


def test_rule_15_the_posture_with_most_second_votes_is_applied():
    state = to_card(new(), {"PAR": 4, "GAR": 5, "FAC": 1})
    assert (state.turn.applied, state.turn.tied, state.phase) == ("GAR", (), "card")


def test_rule_16_the_duty_table_chooses_among_the_tied():
    tie = done(to_second_vote(new()), Reveal({"PAR": 4, "GAR": 4, "FAC": 2}))
    assert (tie.phase, tie.turn.tied, tie.turn.applied) == ("tie", ("PAR", "GAR"), None)
    assert refused(tie, BreakTie("FAC")).reason == "not_tied"
    settled = done(tie, BreakTie("GAR"))
    assert (settled.turn.applied, settled.turn.tied) == ("GAR", ("PAR", "GAR"))


@pytest.mark.parametrize(
    ("means", "short"), [(0, {"PAR", "CON", "FAC"}), (1, {"PAR", "CON"}), (2, set()), (10, set())]
)
@pytest.mark.parametrize("posture", [*book().postures])
def test_rule_17_a_posture_that_costs_more_means_than_there_are_cannot_be_voted(means, short, posture):
    for voting in (to_first_vote(new()), to_second_vote(new()), crisis_vote()):
        counts = {posture: 1, "OPE": 5} if posture != "OPE" else {"OPE": 6}
        if posture in short:
            assert refused(at(voting, MOY=means), Reveal(counts)).values == {"posture": posture}
            counts[posture] = 0
        assert done(at(voting, MOY=means), Reveal(counts)).phase in ("talk", "card", "crisis_damage")


def crisis_vote() -> State:
    return done(before_crisis(), DrawCrisis(), OpenVote())


# The card


@pytest.mark.parametrize(
    ("situation", "posture", "expected"),
    [
        ("situation-01", "FAC", (0, 1, 2, -1)),
        ("situation-03", "OPE", (2, -2, -3, 0)),
        ("situation-12", "LAC", (-2, 2, -1, 1)),
    ],
)
def test_rule_18_the_cubes_move_by_what_the_card_says(situation, posture, expected):
    before = to_card(at(new(), RES=5, COM=5, ACC=5, MOY=5), {posture: 10}, situation)
    after = done(before, TurnCard())
    moved = tuple(now - was for now, was in zip(after.tracks, before.tracks, strict=True))
    assert moved == expected == book().situations[situation].effects[posture]


def test_rule_19_a_card_is_signature_fit_and_pressure():
    # S02, RES then ACC: PAR fits at +2, so RES 1+1−1, ACC 1+1; LAC at −1, so RES −1−1−1.
    effects = book().situations["situation-02"].effects
    assert effects["PAR"] == (1, 1, 2, -2)
    assert effects["LAC"] == (-3, 2, -1, 1)


def test_rule_19_no_card_moves_a_cube_by_more_than_three():
    moves = [
        level for card in book().situations.values() for effect in card.effects.values() for level in effect
    ]
    assert (min(moves), max(moves)) == (-3, 3)
    # S04: GAR would lose 0−2−1 on RES, and S03 OPE 0−2−1 on ACC: just 3; S12 OPE stays within too.


@pytest.mark.parametrize(
    ("posture", "track"),
    [("PAR", "MOY"), ("CON", "MOY"), ("FAC", "ACC"), ("GAR", "COM"), ("LAC", "RES"), ("OPE", "COM")],
)
def test_rule_20_a_posture_applied_twice_in_a_row_wears(posture, track):
    once = a_round(at(new(), RES=6, COM=8, ACC=7, MOY=6), {posture: 10}, "situation-04")
    card = to_card(at(once, RES=7, COM=7, ACC=7, MOY=7), {posture: 10}, "situation-08")
    expected = book().moved(card.tracks, book().situations["situation-08"].effects[posture])
    turned = done(card, TurnCard())
    assert turned.turn.worn
    assert turned.tracks == book().lowered(expected, track, 1)


def test_rule_20_the_longer_it_lasts_the_more_it_wears():
    state, worn = at(new(minutes=LONG), RES=8, COM=8, ACC=8, MOY=8), []
    for situation in ("situation-02", "situation-04", "situation-06", "situation-08"):
        card = to_card(at(state, RES=8, COM=8, ACC=8, MOY=8), {"FAC": 10}, situation)
        turned = done(card, TurnCard())
        expected = book().moved(card.tracks, book().situations[situation].effects["FAC"])
        worn.append(expected.ACC - turned.tracks.ACC)
        state = at(done(turned, EndRound()), RES=8, COM=8, ACC=8, MOY=8)
        state = a_crisis(state, "PAR") if state.phase == "crisis" else state
    assert worn == [0, 1, 2, 3]


def test_rule_20_no_wear_when_another_posture_came_between():
    state = at(a_round(new(minutes=LONG), {"OPE": 10}), RES=8, COM=8, ACC=8, MOY=8)
    state = at(a_crisis(at(a_round(state, {"PAR": 10}), COM=8), "PAR"), RES=8, COM=8, ACC=8, MOY=8)
    assert not to_closing(state, {"OPE": 10}).turn.worn


@pytest.mark.parametrize(
    ("counts", "contested"),
    [
        ({"PAR": 3, "CON": 2, "FAC": 2, "GAR": 2, "OPE": 1}, True),
        ({"PAR": 4, "CON": 2, "FAC": 2, "GAR": 2}, False),  # 40 % exactly
        ({"PAR": 1}, False),
    ],
)
def test_rule_21_under_forty_percent_the_round_is_contested(counts, contested):
    card = to_card(new(), counts, "situation-07")
    turned = done(card, TurnCard())
    assert turned.turn.contested is contested
    gained = turned.tracks.ACC - card.tracks.ACC  # +1 on the card
    assert gained == (0 if contested else 1)


def test_rule_21_a_tie_may_be_contested_too():
    assert to_closing(new(), {"PAR": 3, "CON": 3, "FAC": 2, "GAR": 2}).turn.contested


def test_rule_21_the_loss_comes_after_the_card():
    # ACC 10, card +1 (lost beyond 10), contested −1.
    card = to_card(at(new(), ACC=10), {"PAR": 3, "CON": 2, "FAC": 2, "GAR": 2}, "situation-07")
    assert done(card, TurnCard()).tracks.ACC == 9


def test_rule_22_unanimity_brings_no_bonus():
    everybody = to_closing(new(), {"PAR": 10}, "situation-07")
    most = to_closing(new(), {"PAR": 6, "OPE": 4}, "situation-07")
    assert (everybody.tracks, everybody.vigilance) == (most.tracks, most.vigilance)


@pytest.mark.parametrize(
    ("counts", "allowed"), [({"PAR": 8, "GAR": 1, "LAC": 1}, True), ({"PAR": 9, "GAR": 1}, False)]
)
def test_rule_23_a_minority_of_twenty_percent_may_write_its_reserve(counts, allowed):
    state = to_closing(new(), counts)
    if allowed:
        after = done(state, WriteReserve("  Nous aurions\nattendu. "))
        assert (after.vigilance, after.turn.reserve, after.turn.token) == (1, "Nous aurions attendu.", True)
    else:
        assert refused(state, WriteReserve("Non.")).reason == "no_minority"


def test_rule_23_one_line_and_only_one():
    state = to_closing(new(), {"PAR": 6, "GAR": 4})
    assert refused(state, WriteReserve(" \n")).reason == "empty_text"
    assert refused(state, WriteReserve("x" * 281)).values == {"n": 281, "most": 280}
    assert refused(state, WriteReserve("\x00\x1b \ud800")).reason == "empty_text"
    assert done(state, WriteReserve("a\x00b\ud800 👩‍🌾")).turn.reserve == "ab 👩‍🌾"
    written = done(state, WriteReserve("Une fois."))
    assert refused(written, WriteReserve("Deux fois.")).reason == "reserve_written"


def test_rule_24_never_more_than_three_tokens_but_the_reserve_is_kept():
    state = replace(to_closing(new(), {"PAR": 6, "GAR": 4}), vigilance=3)
    after = done(state, WriteReserve("Encore."))
    assert (after.vigilance, after.turn.reserve, after.turn.token) == (3, "Encore.", False)


def test_rule_25_an_objection_is_written_and_changes_no_number():
    state = to_closing(new(), {"PAR": 10})
    after = done(state, Object("La carte exagère.", 2), Object("Vraiment."))
    assert [tuple(each) for each in after.turn.objections] == [("La carte exagère.", 2), ("Vraiment.", 0)]
    assert replace(after, turn=state.turn) == state
    assert refused(state, Object("Ici.", 3)).reason == "unknown_table"


# Crises


def test_rule_26_a_crisis_is_one_vote_without_talk():
    state = before_crisis()
    top = state.crisis_pile[0]
    voted = done(state, DrawCrisis(), OpenVote(), Reveal({"PAR": 6, "OPE": 4}))
    assert (voted.strike.card, voted.strike.chosen, voted.phase) == (top, "PAR", "crisis_damage")
    assert voted.crisis_pile == state.crisis_pile[1:]


def test_rule_26_the_duty_table_settles_a_tie():
    tie = done(before_crisis(), DrawCrisis(), OpenVote(), Reveal({"PAR": 5, "OPE": 5}))
    assert tie.phase == "crisis_tie"
    assert refused(tie, BreakTie("LAC")).reason == "not_tied"
    assert done(tie, BreakTie("OPE")).strike.chosen == "OPE"


@pytest.mark.parametrize(
    ("community", "agreement", "posture", "damage"),
    [
        (5, 5, "GAR", 3),
        (6, 5, "GAR", 2),
        (5, 6, "GAR", 2),
        (6, 6, "GAR", 1),
        (5, 5, "FAC", 2),
        (5, 5, "PAR", 1),
        (5, 5, "OPE", 4),
        (10, 10, "PAR", 0),  # 3 − 1 − 1 − 2 is below 0
    ],
)
def test_rule_27_main_damage_of_a_budget_cut(community, agreement, posture, damage):
    state = at(before_crisis(), COM=community, ACC=agreement, MOY=8, RES=8)
    after = a_crisis(state, posture, card="crisis-1")
    assert after.strikes[-1].damage == damage
    assert after.tracks == (8, community, agreement - 1, 8 - damage)


def test_rule_28_up_to_two_tokens_each_take_one_off():
    state = replace(at(before_crisis(), COM=5, ACC=5, MOY=8, RES=8), vigilance=3)
    after = a_crisis(state, "GAR", vigilance=2, card="crisis-1")
    assert (after.tracks.MOY, after.vigilance, after.strikes[-1].damage) == (7, 1, 1)


@pytest.mark.parametrize(
    ("tokens", "posture", "most"), [(3, "GAR", 2), (1, "GAR", 1), (0, "GAR", 0), (3, "PAR", 1)]
)
def test_rule_28_no_token_that_is_not_there_or_of_no_use(tokens, posture, most):
    state = replace(at(before_crisis(), COM=5, ACC=5, MOY=8, RES=8), vigilance=tokens)
    state = replace(state, crisis_pile=("crisis-1", *(c for c in state.crisis_pile if c != "crisis-1")))
    struck = done(state, DrawCrisis(), OpenVote(), Reveal({posture: 10}))
    assert refused(struck, FaceCrisis(most + 1)).values == {"most": most}
    assert refused(struck, FaceCrisis(-1)).reason == "too_much_vigilance"
    assert done(struck, FaceCrisis(most)).vigilance == tokens - most


def test_rule_29_the_second_damage_always_applies():
    state = replace(at(before_crisis(), RES=8, COM=8, ACC=8, MOY=8), vigilance=3)
    after = a_crisis(state, "FAC", card="crisis-5")  # RES −2 softened to nothing, COM −2 all the same
    assert after.tracks == (8, 6, 8, 8)


def test_rule_30_a_crisis_brings_no_signature_and_no_wear():
    state = at(before_crisis(), RES=8, COM=8, ACC=8, MOY=8)
    assert state.played[-1].applied == "PAR"
    after = a_crisis(state, "PAR", card="crisis-1")
    assert after.tracks == (8, 8, 7, 8)
    # GAR in the crisis does not wear GAR in the next round; PAR of round 2 still does.
    between = a_crisis(state, "GAR", card="crisis-1")
    assert not to_closing(between, {"GAR": 10}).turn.worn
    assert to_closing(between, {"PAR": 10}).turn.worn


# Ruptures


@pytest.mark.parametrize(
    ("track", "crisis", "posture"),
    [("RES", "crisis-3", "CON"), ("COM", "crisis-4", "GAR"), ("ACC", "crisis-2", "LAC")],
)
def test_rule_31_the_first_rupture_calls_the_assembly(track, crisis, posture):
    broken = a_crisis(
        before_crisis(**{"RES": 5, "COM": 5, "ACC": 5, "MOY": 5, track: 4}), posture, card=crisis
    )
    assert (broken.phase, broken.ruptures, getattr(broken.tracks, track)) == ("assembly", 1, 0)
    held = assembled(broken)
    for other, level in held.tracks._asdict().items():
        assert level == (2 if other == track else getattr(broken.tracks, other) - 1)
    assert (held.phase, held.strikes[-1].assembly, held.strikes[-1].after) == ("season", True, held.tracks)


def test_rule_31_the_round_goes_on_where_it_was():
    state = at(replace(before_crisis(), phase="season", strike=None), RES=1)
    assert assembled(done(state, StartSeason())).phase == "choice"
    card = at(to_card(new(), {"LAC": 10}, "situation-02"), RES=2)
    assert assembled(done(card, TurnCard())).phase == "closing"
    assert assembled(a_crisis(before_crisis(RES=1, COM=5, ACC=5), "GAR", card="crisis-3")).phase == "season"


def test_rule_31_no_means_is_no_rupture():
    state = a_crisis(before_crisis(COM=5, ACC=5, MOY=2), "OPE", card="crisis-1")
    assert (state.tracks.MOY, state.phase, state.ruptures) == (0, "season", 0)


def test_rule_31_two_tracks_may_break_at_once():
    broken = a_crisis(before_crisis(RES=2, COM=2, ACC=5, MOY=5), "PAR", card="crisis-5")
    assert (broken.tracks, broken.ruptures) == ((0, 0, 5, 5), 1)
    assert assembled(broken).tracks == (2, 2, 4, 4)


def test_rule_32_an_assembly_breaks_nothing_more():
    broken = a_crisis(before_crisis(RES=1, COM=5, ACC=2, MOY=0), "GAR", card="crisis-3")
    assert broken.tracks == (0, 5, 1, 0)
    assert assembled(broken).tracks == (2, 4, 1, 0)


def test_rule_33_a_second_rupture_ends_the_game_at_once():
    card = to_card(new(), {"LAC": 10}, "situation-02")
    over = done(replace(at(card, RES=2), ruptures=1), TurnCard())
    assert (over.phase, over.ending, over.turn) == ("debrief", "undone", None)
    assert over.played[-1].applied == "LAC"
    assert over.played[-1].after == over.tracks


def test_rule_33_in_a_season_and_in_a_crisis_too():
    season = replace(before_crisis(), phase="season", strike=None, ruptures=1)
    assert done(at(season, RES=1), StartSeason()).ending == "undone"
    crisis = a_crisis(replace(before_crisis(RES=1, COM=5, ACC=5), ruptures=1), "GAR", card="crisis-3")
    assert (crisis.phase, crisis.ending) == ("debrief", "undone")


# Endings


def ended(tracks: Tracks) -> State:
    state = at(replace(new(), rounds=1), RES=9, COM=9, ACC=9, MOY=9)
    return done(replace(to_closing(state, {"PAR": 10}), tracks=tracks), EndRound())


@pytest.mark.parametrize("tracks", [(4, 4, 4, 10), (6, 6, 6, 4), (10, 10, 10, 10), (5, 5, 6, 6)])
def test_rule_34_alive(tracks):
    assert ended(Tracks(*tracks)).ending == "alive"


@pytest.mark.parametrize("tracks", [(4, 4, 4, 9), (5, 5, 5, 6), (3, 10, 10, 10), (4, 4, 4, 0)])
def test_rule_35_fragile(tracks):
    assert ended(Tracks(*tracks)).ending == "fragile"


@pytest.mark.parametrize("tracks", [(3, 3, 10, 10), (3, 3, 3, 3), (1, 1, 1, 0)])
def test_rule_36_pilot_light(tracks):
    assert ended(Tracks(*tracks)).ending == "pilot_light"


def test_rule_36_a_rupture_repaired_does_not_name_the_ending():
    assert ended(Tracks(6, 6, 6, 6)).ending == "alive"
    state = replace(to_closing(replace(new(), rounds=1, ruptures=1), {"PAR": 10}), tracks=Tracks(6, 6, 6, 6))
    assert done(state, EndRound()).ending == "alive"


# Beside the rounds


def test_rule_37_a_round_still_to_come_may_be_dropped():
    shorter = done(new(SHORT), DropRound())
    assert shorter.rounds == 3
    one = done(shorter, DropRound(), DropRound())
    assert refused(one, DropRound()).reason == "nothing_to_drop"
    assert a_round(one, {"PAR": 10}).phase == "debrief"


def test_rule_37_not_the_round_being_played():
    state = done(new(SHORT), DropRound(), DropRound(), DropRound(), StartSeason())
    assert refused(state, DropRound()).reason == "nothing_to_drop"


def test_rule_37_between_two_rounds_dropping_the_last_ends_the_game():
    state = a_round(done(new(SHORT), DropRound(), DropRound()), {"PAR": 10})
    assert state.phase == "season"
    over = done(state, DropRound())
    assert (over.phase, over.rounds) == ("debrief", 1)
    assert over.ending is not None


def test_rule_37_the_last_round_may_be_dropped_during_the_assembly_after_a_crisis():
    broken = a_crisis(before_crisis(RES=1, COM=5, ACC=5), "GAR", card="crisis-3")
    over = done(broken, *[DropRound()] * 4, HoldAssembly())
    assert (over.phase, over.rounds, over.round) == ("debrief", 2, 2)
    assert over.strikes[-1].after == over.tracks


def test_rule_37_a_crisis_after_a_dropped_round_does_not_come():
    state = at(a_round(done(new(SHORT), DropRound(), DropRound()), {"PAR": 10}), RES=9, COM=9, ACC=9)
    over = a_round(state, {"OPE": 10})
    assert (over.phase, over.strikes) == ("debrief", ())


def test_rule_38_a_first_count_is_corrected_and_the_correction_kept():
    state = done(to_first_vote(new()), Reveal({"PAR": 4, "GAR": 5}))
    after = done(state, CorrectCount(1, {"PAR": 5, "GAR": 5}))
    assert after.turn.first["PAR"] == 5
    assert [(c.vote, c.was["PAR"], c.now["PAR"]) for c in after.turn.corrections] == [(1, 4, 5)]
    assert after.phase == "talk"


def test_rule_38_before_the_card_the_right_posture_leads():
    card = to_card(new(), {"PAR": 6, "GAR": 4})
    assert done(card, CorrectCount(2, {"PAR": 4, "GAR": 6})).turn.applied == "GAR"
    assert done(card, CorrectCount(2, {"PAR": 5, "GAR": 5})).phase == "tie"


def test_rule_38_after_the_card_cubes_and_tokens_go_back():
    card = to_card(new(), {"PAR": 6, "GAR": 4})
    closing = done(card, TurnCard(), WriteReserve("Non."))
    after = done(closing, CorrectCount(2, {"PAR": 4, "GAR": 6}))
    assert (after.phase, after.turn.applied, after.turn.reserve) == ("card", "GAR", None)
    assert (after.tracks, after.vigilance) == (card.tracks, 0)
    turned = done(after, TurnCard())
    direct = to_closing(new(), {"PAR": 4, "GAR": 6})
    assert turned.tracks == direct.tracks


def test_rule_38_a_rupture_of_the_wrong_card_is_forgotten_and_that_of_the_season_is_not():
    card = at(to_card(new(), {"LAC": 10}, "situation-02"), RES=2)
    broken = done(card, TurnCard())
    assert broken.phase == "assembly"
    after = done(broken, CorrectCount(2, {"OPE": 10}))
    assert (after.phase, after.ruptures, after.tracks, after.then) == ("card", 0, card.tracks, None)
    held = done(broken, HoldAssembly(), CorrectCount(2, {"OPE": 10}))
    assert (held.ruptures, held.turn.assembly, held.tracks) == (0, False, card.tracks)
    early = replace(card, ruptures=1, turn=replace(card.turn, assembly=True))
    kept = done(at(early, RES=9), TurnCard(), CorrectCount(2, {"OPE": 10}))
    assert (kept.ruptures, kept.turn.assembly) == (1, True)


def test_rule_38_a_correction_that_tells_the_same_moves_nothing():
    closing = done(to_closing(new(), {"PAR": 6, "GAR": 4}), WriteReserve("Non."))
    after = done(closing, CorrectCount(2, {"PAR": 7, "GAR": 3}))
    assert (after.tracks, after.vigilance, after.turn.reserve) == (closing.tracks, 1, "Non.")
    assert after.phase == "closing"


def test_rule_38_a_crisis_is_corrected_until_it_strikes():
    voted = done(before_crisis(), DrawCrisis(), OpenVote(), Reveal({"PAR": 6, "OPE": 4}))
    assert done(voted, CorrectCount(0, {"PAR": 6, "OPE": 3})).strike.chosen == "PAR"
    assert done(voted, CorrectCount(0, {"PAR": 3, "OPE": 6})).strike.chosen == "OPE"
    assert refused(voted, CorrectCount(2, {"PAR": 3})).reason == "no_such_vote"
    assert isinstance(refused(done(voted, FaceCrisis(0)), CorrectCount(0, {"PAR": 3})), OutOfTurn)


@pytest.mark.parametrize(
    ("vote", "counts", "reason"),
    [
        (2, {"PAR": 1}, "no_such_vote"),
        (3, {"PAR": 1}, "no_such_vote"),
        (1, {"GAR": 10}, "same_count"),
        (1, {"PAR": 99}, "more_votes_than_people"),
        (1, {}, "no_votes"),
    ],
)
def test_rule_38_what_cannot_be_corrected(vote, counts, reason):
    state = done(to_first_vote(new()), Reveal({"GAR": 10}))
    assert refused(state, CorrectCount(vote, counts)).reason == reason


def test_rule_39_the_last_step_may_be_taken_back():
    table = AtTable()
    seen = [table.state]
    for move in (StartSeason(), ChooseSituation(table.state.face_up[0]), OpenVote(), Reveal({"PAR": 3})):
        seen.append(table.do(move))
    for earlier in reversed(seen[:-1]):
        assert table.back() == earlier
    with pytest.raises(Refused, match="nothing_to_take_back"):
        table.back()


def test_rule_39_the_log_keeps_what_was_taken_back():
    table = AtTable()
    table.do(StartSeason(), TakeBack(), StartSeason())
    assert [as_dict(move)["move"] for move in table.log] == [
        "begin",
        "start_season",
        "take_back",
        "start_season",
    ]


def test_rule_40_the_log_is_all_there_is_to_keep():
    table = AtTable()
    table.do(StartSeason(), ChooseSituation(table.state.face_up[0]), OpenVote(), Reveal({"PAR": 3, "GAR": 2}))
    another_day = tuple(move_from(as_dict(move)) for move in table.log)
    assert replay(book(), another_day) == table.state


def test_rule_41_the_debrief_closes_the_game_and_gathers_steps():
    over = ended(Tracks(6, 6, 6, 6))
    assert over.phase == "debrief"
    closed = done(over, Commit("Inviter la voisine."), Commit("Ouvrir le plan."), CloseGame())
    assert (closed.phase, closed.commitments) == ("over", ("Inviter la voisine.", "Ouvrir le plan."))
    assert isinstance(refused(closed, Commit("Trop tard.")), OutOfTurn)


def test_somebody_may_come_or_leave():
    state = done(new(), Headcount(12, 3))
    assert (state.people, state.tables) == (12, 3)
    assert refused(state, Headcount(12, 9)).reason == "bad_tables"


def test_every_rule_of_the_booklet_has_a_test_that_names_it():
    named = {int(name.split("_")[2]) for name in globals() if name.startswith("test_rule_")}
    assert named == set(RULES)


def test_the_sentences_of_the_booklet_have_the_numbers_of_these_tests():
    written = tomllib.loads((GAME / "rules.toml").read_text("utf-8"))["rules"]
    assert [int(rule["number"]) for rule in written] == [*RULES]
