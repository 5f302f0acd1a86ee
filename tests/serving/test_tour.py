"""The demonstration played against the real pages, without a network: a facilitator, a room, no time."""

import json
from collections.abc import Iterable

import pytest
from flask import Flask

from tests.cast import LEADS, Facilitator, Visitor
from tests.playing.table import Table
from tests.sqlite_only import served as served
from toolkit.serving.browsing import Answer, Form, forms
from toolkit.serving.crowd import Crowd, read_paper
from toolkit.serving.game_tour import GameTour
from toolkit.serving.opinions import Paper, Person
from toolkit.serving.tour import SCENE_OF, SCENES, DeskTaken, Tour, Unexpected
from toolkit.words import say
from toolkit.workshop.recount import recount
from toolkit.workshop.ways import WAYS

METHODS: dict[str, dict[str, str]] = {
    "single_choice": {},
    "approval": {"params.max": "2"},
    "dots": {"params.budget": "4", "params.max_per_option": "3"},
    "majority_judgment": {"params.grades": "5"},
    "schulze": {},
}
OTHERS: dict[str, dict[str, str]] = {scene.method: dict(scene.settings) for scene in SCENE_OF.values()}


class Window(Visitor):
    """A browser for the simulated: what ``Browser`` does, on the application itself, many people in one."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.client = app.test_client(use_cookies=False)

    def get(self, path: str) -> Answer:  # type: ignore[override]
        return self._read(self.client.get(path))

    def post(self, path: str, fields: Iterable[tuple[str, str]] = ()) -> Answer:  # type: ignore[override]
        form: dict[str, list[str]] = {}
        for name, value in fields:
            form.setdefault(name, []).append(value)
        return self._read(self.client.post(path, data=form))

    def _read(self, answer) -> Answer:
        return Answer(answer.status_code, answer.get_data(as_text=True), answer.location or "")


@pytest.fixture
def room(app: Flask, ana: Facilitator) -> Crowd:
    """Twelve people at Ana's door, with no time between anything."""
    return Crowd(Window(app), ana.join_code, 12, seed="rebond", pace=0)


def tour(app: Flask, ana: Facilitator, room: Crowd, told: list[str]) -> Tour:
    return Tour(Window(app), ana.desk, room, "fr", told.append)


def results(ana: Facilitator) -> dict:
    return json.loads(ana.client.get(f"{ana.desk}/results.json").data)


def test_a_whole_tour_leaves_results_that_can_be_counted_again(app: Flask, ana: Facilitator, room: Crowd):
    told: list[str] = []
    tour(app, ana, room, told).play()
    found = results(ana)
    rounds = [(row["method"], row["vote"], row["state"]) for row in found["rounds"]]
    expected = [(s.method, vote, "revealed") for s in SCENES for vote in ((1, 2) if s.again else (1,))]
    assert rounds == expected
    assert {scene.method for scene in SCENES} == METHODS.keys()
    again = recount(found)
    assert not again.disagreements
    assert again.ballots > 8 * len(rounds)
    assert len([line for line in told if line != say("fr", "demo.flows")]) == 1 + len(expected)


def test_every_way_of_voting_has_its_scene():
    assert set(SCENE_OF) == set(WAYS)


@pytest.mark.parametrize("method", ["gradients", "stv", "placement"])
def test_one_way_of_voting_alone_is_voted_twice(app: Flask, ana: Facilitator, room: Crowd, method: str):
    tour(app, ana, room, []).play([SCENE_OF[method]])
    found = results(ana)
    assert [(row["method"], row["state"]) for row in found["rounds"]] == [(method, "revealed")] * 2
    assert not recount(found).disagreements


def test_between_two_votes_the_room_moves_and_a_result_changes(app: Flask, ana: Facilitator):
    room = Crowd(Window(app), ana.join_code, 24, seed="rebond", pace=0)
    told: list[str] = []
    tour(app, ana, room, told).play(SCENES[:1])
    assert say("fr", "demo.flows") in told
    assert "outcome--flows" in ana.get(f"/S/{ana.join_code}").text
    before, after = results(ana)["rounds"]
    assert after["movement"]["moved"] >= 3
    assert before["outcome"]["winners"] != after["outcome"]["winners"]


