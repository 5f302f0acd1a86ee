"""The report of a workshop on paper: all there, within its page, read in order, whatever the room wrote."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.faces.reading import flat
from tests.printing.proof import accessible, codes_read, sound
from tests.sqlite_only import served as served
from tests.workshop.test_results_schema import played
from toolkit.content.cards import LANGUAGES, Language
from toolkit.faces.boxes import Text
from toolkit.printing.flowing import Block, Flow
from toolkit.printing.report import BOTTOM, COLUMN, Where, report_pdf
from toolkit.printing.report_blocks import Writer
from toolkit.store.session import Store
from toolkit.workshop.retelling import Retold, retold
from toolkit.workshop.ways import WAYS

AWKWARD = ("🚲🛠️ 日本", "مكتبة في الحي", "W" * 80, "Z̸̡a̵l̴", "<b>&amp;</b>", "\u202eà l’envers", "→ ✓ −")
PAGE = "http://rebond.test/ballots/K7QM4X"


def told(store: Store, way: str, language: Language = "fr", **changes: Any) -> Retold:
    return retold(played(store, way) | changes, None, language)


def read(run: Any, file: Path) -> str:
    text: str = run("pdftotext", "-layout", file, "-", errors=False)
    return " ".join(text.split())


@pytest.mark.pdf
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_keeps_to_the_standards_and_says_what_was_decided(
    store: Store, tmp_path: Path, run: Any, language: Language
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report_pdf(told(store, "approval", language), Where("results.json", PAGE)))
    if language == "fr":  # the structure is the same in both
        sound(file)
        accessible(file)
        assert codes_read(file, dpi=150) == {"zxing": [PAGE], "zbar": [PAGE]}
    text = read(run, file)
    for part in ("Un mardi à la mairie", "Par quoi commencer", "13", "Carte A", "Bancs", "Un banc"):
        assert part in text, part
    assert "rebond recount results.json" in text


@pytest.mark.pdf
@pytest.mark.parametrize("way", ["stv", "gradients", "placement", "majority_judgment"])
def test_pictures_of_every_shape_are_read_out_as_one(store: Store, tmp_path: Path, way: str) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report_pdf(told(store, way), Where("results.json")))
    accessible(file)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_voting_makes_a_report(store: Store, way: str) -> None:
    found = told(store, way)
    made = report_pdf(found, Where("results.json"))
    assert made.startswith(b"%PDF-1.7")
    assert report_pdf(found, Where("results.json")) == made


def test_a_map_that_ranks_nothing_is_read_out_without_ranks(store: Store) -> None:
    made = report_pdf(told(store, "placement"), Where("results.json"))
    with pikepdf.open(io.BytesIO(made)) as file:
        said = [
            str(node.Alt) for node in file.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node
        ]
    (alt, _) = [text for text in said if "Carte A" in text]
    assert "1." not in alt
    assert re.search(r"Carte A.: Effort.: \d+.; Effet.: \d+", alt)


def test_whatever_the_room_wrote_is_printed(store: Store) -> None:
    results = played(store, "gradients")
    results["workshop"]["title"] = AWKWARD[0]
    for row in results["rounds"]:
        row["question"] = AWKWARD[1]
        for option, title in zip(row["options"], AWKWARD[2:], strict=False):
            option["title"] = title
        if "reasons" in row:
            row["reasons"] = {key: list(AWKWARD) for key in row["reasons"]}
    results["ideas"][0]["title"] = AWKWARD[6]
    assert report_pdf(retold(results, None, "fr"), Where("é" * 60 + ".json"))


@pytest.mark.parametrize(("phones", "told", "held"), [(5, True, False), (4, False, True), (0, False, False)])
def test_a_report_quotes_nobody_when_fewer_than_five_could_write(
    store: Store, phones: int, told: bool, held: bool
) -> None:
    results = played(store, "gradients")
    row = results["rounds"][0]
    row |= {"sources": {"phone": phones, "hands": 9}, "reasons": {"B": ["Trop cher."]}}
    vote = retold(results, None, "fr").questions[0].votes[0]
    assert vote.reasons_held == held
    assert bool(vote.reasons) == told
    assert report_pdf(retold(results, None, "fr"), Where("results.json"))


def test_a_workshop_without_a_revealed_vote_has_a_report_that_says_so(store: Store) -> None:
    results = played(store, "approval")
    results["rounds"] = [row for row in results["rounds"] if row["state"] != "revealed"]
    results["ideas"] = []
    assert report_pdf(retold(results, None, "en"), Where("results.json"))


def test_sixty_cards_and_their_picture_stay_within_the_page(store: Store) -> None:
    results = played(store, "approval")
    row = results["rounds"][0]
    row["options"] += [
        {"key": f"K{n}", "code": None, "title": f"Une carte au titre long, la numéro {n}"} for n in range(57)
    ]
    assert report_pdf(retold(results, None, "fr"), Where("results.json"))


def blocks(writer: Writer) -> Iterator[Block]:
    for text in AWKWARD:
        yield writer.heading(text, 20.0, gap=3.0)
        yield writer.text(text * 12, gap=1.0)
        yield writer.numbered("12.", text * 3, gap=1.0)
        yield writer.decision(text, text, text, [], gap=2.0)


def test_every_line_stands_within_its_column_and_every_block_on_a_page() -> None:
    flow = Flow(20.0, BOTTOM)
    for _ in range(5):
        flow.add(blocks(Writer("fr", COLUMN)))
    pages = flow.finished()
    assert len(pages) > 3
    for page in pages:
        end = 0.0
        for placed in page:
            assert placed.y >= end
            end = placed.y + placed.block.height_mm
            for box in flat(placed.block.boxes):
                if isinstance(box, Text):
                    assert all(line.x + line.width_mm <= COLUMN + 0.1 for line in box.lines)
        assert end <= BOTTOM


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    flow = Flow(0.0, 100.0)
    flow.add([Block((), 90.0), Block((), 5.0, keeps=True), Block((), 20.0)])
    assert [[placed.block.height_mm for placed in page] for page in flow.finished()] == [[90.0], [5.0, 20.0]]


def test_a_group_higher_than_a_page_is_parted_rather_than_lost() -> None:
    flow = Flow(0.0, 100.0)
    flow.add([Block((), 60.0, keeps=True), Block((), 60.0, keeps=True), Block((), 60.0)])
    assert [len(page) for page in flow.finished()] == [1, 1, 1]
