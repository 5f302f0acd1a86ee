"""A receipt finds one's own ballot among those published, also once names are forgotten; nobody else's."""

import hashlib
import re

import pytest
from sqlalchemy import select

from tests.cast import LEADS, Facilitator, Page, Participant, Visitor
from toolkit.store.models import Ballot
from toolkit.workshop.receipts import LENGTH, fingerprint, may_be_receipt, new_receipt
from toolkit.workshop.recount import recount

A, B, C = LEADS


def receipt(person: Participant) -> str:
    """What the phone shows; empty when it shows none."""
    slips = [e.get("data-receipt") for e in person.get(person.screen).elements("section")]
    return next((code for code in slips if code), "")


def room(ana: Facilitator, people: int = 5) -> list[Participant]:
    """A closed and revealed vote by so many people, each with a receipt."""
    crowd = [ana.welcome() for _ in range(people)]
    round_id = ana.open("approval")
    for n, person in enumerate(crowd):
        assert person.cast(round_id, {"approve": list(LEADS[: n % 3 + 1])}).status == 303
    return crowd


def page(ana: Facilitator) -> str:
    return f"/ballots/{ana.join_code}/1/1"


def find(visitor: Visitor, path: str, code: str) -> Page:
    return visitor.post(path, {"receipt": code})


def own(found: Page) -> str:
    """The words of the line that was found."""
    lines = [e for e in found.elements("p") if e.get("class") == "ballots__own"]
    return "".join(lines[0].itertext()) if lines else ""


def test_a_recorded_vote_shows_its_receipt_and_a_change_keeps_it(ana: Facilitator, bo: Participant) -> None:
    round_id = ana.open("approval")
    assert receipt(bo) == ""
    bo.cast(round_id, {"approve": A})
    code = receipt(bo)
    assert may_be_receipt(code)
    bo.cast(round_id, {"approve": B}, htmx=True)
    assert receipt(bo) == code
    assert code not in ana.get(ana.desk).text


def test_the_holder_of_a_receipt_finds_their_ballot_once_revealed(ana: Facilitator, eve: Visitor) -> None:
    crowd = room(ana)
    codes = [receipt(person) for person in crowd]
    assert eve.get(page(ana)).status == 404
    assert find(eve, page(ana), codes[0]).status == 404
    ana.act("closure")
    assert find(eve, page(ana), codes[0]).status == 404
    ana.act("reveal")
    words = [own(find(eve, page(ana), code)) for code in codes]
    assert [line.count(";") for line in words] == [0, 1, 2, 0, 1]
    ana.open()  # names are forgotten
    assert receipt(crowd[0]) == ""
    for spaced in (codes[0].lower(), f" {codes[0][:3]} {codes[0][3:]} ", "-".join(codes[0])):
        assert own(find(eve, page(ana), spaced)) == words[0]


def test_every_ballot_is_published_once_in_an_order_that_says_nothing(ana: Facilitator, eve: Visitor) -> None:
    crowd = room(ana, 9)
    codes = [receipt(person) for person in crowd]
    ana.finish()
    listed = [e.get("id") for e in eve.get(page(ana)).elements("tr") if e.get("id")]
    assert listed == sorted(listed)
    assert set(listed) == {f"f-{fingerprint(code, 1, 1)}" for code in codes}
    results = ana.client.get(f"{ana.desk}/results.json").get_json()
    assert [f"f-{row['fingerprint']}" for row in results["rounds"][0]["ballots"]] == listed
    assert recount(results).disagreements == ()
    for code in codes:
        assert code not in eve.get(page(ana)).text
        assert code not in str(results)


def test_a_phone_leads_to_its_own_line(ana: Facilitator) -> None:
    crowd = room(ana)
    code = receipt(crowd[0])
    ana.finish()
    links = [e.get("href") for e in crowd[0].get(crowd[0].screen).elements("a")]
    assert f"{page(ana)}#f-{fingerprint(code, 1, 1)}" in links


