"""Games played by hand from the printed pages alone, then by the engine: step after step they must agree."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.game.table import GAME, book
from toolkit.game.counting import available
from toolkit.game.errors import Refused
from toolkit.game.journal import journal
from toolkit.game.log import added, replay
from toolkit.game.moves import Begin, Move, move_from
from toolkit.game.state import State

BY_HAND = tomllib.loads((Path(__file__).parent / "by_hand.toml").read_text("utf-8"))["games"]
RULES = {rule["number"] for rule in tomllib.loads((GAME / "rules.toml").read_text("utf-8"))["rules"]}


def pile(first: list[str], cards: Any) -> tuple[str, ...]:
    """Shuffled by hand: those that were seen, then the others."""
    return (*first, *(card for card in cards if card not in first))


def begun(game: dict[str, Any]) -> Begin:
    return Begin(
        *(game["minutes"], game["difficulty"], game["people"], game["tables"], ""),
        pile(game["situations"], book().situations),
        pile(game["crises"], book().crises),
    )


def noted(state: State) -> dict[str, Any]:
    """What a table sees of the game, by the names the transcript uses."""
    turn = state.turn or (state.played[-1] if state.played else None)
    strike = state.strike or (state.strikes[-1] if state.strikes else None)
    in_crisis = state.strike is not None or state.phase.startswith("crisis")
    return {
        "cubes": [*state.tracks],
        "tokens": state.vigilance,
        "face_up": [*state.face_up],
        "duty": turn.duty if turn else None,
        "tied": [*(strike.tied if in_crisis and strike else turn.tied if turn else ())],
        "contested": turn.contested if turn else None,
        "worn": turn.worn if turn else None,
        "damage": strike.damage if strike else None,
        "closed": [key for key in book().postures if key not in available(book(), state.tracks)],
    }


@pytest.mark.parametrize("game", BY_HAND, ids=lambda game: game["name"])
def test_the_engine_plays_what_was_played_by_hand(game):
    log: tuple[Move, ...] = (begun(game),)
    state = replay(book(), log)
    last = {"cubes": game["cubes"], "tokens": game["tokens"]}
    assert {name: noted(state)[name] for name in last} == last
    for number, step in enumerate(game["steps"], 1):
        where = f"step {number}: {step['sum']}"
        does = move_from({"table": 0, **step["does"]} if step["does"]["move"] == "object" else step["does"])
        if "refused" in step:
            with pytest.raises(Refused) as refused:
                added(book(), log, does)
            assert refused.value.reason == step["refused"], where
            continue
        log, state = added(book(), log, does)
        seen = noted(state)
        last |= {name: step[name] for name in last if name in step}
        wanted = {name: value for name, value in step.items() if name in seen} | last
        assert {name: seen[name] for name in wanted} == wanted, where
    told = journal(book(), log)
    assert told["ending"] == game["ending"]
    assert {name: told["profile"][name] for name in game["profile"]} == game["profile"]


def test_every_step_names_rules_of_the_booklet_and_every_rule_of_a_game_is_met():
    cited = {rule for game in BY_HAND for step in (game, *game["steps"]) for rule in step["rules"]}
    assert cited <= RULES
    # The bounds of a track, a second breakdown, taking back and stopping: each has tests of its own.
    assert RULES - cited == {"05", "33", "39", "40"}
