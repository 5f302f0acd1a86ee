"""A round, from the desk: prepare, open, close, reveal, vote again, end."""

import re

import pytest
from flask import Flask

from tests.cast import LEADS, Facilitator, Participant, Visitor
from toolkit.workshop.ways import WAYS

VERBS = ("opening", "closure", "reveal", "revote", "discard")
METHODS = tuple(WAYS)


@pytest.mark.parametrize("method", METHODS)
def test_a_round_of_every_method_runs_from_draft_to_reveal(
    ana: Facilitator, bo: Participant, method: str
) -> None:
    ana.prepare(method)
    for verb in ("opening", "closure", "reveal"):
        assert ana.act(verb).status == 303
        for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
            page = ana.get(path)
            assert page.status == 200, path
            assert "Par quoi commencer" in page.words, (verb, path)


def test_nobody_voted_still_reveals(ana: Facilitator, bo: Participant) -> None:
    ana.open()
    ana.finish()
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        assert ana.get(path).status == 200


@pytest.mark.parametrize("verb", ["opening", "closure", "reveal", "revote"])
def test_every_verb_twice_is_once(ana: Facilitator, verb: str) -> None:
    round_id = ana.prepare()
    for step in ("opening", "closure", "reveal", "revote"):
        assert ana.act(step, round_id).status == 303
        if step == verb:
            break
    version = ana.get(ana.desk).element("stage").get("data-version")
    assert ana.act(verb, round_id).status == 303
    assert ana.get(ana.desk).element("stage").get("data-version") == version


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ((), "closure"),
        ((), "reveal"),
        ((), "revote"),
        (("opening",), "reveal"),
        (("opening",), "revote"),
        (("opening",), "discard"),
        (("opening", "closure"), "opening"),
        (("opening", "closure"), "revote"),
        (("opening", "closure", "reveal"), "discard"),
        (("opening", "closure", "reveal"), "opening"),
    ],
)
def test_a_verb_out_of_order_is_refused_and_changes_nothing(
    ana: Facilitator, before: tuple[str, ...], verb: str
) -> None:
    round_id = ana.prepare()
    for step in before:
        ana.act(step, round_id)
    shown = ana.get(ana.desk).text
    answer = ana.act(verb, round_id)
    assert answer.status == 409
    assert ana.get(ana.desk).text == shown


@pytest.mark.parametrize("verb", VERBS)
def test_someone_outside_cannot_act(ana: Facilitator, bo: Participant, eve: Visitor, verb: str) -> None:
    round_id = ana.prepare()
    for key in ("forged", bo.token, ana.join_code):
        assert eve.post(f"/desk/{key}/rounds/{round_id}/{verb}").status == 404


@pytest.mark.parametrize("verb", VERBS)
def test_an_unknown_round_or_one_of_another_workshop_is_refused(ana: Facilitator, verb: str) -> None:
    other = Facilitator.create(ana.app)
    assert ana.act(verb, other.prepare()).status == 404
    assert ana.act(verb, 999999).status == 404
    assert ana.act(verb, 99999999999999999999).status == 404
    assert ana.act(verb, 10**40).status == 404


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_never_a_link(ana: Facilitator, verb: str) -> None:
    assert ana.get(f"{ana.desk}/rounds/{ana.prepare()}/{verb}").status == 405


def test_acting_with_htmx_gives_the_stage_alone(ana: Facilitator) -> None:
    round_id = ana.prepare()
    page = ana.act("opening", round_id, htmx=True)
    assert page.status == 200
    assert page.text.lstrip().startswith("<")
    assert "<html" not in page.text
    assert page.element("stage") is not None


def test_a_refusal_with_htmx_goes_to_the_notice(ana: Facilitator) -> None:
    answer = ana.act("reveal", ana.prepare(), htmx=True)
    assert answer.status == 409
    assert answer.answer.headers["HX-Retarget"] == "#notice"


def test_two_desks_share_one_workshop(ana: Facilitator) -> None:
    other_tablet = Visitor(ana.app)
    round_id = ana.prepare()
    assert other_tablet.post(f"{ana.desk}/rounds/{round_id}/opening").status == 303
    assert ana.act("opening", round_id).status == 303
    assert other_tablet.post(f"{ana.desk}/rounds/{round_id}/closure").status == 303
    assert ana.act("closure", round_id).status == 303


