"""One profile, several rules: on the desk, on the room’s screen if wanted, never instead of the record."""

import pytest

from tests.cast import LEADS, Facilitator, Participant, Visitor

A, B, C = LEADS
RANKINGS = ("schulze", "ranked_pairs", "copeland", "borda", "irv", "stv")


@pytest.fixture
def revealed(ana: Facilitator) -> int:
    """A beats B and C, yet Borda puts B first: three people A B C, two people B C A."""
    round_id = ana.open("schulze")
    orders = [(A, B, C)] * 3 + [(B, C, A)] * 2
    for order in orders:
        ana.welcome().cast(round_id, {f"rank.{key}": str(place) for place, key in enumerate(order, 1)})
    ana.finish()
    return round_id


def title(ana: Facilitator, key: str) -> str:
    return str(ana.app.extensions["rebond"].decks["reflexes"].card(key).text("fr").title)


def verdict(ana: Facilitator, path: str, round_id: int) -> str:
    return "".join(ana.get(path).element(f"verdict-{round_id}").itertext())


def test_the_desk_shows_every_rule_and_who_it_puts_first(ana: Facilitator, revealed: int) -> None:
    page = ana.get(ana.desk)
    rules = "".join(page.element("rules").itertext())
    assert title(ana, B) in rules
    assert "Borda" in rules
    assert title(ana, A) in verdict(ana, ana.desk, revealed)
    assert title(ana, B) in verdict(ana, f"{ana.desk}?rule=borda", revealed)
    assert "Une autre règle sur les mêmes bulletins" in ana.get(f"{ana.desk}?rule=borda").words
    assert "Une autre règle" not in page.words


@pytest.mark.parametrize("rule", RANKINGS[1:])
def test_a_rule_goes_to_the_room_s_screen_under_its_name_and_back(
    ana: Facilitator, bo: Participant, revealed: int, rule: str
) -> None:
    screen = f"/S/{ana.join_code}"
    recorded = verdict(ana, screen, revealed)
    seen = ana.get(screen).element("stage").get("data-version")
    phone = verdict(ana, bo.screen, revealed)
    assert ana.post(f"{ana.desk}/rounds/{revealed}/rule", {"rule": rule}).status == 303
    page = ana.get(screen)
    assert page.element("stage").get("data-version") != seen
    assert "Une autre règle sur les mêmes bulletins" in page.words
    assert verdict(ana, bo.screen, revealed) == phone
    assert ana.post(f"{ana.desk}/rounds/{revealed}/rule", {"rule": ""}).status == 303
    assert verdict(ana, screen, revealed) == recorded
    assert "Une autre règle" not in ana.get(screen).words


def test_what_is_recorded_stays_the_rule_of_the_vote(ana: Facilitator, revealed: int) -> None:
    before = ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"]
    ana.post(f"{ana.desk}/rounds/{revealed}/rule", {"rule": "borda"})
    assert ana.client.get(f"{ana.desk}/results.json").get_json()["rounds"] == before
    ana.act("revote")
    ana.act("opening")
    ana.finish()
    assert "Une autre règle" not in ana.get(f"/S/{ana.join_code}").words


def test_twice_is_once_and_with_htmx_the_desk_stays_on_the_rule(ana: Facilitator, revealed: int) -> None:
    path = f"{ana.desk}/rounds/{revealed}/rule"
    page = ana.post(path, {"rule": "irv"}, htmx=True)
    assert page.status == 200
    assert "Une autre règle" in page.words
    version = page.element("stage").get("data-version")
    assert ana.post(path, {"rule": "irv"}, htmx=True).element("stage").get("data-version") == version


@pytest.mark.parametrize("rule", ["approval", "schulze", "luck", "x" * 500, "\0"])
def test_no_rule_that_cannot_count_these_ballots(ana: Facilitator, revealed: int, rule: str) -> None:
    answer = ana.post(f"{ana.desk}/rounds/{revealed}/rule", {"rule": rule})
    assert answer.status == 422
    assert ana.get(f"{ana.desk}?rule=luck").status == 200
    assert "Une autre règle" not in ana.get(f"/S/{ana.join_code}").words


def test_no_rule_before_the_reveal_nor_on_other_ballots_nor_by_others(
    ana: Facilitator, bo: Participant, eve: Visitor
) -> None:
    round_id = ana.open("irv")
    bo.cast(round_id, {f"rank.{A}": "1"})
    for verb in (None, "closure"):
        if verb:
            ana.act(verb)
        assert ana.post(f"{ana.desk}/rounds/{round_id}/rule", {"rule": "borda"}).status == 409
        page = ana.get(f"{ana.desk}?rule=borda")
        assert page.element("rules") is None
    ana.act("reveal")
    for key in (bo.token, "forged", ana.join_code):
        assert eve.post(f"/desk/{key}/rounds/{round_id}/rule", {"rule": "borda"}).status == 404
    assert ana.post(f"{ana.desk}/rounds/999999/rule", {"rule": "borda"}).status == 404
    other = ana.open("approval")
    bo.cast(other, {"approve": [A]})
    ana.finish()
    assert ana.get(ana.desk).element("rules") is None
    assert ana.post(f"{ana.desk}/rounds/{other}/rule", {"rule": "borda"}).status == 422


def test_an_earlier_ranking_is_looked_at_under_another_rule_too(ana: Facilitator, revealed: int) -> None:
    ana.open("approval")
    page = ana.get(f"{ana.desk}?round={revealed}&rule=borda")
    assert title(ana, B) in verdict(ana, f"{ana.desk}?round={revealed}&rule=borda", revealed)
    assert page.element("project-rule") is None


def test_a_poster_that_draws_only_the_first_cards_says_where_the_others_are(ana: Facilitator) -> None:
    deck = [card.id for card in ana.app.extensions["rebond"].decks["reflexes"].cards][:10]
    round_id = ana.open("score", deck)
    ana.welcome().cast(round_id, {f"score.{key}": "3" for key in deck})
    ana.finish()
    words = "Les 2 autres cartes se lisent sur les téléphones"
    assert words in ana.get(f"/S/{ana.join_code}").words
    assert words not in ana.get(ana.desk).words
