"""The report, from the desk."""

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor


def test_the_desk_gives_the_report_beside_the_other_files(ana: Facilitator, bo: Participant) -> None:
    bo.cast(ana.open(), {"approve": [LEADS[0]]})
    ana.finish()
    address = f"{ana.desk}/report.pdf"
    assert address in [e.get("href") for e in ana.get(ana.desk).elements("a")]
    answer = ana.client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert ana.join_code in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("verb", ["", "opening", "closure"])
def test_a_report_before_the_reveal_says_nothing_of_the_vote(
    ana: Facilitator, bo: Participant, verb: str
) -> None:
    round_id = ana.prepare()
    sizes = set()
    for choice in ([LEADS[0]], list(LEADS)):
        if verb:
            ana.act("opening")
            bo.cast(round_id, {"approve": choice})
        if verb == "closure" and choice == list(LEADS):
            ana.act("closure")
        sizes.add(ana.client.get(f"{ana.desk}/report.pdf").data)
    assert len(sizes) == 1


def test_only_the_desk_has_a_report(ana: Facilitator, bo: Participant, eve: Visitor) -> None:
    for key in ("forged", bo.token, ana.join_code):
        assert eve.get(f"/desk/{key}/report.pdf").status == 404
    assert eve.post(f"{ana.desk}/report.pdf").status == 405