def test_a_draft_can_be_prepared_again(ana: Facilitator) -> None:
    ana.prepare("approval")
    second = ana.prepare("schulze")
    assert ana.round_id() == second
    assert "Tour 2" not in ana.get(ana.desk).words


def test_a_draft_can_be_thrown_away(ana: Facilitator) -> None:
    ana.act("discard", ana.prepare())
    assert 'name="card"' in ana.get(ana.desk).text


def test_a_vote_under_way_is_not_replaced(ana: Facilitator) -> None:
    round_id = ana.open()
    form = {"question": "Une autre ?", "method": "approval", "card": list(LEADS)}
    assert ana.post(f"{ana.desk}/rounds", form).status == 409
    assert ana.round_id() == round_id


@pytest.mark.parametrize(
    "change",
    [
        {"card": []},
        {"card": ["lead-micro-mobility"]},
        {"card": ["lead-micro-mobility", "lead-micro-mobility"]},
        {"card": ["lead-micro-mobility", "no-such-card"]},
        {"question": ""},
        {"question": " \n "},
        {"question": "x" * 201},
        {"method": "coin_toss"},
        {"method": ""},
        {"method": "dots", "params.budget": "0"},
        {"method": "dots", "params.budget": "-3"},
        {"method": "dots", "params.budget": "beaucoup"},
        {"method": "majority_judgment", "params.grades": "1"},
        {"method": "majority_judgment", "params.grades": "8"},
        {"question": "\u200b\0"},
    ],
)
def test_a_round_that_cannot_be_is_refused_in_words(ana: Facilitator, change: dict[str, object]) -> None:
    form = {"question": "Par quoi commencer ?", "method": "approval", "card": list(LEADS)}
    answer = ana.post(f"{ana.desk}/rounds", form | change)
    assert answer.status == 422
    assert "Rien n’a changé" in answer.words
    assert 'name="card"' in ana.get(ana.desk).text


def test_all_27_cards_make_a_round(ana: Facilitator, bo: Participant) -> None:
    cards = [card.id for card in ana.app.extensions["rebond"].decks["reflexes"].cards]
    round_id = ana.open("approval", cards)
    assert bo.cast(round_id, {"approve": cards}).status == 303
    ana.finish()
    assert ana.get(f"/S/{ana.join_code}").status == 200


@pytest.mark.parametrize("deck_id", ["mouvements", "transfo"])
def test_a_room_votes_on_a_deck_without_orientations(app: Flask, deck_id: str) -> None:
    ana = Facilitator.create(app, deck=deck_id)
    deck = app.extensions["rebond"].decks[deck_id]
    cards = [card.id for card in deck.cards]
    picks = re.findall(
        r'<input class="pick__input"[^>]*value="([^"]+)"[^>]*( checked)?>', ana.get(ana.desk).text
    )
    assert [pick for pick, _ in picks] == cards
    assert 'data-take="orientation"' not in ana.get(ana.desk).text
    bo = ana.welcome()
    round_id = ana.open("approval", cards)
    assert plain(deck.cards[1].text("fr").title) in plain(bo.get(bo.screen).words)
    assert bo.cast(round_id, {"approve": cards[:2]}).status == 303
    assert bo.get(f"/C/{deck.cards[0].code}").status == 303
    ana.finish()
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        assert plain(deck.cards[0].text("fr").title) in plain(ana.get(path).words)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_a_question_with_markup_stays_text_everywhere(ana: Facilitator, bo: Participant) -> None:
    ana.open(question="<img src=x onerror=alert(1)> & co")
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        page = ana.get(path)
        assert "<img src=x" not in page.text
        assert "& co" in page.words


