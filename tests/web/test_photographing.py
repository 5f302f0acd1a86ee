"""Photographing cards: what is found is shown on the picture, confirmed, counted; no photo is kept."""

import io
import re

import pytest
import qrcode
from PIL import Image

from tests.cast import HTMX, LEADS, Facilitator, Page, Visitor
from tests.photos.table import jpeg, photo, printed_cards
from tests.sqlite_only import served as served
from tests.web.test_counting import ballots, outcome

A, B, C = LEADS


def snap(ana: Facilitator, content: bytes, *, htmx: bool = False) -> Page:
    """Send a photo as a browser does. Written by hand: the test client would put a large one in a file."""
    path = f"{ana.desk}/rounds/{ana.round_id()}/paper/photo"
    head = b'--cut\r\nContent-Disposition: form-data; name="photo"; filename="c.jpg"\r\n\r\n'
    body = head + content + b"\r\n--cut--\r\n"
    headers = HTMX if htmx else {}
    kind = "multipart/form-data; boundary=cut"
    return Page(ana.client.post(path, data=body, content_type=kind, headers=headers))


def cards_at(ana: Facilitator, *keys: str, seed: int = 3) -> bytes:
    ids = [card.id for card in ana.app.extensions["rebond"].decks["reflexes"].cards]
    chosen = [printed_cards()[ids.index(key)] for key in keys]
    return jpeg(photo(chosen, size=(1400, 1050), blur=0.6, seed=seed))


def confirm(ana: Facilitator, page: Page, **changes: str) -> Page:
    """Send the form of the photo's page as it is, but for *changes*."""
    form = next(f for f in page.elements("form") if f.get("action").endswith("/pile"))
    fields = {e.get("name"): e.get("value", "") for e in form.iter() if e.get("name")}
    fields.pop("again", None)
    return ana.post(form.get("action"), fields | changes)


@pytest.mark.pdf
def test_cards_on_a_photo_are_shown_confirmed_and_counted(ana: Facilitator) -> None:
    outside = "lead-meeting-funeral"
    ana.open("single_choice")
    page = snap(ana, cards_at(ana, A, B, A, outside))
    assert page.status == 200
    assert "3 cartes de ce vote" in page.words
    title = ana.app.extensions["rebond"].decks["reflexes"].card(outside).text("fr").title
    assert title in page.words
    assert len(list(page.tree.iter("{http://www.w3.org/2000/svg}g"))) >= 4
    assert ballots(ana) == [], "nothing is counted before it is confirmed"
    assert confirm(ana, page).status == 303
    assert ballots(ana) == [("paper", {"choice": B}, 1), ("paper", {"choice": A}, 2)]


@pytest.mark.pdf
def test_numbers_are_corrected_before_they_count_and_photos_add_up(ana: Facilitator) -> None:
    ana.open("single_choice")
    confirm(ana, snap(ana, cards_at(ana, A, B)), **{f"mark.1.{B}": "4"})
    confirm(ana, snap(ana, cards_at(ana, A, seed=8)))
    ana.finish()
    assert outcome(ana)["scores"] == {A: 2, B: 4, C: 0}


@pytest.mark.pdf
def test_the_same_photo_is_recognised_and_asked_about(ana: Facilitator) -> None:
    ana.open("single_choice")
    content = cards_at(ana, A, B)
    first = snap(ana, content)
    assert "déjà comptée" not in first.words
    confirm(ana, first)
    again = snap(ana, content)
    assert "déjà comptée" in again.words
    kept = ballots(ana)
    assert confirm(ana, again).status == 409
    assert ballots(ana) == kept
    assert confirm(ana, again, again="yes").status == 303
    assert sum(n for _, _, n in ballots(ana)) == 4


@pytest.mark.pdf
def test_approvals_on_a_photo_ask_how_many_people_laid_them(ana: Facilitator) -> None:
    ana.open("approval")
    confirm(ana, snap(ana, cards_at(ana, A, B, A)), people="3")
    ana.finish()
    found = outcome(ana)
    assert (found["scores"], found["cast"]) == ({A: 2, B: 1, C: 0}, 3)


@pytest.mark.pdf
def test_the_photo_is_kept_nowhere(ana: Facilitator) -> None:
    ana.open("single_choice")
    page = snap(ana, cards_at(ana, A, B))
    preview = re.search(r"data:image/jpeg;base64,([^\"]{40})", page.text)
    assert preview
    confirm(ana, page)
    assert preview[1] not in ana.get(f"{ana.desk}/rounds/{ana.round_id()}/paper").text
    assert preview[1] not in ana.get(ana.desk).text
    assert "no-store" in page.answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        (b"", 422, "Aucune photo"),
        (b"hello", 422, "JPEG"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 99, 422, "HEIC"),
        (b"x" * (12 * 1024 * 1024 + 1), 413, "12"),
        (b"x" * (13 * 1024 * 1024), 413, "12"),
    ],
)
def test_what_cannot_be_read_is_said_clearly(
    ana: Facilitator, content: bytes, status: int, says: str
) -> None:
    ana.open("single_choice")
    answer = snap(ana, content)
    assert answer.status == status
    assert says in answer.words
    fragment = snap(ana, content, htmx=True)
    assert fragment.answer.headers["HX-Retarget"] == "#notice"
    assert ballots(ana) == []


def test_codes_of_another_deck_or_none_are_said_clearly(ana: Facilitator) -> None:
    ana.open("single_choice")
    blank, other = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(blank, "PNG")
    qrcode.make("http://rebond.test/C/ZZZZ").convert("RGB").save(other, "PNG")
    assert "Aucun code" in snap(ana, blank.getvalue()).words
    assert "jeu de cet atelier" in snap(ana, other.getvalue()).words


def test_no_photo_before_the_opening_nor_after_the_reveal(ana: Facilitator, eve: Visitor) -> None:
    round_id = ana.prepare("single_choice")
    assert snap(ana, b"hello").status == 409
    ana.act("opening")
    ana.finish()
    assert snap(ana, b"hello").status == 409
    path = f"/desk/forged/rounds/{round_id}/paper/photo"
    assert eve.post(path, {"photo": (io.BytesIO(b"hello"), "a.jpg")}).status == 404
