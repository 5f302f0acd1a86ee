"""A ballot is recorded and answered without a view where it can be, and exactly as a view would."""

import gzip
from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy.exc import OperationalError

from tests.cast import HTMX, LEADS, Facilitator, Participant
from toolkit.store.models import Ballot
from toolkit.store.session import Store
from toolkit.web.again import Again
from toolkit.web.once import STAGES

A, B, C = LEADS
BALLOTS = {
    "approval": {"approve": [A, C]},
    "majority_judgment": {f"grade.{key}": "3" for key in LEADS},
    "schulze": {f"rank.{B}": "1", f"rank.{A}": "2"},
}
# What a browser says of a form of our own page, over http and over https.
OURS = ({}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tokens of phones whose ballot was answered without a view."""
    found: list[str] = []
    recorded = Again.recorded

    def listened(self: Again, environ: dict[str, object], token: str, *rest: object) -> object:
        answer = recorded(self, environ, token, *rest)  # type: ignore[arg-type]
        if answer is not None:
            found.append(token)
        return answer

    monkeypatch.setattr(Again, "recorded", listened)
    return found


@pytest.fixture
def voting(ana: Facilitator, told: list[str]) -> Callable[[str], int]:
    """Open a vote, and let one phone be answered by the views."""

    def open_(method: str) -> int:
        round_id = ana.open(method)
        first = ana.welcome()
        first.client.get(f"{first.screen}/live?seen=0", headers=HTMX)
        first.client.post(f"{first.screen}/rounds/{round_id}/ballot", data=BALLOTS[method], headers=HTMX)
        told.clear()
        return round_id

    return open_


def stored_by(ana: Facilitator, round_id: int) -> list[tuple[object, str]]:
    with ana.app.extensions["rebond"].store.reading() as session:
        rows = session.query(Ballot).where(Ballot.round_id == round_id).order_by(Ballot.participant_id)
        return [(row.content, row.receipt) for row in rows]


@pytest.mark.parametrize("method", BALLOTS)
@pytest.mark.parametrize("said", OURS)
def test_it_is_what_a_view_would_have_answered(
    ana: Facilitator,
    bo: Participant,
    voting: Callable[[str], int],
    told: list[str],
    method: str,
    said: dict[str, str],
) -> None:
    round_id = voting(method)
    path = f"{bo.screen}/rounds/{round_id}/ballot"
    quick = bo.client.post(path, data=BALLOTS[method], headers=HTMX | said)
    assert told == [bo.token]
    by_view = bo.client.post(f"{path}?x=", data=BALLOTS[method], headers=HTMX | said)
    assert told == [bo.token], "the second one went to the view"
    assert quick.status_code == by_view.status_code == 200
    assert quick.data == by_view.data
    (hers, _), (theirs, _) = stored_by(ana, round_id)
    assert hers == theirs


def test_packed_it_says_the_same(bo: Participant, voting: Callable[[str], int], told: list[str]) -> None:
    path = f"{bo.screen}/rounds/{voting('approval')}/ballot"
    form = BALLOTS["approval"]
    packed = bo.client.post(path, data=form, headers=HTMX | {"Accept-Encoding": "gzip, deflate"})
    refusing = bo.client.post(path, data=form, headers=HTMX | {"Accept-Encoding": "gzip;q=0"})
    assert told == [bo.token, bo.token]
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in refusing.headers
    assert gzip.decompress(packed.data) == refusing.data


@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    ana: Facilitator, bo: Participant, voting: Callable[[str], int], said: dict[str, str]
) -> None:
    round_id = voting("approval")
    before = stored_by(ana, round_id)
    answer = bo.client.post(
        f"{bo.screen}/rounds/{round_id}/ballot", data=BALLOTS["approval"], headers=HTMX | said
    )
    assert answer.status_code == 403
    assert stored_by(ana, round_id) == before


def test_a_refusal_is_told_by_the_view_and_nothing_is_kept(
    ana: Facilitator, bo: Participant, voting: Callable[[str], int], told: list[str]
) -> None:
    round_id = voting("approval")
    before = stored_by(ana, round_id)
    path = f"{bo.screen}/rounds/{round_id}/ballot"
    refused = bo.client.post(path, data={"approve": ["lead-unknown"]}, headers=HTMX)
    assert refused.status_code == 422
    assert 'id="' in refused.text
    assert bo.client.post(path, data={"approve": "x" * 70_000}, headers=HTMX).status_code == 422
    assert bo.client.post(path, data={"approve": "x" * 300_000}, headers=HTMX).status_code == 413
    ana.act("closure")
    late = bo.client.post(path, data=BALLOTS["approval"], headers=HTMX)
    assert late.status_code == 409
    assert stored_by(ana, round_id) == before
    assert told == []


def test_a_ballot_cut_short_on_the_way_is_refused_whole(
    ana: Facilitator, bo: Participant, voting: Callable[[str], int]
) -> None:
    round_id = voting("approval")
    before = stored_by(ana, round_id)
    answer = bo.client.post(
        f"{bo.screen}/rounds/{round_id}/ballot",
        input_stream=BytesIO(f"approve={A}".encode()),
        headers=HTMX,
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"CONTENT_LENGTH": "200"},
    )
    assert answer.status_code == 400
    assert stored_by(ana, round_id) == before


def test_no_ballot_is_cast_twice_for_want_of_a_drawing(
    ana: Facilitator,
    bo: Participant,
    voting: Callable[[str], int],
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    round_id = voting("approval")
    asked: list[object] = []
    together = Store.together
    monkeypatch.setattr(Store, "together", lambda *given: (asked.append(given), together(*given))[1])
    STAGES.forget()
    answer = bo.client.post(f"{bo.screen}/rounds/{round_id}/ballot", data=BALLOTS["approval"], headers=HTMX)
    assert answer.status_code == 200
    assert told == []
    assert len(asked) == 1
    assert len(stored_by(ana, round_id)) == 2


def test_a_database_that_fails_is_asked_once_and_said_by_the_view(
    bo: Participant, voting: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = voting("approval")
    asked: list[object] = []

    def fails(_self: Store, verb: object, job: object) -> None:
        asked.append(job)
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(Store, "together", fails)
    answer = bo.client.post(f"{bo.screen}/rounds/{round_id}/ballot", data=BALLOTS["approval"], headers=HTMX)
    assert answer.status_code == 503
    assert len(asked) == 1


def test_it_is_counted_as_an_answer_of_its_route(
    ana: Facilitator, bo: Participant, voting: Callable[[str], int], told: list[str]
) -> None:
    name = 'rebond_answers_total{route="participant.cast",status="200"} '
    path = f"{bo.screen}/rounds/{voting('approval')}/ballot"
    counts = []
    for _ in range(2):
        counts.append(int(ana.client.get("/metrics").text.split(name)[1].split("\n")[0]))
        bo.client.post(path, data=BALLOTS["approval"], headers=HTMX)
    assert counts[1] == counts[0] + 1
    assert told == [bo.token, bo.token]
