"""Casting a ballot, from a phone."""

import dataclasses
import io
import json
import zipfile

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.store.models import Ballot

A, B, C = LEADS
GOOD = {
    "single_choice": ({"choice": A}, {"choice": A}),
    "approval": ({"approve": [A, C]}, {"approve": [A, C]}),
    "dots": ({f"dots.{A}": "3", f"dots.{B}": "", f"dots.{C}": "0"}, {"dots": {A: 3}}),
    "majority_judgment": (
        {f"grade.{A}": "4", f"grade.{B}": "0", f"grade.{C}": "2"},
        {"grades": {A: 4, B: 0, C: 2}},
    ),
    **dict.fromkeys(
        ("schulze", "ranked_pairs", "copeland", "borda", "irv", "stv"),
        ({f"rank.{A}": "2", f"rank.{B}": "1", f"rank.{C}": ""}, {"ranking": [[B], [A]]}),
    ),
    "quadratic": ({f"votes.{A}": "3", f"votes.{B}": "", f"votes.{C}": "0"}, {"votes": {A: 3}}),
    "score": ({f"score.{A}": "5", f"score.{B}": "1"}, {"scores": {A: 5, B: 1}}),
    "fist_to_five": ({f"score.{A}": "4", f"score.{C}": "3"}, {"scores": {A: 4, C: 3}}),
    "gradients": ({f"stance.{A}": "1", f"stance.{C}": "8"}, {"stance": {A: 1, C: 8}}),
    "placement": (
        {f"x.{A}": "10", f"y.{A}": "3", f"x.{B}": "", f"y.{B}": ""},
        {"at": {A: [1.0, 0.3]}},
    ),
}
BAD = [
    ("single_choice", {}),
    ("single_choice", {"choice": "lead-unknown"}),
    ("single_choice", {"choice": [A, B]}),
    ("approval", {"approve": [A, "lead-unknown"]}),
    ("approval", {"approve": [A, A]}),
    ("dots", {f"dots.{A}": "99"}),
    ("dots", {f"dots.{A}": "-1"}),
    ("dots", {f"dots.{A}": "1.5"}),
    ("dots", {f"dots.{A}": "١"}),
    ("dots", {f"dots.{A}": "1" * 5000}),
    ("dots", {"dots.lead-unknown": "1"}),
    ("majority_judgment", {f"grade.{A}": "7"}),
    ("majority_judgment", {f"grade.{A}": "bien"}),
    ("majority_judgment", {f"grade.{A}": ["1", "2"]}),
    ("schulze", {"rank.lead-unknown": "1"}),
    ("schulze", {f"rank.{A}": "first"}),
    ("stv", {f"rank.{A}": "-1"}),
    ("irv", {f"rank.{A}": ["1", "2"]}),
    ("quadratic", {f"votes.{A}": "4", f"votes.{B}": "4"}),
    ("quadratic", {f"votes.{A}": "-1"}),
    ("quadratic", {f"votes.{A}": "999999"}),
    ("score", {f"score.{A}": "6"}),
    ("score", {f"score.{A}": "-1"}),
    ("score", {f"score.{A}": "--1"}),
    ("score", {f"score.{A}": ["1", "2"]}),
    ("score", {"score.lead-unknown": "1"}),
    ("fist_to_five", {f"score.{A}": "fist"}),
    ("gradients", {f"stance.{A}": "0"}),
    ("gradients", {f"stance.{A}": "9"}),
    ("gradients", {f"stance.{A}": "1", f"reason.{A}": "x" * 281}),
    ("gradients", {f"stance.{A}": "1", f"reason.{A}": ["one", "two"]}),
    ("gradients", {"reason.lead-unknown": "why not"}),
    ("placement", {f"x.{A}": "1"}),
    ("placement", {f"x.{A}": "11", f"y.{A}": "0"}),
    ("placement", {f"x.{A}": "0.5", f"y.{A}": "0"}),
    ("placement", {"x.lead-unknown": "1", "y.lead-unknown": "1"}),
]


def ballots(ana: Facilitator, round_id: int) -> list[object]:
    with ana.app.extensions["rebond"].store.reading() as session:
        return [b.content for b in session.query(Ballot).where(Ballot.round_id == round_id)]


@pytest.mark.parametrize("method", GOOD)
def test_a_ballot_is_recorded_as_the_rules_know_it(ana: Facilitator, bo: Participant, method: str) -> None:
    form, content = GOOD[method]
    round_id = ana.open(method)
    assert bo.cast(round_id, form).status == 303
    assert ballots(ana, round_id) == [content]


@pytest.mark.parametrize("method", GOOD)
def test_a_recorded_ballot_comes_back_on_reload(ana: Facilitator, bo: Participant, method: str) -> None:
    form, _ = GOOD[method]
    round_id = ana.open(method)
    before = bo.get(bo.screen).text
    bo.cast(round_id, form)
    page = bo.get(bo.screen)
    assert page.text != before
    checked = [
        (e.get("name"), e.get("value"))
        for e in page.elements("input")
        if "checked" in e.attrib or (e.get("type") == "number" and e.get("value"))
    ]
    chosen = [
        (select.get("name"), option.get("value"))
        for select in page.elements("select")
        for option in select.iter()
        if "selected" in option.attrib and option.get("value")
    ]
    wanted = {
        (name, value)
        for name, values in form.items()
        for value in ([values] if isinstance(values, str) else values)
        if value not in ("", "0") or (value and method in ("majority_judgment", "placement"))
    }
    assert wanted <= set(checked) | set(chosen)


