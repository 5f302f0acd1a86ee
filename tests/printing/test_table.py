"""Everything a workshop prints besides cards: programs open it, checkers pass it, its words are whole."""

import json
import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageChops, ImageStat

from tests.printing.conftest import ON
from tests.printing.proof import accessible, codes_read, ink, opened, pictures, sound, structure, told
from toolkit.cli import main
from toolkit.content.cards import Language
from toolkit.content.game_words import load_game_words
from toolkit.content.load import load_deck
from toolkit.paths import folder
from toolkit.printing.dividers import TAB
from toolkit.printing.game_pages import REMINDED
from toolkit.printing.leaves import Leaf
from toolkit.printing.options import studio
from toolkit.printing.paper_ballot import Asked, BallotRefused, Choice, ballots_pdf
from toolkit.printing.tiling import tiled
from toolkit.printing.tuck_box import net
from toolkit.printing.wifi import wifi_text
from toolkit.voting.methods import METHODS

BASE = "https://rebond.example.org"
TITLE = "Quelle place pour l’eau dans la ville de demain ?"
CARDS = [card.id for card in load_deck(folder("cards") / "reflexes").cards]
ENTRANCE = ("K7QM4X", "--title", TITLE, "--base-url", BASE)
JOIN = f"{BASE}/J/K7QM4X".upper()
RESULTS = str(Path(__file__).with_name("results.json"))
WIFI = ("Salle des fêtes", 'ab;cd:"12,34')

ITEMS: dict[str, Sequence[str]] = {
    "poster": (*ENTRANCE, "--wifi", WIFI[0], "--wifi-password", WIFI[1]),
    "tents": (*ENTRANCE, "--tables", "2"),
    "board": ("--tiles",),
    "pieces": ("--dials", "3"),
    "booklet": (),
    "rules": (),
    "script": (),
    "journal": (),
    "ballots": ("reflexes", "--method", "majority_judgment", "--cards", ",".join(CARDS[:5])),
    "wall": ("reflexes", "--cards", ",".join(CARDS[:2]), "--base-url", BASE),
    "blanks": ("--format", "a6", "--count", "3"),
    "ideas": (RESULTS, "--base-url", BASE),
    "agenda": (RESULTS,),
    "dividers": (),
    "box": ("--dividers",),
}


def rebond(*words: object) -> Result:
    return CliRunner(env={"REBOND_PUBLIC_URL": ""}).invoke(main, ["print", *map(str, words)])


def printed(path: Path, item: str, *more: object) -> Path:
    result = rebond(item, *ITEMS[item], "-o", path, "--date", "2026-11-27", *more)
    assert result.exit_code == 0, result.stderr
    return path


def words(file: Path) -> str:
    return " ".join(told("pdftotext", "-layout", file, "-", errors=False).split())


@pytest.mark.pdf
@pytest.mark.parametrize("item", ITEMS)
def test_it_is_sound_and_read_out_in_both_languages(item: str, tmp_path: Path) -> None:
    french = printed(tmp_path / "fr.pdf", item)
    english = printed(tmp_path / "en.pdf", item, "--lang", "en", "--theme", "black", "--sheet", "letter")
    sound(french)
    accessible(french)
    accessible(english)
    if item != "board":  # its parts are pictures
        assert words(french) != words(english)
    again = printed(tmp_path / "again.pdf", item)
    assert again.read_bytes() == french.read_bytes()