def test_voting_again_keeps_question_cards_and_method(ana: Facilitator, bo: Participant) -> None:
    first = ana.open("dots", **{"params.budget": "4"})
    bo.cast(first, {f"dots.{LEADS[0]}": "4"})
    ana.finish()
    ana.act("revote")
    second = ana.round_id()
    assert second != first
    ana.act("opening")
    page = bo.get(bo.screen)
    assert "Par quoi commencer" in page.words
    assert bo.cast(second, {f"dots.{LEADS[1]}": "4"}).status == 303
    assert bo.cast(second, {f"dots.{LEADS[1]}": "5"}).status == 422


def test_an_old_round_is_not_voted_on_again(ana: Facilitator) -> None:
    first = ana.open()
    ana.finish()
    ana.prepare()
    assert ana.act("revote", first).status == 409


def test_the_end_closes_an_open_vote_and_everything_after_is_refused(
    ana: Facilitator, bo: Participant
) -> None:
    round_id = ana.open()
    assert ana.post(f"{ana.desk}/ending").status == 303
    assert ana.post(f"{ana.desk}/ending").status == 303
    assert bo.cast(round_id, {"approve": LEADS[0]}).status == 409
    assert ana.act("opening", round_id).status == 409
    form = {"question": "Encore ?", "method": "approval", "card": list(LEADS)}
    assert ana.post(f"{ana.desk}/rounds", form).status == 409
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        assert ana.get(path).status == 200


def test_the_join_screen_can_be_put_back_on_the_projector(ana: Facilitator) -> None:
    ana.open()
    assert ana.post(f"{ana.desk}/showing", {"showing": "join"}).status == 303
    assert "Par quoi commencer" not in ana.get(f"/S/{ana.join_code}").words
    assert ana.post(f"{ana.desk}/showing", {"showing": "round"}).status == 303
    assert "Par quoi commencer" in ana.get(f"/S/{ana.join_code}").words
    assert ana.post(f"{ana.desk}/showing", {"showing": "cat"}).status == 422


def test_an_exact_tie_is_told_with_its_titles_ampersands_included(ana: Facilitator, bo: Participant) -> None:
    cards = ("orientation-5", "lead-data-labs", "lead-failure-hour")
    bo.cast(ana.open("approval", cards), {"approve": list(cards[:2])})
    ana.finish()
    for path in (ana.desk, bo.screen, f"/S/{ana.join_code}"):
        assert "citoyens & usagers" in ana.get(path).words


BAD_SETTINGS = [
    ("score", "min", "3"),
    ("score", "max", "11"),
    ("score", "max", "many"),
    ("score", "rule", "luck"),
    ("quadratic", "credits", "0"),
    ("quadratic", "credits", "401"),
    ("borda", "lowest", "2"),
    ("borda", "unranked", "both"),
    ("stv", "seats", "4"),
    ("stv", "seats", "-1"),
    ("placement", "x", "x" * 31),
    ("placement", "best", "middle"),
    ("majority_judgment", "missing", "maybe"),
    ("majority_judgment", "grades", "4"),
    ("dots", "budget", "100"),
]


@pytest.mark.parametrize(("way", "name", "value"), BAD_SETTINGS)
def test_a_setting_that_cannot_be_is_refused_in_words(
    ana: Facilitator, way: str, name: str, value: str
) -> None:
    form = {"question": "Laquelle ?", "method": way, "card": list(LEADS), f"params.{way}.{name}": value}
    answer = ana.post(f"{ana.desk}/rounds", form)
    assert answer.status == 422
    assert len(answer.words) > 20


def test_the_settings_of_other_ways_on_the_same_form_change_nothing(ana: Facilitator) -> None:
    settings = {"params.score.max": "7", "params.approval.max": "2", "params.stv.seats": "nobody"}
    ana.prepare("score", **settings)
    page = ana.get(f"{ana.desk}?step=prepare")
    values = {e.get("name"): e.get("value") for e in page.elements("input")}
    assert values["params.score.max"] == "7"
    assert values["params.approval.max"] == ""


def test_a_hand_is_a_score_from_nought_to_five_whatever_is_sent(ana: Facilitator, bo: Participant) -> None:
    ana.open("fist_to_five", **{"params.fist_to_five.max": "9", "params.max": "9"})
    assert len([e for e in bo.get(bo.screen).elements("input") if e.get("type") == "radio"]) == 6 * len(LEADS)