@pytest.mark.parametrize("method", GOOD)
def test_a_ballot_can_be_changed_until_the_round_closes(
    ana: Facilitator, bo: Participant, method: str
) -> None:
    form, content = GOOD[method]
    round_id = ana.open(method)
    other = {name: B if value == A else value for name, value in form.items()}
    bo.cast(round_id, other)
    bo.cast(round_id, form)
    assert ballots(ana, round_id) == [content]
    ana.act("closure")
    assert bo.cast(round_id, other).status == 409
    assert ballots(ana, round_id) == [content]


@pytest.mark.parametrize(("method", "form"), BAD)
def test_a_ballot_that_cannot_be_is_refused_and_the_earlier_one_stays(
    ana: Facilitator, bo: Participant, method: str, form: dict[str, str]
) -> None:
    round_id = ana.open(method, **({"params.budget": "5"} if method == "dots" else {}))
    good, content = GOOD[method]
    bo.cast(round_id, good)
    answer = bo.cast(round_id, form)
    assert answer.status == 422
    assert len(answer.words) > 20
    assert ballots(ana, round_id) == [content]


def test_no_ballot_before_opening_nor_after_the_reveal(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.prepare()
    assert bo.cast(round_id, {"approve": A}).status == 409
    ana.act("opening")
    ana.finish()
    assert bo.cast(round_id, {"approve": A}).status == 409
    assert ballots(ana, round_id) == []


def test_a_forged_or_missing_participant_is_refused(ana: Facilitator, eve: Visitor) -> None:
    round_id = ana.open()
    for token in ("forged", ana.desk_key, ana.join_code, "%00", "a" * 500):
        assert eve.post(f"/p/{token}/rounds/{round_id}/ballot", {"approve": A}).status == 404
    assert eve.post(f"/p//rounds/{round_id}/ballot", {"approve": A}).status in (404, 405)
    assert ballots(ana, round_id) == []


def test_a_participant_of_another_workshop_is_refused(ana: Facilitator, bo: Participant) -> None:
    other = Facilitator.create(ana.app)
    assert bo.cast(other.open(), {"approve": A}).status == 404


def test_recorded_is_said_with_htmx_only_once_it_is(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    page = bo.cast(round_id, {"approve": [A]}, htmx=True)
    assert page.status == 200
    assert page.element("stage") is not None
    assert ballots(ana, round_id) == [{"approve": [A]}]


def test_a_refusal_with_htmx_leaves_the_screen_and_speaks(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    ana.act("closure")
    answer = bo.cast(round_id, {"approve": [A]}, htmx=True)
    assert answer.status == 409
    assert answer.answer.headers["HX-Retarget"] == "#notice"
    assert "clos" in answer.words


def test_an_empty_approval_is_a_blank_ballot(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    assert bo.cast(round_id, {}).status == 303
    assert ballots(ana, round_id) == [{"approve": []}]


def test_a_huge_form_is_refused(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    assert bo.cast(round_id, {"approve": "x" * 400_000}).status == 413


def test_another_field_changes_nothing(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open()
    bo.cast(round_id, {"approve": [A], "participant_id": "1", "source": "paper", "count": "50"})
    assert ballots(ana, round_id) == [{"approve": [A]}]


def test_scanning_a_printed_card_goes_to_it_with_the_ballot_in_hand(
    ana: Facilitator, bo: Participant
) -> None:
    decks = ana.app.extensions["rebond"].decks
    code = decks["reflexes"].card(B).code
    assert bo.get(f"/C/{code}").status == 200
    ana.open()
    answer = bo.get(f"/c/{code.lower()}")
    assert answer.status == 303
    assert answer.answer.location.endswith(f"{bo.screen}?card={code}")
    page = bo.get(answer.answer.location)
    assert page.status == 200
    outside = decks["reflexes"].card("lead-meeting-funeral").code
    assert bo.get(f"/C/{outside}").status == 200


FIELDS = {
    "dots": ("dots",),
    "majority_judgment": ("grade",),
    "schulze": ("rank",),
    "quadratic": ("votes",),
    "score": ("score",),
    "gradients": ("stance", "reason"),
    "placement": ("x", "y"),
}


@pytest.mark.parametrize("method", ["approval", *FIELDS])
def test_the_order_of_the_touches_is_not_kept(ana: Facilitator, bo: Participant, method: str) -> None:
    round_id = ana.open(method)
    kept = []
    for order in (1, -1):
        keys = list(LEADS)[::order]
        form = {f"{name}.{key}": "1" for key in keys for name in FIELDS.get(method, ())} or {"approve": keys}
        assert bo.cast(round_id, form).status == 303
        kept.append(json.dumps(ballots(ana, round_id)))
    assert kept[0] == kept[1]


def test_without_its_deck_a_workshop_is_still_read(
    ana: Facilitator, bo: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ana.app.extensions["rebond"]
    title = server.decks["reflexes"].card(A).text("fr").title
    bo.cast(ana.open(), {"approve": [A]})
    monkeypatch.setitem(ana.app.extensions, "rebond", dataclasses.replace(server, decks={}))
    for step in ("opening", "closure", "reveal"):
        assert ana.act(step).status == 303
        for path in (ana.desk, f"{ana.desk}?step=prepare", bo.screen, f"/S/{ana.join_code}"):
            assert ana.get(path).status == 200, (step, path)
        assert title in ana.get(bo.screen).words
    ana.post(f"{ana.desk}/ending")
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        assert ana.get(path).status == 200
    assert ana.client.get(f"{ana.desk}/results.xlsx").status_code == 200


REASON = "Oui, si l’équipe du soir est d’accord <b>"


def test_a_reason_is_read_by_the_room_once_revealed_without_its_stance_or_its_writer(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open("gradients")
    bo.cast(round_id, {f"stance.{A}": "7", f"reason.{A}": f"  {REASON}\r\n", f"reason.{B}": " "})
    assert ballots(ana, round_id) == [{"stance": {A: 7}, "reasons": {A: REASON}}]
    assert REASON in bo.get(bo.screen).words
    screens = (ana.desk, chi.screen, f"/S/{ana.join_code}")
    assert [path for path in screens if "équipe du soir" in ana.get(path).text] == []
    for _ in range(4):
        ana.welcome().cast(round_id, {f"stance.{A}": "2"})
    ana.act("closure")
    assert [path for path in screens if "équipe du soir" in ana.get(path).text] == []
    ana.act("reveal")
    for path in (ana.desk, chi.screen):
        assert ana.get(path).element(f"reasons-{round_id}") is not None, path
        assert REASON in ana.get(path).words
    (row,) = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"]
    assert row["reasons"] == {A: [REASON]}
    assert [ballot for ballot in row["ballots"] if "reasons" in ballot] == []


def test_what_fewer_than_five_people_could_write_is_shown_to_nobody(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open("gradients")
    for person in (bo, chi, ana.welcome(), ana.welcome()):
        person.cast(round_id, {f"stance.{A}": "7", f"reason.{A}": REASON})
    # Hands raised and sheets marked hide nobody: nothing can be written there.
    ana.post(f"{ana.desk}/rounds/{round_id}/hands", {f"mark.2.{A}": "9", "people": "9"})
    sheet = ana.get(f"{ana.desk}/rounds/{round_id}/paper/sheet")
    assert sheet.status == 200
    assert list(sheet.elements("textarea")) == []
    ana.finish()
    screens = (
        ana.desk,
        bo.screen,
        ana.welcome().screen,
        f"/S/{ana.join_code}",
        f"/ballots/{ana.join_code}/1/1",
    )
    told = [path for path in screens if "équipe du soir" in ana.get(path).text]
    assert told == [bo.screen], "their own, until the link is cut"
    assert "Moins de cinq personnes" in ana.get(ana.desk).words
    files = [ana.client.get(f"{ana.desk}/results.{extension}").data for extension in ("json", "csv", "xlsx")]
    with zipfile.ZipFile(io.BytesIO(files[-1])) as book:
        files += map(book.read, book.namelist())
    assert not [file for file in files if b"quipe du soir" in file]
    (row,) = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"]
    assert "reasons" not in row


def test_an_axis_is_named_by_the_facilitator_and_stays_text(ana: Facilitator, bo: Participant) -> None:
    ana.open("placement", **{"params.placement.x": " <i>Temps</i> ", "params.placement.y": "2030"})
    words = bo.get(bo.screen).words
    assert "<i>Temps</i>" in words
    assert "2030" in words
    assert bo.get(bo.screen).element("i") is None


def test_a_score_below_zero_is_one_when_the_scale_goes_there(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open("score", **{"params.score.min": "-2", "params.score.max": "2"})
    assert bo.cast(round_id, {f"score.{A}": "-2"}).status == 303
    assert ballots(ana, round_id) == [{"scores": {A: -2}}]


@pytest.mark.parametrize(("best", "ranked"), [("none", False), ("top_left", True)])
def test_a_map_gives_ones_cards_a_rank_only_when_it_ranks(
    ana: Facilitator, bo: Participant, best: str, ranked: bool
) -> None:
    round_id = ana.open("placement", **{"params.placement.best": best})
    bo.cast(round_id, {f"x.{A}": "1", f"y.{A}": "9"})
    ana.finish()
    yours = bo.get(bo.screen).text.split('id="yours-')[1]
    assert ("own__room" in yours) is ranked
    table = ana.client.get(f"{ana.desk}/results.csv").text.splitlines()
    ranks = {line.split(";")[6] for line in table[1:]}
    assert ranks == ({"1", "2"} if ranked else {""})
    assert ("go-on__label" in ana.get(ana.desk).text) is ranked, "nor are there first ones to go on with"
