"""What is drawn once for a whole room holds nothing of anybody, and each phone gets its own."""

from tests.cast import LEADS, Facilitator, Participant

A, B, C = LEADS
HERS = {f"grade.{A}": "4", f"grade.{B}": "0", f"grade.{C}": "2"}
HIS = {f"grade.{A}": "0", f"grade.{B}": "4", f"grade.{C}": "1"}


def own(phone: Participant, others: list[Participant]) -> str:
    """The fragment of *phone*, checked to lead to no other phone; its secret taken out."""
    text = phone.get(f"{phone.screen}/live", htmx=True).text
    assert phone.token in text or 'data-stage="ended"' in text
    for other in others:
        assert other.token not in text
    return text.replace(phone.token, "TOKEN")


def test_phones_that_have_nothing_of_their_own_show_the_same(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.prepare("majority_judgment")
    for verb in (None, "opening"):
        if verb:
            ana.act(verb)
        assert own(bo, [chi]) == own(chi, [bo])
    bo.cast(round_id, HERS)
    assert "checked" in own(bo, [chi])
    assert "checked" not in own(chi, [bo])


def test_each_finds_its_own_ballot_beside_the_outcome(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open("majority_judgment")
    late = ana.welcome()
    for phone, form in ((bo, HERS), (chi, HIS)):
        phone.cast(round_id, form)
    ana.finish()
    bos, chis, lates = own(bo, [chi, late]), own(chi, [bo, late]), own(late, [bo, chi])
    assert len({bos, chis, lates}) == 3
    outcome = bos[bos.index('id="outcome-') : bos.index('id="yours-')]
    assert outcome in chis
    assert outcome in lates
    assert bos == own(bo, []), "and finds it again"


def test_a_recorded_ballot_is_answered_without_the_form_the_phone_keeps(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ana.open("majority_judgment")
    answers = [phone.cast(round_id, form, htmx=True).text for phone, form in ((bo, HERS), (chi, HIS))]
    for answer, phone in zip(answers, (bo, chi), strict=True):
        assert 'id="stage"' in answer
        assert f'id="ballot-{round_id}"' in answer
        assert "grade." not in answer
        assert phone.token in answer
        assert "data-receipt" in answer
    assert bo.token not in answers[1]
    assert answers[0].replace(bo.token, "") != answers[1].replace(chi.token, ""), "each has its receipt"


def test_a_person_who_chose_english_reads_english(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    ana.open("approval")
    english = bo.get(f"{bo.screen}/live?lang=en", htmx=True).text
    assert english != chi.get(f"{chi.screen}/live", htmx=True).text
    assert "Record" in english


def test_names_stay_with_their_phones(ana: Facilitator) -> None:
    named = Facilitator.create(ana.app, anonymous="no")
    odile, zoe = named.welcome(name="Odile <b>"), named.welcome(name="Zoé & co")
    named.open("approval")
    for phone, other in ((odile, "Zoé"), (zoe, "Odile")):
        assert other not in phone.get(f"{phone.screen}/live", htmx=True).text


def test_a_scanned_card_stays_in_the_address_a_phone_asks(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    ana.open("approval")
    scanned = bo.get(f"{bo.screen}/live?card=ABC", htmx=True).text
    assert "card=ABC" in scanned
    assert "card=ABC" not in chi.get(f"{chi.screen}/live", htmx=True).text
