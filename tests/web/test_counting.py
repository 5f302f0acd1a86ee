"""Everyone counted: raised hands and paper, entered at the desk, in the same tally as the phones."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from tests.cast import LEADS, Facilitator, Page, Participant, Visitor
from toolkit.store.models import Ballot, Batch
from toolkit.workshop.recount import recount

A, B, C = LEADS


def ballots(ana: Facilitator) -> list[tuple[str, dict[str, Any], int]]:
    """What was cast in the current round: how it came, what it says, how many people cast it."""
    with ana.app.extensions["rebond"].store.reading() as session:
        query = select(Ballot).where(Ballot.round_id == ana.round_id())
        cast = [(b.source, b.content, b.count) for b in session.scalars(query)]
    kinds: dict[str, tuple[str, dict[str, Any], int]] = {}
    for source, content, people in cast:
        kind = repr((source, content))
        kinds[kind] = (source, content, people + kinds.get(kind, (source, content, 0))[2])
    return [kinds[kind] for kind in sorted(kinds)]


def hands(ana: Facilitator, form: dict[str, Any], **kw: Any) -> Page:
    return ana.post(f"{ana.desk}/rounds/{ana.round_id()}/hands", form, **kw)


def pile(ana: Facilitator, form: dict[str, Any], **kw: Any) -> Page:
    return ana.post(f"{ana.desk}/rounds/{ana.round_id()}/paper/pile", form, **kw)


def sheet(ana: Facilitator, form: dict[str, Any], key: str, **kw: Any) -> Page:
    return ana.post(f"{ana.desk}/rounds/{ana.round_id()}/paper/sheet?key={key}", form, **kw)


def outcome(ana: Facilitator) -> dict[str, Any]:
    file: dict[str, Any] = ana.client.get(f"{ana.desk}/results.json").get_json()
    assert recount(file).disagreements == ()
    found: dict[str, Any] = file["rounds"][-1]["outcome"]
    return found


# --- raised hands


def test_hands_and_phones_are_one_tally(ana: Facilitator, bo: Participant) -> None:
    bo.cast(ana.open("single_choice"), {"choice": C})
    assert hands(ana, {f"mark.1.{A}": "12", f"mark.1.{B}": "7", f"mark.1.{C}": ""}).status == 303
    assert "20 personnes sur 20" in ana.get(f"/S/{ana.join_code}").text
    ana.finish()
    found = outcome(ana)
    assert found["scores"] == {A: 12, B: 7, C: 1}
    assert found["cast"] == 20


@pytest.mark.parametrize(
    ("method", "form", "scores"),
    [
        ("approval", {f"mark.1.{A}": "8", f"mark.1.{B}": "6", "people": "10"}, {A: 8, B: 6, C: 0}),
        ("dots", {f"mark.1.{A}": "21", f"mark.1.{C}": "9", "people": "6"}, {A: 21, B: 0, C: 9}),
        (
            "majority_judgment",
            {f"mark.4.{A}": "6", f"mark.0.{B}": "6", f"mark.2.{C}": "5", f"mark.1.{C}": "1"},
            {A: 4, B: 0, C: 2},
        ),
    ],
)
def test_a_count_card_by_card_gives_the_outcome_it_says(
    ana: Facilitator, method: str, form: dict[str, str], scores: dict[str, int]
) -> None:
    ana.open(method)
    assert hands(ana, form).status == 303
    ana.finish()
    found = outcome(ana)
    assert found["scores"] == scores
    assert found["cast"] == int(form.get("people", 6))


def test_a_new_count_replaces_the_old_one_until_the_reveal(ana: Facilitator) -> None:
    ana.open("single_choice")
    hands(ana, {f"mark.1.{A}": "12"})
    ana.act("closure")
    hands(ana, {f"mark.1.{A}": "11", f"mark.1.{B}": "2"})
    assert ballots(ana) == [("hands", {"choice": B}, 2), ("hands", {"choice": A}, 11)]
    ana.act("reveal")
    assert hands(ana, {f"mark.1.{A}": "1"}).status == 409
    assert sum(n for _, _, n in ballots(ana)) == 13


def test_hands_taken_down_leave_nothing(ana: Facilitator) -> None:
    ana.open("single_choice")
    hands(ana, {f"mark.1.{A}": "12"})
    hands(ana, {f"mark.1.{A}": "0"})
    assert ballots(ana) == []


def test_the_form_comes_back_with_what_was_typed(ana: Facilitator) -> None:
    round_id = ana.open("approval")
    hands(ana, {f"mark.1.{A}": "8", f"mark.1.{B}": "6", "people": "10"})
    page = ana.get(ana.desk)
    form = page.element(f"hands-{round_id}")
    typed = {
        e.get("name"): e.get("value") for e in form.iter() if e.get("name", "").startswith(("mark", "people"))
    }
    assert typed == {f"mark.1.{A}": "8", f"mark.1.{B}": "6", f"mark.1.{C}": "", "people": "10"}


def test_a_half_typed_form_is_left_alone_when_the_desk_changes(ana: Facilitator) -> None:
    round_id = ana.open("approval")
    form = ana.get(ana.desk).element(f"hands-{round_id}")
    assert "hx-morph-skip" in form.attrib
    ana.act("closure")
    assert ana.get(ana.desk).element(f"hands-{round_id}") is not None


def test_hands_are_shown_to_nobody_else_before_the_reveal(ana: Facilitator, bo: Participant) -> None:
    ana.open("single_choice")
    before = {path: bo.get(path).text for path in (bo.screen, f"{bo.screen}/live")}
    hands(ana, {f"mark.1.{A}": "737", f"mark.1.{B}": "100"})
    for path, text in before.items():
        assert bo.get(path).text == text
    for path in (f"/S/{ana.join_code}", f"/S/{ana.join_code}/live", f"{ana.desk}/results.json"):
        assert not re.search(r"\b737\b", bo.get(path).text), path
    said = hands(ana, {f"mark.1.{A}": "737", f"mark.1.{B}": "100"}, htmx=True)
    assert "837" in said.words
    assert "737" not in said.text


def test_a_phone_learns_nothing_from_hands_being_typed(ana: Facilitator, bo: Participant) -> None:
    ana.open("single_choice")
    seen = re.search(r'data-version="([^"]+)"', bo.get(bo.screen).text)
    assert seen
    hands(ana, {f"mark.1.{A}": "12"})
    assert bo.get(f"{bo.screen}/live?seen={seen[1]}").status == 204


def test_the_desk_and_the_projector_follow_at_once(ana: Facilitator) -> None:
    ana.open("single_choice")
    hands(ana, {f"mark.1.{A}": "12"})
    for path in (ana.desk, f"/S/{ana.join_code}"):
        seen = re.search(r'data-version="([^"]+)"', ana.get(path).text)
        assert seen
        hands(ana, {f"mark.1.{A}": "11", f"mark.1.{B}": "1"})  # as many people
        assert ana.get(f"{path}/live?seen={seen[1]}").status == 200


@pytest.mark.parametrize(
    ("method", "form", "says"),
    [
        ("single_choice", {f"mark.1.{A}": "douze"}, "entier"),
        ("single_choice", {f"mark.1.{A}": "-1"}, "entier"),
        ("single_choice", {f"mark.1.{A}": "2001"}, "trop"),
        ("single_choice", {"mark.1.lead-unknown": "1"}, "lead-unknown"),
        ("single_choice", {f"mark.2.{A}": "1"}, ""),
        ("single_choice", {f"mark.x.{A}": "1"}, ""),
        ("single_choice", {f"mark.1.{A}": "3", "people": "2"}, "3"),
        ("approval", {f"mark.1.{A}": "3", "people": "beaucoup"}, "nombre"),
        ("approval", {f"mark.1.{A}": "9", "people": "5"}, "9"),
        ("majority_judgment", {f"mark.7.{A}": "1"}, ""),
        ("schulze", {f"mark.1.{A}": "1"}, "bulletin"),
    ],
)
def test_hands_that_cannot_be_are_refused_and_the_earlier_count_stays(
    ana: Facilitator, method: str, form: dict[str, str], says: str
) -> None:
    ana.open(method)
    if method != "schulze":
        hands(ana, {f"mark.1.{B}": "4"})
    kept = ballots(ana)
    answer = hands(ana, form)
    assert answer.status == 422
    assert says in answer.words
    assert ballots(ana) == kept


def test_hands_wait_for_the_opening(ana: Facilitator) -> None:
    ana.prepare("single_choice")
    assert hands(ana, {f"mark.1.{A}": "1"}).status == 409


def test_a_ranking_asks_for_whole_ballots(ana: Facilitator) -> None:
    ana.open("schulze")
    page = ana.get(ana.desk)
    assert "un bulletin par personne" in page.words
    assert not [e for e in page.elements("input") if e.get("name", "").startswith("mark.")]


# --- paper


def test_piles_add_up_and_the_same_form_twice_is_one(ana: Facilitator) -> None:
    ana.open("single_choice")
    for key in ("first", "first", "second"):
        assert pile(ana, {f"mark.1.{A}": "3", "key": key}).status == 303
    assert ballots(ana) == [("paper", {"choice": A}, 6)]


def test_an_entry_can_be_taken_back_until_the_reveal(ana: Facilitator) -> None:
    round_id = ana.open("single_choice")
    pile(ana, {f"mark.1.{A}": "3", "key": "first"})
    pile(ana, {f"mark.1.{B}": "2", "key": "second"})
    page = ana.get(f"{ana.desk}/rounds/{round_id}/paper")
    removal = [f.get("action") for f in page.elements("form") if f.get("action").endswith("/removal")]
    assert len(removal) == 2
    assert ana.post(removal[0]).status == 303
    assert ana.post(removal[0]).status == 303, "twice is once"
    assert ballots(ana) == [("paper", {"choice": A}, 3)]
    ana.finish()
    assert ana.post(removal[1]).status == 409
    assert ballots(ana) == [("paper", {"choice": A}, 3)]


def test_an_entry_of_another_round_or_the_hands_cannot_be_taken_back(ana: Facilitator) -> None:
    round_id = ana.open("single_choice")
    hands(ana, {f"mark.1.{A}": "3"})
    other = Facilitator.create(ana.app)
    elsewhere = other.open("single_choice")
    pile(other, {f"mark.1.{A}": "3", "key": "first"})
    with ana.app.extensions["rebond"].store.reading() as session:
        entries = {b.kind: b.id for b in session.scalars(select(Batch))}
    for batch in entries.values():
        assert ana.post(f"{ana.desk}/rounds/{round_id}/paper/{batch}/removal").status == 404
    assert ana.post(f"{ana.desk}/rounds/{elsewhere}/paper/{entries['tally']}/removal").status == 404
    assert ballots(ana)
    assert ballots(other)


SHEETS = {
    "single_choice": ({"choice": A}, {"choice": A}),
    "approval": ({"approve": [A, C]}, {"approve": [A, C]}),
    "dots": ({f"dots.{A}": "3"}, {"dots": {A: 3}}),
    "majority_judgment": ({f"grade.{A}": "4", f"grade.{B}": "0"}, {"grades": {A: 4, B: 0}}),
    "schulze": ({f"rank.{A}": "2", f"rank.{B}": "1"}, {"ranking": [[B], [A]]}),
}


@pytest.mark.parametrize("method", SHEETS)
def test_sheets_are_copied_one_after_the_other(ana: Facilitator, method: str) -> None:
    form, content = SHEETS[method]
    round_id = ana.open(method)
    path = f"{ana.desk}/rounds/{round_id}/paper/sheet"
    page = ana.get(path)
    action = next(f.get("action") for f in page.elements("form") if f.get("data-ballot"))
    assert action.startswith(path)
    assert ana.post(action, form).status == 303
    assert ana.post(action, form).status == 303, "sent twice, recorded once"
    assert ballots(ana) == [("paper", content, 1)]
    following = ana.get(path)
    assert action not in following.text
    assert not [e for e in following.elements("input") if "checked" in e.attrib]
    assert ana.post(f"{path}?key=next", form, htmx=True).element("stage") is not None
    assert ballots(ana) == [("paper", content, 2)]


def test_a_sheet_that_cannot_be_is_refused(ana: Facilitator) -> None:
    ana.open("single_choice")
    assert sheet(ana, {"choice": "lead-unknown"}, "k").status == 422
    assert sheet(ana, {}, "k").status == 422
    assert ballots(ana) == []


def test_the_last_sheet_is_undone_from_the_sheet_itself(ana: Facilitator) -> None:
    round_id = ana.open("single_choice")
    for n, choice in enumerate((A, B)):
        sheet(ana, {"choice": choice}, f"k{n}")
    path = f"{ana.desk}/rounds/{round_id}/paper/sheet"
    undo = next(f for f in ana.get(path).elements("form") if f.get("action").endswith("/removal"))
    answer = ana.post(undo.get("action"), {"from": "sheet"})
    assert answer.answer.location.endswith("/paper/sheet")
    assert ballots(ana) == [("paper", {"choice": A}, 1)]


def test_paper_says_when_it_is_too_late(ana: Facilitator) -> None:
    round_id = ana.open("single_choice")
    ana.finish()
    for path in ("paper", "paper/sheet"):
        page = ana.get(f"{ana.desk}/rounds/{round_id}/{path}")
        assert page.status == 200
        assert not [f for f in page.elements("form") if f.get("method") == "post"]
    assert pile(ana, {f"mark.1.{A}": "3", "key": "k"}).status == 409
    assert sheet(ana, {"choice": A}, "k").status == 409


# --- who is in the room


def test_people_without_a_phone_are_in_the_turnout(ana: Facilitator, bo: Participant) -> None:
    ana.post(f"{ana.desk}/expected", {"without_phone": "9"})
    bo.cast(ana.open("single_choice"), {"choice": A})
    hands(ana, {f"mark.1.{A}": "4"})
    assert "5 personnes sur 10 ont voté" in str(
        [e.get("aria-label") for e in ana.get(ana.desk).elements("p")]
    )


def test_hands_nobody_announced_do_not_make_the_absent_vote(ana: Facilitator, bo: Participant) -> None:
    ana.open("single_choice")
    hands(ana, {f"mark.1.{A}": "4"})
    page = ana.get(ana.desk)
    assert "4 personnes sur 5 ont voté" in page.text
    assert "Tout le monde a voté" not in page.words


@pytest.mark.parametrize("typed", ["", "-1", "neuf", "2001", "1" * 50, "٣"])
def test_a_number_of_people_that_cannot_be_is_refused(ana: Facilitator, typed: str) -> None:
    ana.post(f"{ana.desk}/expected", {"without_phone": "9"})
    assert ana.post(f"{ana.desk}/expected", {"without_phone": typed}).status == 422
    field = ana.get(ana.desk).element("without-phone")
    assert field.get("value") == "9"


def test_the_projector_can_hide_the_turnout(ana: Facilitator, bo: Participant) -> None:
    bo.cast(ana.open("single_choice"), {"choice": A})
    path = f"/S/{ana.join_code}"
    assert "ont voté" in ana.get(path).words or "a voté" in ana.get(path).words
    for stage in ("open", "closed"):
        ana.post(f"{ana.desk}/turnout", {"hidden": "yes"})
        assert "voté" not in ana.get(path).words
        assert "voté" in ana.get(ana.desk).words
        ana.post(f"{ana.desk}/turnout", {"hidden": "no"})
        assert "voté" in ana.get(path).words
        if stage == "open":
            ana.act("closure")


def test_nobody_but_the_desk_counts(ana: Facilitator, bo: Participant, eve: Visitor) -> None:
    round_id = ana.open("single_choice")
    for key in ("forged", ana.join_code, bo.token):
        for path in ("hands", "paper/pile", "paper/sheet", "paper/1/removal"):
            form = {f"mark.1.{A}": "3", "choice": A}
            assert eve.post(f"/desk/{key}/rounds/{round_id}/{path}", form).status == 404, path
        for path in ("paper", "paper/sheet"):
            assert eve.get(f"/desk/{key}/rounds/{round_id}/{path}").status == 404
        assert eve.post(f"/desk/{key}/expected", {"without_phone": "3"}).status == 404
        assert eve.post(f"/desk/{key}/turnout", {"hidden": "yes"}).status == 404
    assert ballots(ana) == []


def test_after_the_end_nothing_is_counted_any_more(ana: Facilitator) -> None:
    ana.open("single_choice")
    ana.post(f"{ana.desk}/ending")
    assert hands(ana, {f"mark.1.{A}": "3"}).status == 409
    assert pile(ana, {f"mark.1.{A}": "3", "key": "k"}).status == 409
    assert ana.post(f"{ana.desk}/expected", {"without_phone": "3"}).status == 409
