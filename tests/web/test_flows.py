"""Who went where between two votes, on the room's screen, at the desk, on phones, and from the file alone."""

import re
from collections.abc import Sequence

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.serving.opinions import Paper, Person
from toolkit.store.models import Round
from toolkit.workshop.outcomes import outcome_view
from toolkit.workshop.recount import recount
from toolkit.workshop.retelling import retold
from toolkit.workshop.views import MovementView, OptionView

A, B, C = LEADS
KINDS = {
    "single_choice": "choice",
    "approval": "approve",
    "majority_judgment": "grade",
    "gradients": "stance",
    "fist_to_five": "score",
    "schulze": "rank",
    "placement": "x",
}


def vote(ana: Facilitator, people: Sequence[Participant], method: str, *, seed: str, again: bool) -> None:
    if again:
        ana.act("revote")
        ana.act("opening")
    else:
        ana.open(method)
    paper = Paper(KINDS[method], LEADS, levels=5, scale=["0", "1", "2", "3", "4", "5"])
    for number, person in enumerate(people):
        form: dict[str, list[str]] = {}
        for name, value in Person(seed, number).fill(paper):
            form.setdefault(name, []).append(value)
        assert person.cast(ana.round_id(), form).status == 303
    ana.finish()


def two_votes(ana: Facilitator, method: str, people: int = 18) -> list[Participant]:
    """The same people twice, and six who come in between."""
    room = [ana.welcome() for _ in range(people)]
    vote(ana, room, method, seed="before", again=False)
    room += [ana.welcome() for _ in range(6)]
    vote(ana, room, method, seed="after", again=True)
    return room


def movement_of(ana: Facilitator) -> MovementView:
    with ana.app.extensions["rebond"].store.reading() as session:
        this_round = session.get_one(Round, ana.round_id())
        options = [OptionView(o.key, o.title, n, None) for n, o in enumerate(this_round.options, 1)]
        found = outcome_view(session, this_round, options, "fr").movement
    assert found is not None
    return found


@pytest.mark.parametrize("method", KINDS)
def test_the_file_alone_tells_the_same_movement(ana: Facilitator, method: str) -> None:
    two_votes(ana, method)
    file = ana.client.get(f"{ana.desk}/results.json").get_json()
    assert recount(file).disagreements == ()
    (question,) = retold(file, None, "fr").questions
    movement = movement_of(ana)
    assert question.votes[1].outcome.movement == movement
    assert bool(movement.flows) == (method not in ("approval", "placement"))
    assert bool(movement.shifts) == (method == "placement")


def test_the_desk_puts_who_went_where_on_the_rooms_screen_and_takes_it_back(ana: Facilitator) -> None:
    room = two_votes(ana, "single_choice")
    screen, address = f"/S/{ana.join_code}", f"{ana.desk}/rounds/{ana.round_id()}/flows"
    told = [" ".join(line.split()) for line in movement_of(ana).flows[0].told]
    assert len(told) > 2
    assert "outcome--flows" not in ana.get(screen).text
    for _ in range(2):
        assert ana.post(address, {"flows": "*"}).status == 303
    shown = ana.get(screen)
    assert "outcome--flows" in shown.text
    assert all(line in shown.words for line in told)
    assert all(line in ana.get(room[0].screen).words for line in told)
    assert ana.post(address, {"flows": ""}).status == 303
    assert "outcome--flows" not in ana.get(screen).text


def test_another_rule_and_who_went_where_take_each_others_place(ana: Facilitator) -> None:
    two_votes(ana, "schulze")
    screen, address = f"/S/{ana.join_code}", f"{ana.desk}/rounds/{ana.round_id()}"
    ana.post(f"{address}/flows", {"flows": "*"})
    ana.post(f"{address}/rule", {"rule": "borda"})
    assert "outcome--flows" not in ana.get(screen).text
    ana.post(f"{address}/flows", {"flows": "*"})
    assert "outcome--flows" in ana.get(screen).text


def test_a_card_is_picked_where_each_has_levels(ana: Facilitator) -> None:
    two_votes(ana, "majority_judgment")
    first = movement_of(ana).flows[0]
    assert first.option is not None
    assert f'<option value="{first.key}"' in ana.get(ana.desk).text
    assert ana.post(f"{ana.desk}/rounds/{ana.round_id()}/flows", {"flows": first.key}).status == 303
    shown = ana.get(f"/S/{ana.join_code}")
    assert f"{first.option.title}</h2>" in shown.text


@pytest.mark.parametrize(
    ("method", "asked"), [("single_choice", A), ("gradients", "*"), ("gradients", "x"), ("approval", "*")]
)
def test_flows_a_method_does_not_have_are_refused(ana: Facilitator, method: str, asked: str) -> None:
    two_votes(ana, method, 6)
    assert ana.post(f"{ana.desk}/rounds/{ana.round_id()}/flows", {"flows": asked}).status == 422


def test_only_the_desk_shows_them_and_only_of_a_second_vote_revealed(ana: Facilitator, eve: Visitor) -> None:
    room = [ana.welcome() for _ in range(6)]
    vote(ana, room, "single_choice", seed="before", again=False)
    path = f"rounds/{ana.round_id()}/flows"
    assert ana.post(f"{ana.desk}/{path}", {"flows": "*"}).status == 422
    assert eve.post(f"/desk/forged/{path}", {"flows": "*"}).status == 404
    ana.act("revote")
    assert ana.post(f"{ana.desk}/rounds/{ana.round_id()}/flows", {"flows": "*"}).status == 409


def test_a_small_room_is_told_why_it_sees_no_flow(ana: Facilitator) -> None:
    """Six people on three cards: each card has too few to say where one of them went."""
    room = [ana.welcome() for _ in range(6)]
    for again, letters in ((False, "AABBCC"), (True, "BABBCC")):
        if again:
            ana.act("revote")
            ana.act("opening")
        else:
            ana.open("single_choice")
        for person, letter in zip(room, letters, strict=True):
            person.cast(ana.round_id(), {"choice": LEADS["ABC".index(letter)]})
        ana.finish()
    assert movement_of(ana).flows == ()
    assert "Trop peu de personnes au même endroit" in ana.get(ana.desk).words
    assert 'id="screen-flows"' not in ana.get(ana.desk).text


def test_the_duels_stay_on_the_rooms_screen_beside_the_movement(ana: Facilitator) -> None:
    two_votes(ana, "schulze", 12)
    page = ana.get(f"/S/{ana.join_code}")
    assert len(re.findall(r'class="duel duel--(?:won|lost|even)"', page.text)) == 6
    assert page.text.count("duels__moves") == 3
    assert "Du vote 1 au vote 2" in page.words


def test_a_map_tells_its_movement_and_the_desk_no_longer_promises_it(ana: Facilitator) -> None:
    room = [ana.welcome() for _ in range(6)]
    for again, x in ((False, "2"), (True, "7")):
        if again:
            assert "le mouvement s’affichera" in ana.get(ana.desk).words
            ana.act("revote")
            ana.act("opening")
        else:
            ana.open("placement")
        for person in room:
            person.cast(ana.round_id(), {f"x.{A}": x, f"y.{A}": "5"})
        ana.finish()
    for path in (f"/S/{ana.join_code}", ana.desk, room[0].screen):
        words = ana.get(path).words
        assert "de 2, 5 à 7, 5" in words
        assert "6 vers la droite" in words
    assert "le mouvement s’affichera" not in ana.get(ana.desk).words
