"""Each rule, on a tiny valid deck broken in one way."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from toolkit.content.cards import CODE_ALPHABET
from toolkit.content.check import check


def test_the_tiny_deck_has_nothing_wrong(tiny):
    assert check(tiny.folder) == []


BROKEN_VALUES: dict[str, tuple[str, str, Any, str]] = {
    "an id in capitals": ("o1-a", "id", "O1-A", "bad_id"),
    "an id with a space": ("o1-a", "id", "o1 a", "bad_id"),
    "an id ending in a newline": ("o1-a", "id", "o1-a\n", "bad_id"),
    "an id that starts with a hyphen": ("o1-a", "id", "-o1", "bad_id"),
    "a code of five": ("o1-a", "code", "AACDE", "bad_code"),
    "a code of three": ("o1-a", "code", "AAC", "bad_code"),
    "a code with a letter that looks like a figure": ("o1-a", "code", "AAAO", "bad_code"),
    "a code in lower case": ("o1-a", "code", "aaad", "bad_code"),
    "a number for a code": ("o1-a", "code", 4334, "not_text"),
    "an unknown kind": ("o1-a", "kind", "lid", "unknown_kind"),
    "an orientation beyond seven": ("o1-a", "orientation", 8, "bad_orientation"),
    "an orientation as text": ("o1-a", "orientation", "1", "not_number"),
    "an orientation as a truth": ("o1-a", "orientation", True, "not_number"),
    "an unknown provenance": ("o1-a", "provenance", "read", "unknown_provenance"),
    "an unknown inference": ("o1-a", "inference", "sure", "unknown_inference"),
    "sources as one text": ("o1-a", "sources", "REPORT", "not_list"),
    "sources as numbers": ("o1-a", "sources", [1], "not_list"),
    "a source nobody described": ("o1-a", "sources", ["RUMOUR"], "unknown_source"),
    "a source twice": ("o1-a", "sources", ["REPORT", "REPORT"], "listed_twice"),
    "an unknown key": ("o1-a", "colour", "red", "unknown_key"),
    "no language table": ("o1-a", "fr", None, "missing"),
    "a language in another shape": ("o1-a", "fr", "Bonjour", "not_table"),
    "a missing text": ("o1-a", "code", None, "missing"),
    "an unknown text": ("o1-a", "fr.colour", "rouge", "unknown_key"),
    "a text of spaces": ("o1-a", "fr.gist", " \u00a0 ", "empty"),
    "an empty text": ("o1-a", "fr.gist", "", "empty"),
    "a list as a text": ("o1-a", "fr.gist", ["Un"], "not_text"),
    "a lead without its cost in one language": ("o1-a", "en.cost", None, "missing_translation"),
    "a line break": ("o1-a", "fr.gist", "Un\ndeux.", "line_break"),
    "a tab": ("o1-a", "fr.gist", "Un\tdeux.", "control"),
    "an escape": ("o1-a", "fr.gist", "Un\x1b[31mdeux.", "control"),
    "a Windows control character": ("o1-a", "fr.gist", "Un\x92deux.", "control"),
    "an emoji": ("o1-a", "fr.gist", "Un 🙂 deux.", "not_in_fonts"),
    "an arrow": ("o1-a", "en.gist", "One → two.", "not_in_fonts"),
    "a letter and its accent apart": ("o1-a", "fr.gist", "E\u0301te.", "not_in_fonts"),
    "a soft hyphen": ("o1-a", "fr.gist", "Anti\u00adchambre.", "not_in_fonts"),
    "a text read backwards": ("o1-a", "fr.gist", "Un \u202edeux.", "not_in_fonts"),
    "a straight apostrophe in French": ("o1-a", "fr.gist", "L'eau.", "straight_apostrophe"),
    "a straight apostrophe in English": ("o1-a", "en.gist", "It's on.", "straight_apostrophe"),
    "straight quotes in French": ("o1-a", "fr.gist", 'Un "deux.', "straight_quote"),
    "straight quotes in English": ("o1-a", "en.gist", 'One "two.', "straight_quote"),
    "three dots": ("o1-a", "fr.gist", "Un...", "three_dots"),
    "two spaces": ("o1-a", "fr.gist", "Un  deux.", "double_space"),
    "a space at the end": ("o1-a", "en.gist", "One. ", "space_around"),
    "a plain space before a question mark": ("o1-a", "fr.gist", "Qui ?", "narrow_space"),
    "no space before an exclamation mark": ("o1-a", "fr.gist", "Moi!", "narrow_space"),
    "a wide space before a semicolon": ("o1-a", "fr.gist", "Un\u00a0; deux.", "narrow_space"),
    "a plain space before a colon": ("o1-a", "fr.gist", "Un : deux.", "colon_space"),
    "no space before a colon": ("o1-a", "fr.gist", "Un: deux.", "colon_space"),
    "plain spaces inside quotes": ("o1-a", "fr.gist", "« Un »", "guillemet_space"),
    "a plain space before a percent sign": ("o1-a", "fr.gist", "Dix, soit 10 % de tout.", "unit_space"),
    "a French space in English": ("o1-a", "en.gist", "Who\u202f?", "english_space"),
    "a toolkit card that claims an inference": ("o1-a", "inference", "weak", "should_be_own"),
    "an orientation that claims an inference": ("o1", "inference", "strong", "should_be_own"),
    "a toolkit card with a published name": ("o1-a", "fr.published_name", "Nom", "name_of_toolkit"),
    "a deck without a version": ("deck", "version", None, "missing"),
    "a version with a space": ("deck", "version", "1 bis", "bad_version"),
    "a deck without a title in English": ("deck", "en.title", None, "missing_translation"),
    "a deck note in one language": ("deck", "fr.count_note", None, "missing_translation"),
    "an order in another shape": ("deck", "order", "o1", "not_list"),
    "a source without a date": ("sources", "REPORT.date", None, "missing"),
    "a source in words": ("sources", "REPORT.date", "en mai", "bad_date"),
    "a source of a thirteenth month": ("sources", "REPORT.date", "2020-13", "bad_date"),
    "an address that runs a script": ("sources", "REPORT.url", "javascript:alert(1)", "bad_url"),
    "an address with a space": ("sources", "REPORT.url", "https://a.example/b c", "bad_url"),
    "a source with an unknown key": ("sources", "REPORT.author", "Eve", "unknown_key"),
    "a source that is a text": ("sources", "REPORT", "Un rapport", "not_table"),
    "a source with an emoji": ("sources", "REPORT.title", "Un 🙂", "not_in_fonts"),
}


@pytest.mark.parametrize("broken", BROKEN_VALUES)
def test_one_broken_value_is_one_problem(tiny, broken):
    name, path, value, rule = BROKEN_VALUES[broken]
    tiny.change(name, path, value)
    beside = {"not_file_name"}  # an id of another form is also another name than the file's
    assert [found for found in tiny.found() if found[2] not in beside] == [(f"{name}.toml", path, rule)]


def test_a_text_missing_in_both_languages_is_missing_twice(tiny):
    tiny.change("o1-a", "fr.cost", None)
    tiny.change("o1-a", "en.cost", None)
    assert tiny.found() == [("o1-a.toml", "fr.cost", "missing"), ("o1-a.toml", "en.cost", "missing")]


def test_an_orientation_has_no_cost(tiny):
    tiny.change("o1", "fr.cost", "Rien.")
    tiny.change("o1", "en.cost", "Nothing.")
    assert [(field, rule) for _, field, rule in tiny.found()] == [
        ("fr.cost", "unknown_key"),
        ("en.cost", "unknown_key"),
    ]


def test_the_notes_of_a_deck_may_be_absent_in_both_languages(tiny):
    for path in ("fr.count_note", "en.count_note", "fr.mapping_note", "en.mapping_note"):
        tiny.change("deck", path, None)
    assert tiny.found() == []


def test_a_text_too_long_says_by_how_much(tiny):
    tiny.change("o1-a", "fr.title", "a" * 63)
    (problem,) = check(tiny.folder)
    assert (problem.field, problem.rule, dict(problem.values)) == (
        "fr.title",
        "too_long",
        {"n": 3, "limit": 60},
    )


@pytest.mark.parametrize(
    ("part", "limit"),
    [
        ("title", 60),
        ("gist", 190),
        ("situation", 150),
        ("monday", 190),
        ("cost", 120),
        ("question", 120),
        ("caution", 150),
    ],
)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(tiny, part, limit):
    tiny.change("o1-a", f"fr.{part}", "é" * limit)
    assert tiny.found() == []
    tiny.change("o1-a", f"fr.{part}", "é" * (limit + 1))
    assert tiny.found() == [("o1-a.toml", f"fr.{part}", "too_long")]


def test_a_published_name_has_its_limit_and_may_stand_in_one_language(tiny):
    for path, value in (("provenance", "named"), ("inference", "weak"), ("sources", ["REPORT"])):
        tiny.change("o1-a", path, value)
    tiny.change("o1-a", "fr.published_name", "é" * 120)
    assert tiny.found() == []
    tiny.change("o1-a", "fr.published_name", "é" * 121)
    assert tiny.found() == [("o1-a.toml", "fr.published_name", "too_long")]


@pytest.mark.parametrize("provenance", ["published", "named"])
def test_what_comes_from_elsewhere_has_a_source(tiny, provenance):
    tiny.change("o1", "provenance", provenance)
    assert tiny.found() == [("o1.toml", "sources", "no_source")]


def test_own_is_kept_for_the_toolkit_and_the_orientations(tiny):
    tiny.change("o1-a", "provenance", "published")
    tiny.change("o1-a", "sources", ["REPORT"])
    assert tiny.found() == [("o1-a.toml", "inference", "should_not_be_own")]


def test_an_untranslated_text_is_the_same_twice(tiny):
    tiny.change("o1-a", "en.gist", tiny.read("o1-a")["fr"]["gist"])
    assert tiny.found() == [("o1-a.toml", "en.gist", "same_text")]


def test_a_deck_may_have_the_same_title_in_both_languages(tiny):
    tiny.change("deck", "en.title", tiny.read("deck")["fr"]["title"])
    assert tiny.found() == []


def test_french_marks_that_close_up_are_right(tiny):
    right = "Quoi\u202f?! (Oui\u202f!) «\u202fUn\u00a0: deux\u202f» à 10:30, soit 10\u202f%\u202f; voir https://a.example/?b=1."
    tiny.change("o1-a", "fr.gist", right)
    assert tiny.found() == []


def test_a_card_is_in_the_file_of_its_name(tiny):
    tiny.change("o1-a", "id", "o1-z")
    assert tiny.found() == [("o1-a.toml", "id", "not_file_name")]


def test_an_id_is_in_one_deck_only(two_decks):
    first, second = two_decks
    card = first.read("o1-a") | {"code": "TTTT"}
    second.write("o1-a", card)
    second.change(
        "deck", "order", [*second.read("deck")["order"][:2], "o1-a", *second.read("deck")["order"][2:]]
    )
    assert found_in(first.folder.parent) == [("second/o1-a.toml", "id", "taken")]


def test_a_code_is_on_one_card_only(two_decks):
    first, second = two_decks
    second.change("p7", "code", first.read("o1")["code"])
    (problem,) = check(first.folder.parent)
    assert (problem.file, problem.field, problem.rule) == ("second/p7.toml", "code", "taken")
    assert problem.values == {"value": first.read("o1")["code"], "by": "first/o1.toml"}


def test_two_decks_have_two_ids(two_decks):
    first, second = two_decks
    second.change("deck", "id", "first")
    assert found_in(first.folder.parent) == [("second/deck.toml", "id", "taken")]


def test_a_folder_of_two_decks_has_nothing_wrong(two_decks):
    assert check(two_decks[0].folder.parent) == []


def test_a_deck_of_several_finds_the_sources_above_it(two_decks):
    first, _ = two_decks
    for path, value in (("provenance", "named"), ("inference", "weak"), ("sources", ["REPORT"])):
        first.change("o1-a", path, value)
    assert first.found() == []


def test_the_order_lists_no_card_twice(tiny):
    order = tiny.read("deck")["order"]
    tiny.change("deck", "order", [*order, "o7-b"])
    assert tiny.found() == [("deck.toml", "order", "listed_twice")]


def test_the_order_lists_no_card_that_does_not_exist(tiny):
    tiny.change("deck", "order", [*tiny.read("deck")["order"], "ghost"])
    assert tiny.found() == [("deck.toml", "order", "listed_missing")]


def test_the_order_lists_every_card(tiny):
    card = tiny.read("o7-b") | {"id": "o7-c", "code": "TTTT"}
    tiny.write("o7-c", card)
    assert tiny.found() == [("deck.toml", "order", "not_listed")]


def test_every_orientation_is_there(tiny):
    tiny.change("deck", "order", [name for name in tiny.read("deck")["order"] if name != "o3"])
    tiny.path("o3").unlink()
    assert set(tiny.found()) == {
        ("deck.toml", "order", "orientation_count"),
        ("deck.toml", "order", "out_of_place"),
    }


def test_an_orientation_is_there_once(tiny):
    tiny.write("o7-c", tiny.read("o7") | {"id": "o7-c", "code": "TTTT"})
    tiny.change("deck", "order", [*tiny.read("deck")["order"], "o7-c"])
    assert tiny.found() == [("deck.toml", "order", "orientation_count")]


def test_an_orientation_has_two_leads(tiny):
    tiny.change("deck", "order", [name for name in tiny.read("deck")["order"] if name != "o7-b"])
    tiny.path("o7-b").unlink()
    (problem,) = check(tiny.folder)
    assert (problem.rule, problem.values) == ("few_leads", {"number": 7, "n": 1, "least": 2})


def test_a_lead_follows_its_own_orientation(tiny):
    order = tiny.read("deck")["order"]
    tiny.change("deck", "order", [*[name for name in order if name != "o1-a"], "o1-a"])
    assert tiny.found() == [("deck.toml", "order", "out_of_place")]


def test_a_syntax_error_says_its_line(tiny):
    text = tiny.path("o1-a").read_text("utf-8").splitlines()
    tiny.path("o1-a").write_text("\n".join([*text[:3], "orientation 1", *text[4:]]), "utf-8")
    (problem,) = check(tiny.folder)
    assert problem.rule == "not_toml"
    assert problem.values == {"line": "4", "column": "13", "excerpt": "orientation 1"}


def test_an_error_at_the_very_end_says_the_last_line(tiny):
    tiny.path("o1-a").write_text('id = "o1-a"\ncode = """AAC', "utf-8")
    (problem,) = check(tiny.folder)
    assert (problem.rule, problem.values["line"]) == ("not_toml", "2")


