"""What holds in any game whatever people do."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.game.random_games import filled, logs
from tests.game.table import AtTable, book
from toolkit.game.errors import OutOfTurn, Refused
from toolkit.game.exporting import export, read_export
from toolkit.game.journal import journal
from toolkit.game.log import added, last_step, replay, standing, states
from toolkit.game.moves import (
    KINDS,
    Begin,
    ChooseSituation,
    Move,
    OpenVote,
    Reveal,
    StartSeason,
    TakeBack,
    as_dict,
    move_from,
)
from toolkit.game.next_things import next_things
from toolkit.game.play import BESIDE, FORWARD, play
from toolkit.game.state import State

games = settings(max_examples=150, deadline=None)
SAMPLES: dict[str, dict[str, object]] = {
    "begin": {},
    "choose_situation": {"situation": "situation-01"},
    "set_aside": {"situation": "situation-01"},
    "reveal": {"counts": {"OPE": 1}},
    "break_tie": {"posture": "OPE"},
    "write_reserve": {"text": "Non."},
    "object": {"text": "Non."},
    "correct_count": {"vote": 1, "counts": {"OPE": 1}},
    "headcount": {"people": 10, "tables": 2},
    "commit": {"text": "Oui."},
}


def sample(kind: str) -> Move:
    if kind == "begin":
        return AtTable().log[0]
    return KINDS[kind](**SAMPLES.get(kind, {}))  # type: ignore[arg-type]


@games
@given(log=logs(book()))
def test_tracks_tokens_and_ruptures_stay_on_the_board(log):
    numbers = book().numbers
    for state in states(book(), log):
        assert all(0 <= level <= 10 for level in state.tracks)
        assert 0 <= state.vigilance <= numbers.vigilance
        assert 0 <= state.ruptures <= numbers.assemblies + 1
        assert 1 <= state.rounds <= book().formats[state.minutes].rounds
        assert state.round <= state.rounds


@games
@given(log=logs(book()))
def test_no_card_is_lost_or_seen_twice(log):
    for state in states(book(), log):
        playing = [state.turn.situation] if state.turn and state.turn.situation else []
        played = [turn.situation for turn in state.played if turn.situation]
        cards = [*state.face_up, *state.pile, *playing, *played]
        assert sorted(cards) == sorted(book().situations)
        crises = [strike.card for strike in (*state.strikes, state.strike) if strike and strike.card]
        assert sorted([*crises, *state.crisis_pile]) == sorted(book().crises)


@games
@given(log=logs(book()))
def test_any_log_replays_to_the_same_state_through_a_file(log):
    state = replay(book(), log)
    written = json.loads(json.dumps(export(book(), log, {"title": "Partie d’essai"})))
    read = read_export(book(), written)
    assert (read.log, read.state) == (log, state)
    assert read.journal == journal(book(), log)


@games
@given(log=logs(book()))
def test_a_log_without_what_was_taken_back_leads_to_the_same_state(log):
    assert replay(book(), standing(log)) == replay(book(), log)


@games
@given(log=logs(book()), seed=st.integers(0, 99))
def test_taking_back_gives_the_exact_earlier_state(log, seed):
    before = replay(book(), log)
    for thing in next_things(book(), before):
        move = filled(book(), before, thing, Random(seed))
        longer, after = added(book(), log, move)
        assert last_step(longer) == thing.move
        back, again = added(book(), longer, TakeBack())
        assert again == before == replay(book(), back)
        assert after == replay(book(), longer)


@games
@given(log=logs(book()), kind=st.sampled_from([*KINDS]))
def test_no_move_is_accepted_out_of_turn(log, kind):
    """What ``next_things`` does not offer is refused; what it offers is never out of turn."""
    state = replay(book(), log)
    if kind in {thing.move for thing in next_things(book(), state)}:
        assert not isinstance(_refusal(state, sample(kind)), OutOfTurn)
    else:
        assert isinstance(_refusal(state, sample(kind)), Refused)


def test_neither_a_log_nor_a_state_changes_with_the_counts_it_was_given():
    counts = {"PAR": 3, "GAR": 1}
    table = AtTable()
    table.do(StartSeason(), ChooseSituation(table.state.face_up[0]), OpenVote(), Reveal(counts))
    counts["PAR"] = 9
    assert table.state.turn.first["PAR"] == replay(book(), table.log).turn.first["PAR"] == 3
    with pytest.raises(TypeError):
        table.state.turn.first["PAR"] = 1


@games
@given(log=logs(book()))
def test_one_move_carries_the_game_on_until_it_is_over(log):
    state = replay(book(), log)
    forward = [thing.move for thing in next_things(book(), state) if thing.forward]
    assert len(forward) == (state.phase != "over")


@games
@given(log=logs(book()))
def test_the_ending_is_known_from_the_debrief_on_and_not_before(log):
    state = replay(book(), log)
    assert (state.ending is not None) == (state.phase in ("debrief", "over"))


@games
@given(log=logs(book()))
def test_what_is_offered_is_accepted(log):
    state = replay(book(), log)
    for thing in next_things(book(), state):
        if thing.move in (
            "start_season",
            "open_vote",
            "turn_card",
            "end_round",
            "hold_assembly",
            "drop_round",
        ):
            assert play(book(), state, KINDS[thing.move]()) != state  # type: ignore[call-arg]


def _refusal(state: State, move: Move) -> Refused | None:
    try:
        play(book(), state, move)
    except Refused as refused:
        return refused
    return None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_move_survives_a_file(kind):
    move = sample(kind)
    assert move_from(json.loads(json.dumps(as_dict(move)))) == move


def test_every_move_has_its_moment():
    known = {move for move, _ in FORWARD.values()} | {*BESIDE} | {Begin, TakeBack}
    assert known == set(KINDS.values())


def test_a_game_begins_with_its_beginning():
    for kind in KINDS:
        if kind != "begin":
            with pytest.raises(OutOfTurn):
                play(book(), None, sample(kind))
    table = AtTable()
    with pytest.raises(OutOfTurn):
        table.do(table.log[0])