def test_once_forgotten_nothing_stored_leads_from_a_person_to_a_ballot(ana: Facilitator) -> None:
    crowd = room(ana)
    codes = [receipt(person) for person in crowd]
    ana.finish()
    ana.post(f"{ana.desk}/ending")
    with ana.app.extensions["rebond"].store.reading() as session:
        rows = session.scalars(select(Ballot)).all()
    assert {(row.receipt, row.participant_id, row.cast_at) for row in rows} == {(None, None, None)}
    assert {row.fingerprint for row in rows} == {fingerprint(code, 1, 1) for code in codes}


def test_the_ballots_of_a_few_are_not_listed_but_each_finds_their_own(ana: Facilitator, eve: Visitor) -> None:
    crowd = room(ana, 4)
    codes = [receipt(person) for person in crowd]
    ana.finish()
    shown = eve.get(page(ana))
    assert next(shown.elements("tr"), None) is None
    assert "Moins de cinq" in shown.words
    assert own(find(eve, page(ana), codes[1])).count(";") == 1


@pytest.mark.parametrize("typed", ["", " ", "K7Q", "x" * 60, "\0" * 12, "O0I1" * 3, "<script>", "a" * 70_000])
def test_what_is_no_receipt_finds_nothing(ana: Facilitator, eve: Visitor, typed: str) -> None:
    room(ana)
    ana.finish()
    answer = find(eve, page(ana), typed)
    assert answer.status == 200
    assert own(answer) == ""


def test_a_receipt_of_another_vote_or_workshop_finds_nothing(ana: Facilitator, eve: Visitor) -> None:
    crowd = room(ana)
    code = receipt(crowd[0])
    ana.finish()
    ana.act("revote")
    ana.act("opening")
    for person in crowd:
        person.cast(ana.round_id(), {"approve": B})
    assert receipt(crowd[0]) != code
    ana.finish()
    assert own(find(eve, f"/ballots/{ana.join_code}/1/2", code)) == ""
    assert own(find(eve, page(ana), new_receipt())) == ""


@pytest.mark.parametrize("place", ["9/9", "0/0", "1/2", "99999999999999999999/1"])
def test_an_unknown_vote_has_no_ballots(ana: Facilitator, eve: Visitor, place: str) -> None:
    room(ana)
    ana.finish()
    assert eve.get(f"/ballots/{ana.join_code}/{place}").status == 404
    assert eve.get(f"/ballots/{ana.join_code}").status == 200
    assert eve.get(f"/ballots/NOSUCH/{place}").status == 404


def test_the_page_of_ballots_lists_what_is_revealed_and_nothing_else(ana: Facilitator, eve: Visitor) -> None:
    room(ana)
    assert "Par quoi commencer" not in eve.get(f"/ballots/{ana.join_code}").words
    ana.finish()
    assert "Par quoi commencer" in eve.get(f"/ballots/{ana.join_code}").words


def test_a_name_is_not_published_with_a_ballot(ana: Facilitator) -> None:
    named = Facilitator.create(ana.app, anonymous="no")
    crowd = [named.welcome(name=f"Dominique {n}") for n in range(5)]
    round_id = named.open("approval")
    for person in crowd:
        person.cast(round_id, {"approve": A})
    named.finish()
    assert "Dominique" not in named.get(f"/ballots/{named.join_code}/1/1").words


def test_a_fingerprint_is_what_any_computer_makes_of_the_line_on_the_page(ana: Facilitator) -> None:
    room(ana)
    ana.finish()
    line = re.search(r"rebond 1\.1", ana.get(page(ana)).text)
    assert line
    code = "K7QM4X9RTPHW"
    assert fingerprint(code, 1, 1) == hashlib.sha256(f"rebond 1.1 {code}".encode()).hexdigest()[:16]
    assert len(new_receipt()) == LENGTH == len(code)