def test_a_key_written_twice_says_its_line(tiny):
    tiny.replace("o1-a", 'code = "', 'id = "again"\ncode = "')
    (problem,) = check(tiny.folder)
    assert (problem.rule, problem.values["line"]) == ("written_twice", "2")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b'id = "caf\xe9"\n', "not_utf8"),
        (b"x = " + b"[" * 5000, "too_deep"),
        (b"x = " + b"9" * 5000, "not_toml"),
        (b"# " + b"x" * 100_000, "too_big"),
    ],
    ids=["latin-1", "nested", "endless number", "huge"],
)
def test_a_file_that_cannot_be_read_is_one_problem(tiny, content, rule):
    tiny.path("o1-a").write_bytes(content)
    assert tiny.found() == [("o1-a.toml", "", rule)]


def test_a_huge_number_where_a_small_one_should_be(tiny):
    tiny.replace("o1-a", "orientation = 1", "orientation = 0x" + "f" * 9000)
    assert tiny.found() == [("o1-a.toml", "orientation", "bad_orientation")]


def test_a_huge_file_is_not_read(tiny, monkeypatch):
    tiny.path("o1-a").write_bytes(b"#" * 100_001)
    read_bytes = Path.read_bytes

    def read_the_small(path: Path) -> bytes:
        assert path.stat().st_size <= 100_000
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read_the_small)
    assert ("o1-a.toml", "", "too_big") in tiny.found()


