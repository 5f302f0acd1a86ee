"""Ideas of the room: written on phones, sorted at the desk, voted on as cards."""

import csv
import io
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import LEADS, Facilitator, Page, Participant, Visitor
from toolkit.store.models import Idea
from toolkit.workshop.recount import recount

AWKWARD = (
    "<script>alert(1)</script> & <b>gras</b>",
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)",
    "مكتبة متنقلة في الحي",
    "🚲🛠️👩‍🔧 vélo",
    "Z̸̡̛a̵l̴g̷o̶",
    "W" * 80,
    "a\u200bb\u200dc",
    "\u202eÀ l’envers",
    "ﬁn de l’ﬃche ①②",
)


def ask(ana: Facilitator, *, moderated: bool = False, most: str = "3", start: bool = True) -> int:
    """A question that asks for ideas, open unless told; returns its id."""
    form = {"question": "Que tenter lundi ?", "most": most, "moderated": "yes" if moderated else "no"}
    answer = ana.post(f"{ana.desk}/ideas", form | ({"start": "yes"} if start else {}))
    assert answer.status == 303, answer.text
    return ana.round_id()


def write(person: Participant, round_id: int, title: str, sentence: str = "", **kw: bool) -> int:
    form = {"title": title, "sentence": sentence}
    return person.post(f"{person.screen}/rounds/{round_id}/ideas", form, **kw).status


def stored(ana: Facilitator) -> dict[str, Mapping[str, object]]:
    """What each idea is, by its key."""
    with ana.app.extensions["rebond"].store.reading() as session:
        return {
            idea.key: {"title": idea.title, "state": idea.state, "by": idea.participant_id}
            for idea in session.query(Idea).order_by(Idea.number)
        }


def do(ana: Facilitator, verb: str, number: int, form: Mapping[str, str] | None = None) -> int:
    return ana.post(f"{ana.desk}/ideas/{number}/{verb}", form).status


def ticked(page: Page) -> list[str]:
    """The cards chosen beforehand."""
    boxes = [e for e in page.elements("input") if e.get("name") == "card" and "checked" in e.attrib]
    return [box.get("value") for box in boxes]


def sees(visitor: Visitor, path: str, text: str) -> bool:
    return text in visitor.get(path).words


