"""What one phone was answered is answered again to the others, each with what is its own."""

import pytest

from tests.cast import HTMX, LEADS, Facilitator, Participant
from toolkit.web.again import Again
from toolkit.web.once import DRAWN, STAGES

A, B, C = LEADS
BALLOTS = {
    "approval": [{"approve": [A]}, {"approve": [B, C]}, {"approve": []}],
    "majority_judgment": [{f"grade.{key}": str(n) for key in LEADS} for n in range(3)],
    "schulze": [{f"rank.{A}": "1"}, {f"rank.{B}": "1", f"rank.{C}": "2"}, {}],
}


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch, bo: Participant) -> list[str]:
    """The tokens of phones answered again, without a view."""
    found: list[str] = []
    stage = Again._stage

    def listened(self: Again, environ: dict[str, object], token: str) -> bytes | None:
        body = stage(self, environ, token)
        if body is not None:
            found.append(token)
        return body

    monkeypatch.setattr(Again, "_stage", listened)
    by_view(bo)
    asked(bo)  # whose headers are learned, if none are yet
    found.clear()
    return found


def by_view(phone: Participant, **headers: str) -> bytes:
    """What the view answers: it is asked in a way that nothing is answered again."""
    return phone.client.get(f"{phone.screen}/live", headers=HTMX | headers).data


def asked(phone: Participant, **headers: str) -> bytes:
    return phone.client.get(f"{phone.screen}/live?seen=0", headers=HTMX | headers).data


@pytest.mark.parametrize("method", BALLOTS)
def test_it_is_what_the_view_would_have_answered(ana: Facilitator, method: str, told: list[str]) -> None:
    phones = [ana.welcome() for _ in range(4)]
    round_id = ana.open(method)
    for step in ("", "closure", "reveal"):
        if step:
            ana.act(step)
        views = [by_view(phone) for phone in phones]
        told.clear()
        assert [asked(phone) for phone in phones] == views
        assert told == [phone.token for phone in phones]
        if not step:
            for phone, form in zip(phones, BALLOTS[method], strict=False):
                phone.cast(round_id, form)
            told.clear()
            assert [asked(phone) for phone in phones] == [by_view(phone) for phone in phones]
            assert told == [phones[3].token], "a ballot being filled in is drawn for itself"


def test_nothing_of_one_phone_is_told_to_another(
    ana: Facilitator, bo: Participant, chi: Participant, told: list[str]
) -> None:
    round_id = ana.open("approval")
    for phone, key in ((bo, A), (chi, B)):
        phone.cast(round_id, {"approve": [key]})
    ana.finish()
    by_view(bo), by_view(chi)
    bos, chis = asked(bo).decode(), asked(chi).decode()
    assert told == [bo.token, chi.token]
    receipts = [page.split('data-receipt="')[1][:12] for page in (bos, chis)]
    assert receipts[0] != receipts[1]
    assert bo.token not in chis
    assert receipts[0] not in chis
    assert chi.token not in bos
    assert receipts[1] not in bos


def test_with_the_headers_of_the_view(ana: Facilitator, bo: Participant, told: list[str]) -> None:
    ana.open("approval")
    accepting = HTMX | {"Accept-Encoding": "gzip"}
    view, again = (
        bo.client.get(f"{bo.screen}/live{query}", headers=accepting) for query in ("?seen=0&x=", "?seen=0")
    )
    assert told == [bo.token]
    kept = {name: value for name, value in view.headers.items() if name not in ("Content-Length", "Date")}
    assert {name: value for name, value in again.headers.items() if name != "Content-Length"} == kept
    assert int(again.headers["Content-Length"]) == len(again.data)


def test_in_the_language_this_person_chose(ana: Facilitator, bo: Participant, told: list[str]) -> None:
    ana.open("approval")
    by_view(bo)
    french = asked(bo)
    bo.client.set_cookie("other", "lang")
    bo.client.set_cookie("lang", "en")
    by_view(bo)
    english = asked(bo)
    assert told == [bo.token, bo.token]
    assert french != english
    bo.client.set_cookie("lang", "xx")
    assert asked(bo) == french


def test_who_was_put_out_is_told_so_by_the_view(ana: Facilitator, bo: Participant, told: list[str]) -> None:
    ana.open("approval")
    by_view(bo)
    assert ana.post(f"{ana.desk}/people/1/removal").status == 303
    answer = bo.client.get(f"{bo.screen}/live?seen=0", headers=HTMX)
    assert answer.status_code == 410
    assert told == []


def test_what_was_never_drawn_is_left_to_the_view(ana: Facilitator, bo: Participant, told: list[str]) -> None:
    ana.open("approval")
    for kept in (STAGES, DRAWN):
        kept.forget()
    assert asked(bo) == by_view(bo)
    assert told == []
    asked(bo)
    assert told == [bo.token]


def test_it_is_counted_as_an_answer_of_its_route(ana: Facilitator, bo: Participant) -> None:
    name = 'rebond_answers_total{route="participant.live",status="200"} '
    ana.open("approval")
    by_view(bo)
    counts = []
    for _ in range(2):
        counts.append(int(ana.client.get("/metrics").text.split(name)[1].split("\n")[0]))
        asked(bo)
    assert counts[1] == counts[0] + 1