def test_a_file_may_start_with_the_mark_of_windows_notepad(tiny):
    tiny.path("o1-a").write_bytes(b"\xef\xbb\xbf" + tiny.path("o1-a").read_bytes())
    assert tiny.found() == []


def test_a_folder_named_like_a_card_is_not_a_card(tiny):
    tiny.path("o1-c").mkdir()
    assert ("o1-c.toml", "", "not_a_file") in tiny.found()


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
def test_a_pipe_is_not_waited_for(tiny):
    os.mkfifo(tiny.path("o1-c"))
    assert ("o1-c.toml", "", "not_a_file") in tiny.found()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_nowhere_is_a_missing_file(tiny):
    tiny.path("o1-c").symlink_to("nowhere")
    assert ("o1-c.toml", "", "no_file") in tiny.found()


def test_a_file_that_may_not_be_read(tiny, monkeypatch):
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "o1-a.toml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert ("o1-a.toml", "", "unreadable") in tiny.found()


def test_a_folder_that_may_not_be_listed(two_decks, monkeypatch):
    first, _ = two_decks
    iterdir = Path.iterdir

    def refuse(path: Path):
        if path == first.folder:
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert ("first/", "", "unreadable") in found_in(first.folder.parent)


def test_an_empty_folder_has_no_deck(tmp_path):
    assert found_in(tmp_path) == [("", "", "no_deck")]