def test_an_idea_written_on_a_phone_arrives_on_the_desk_and_the_wall(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ask(ana)
    assert write(bo, round_id, "Un banc", "Devant chaque école.") == 303
    for path in (ana.desk, f"/S/{ana.join_code}", bo.screen):
        assert sees(ana, path, "Un banc"), path
    assert not sees(chi, chi.screen, "Un banc"), "while people write, nobody is influenced by the phone"
    ana.act("closure", round_id)
    assert sees(chi, chi.screen, "Devant chaque école.")
    assert sees(chi, f"/ideas/{ana.join_code}/1", "Devant chaque école.")


def test_nobody_is_named_beside_an_idea_but_on_the_desk_of_a_workshop_with_names(
    ana: Facilitator, bo: Participant
) -> None:
    write(bo, ask(ana), "Un banc")
    assert bo.token not in ana.get(ana.desk).text
    named = Facilitator.create(ana.app, anonymous="no")
    dot = named.welcome(name="Dominique")
    write(dot, ask(named), "Un autre banc")
    row = named.get(named.desk).element("idea-1-1")
    assert "Dominique" in "".join(row.itertext())
    named.act("closure")
    for path in (f"/S/{named.join_code}", named.welcome().screen, f"/ideas/{named.join_code}/1"):
        assert not sees(named, path, "Dominique"), path


def test_an_idea_to_be_read_first_is_seen_by_its_author_and_the_desk_only(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ask(ana, moderated=True)
    write(bo, round_id, "Un banc")
    wall, page = f"/S/{ana.join_code}", f"/ideas/{ana.join_code}/1"
    assert sees(ana, ana.desk, "Un banc")
    assert not sees(ana, wall, "Un banc")
    assert ana.get(page).status == 404
    assert do(ana, "showing", 1) == 303
    assert sees(ana, wall, "Un banc")
    bo.post(f"{bo.screen}/ideas/1", {"title": "Tout autre chose"})
    assert not sees(ana, wall, "Tout autre chose"), "what was read is no longer what is written"
    ana.act("closure", round_id)
    assert not sees(chi, chi.screen, "Tout autre chose")
    assert ana.client.get(f"{ana.desk}/results.json").get_json()["ideas"] == []


@pytest.mark.parametrize("verb", ["showing", "hiding"])
def test_acts_of_the_desk_twice_are_once(ana: Facilitator, bo: Participant, verb: str) -> None:
    write(bo, ask(ana, moderated=verb == "showing"), "Un banc")
    assert do(ana, verb, 1) == 303
    version = ana.get(ana.desk).element("stage").get("data-version")
    assert do(ana, verb, 1) == 303
    assert ana.get(ana.desk).element("stage").get("data-version") == version


def test_the_same_idea_sent_twice_is_one(ana: Facilitator, bo: Participant, chi: Participant) -> None:
    round_id = ask(ana)
    for person in (bo, bo, chi):
        assert write(person, round_id, "Un banc") == 303
    assert [idea["title"] for idea in stored(ana).values()] == ["Un banc", "Un banc"]


def test_nobody_writes_more_than_their_share_and_taking_back_makes_room(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ask(ana, most="2")
    assert [write(bo, round_id, title, htmx=True) for title in "abc"] == [200, 200, 409]
    assert write(chi, round_id, "d") == 303
    assert bo.post(f"{bo.screen}/ideas/1/withdrawal").status == 303
    assert write(bo, round_id, "c") == 303
    assert [idea["state"] for idea in stored(ana).values()] == ["withdrawn", "shown", "shown", "shown"]
    assert stored(ana)["idea-1"] == {"title": "", "state": "withdrawn", "by": None}


def test_ones_own_ideas_can_be_changed_until_the_closure_and_nobody_elses(
    ana: Facilitator, bo: Participant, chi: Participant, eve: Visitor
) -> None:
    round_id = ask(ana)
    write(bo, round_id, "Un ban")
    for verb in ("", "/withdrawal"):
        assert chi.post(f"{chi.screen}/ideas/1{verb}", {"title": "Volée"}).status == 404
        assert chi.post(f"{chi.screen}/ideas/99{verb}", {"title": "Volée"}).status == 404
        assert eve.post(f"/p/forged/ideas/1{verb}", {"title": "Volée"}).status == 404
    assert bo.post(f"{bo.screen}/ideas/1", {"title": "Un banc"}, htmx=True).status == 200
    ana.act("closure", round_id)
    assert bo.post(f"{bo.screen}/ideas/1", {"title": "Trop tard"}).status == 409
    assert bo.post(f"{bo.screen}/ideas/1/withdrawal").status == 409
    assert write(bo, round_id, "Trop tard") == 409
    assert [idea["title"] for idea in stored(ana).values()] == ["Un banc"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", "rien"),
        (" \u200b\0 ", ""),
        ("x" * 81, ""),
        ("x" * 3000, ""),
        ("ok", "y" * 241),
        ("ok", "é" * 3000),
    ],
)
def test_a_text_that_cannot_be_is_refused_in_words_and_given_back(
    ana: Facilitator, bo: Participant, title: str, sentence: str
) -> None:
    round_id = ask(ana)
    answer = bo.post(f"{bo.screen}/rounds/{round_id}/ideas", {"title": title, "sentence": sentence})
    assert answer.status == 422
    assert "Rien n’a changé" in answer.words
    if "\0" not in title:
        assert answer.element("title-new-0").get("value") == title
    assert "".join(answer.element("sentence-new-0").itertext()).strip() == sentence
    assert write(bo, round_id, title, sentence, htmx=True) == 422
    assert stored(ana) == {}


@pytest.mark.parametrize("most", ["0", "21", "-1", "1.5", "beaucoup", "", "٣"])
def test_a_question_with_a_limit_that_cannot_be_is_refused(ana: Facilitator, most: str) -> None:
    form = {"question": "Que tenter ?", "most": most, "moderated": "no"}
    assert ana.post(f"{ana.desk}/ideas", form).status == 422
    assert sees(ana, ana.desk, "Nouvelle question")


def test_ideas_are_not_asked_for_while_a_vote_is_under_way_nor_written_in_a_vote(
    ana: Facilitator, bo: Participant
) -> None:
    round_id = ana.open()
    form = {"question": "Que tenter ?", "most": "3", "moderated": "no"}
    assert ana.post(f"{ana.desk}/ideas", form).status == 409
    assert write(bo, round_id, "Un banc") == 409
    assert bo.cast(ask_after(ana), {"approve": LEADS[0]}).status == 404


def ask_after(ana: Facilitator) -> int:
    ana.finish()
    return ask(ana)


def test_merged_ideas_stand_as_one_and_can_be_parted_again(ana: Facilitator, bo: Participant) -> None:
    round_id = ask(ana)
    for title in ("Un banc", "Des bancs", "Un vélo"):
        write(bo, round_id, title)
    form = {"idea": ["idea-1", "idea-2"], "title": "S’asseoir"}
    for _ in range(2):
        assert ana.post(f"{ana.desk}/ideas/merging", form).status == 303
    assert [idea["state"] for idea in stored(ana).values()] == ["merged", "merged", "shown", "shown"]
    wall = ana.get(f"/S/{ana.join_code}").words
    assert "S’asseoir" in wall
    assert "Des bancs" not in wall
    assert ana.post(f"{ana.desk}/ideas/merging", {"idea": ["idea-2", "idea-3"]}).status == 422
    for _ in range(2):
        assert do(ana, "parting", 4) == 303
    assert [idea["state"] for idea in stored(ana).values()] == ["shown", "shown", "shown", "withdrawn"]
    assert do(ana, "parting", 3) == 404


@pytest.mark.parametrize("ideas", [[], ["idea-1"], ["idea-1", "idea-1"], ["idea-1", "idea-9"], ["x", "y"]])
def test_merging_takes_two_ideas_that_are_there(ana: Facilitator, bo: Participant, ideas: list[str]) -> None:
    write(bo, ask(ana), "Un banc")
    before = stored(ana)
    assert ana.post(f"{ana.desk}/ideas/merging", {"idea": ideas}).status in (404, 422)
    assert stored(ana) == before


def test_what_was_merged_goes_with_the_last_of_its_originals(ana: Facilitator, bo: Participant) -> None:
    round_id = ask(ana)
    for title in ("a", "b"):
        write(bo, round_id, title)
    ana.post(f"{ana.desk}/ideas/merging", {"idea": ["idea-1", "idea-2"], "title": "ab"})
    bo.post(f"{bo.screen}/ideas/1/withdrawal")
    assert stored(ana)["idea-3"]["state"] == "shown"
    bo.post(f"{bo.screen}/ideas/2/withdrawal")
    assert {idea["state"] for idea in stored(ana).values()} == {"withdrawn"}


def test_kept_ideas_become_cards_beside_those_of_the_deck(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ask(ana)
    for title in ("Un banc", "Un vélo", "Une injure"):
        write(bo, round_id, title, "En une phrase.")
    do(ana, "hiding", 3)
    do(ana, "correction", 2, {"title": "Un vélo cargo", "sentence": ""})
    ana.act("closure", round_id)
    chooser = ana.get(f"{ana.desk}?step=prepare&from={round_id}")
    ticked = [
        e.get("value") for e in chooser.elements("input") if e.get("name") == "card" and "checked" in e.attrib
    ]
    assert ticked == ["idea-1", "idea-2"]
    assert "Une injure" not in chooser.words
    second = ana.open("approval", ["idea-2", "idea-1", LEADS[0]])
    page = bo.get(bo.screen)
    assert "Un vélo cargo" in page.words
    assert "En une phrase." in page.words
    assert bo.cast(second, {"approve": ["idea-1", LEADS[0]]}).status == 303
    assert chi.cast(second, {"approve": "idea-1"}).status == 303
    ana.finish()
    for path in (ana.desk, f"/S/{ana.join_code}", bo.screen):
        assert sees(ana, path, "Un banc"), path
    results = ana.client.get(f"{ana.desk}/results.json").get_json()
    assert [row["key"] for row in results["ideas"]] == ["idea-1", "idea-2"]
    assert "Une injure" not in str(results)
    assert results["rounds"][-1]["outcome"]["winners"] == ["idea-1"]
    assert recount(results).disagreements == ()


def test_a_correction_reaches_a_draft_but_not_a_vote_already_open(ana: Facilitator, bo: Participant) -> None:
    write(bo, ask(ana), "Un ban")
    ana.act("closure")
    ana.prepare(cards=["idea-1", LEADS[0]])
    do(ana, "correction", 1, {"title": "Un banc", "sentence": ""})
    assert sees(ana, ana.desk, "Un banc")
    ana.act("opening")
    do(ana, "correction", 1, {"title": "Trois bancs", "sentence": ""})
    assert sees(bo, bo.screen, "Un banc")
    assert not sees(bo, bo.screen, "Trois bancs")


def test_a_pasted_list_makes_options_once(ana: Facilitator, bo: Participant) -> None:
    pasted = "Un banc : devant l’école\r\n\r\n  Un vélo\tpour porter\nRien du tout\n"
    form = {"question": "Laquelle ?", "method": "approval", "pasted": pasted}
    for _ in range(2):
        assert ana.post(f"{ana.desk}/rounds", form).status == 303
    assert [idea["title"] for idea in stored(ana).values()] == ["Un banc", "Un vélo", "Rien du tout"]
    ana.act("opening")
    page = bo.get(bo.screen)
    assert "pour porter" in page.words
    assert bo.cast(ana.round_id(), {"approve": ["idea-1", "idea-3"]}).status == 303


@pytest.mark.parametrize("pasted", ["x" * 81, "ok : " + "y" * 241, "\n".join(map(str, range(61))), "seule"])
def test_a_list_that_cannot_be_is_refused_and_makes_nothing(ana: Facilitator, pasted: str) -> None:
    form = {"question": "Laquelle ?", "method": "approval", "pasted": pasted}
    answer = ana.post(f"{ana.desk}/rounds", form)
    assert answer.status == 422
    assert "Rien n’a changé" in answer.words
    assert stored(ana) == {}


def test_the_first_ones_go_on_and_a_tie_at_the_edge_is_said(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    cards = [*LEADS, "lead-first-night-rule"]
    round_id = ana.open("approval", cards)
    bo.cast(round_id, {"approve": cards[:3]})
    chi.cast(round_id, {"approve": cards[:1]})
    ana.finish()
    page = ana.get(f"{ana.desk}?step=prepare&from={round_id}&top=2")
    ticked = {
        e.get("value") for e in page.elements("input") if e.get("name") == "card" and "checked" in e.attrib
    }
    assert ticked == set(cards[:3])
    assert "2 cartes sont ex æquo" in page.words
    page = ana.get(f"{ana.desk}?step=prepare&from={round_id}&top=1")
    assert "La première carte est cochée" in page.words
    for forged in ("x", "0", "-1", "9" * 30):
        assert ana.get(f"{ana.desk}?step=prepare&from={round_id}&top={forged}").status == 200
        assert ana.get(f"{ana.desk}?step=prepare&from={forged}").status == 200


def test_the_first_ones_of_a_vote_not_yet_revealed_are_nobodys_to_know(
    ana: Facilitator, bo: Participant
) -> None:
    round_id = ana.open("approval")
    bo.cast(round_id, {"approve": LEADS[2]})
    for verb in ("", "closure"):
        if verb:
            ana.act(verb)
        asked = ana.get(f"{ana.desk}?step=prepare&from={round_id}&top=1")
        assert 'name="card"' not in asked.text


def test_an_author_is_forgotten_with_the_next_question(ana: Facilitator, bo: Participant) -> None:
    write(bo, ask(ana), "Un banc")
    ana.act("closure")
    ana.prepare()
    assert stored(ana)["idea-1"]["by"] is not None
    ana.act("opening")
    assert stored(ana)["idea-1"]["by"] is None


def test_ideas_cannot_be_voted_on_again_and_an_old_question_stays_readable(
    ana: Facilitator, bo: Participant
) -> None:
    round_id = ask(ana)
    write(bo, round_id, "Un banc")
    ana.act("closure", round_id)
    assert ana.act("revote", round_id).status == 409
    ana.prepare()
    assert sees(ana, f"{ana.desk}?round={round_id}", "Un banc")
    ana.post(f"{ana.desk}/ending")
    assert do(ana, "hiding", 1) == 409
    assert sees(ana, f"{ana.desk}?round={round_id}", "Un banc")


@pytest.mark.parametrize("verb", ["showing", "hiding", "correction", "parting"])
def test_only_the_desk_sorts_ideas_and_only_its_own(
    ana: Facilitator, bo: Participant, eve: Visitor, verb: str
) -> None:
    write(bo, ask(ana), "Un banc")
    other = Facilitator.create(ana.app)
    assert other.post(f"{other.desk}/ideas/1/{verb}", {"title": "x"}).status == 404
    assert do(ana, verb, 99, {"title": "x"}) == 404
    for key in ("forged", bo.token, ana.join_code):
        assert eve.post(f"/desk/{key}/ideas/1/{verb}", {"title": "x"}).status == 404
    assert ana.get(f"{ana.desk}/ideas/1/{verb}").status == 405


def test_a_phone_is_left_in_peace_while_others_write(
    ana: Facilitator, bo: Participant, chi: Participant
) -> None:
    round_id = ask(ana)
    seen = chi.get(chi.screen).element("stage").get("data-version")
    write(bo, round_id, "Un banc")
    do(ana, "hiding", 1)
    assert chi.get(f"{chi.screen}/live?seen={seen}").status == 204
    desk = ana.get(ana.desk).element("stage").get("data-version")
    write(bo, round_id, "Un vélo")
    assert ana.get(f"{ana.desk}/live?seen={desk}").status == 200


once_each = settings(
    phases=[Phase.explicit, Phase.generate],  # a shorter example would take minutes to find
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
written = st.one_of(st.sampled_from(AWKWARD), st.text(min_size=1, max_size=80)).filter(
    lambda text: not {"{{", "{%"} & {text[i : i + 2] for i in range(len(text))}
)


@once_each
@given(title=written, sentence=written)
def test_whatever_the_room_writes_is_only_ever_text(
    ana: Facilitator, bo: Participant, title: str, sentence: str
) -> None:
    """On every screen and in every file; what cannot be kept is refused, and nothing else."""
    round_id = ask(ana)
    status = write(bo, round_id, title, sentence)
    assert status in (303, 422)
    if status == 422:
        ana.act("closure", round_id)
        return
    key = list(stored(ana))[-1]
    number = key.removeprefix("idea-")
    ana.act("closure", round_id)
    ana.open("approval", [key, LEADS[0]])
    bo.cast(ana.round_id(), {"approve": key})
    ana.finish()
    for path in (ana.desk, f"/S/{ana.join_code}", bo.screen, f"/ideas/{ana.join_code}/{number}"):
        page = ana.get(path)  # which checks the markup
        assert page.status == 200
        assert "<script>alert" not in page.text
    kept = stored(ana)[key]["title"]
    assert kept in "".join(ana.get(ana.desk).tree.itertext())
    assert recount(ana.client.get(f"{ana.desk}/results.json").get_json()).disagreements == ()
    rows = list(
        csv.reader(io.StringIO(ana.client.get(f"{ana.desk}/results.csv").get_data(True)), delimiter=";")
    )
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(ana.client.get(f"{ana.desk}/results.xlsx").get_data()))
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
