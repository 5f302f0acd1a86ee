"""What a revealed round tells the room."""

from datetime import timedelta
from typing import Any

import pytest

from tests.builders import NOW, a_ballot, a_participant, a_round, a_workshop
from toolkit.content.cards import Language
from toolkit.store.models import Round, Workshop
from toolkit.store.session import Store
from toolkit.workshop.errors import WrongMoment
from toolkit.workshop.outcomes import count, outcome_view
from toolkit.workshop.views import OptionView, OutcomeView


def told(
    store: Store,
    method: str,
    ballots: list[dict[str, Any]],
    language: Language = "fr",
    *,
    votes: int = 1,
    settings: dict[str, Any] | None = None,
) -> OutcomeView:
    """The outcome of the last of *votes* votes, all with the same ballots."""
    from toolkit.voting.methods import METHODS

    params = METHODS[method].complete(settings or {}, ["A", "B", "C"])
    with store.writing() as session:
        workshop = a_workshop(session)
        people = [a_participant(session, workshop) for _ in ballots]
        for vote in range(1, votes + 1):
            this_round = a_round(
                session, workshop, vote=vote, method=method, params=params, closed_at=NOW, revealed_at=NOW
            )
            for person, content in zip(people, ballots, strict=True):
                a_ballot(session, this_round, person, content=content)
        options = [OptionView(key=k, title=f"Carte {k}", number=i, card=None) for i, k in enumerate("ABC", 1)]
        return outcome_view(session, this_round, options, language)


def test_nobody_counts_before_the_reveal(store: Store) -> None:
    with store.writing() as session:
        this_round = a_round(session, a_workshop(session), closed_at=NOW)
        with pytest.raises(WrongMoment):
            count(session, this_round)


def test_rows_come_best_first_with_bars_and_ranks(store: Store) -> None:
    view = told(store, "approval", [{"approve": ["B"]}, {"approve": ["B", "A"]}, {"approve": ["B"]}])
    assert [(row.option.key, row.rank, row.score, row.winner) for row in view.rows] == [
        ("B", 1, "3", True),
        ("A", 2, "1", False),
        ("C", 3, "0", False),
    ]
    assert [row.share for row in view.rows] == [1.0, pytest.approx(1 / 3), 0.0]


def test_exact_ties_share_a_rank_and_say_so(store: Store) -> None:
    view = told(store, "approval", [{"approve": ["A", "C"]}, {"approve": ["C", "A"]}])
    assert [(row.option.key, row.rank, row.tied) for row in view.rows] == [
        ("A", 1, True),
        ("C", 1, True),
        ("B", 3, False),
    ]


@pytest.mark.parametrize("method", ["single_choice", "approval", "dots", "majority_judgment", "schulze"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_round_nobody_voted_in_has_an_outcome_in_words(
    store: Store, method: str, language: Language
) -> None:
    view = told(store, method, [], language)
    assert len(view.rows) == 3
    assert view.cast == 0
    assert all(view.steps)


def test_majority_judgment_names_grades_and_counts_people_per_grade(store: Store) -> None:
    ballots = [{"grades": {"A": 4, "B": 2, "C": 0}}] * 3
    view = told(store, "majority_judgment", ballots, settings={"grades": 5})
    assert len(view.grades) == 5
    assert view.rows[0].score == view.grades[4]
    assert view.rows[0].parts == (0, 0, 0, 0, 3)


def test_a_ranking_shows_every_duel(store: Store) -> None:
    view = told(store, "schulze", [{"ranking": [["B"], ["A"]]}] * 2 + [{"ranking": [["A"]]}])
    assert [row.option.key for row in view.rows] == ["B", "A", "C"]
    assert view.pairs == ((0, 2, 2), (1, 0, 3), (0, 0, 0))


def test_movement_is_kept_back_under_five_people(store: Store) -> None:
    ballots = [{"approve": ["A"]}] * 4
    movement = told(store, "approval", ballots, votes=2).movement
    assert movement is not None
    assert movement.people == 0, "nobody is followed"
    assert movement.rows == ()


def test_movement_is_told_from_five_people_on(store: Store) -> None:
    movement = told(store, "approval", [{"approve": ["A"]}] * 5, votes=2).movement
    assert movement is not None
    assert [(row.option.key, row.same) for row in movement.rows] == [("A", 5), ("B", 5), ("C", 5)]
    assert movement.moved == 0


def test_a_first_vote_has_no_movement(store: Store) -> None:
    assert told(store, "approval", [{"approve": ["A"]}] * 9).movement is None


def test_states_follow_dates(store: Store) -> None:
    later = NOW + timedelta(minutes=5)
    with store.writing() as session:
        workshop: Workshop = a_workshop(session)
        this_round: Round = a_round(session, workshop, opened_at=None)
        assert this_round.state == "draft"
        this_round.opened_at = NOW
        assert this_round.state == "open"
        this_round.closed_at = later
        assert this_round.state == "closed"
        this_round.revealed_at = later
        assert this_round.state == "revealed"