def test_an_empty_deck_has_no_cards(tiny):
    for name in tiny.read("deck")["order"]:
        tiny.path(name).unlink()
    tiny.change("deck", "order", [])
    assert tiny.found() == [("deck.toml", "", "no_cards")]


def test_no_folder_at_all_is_said_by_an_exception(tmp_path):
    with pytest.raises(NotADirectoryError):
        check(tmp_path / "nowhere")


def test_cards_astray_are_found(two_decks):
    first, _ = two_decks
    cards = first.folder.parent
    (cards / "lost.toml").write_text("", "utf-8")
    (cards / "drafts").mkdir()
    (cards / "drafts" / "idea.toml").write_text("", "utf-8")
    (cards / "pictures").mkdir()
    (cards / "README.md").write_text("Notes", "utf-8")
    (cards / ".hidden.toml").write_text("", "utf-8")
    assert found_in(cards) == [("drafts/deck.toml", "", "no_file"), ("lost.toml", "", "stray_file")]


def test_a_broken_source_file_is_said_once(tiny):
    tiny.path("sources").write_text("[REPORT", "utf-8")
    tiny.change("o1-a", "sources", ["REPORT"])
    assert tiny.found() == [("sources.toml", "", "not_toml")]


def test_a_missing_source_file_leaves_its_sources_unknown(tiny):
    tiny.path("sources").unlink()
    assert tiny.found() == []
    tiny.change("o1-a", "sources", ["REPORT"])
    assert tiny.found() == [("o1-a.toml", "sources", "unknown_source")]


def test_every_problem_of_every_file_is_said_at_once(tiny):
    tiny.change("o1-a", "fr.gist", "L'eau ?")
    tiny.change("o7-b", "code", "OOPS")
    tiny.path("o2").write_text("[", "utf-8")
    assert {found[0] for found in tiny.found()} >= {"o1-a.toml", "o7-b.toml", "o2.toml"}
    assert len([found for found in tiny.found() if found[0] == "o1-a.toml"]) == 2


def test_every_character_that_the_fonts_have_is_accepted(tiny):
    tiny.change("o1-a", "fr.gist", "Œœ Ÿ ’ ‘ “ ” … – — € é ß Þ ¿ ½ ©")
    assert tiny.found() == []
    assert not set(CODE_ALPHABET) & set("ILOSZBG01258")


def found_in(folder: Path) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.field, problem.rule) for problem in check(folder)]