@pytest.mark.pdf
@pytest.mark.parametrize("item", ITEMS)
def test_eco_takes_less_ink_and_black_is_black_alone(item: str, tmp_path: Path) -> None:
    colour, eco, black = (
        printed(tmp_path / f"{theme}.pdf", item, "--theme", theme) for theme in ("colour", "eco", "black")
    )
    assert sum(ink(eco, 72)) <= 1.02 * sum(ink(colour, 72))
    if item == "board":  # what is under pieces and cards is grey
        return
    found = re.findall(r"([\d.]+ [\d.]+ [\d.]+) (?:rg|RG)", opened(black))
    assert {tuple(map(float, each.split())) for each in found} <= {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


@pytest.mark.pdf
def test_a_poster_lets_people_in(tmp_path: Path) -> None:
    file = printed(tmp_path / "poster.pdf", "poster")
    read = codes_read(file, 150)
    assert read["zxing"] == sorted((JOIN, wifi_text(*WIFI)))
    assert JOIN in read["zbar"]
    said = words(file)
    assert all(part in said for part in ("K7Q M4X", "rebond.example.org", *WIFI))


@pytest.mark.pdf
def test_a_tent_says_the_same_on_both_sides_once_folded(tmp_path: Path) -> None:
    file = printed(tmp_path / "tents.pdf", "tents")
    assert codes_read(file, 150)["zxing"] == [JOIN] * 4
    boxes = told("pdftotext", "-bbox", "-f", "2", "-l", "2", file, "-", errors=False)
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">M4X<', boxes)
    (one, other) = [tuple(map(float, each)) for each in found]
    width, height = 595.276, 841.89
    assert one[0] + other[2] == pytest.approx(width, abs=1)  # half a turn about the middle of the sheet
    assert one[1] + other[3] == pytest.approx(height, abs=4)


@pytest.mark.pdf
@pytest.mark.parametrize("method", METHODS)
def test_a_ballot_names_every_card_whatever_the_method(method: str, tmp_path: Path) -> None:
    path = tmp_path / "ballots.pdf"
    asked = ("ballots", "reflexes", "--method", method, "--cards", ",".join(CARDS[:8]), "--question", TITLE)
    result = rebond(*asked, "-o", path, "--copies", "5")
    assert result.exit_code == 0, result.stderr
    read = " ".join(structure(path).split()).replace("\u202f", "\xa0")
    deck = load_deck(folder("cards") / "reflexes")
    for card_id in CARDS[:8]:
        title = deck.card(card_id).text("fr").title.replace("\u202f", "\xa0")
        assert " ".join(title.split()) in read.replace("\xa0", " ") or title in read, title
    sheets = int(re.search(r"Pages: +(\d+)", told("pdfinfo", path)).group(1))  # type: ignore[union-attr]
    each = read.count("Ne signez pas") // sheets
    assert sheets == -(-5 // each)


def test_a_whole_deck_goes_on_one_ballot(tmp_path: Path) -> None:
    for method in ("approval", "majority_judgment", "schulze"):
        result = rebond("ballots", "reflexes", "--method", method, "-o", tmp_path / "b.pdf")
        assert result.exit_code == 0, result.stderr


def test_more_cards_than_a_sheet_holds_are_refused_with_the_way_out() -> None:
    known = studio()
    leaf = Leaf(known.sheet("a4"), known.theme("colour"), "fr", ON)
    choices = [Choice(n, f"Carte {n}", 1) for n in range(1, 61)]
    with pytest.raises(BallotRefused, match="--cards"):
        ballots_pdf([Asked("", "approval", {"max": None}, choices)], leaf, 1)


@pytest.mark.pdf
@pytest.mark.parametrize(("size", "theme", "count"), [("a3", "colour", 4), ("a2", "black", 8)])
def test_the_parts_of_a_board_make_the_board(size: str, theme: str, count: int, tmp_path: Path) -> None:
    """Each part where its name says, laid one over the other, beside the board printed in one piece."""
    chosen = ("--size", size, "--theme", theme)
    whole = printed(tmp_path / "whole.pdf", "board", *chosen, "--whole")
    parts = printed(tmp_path / "parts.pdf", "board", *chosen, "--tiles")
    dpi = 90
    (one,) = pictures(whole, dpi, _place(tmp_path, "one"))
    board = Image.open(one).convert("L")
    width, height = (side * 2**0.5 if size == "a2" else side for side in (420.0, 297.0))
    tiling = tiled((width, height), (210.0, 297.0))
    sheets = pictures(parts, dpi, _place(tmp_path, "many"))
    assert len(sheets) == len(tiling.tiles) == count
    dots = dpi / 25.4
    rebuilt = Image.new("L", board.size, 128)
    for tile, path in zip(tiling.tiles, sheets, strict=True):
        corner = tiling.margin_mm * dots
        seen = (
            Image.open(path)
            .convert("L")
            .crop(
                (
                    round(corner),
                    round(corner),
                    round(corner + tile.width_mm * dots),
                    round(corner + tile.height_mm * dots),
                )
            )
        )
        rebuilt.paste(seen, (round(tile.x * dots), round(tile.y * dots)))
    difference = ImageChops.difference(board, rebuilt)
    assert ImageStat.Stat(difference).mean[0] < 6  # half a dot of rounding along every line
    shifted = ImageChops.difference(board, ImageChops.offset(rebuilt, 22, 0))
    assert ImageStat.Stat(shifted).mean[0] > 2 * ImageStat.Stat(difference).mean[0]


def _place(folder_: Path, name: str) -> Path:
    made = folder_ / name
    made.mkdir()
    return made


@pytest.mark.pdf
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_of_the_booklet_is_printed_in_both_shapes(lang: Language, tmp_path: Path) -> None:
    book = load_game_words(folder("cards") / "communs")
    for more in ((), ("--plain",), ("--theme", "large")):
        file = printed(tmp_path / "b.pdf", "booklet", "--lang", lang, *more)
        read = bare(told("pdftotext", "-raw", file, "-", errors=False))
        for section in book.booklet:
            assert bare(section.title[lang]) in read
            for block in section.blocks:
                told_there = (block.text, *block.items, *(book.rules[n].text for n in block.rules))
                for each in (*told_there, *chain.from_iterable(block.rows)):
                    for word in each[lang].split():
                        assert bare(word) in read, word


def bare(text: str) -> str:
    """Letters and figures alone: where lines end and words divide says nothing."""
    return "".join(filter(str.isalnum, text))


@pytest.mark.pdf
def test_the_pages_of_a_folded_booklet_follow_each_other(tmp_path: Path) -> None:
    """Each sheet is turned on its short edge, folded, and put into the one before."""
    plain_numbers = []
    file = printed(tmp_path / "b.pdf", "booklet")
    sides = int(re.search(r"Pages: +(\d+)", told("pdfinfo", file)).group(1))  # type: ignore[union-attr]
    assert sides % 2 == 0
    halves: list[list[int]] = []
    for side in range(1, sides + 1):
        boxes = told("pdftotext", "-bbox", "-f", side, "-l", side, file, "-", errors=False)
        row: list[int] = [0, 0]
        for x, y, number in re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(\d+)<', boxes):
            if float(y) > 560:
                row[float(x) > 421] = int(number)
        halves.append(row)
    for sheet in range(sides // 2):
        front, back = halves[2 * sheet], halves[2 * sheet + 1]
        plain_numbers.append((front[1], back[0]))  # the leaf on the right of the fold, front then back
    read = [number for pair in plain_numbers for number in pair]
    after = [
        number
        for sheet in reversed(range(sides // 2))
        for number in (halves[2 * sheet + 1][1], halves[2 * sheet][0])
    ]
    told_pages = [number for number in (*read, *after) if number]
    assert told_pages == list(range(2, 2 + len(told_pages)))
    assert len(told_pages) > 8


@pytest.mark.pdf
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_back_of_the_booklet_reminds_of_a_round_a_crisis_and_the_endings(
    lang: Language, tmp_path: Path
) -> None:
    book = load_game_words(folder("cards") / "communs")
    file = printed(tmp_path / "b.pdf", "booklet", "--lang", lang)
    read = bare(told("pdftotext", "-raw", "-f", 1, "-l", 1, file, "-", errors=False))
    for section in (each for each in book.page if each.id in REMINDED):
        for block in section.blocks:
            for word in chain.from_iterable(each[lang].split() for each in (block.text, *block.items)):
                assert bare(word) in read, word


@pytest.mark.pdf
def test_the_rules_hold_on_one_page(tmp_path: Path) -> None:
    for lang in ("fr", "en"):
        file = printed(tmp_path / "r.pdf", "rules", "--lang", lang)
        assert re.search(r"Pages: +1$", told("pdfinfo", file), re.MULTILINE)


@pytest.mark.pdf
def test_what_the_room_wrote_and_chose_is_printed(tmp_path: Path) -> None:
    results = json.loads(Path(RESULTS).read_text("utf-8"))
    cards = words(printed(tmp_path / "ideas.pdf", "ideas"))
    sheet = bare(words(printed(tmp_path / "agenda.pdf", "agenda")))
    chosen = {key for row in results["rounds"] for key in row.get("outcome", {}).get("winners", ())}
    deck = load_deck(folder("cards") / "reflexes")
    assert chosen
    assert all(deck.card(key).code in cards for key in chosen)
    assert all(bare(idea["title"].split()[-1]) in bare(cards) for idea in results["ideas"])
    titles = [option["title"] for row in results["rounds"] for option in row["options"]]
    for word in " ".join((*titles, *(row["question"] for row in results["rounds"]))).split():
        assert bare(word) in sheet, word


@pytest.mark.pdf
def test_a_wall_card_opens_what_its_small_one_opens(tmp_path: Path) -> None:
    deck = load_deck(folder("cards") / "reflexes")
    opened_by = [f"{BASE}/c/{deck.card(card_id).code}".upper() for card_id in CARDS[:2]]
    assert codes_read(printed(tmp_path / "wall.pdf", "wall"), 150)["zxing"] == sorted(opened_by)


@pytest.mark.parametrize(("count", "paper"), [(1, 0.1), (27, 0.32), (60, 0.35)])
def test_a_box_holds_its_cards_with_a_little_room(count: int, paper: float) -> None:
    alone, more = net(count, paper), net(count, paper, dividers=7)
    assert alone.width - 63.0 == alone.height - 88.0 == 2.0
    assert alone.depth - count * paper >= 1.0
    assert alone.depth - count * paper < 2.5 or alone.depth == 6.0
    assert more.height - alone.height == TAB
    assert 0.0 <= more.depth - alone.depth <= 7 * paper + 0.5


def test_an_incomplete_results_file_makes_no_card(tmp_path: Path) -> None:
    results = json.loads(Path(RESULTS).read_text("utf-8"))
    file, output = tmp_path / "cut.json", tmp_path / "x.pdf"
    for row in results["rounds"]:
        for option in row["options"]:
            del option["title"]
    for lost in ({**results, "workshop": None}, results, [], {}):
        file.write_text(json.dumps(lost), "utf-8")
        for item in (("ideas", file, "--base-url", BASE), ("agenda", file)):
            result = rebond(*item, "-o", output)
            assert result.exit_code == 1, result.output
            assert "cut.json" in result.stderr
            assert not output.exists()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (("poster", "x", "--base-url", BASE), "CODE: "),
        (("poster", "K7QM4X"), "--base-url: "),
        (("poster", "K7QM4X", "--base-url", BASE, "--wifi", "x" * 33), "--wifi: "),
        (
            ("poster", "K7QM4X", "--base-url", BASE, "--wifi", "x", "--wifi-password", "court"),
            "--wifi-password: ",
        ),
        (("poster", "K7QM4X", "--base-url", BASE, "--wifi-password", "12345678"), "--wifi-password: "),
        (("poster", "K7QM4X", "--base-url", BASE, "--title", "x" * 3000), "--title: "),
        (("poster", "K7QM4X", "--base-url", BASE, "--sheet", "papyrus"), "--sheet: "),
        (("poster", "K7QM4X", "--base-url", BASE, "--margin", "300 mm"), "--margin: "),
        (("poster", "K7QM4X", "--base-url", BASE, "--theme", "neon"), "--theme: "),
        (("poster", "K7QM4X", "--base-url", f"https://{'x' * 10000}.org"), "--base-url: "),
        (("tents", "K7QM4X", "--base-url", BASE, "--tables", "0"), "--tables: "),
        (("ballots", "reflexes", "--method", "loterie"), "--method: "),
        (("ballots", "reflexes", "--method", "dots", "--set", "budget=0"), "--set: "),
        (("ballots", "reflexes", "--method", "dots", "--set", "couleur=3"), "--set: "),
        (("ballots", "reflexes", "--method", "dots", "--copies", "0"), "--copies: "),
        (("ballots", "reflexes", "--method", "dots", "--question", "x" * 3000), "--question: "),
        (("wall", "reflexes", "--cards", "rien", "--base-url", BASE), "--cards: "),
        (("blanks", "--count", "0"), "--count: "),
        (("blanks", "--format", "confetti"), "--format: "),
        (("ideas", RESULTS, "--base-url", BASE, "--deck", "nulle-part"), "DECK: "),
        (("agenda", "--title", "x" * 3000), "--title: "),
        (("dividers", "communs"), "DECK: "),
        (("box", "--count", "0"), "--count: "),
        (("box", "--count", "200"), "--sheet: "),
        (("box", "--paper", "3 mm"), "--paper: "),
        (("box", "--paper", "épais"), "--paper: "),
        (("board", "reflexes"), "DECK: "),
        (("board", "--theme", "large"), "--theme: "),
        (("booklet", "nulle-part"), "DECK: "),
        (("pieces", "--dials", "-1"), "--dials: "),
        (("ballots", "nulle-part", "--method", "dots"), "DECK: "),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_written(
    asked: Sequence[str], field: str, tmp_path: Path
) -> None:
    result = rebond(*asked, "-o", tmp_path / "x.pdf")
    assert result.exit_code == 2
    assert result.stderr.startswith(field), result.stderr
    assert list(tmp_path.iterdir()) == []