@pytest.mark.parametrize("method", OTHERS | METHODS)
def test_the_room_votes_in_whatever_anybody_opens(ana: Facilitator, room: Crowd, method: str):
    room.live(0)
    ana.open(method, LEADS, **(OTHERS | METHODS)[method])
    room.live(0)
    ana.finish()
    (this_round,) = results(ana)["rounds"]
    assert this_round["outcome"]["cast"] >= 9
    assert this_round["outcome"]["blank"] == 0


def test_people_who_are_not_in_yet_do_not_vote(ana: Facilitator, room: Crowd):
    """The room is only looked at through phones that have joined."""
    ana.open("approval", LEADS)
    ana.finish()
    room.live(0)
    (this_round,) = results(ana)["rounds"]
    assert this_round["outcome"]["cast"] == 0


@pytest.mark.parametrize("verb", ["opening", "discard"])
def test_whoever_takes_the_desk_keeps_it(app: Flask, ana: Facilitator, room: Crowd, verb: str):
    script = tour(app, ana, room, [])
    script._prepare(SCENES[0])
    assert ana.act(verb).status == 303
    before = script.where()
    with pytest.raises(DeskTaken):
        script._vote()
    assert script.where() == before


def test_a_round_of_one_s_own_takes_the_desk_too(app: Flask, ana: Facilitator, room: Crowd):
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if len(told) == 3:  # after the first vote, before the second one
            ana.open("dots", LEADS)

    with pytest.raises(DeskTaken):
        Tour(Window(app), ana.desk, room, "fr", tell).play()
    room.live(0)
    ana.finish()
    assert [row["method"] for row in results(ana)["rounds"]] == ["single_choice", "dots"]
    assert results(ana)["rounds"][1]["outcome"]["cast"] >= 9


def test_a_desk_that_does_not_answer_is_not_taken_for_a_taken_one(app: Flask, room: Crowd):
    with pytest.raises(Unexpected, match="404"):
        Tour(Window(app), "/desk/nothing-here", room, "fr", print).play()


def test_forms_are_read_by_their_names_whatever_surrounds_them():
    html = """
    <form action="/search"><input name="q"></form>
    <p><form method=post action='/p/x/rounds/7/ballot' data-budget="6">
      <label><input type=number name="dots.a" max="4" value="0"></label>
      <select name="dots.b"><option>1</option></select><button name="">Go</button>
    </form>
    """
    search, ballot = forms(html)
    assert (search.action, search.values) == ("/search", {"q": [""]})
    assert ballot.action == "/p/x/rounds/7/ballot"
    assert read_paper(ballot) == Paper("dots", ["a", "b"], levels=1, budget=6, most=4, scale=["0"])


def test_a_form_that_is_no_ballot_is_left_alone():
    assert read_paper(Form("/p/x/rounds/7/ballot", {}, {"name": [""]})) is None


def test_nobody_is_lost_between_the_paper_and_the_form():
    person = Person("rebond", 3)
    assert dict(person.fill(Paper("grade", ["a", "b"], levels=5))).keys() == {"grade.a", "grade.b"}


def test_a_whole_game_is_played_from_the_welcome_to_the_close(app: Flask):
    table = Table.begin(app)
    told: list[str] = []
    room = Crowd(Window(app), table.join_code, 12, seed="rebond", pace=0)
    GameTour(Window(app), table.desk, room, "fr", told.append).play()
    state = table.state
    assert (state.phase, len(state.commitments)) == ("over", 3)
    assert all(sum(turn.second.values()) >= 8 for turn in state.played)
    assert len({turn.applied for turn in state.played}) > 1, "another situation, another posture"
    assert any(turn.first != turn.second for turn in state.played)
    assert told[-1] == "La partie est jouée. Le bilan, partie par partie."


def test_whoever_takes_the_desk_of_a_game_keeps_it(app: Flask):
    table = Table.begin(app)

    def tell(line: str) -> None:
        if line.startswith("Une saison") and table.state.round == 1:
            table.do("headcount", people=15, tables=3)

    room = Crowd(Window(app), table.join_code, 12, seed="rebond", pace=0)
    with pytest.raises(DeskTaken):
        GameTour(Window(app), table.desk, room, "fr", tell).play()
    assert table.state.round == 1
