"""The words around a game: each rule of their files, on small ones broken in one way."""

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.commands.cards import reason
from toolkit.content.cards import LANGUAGES
from toolkit.content.game_words import load_game_words
from toolkit.content.game_words_shape import PHASES, problems_of
from toolkit.content.problems import BadCards


def both(text: str) -> dict[str, str]:
    return {"fr": f"{text} en français.", "en": f"{text} in English."}


def a_step(phase: str) -> dict[str, Any]:
    return {
        "phase": phase,
        "title": both(phase),
        "do": [both("Do")],
        "say": [both("Say"), both("Say more")],
        "tip": both("Tip"),
        "seconds": {"45": 30, "70": 40},
    }


def small() -> dict[str, Any]:
    """All five files, as tables."""
    blocks = [
        {"kind": "text", "text": both("A paragraph")},
        {"kind": "note", "text": both("A note")},
        {"kind": "list", "items": [both("One"), both("Two")]},
        {"kind": "steps", "items": [both("First")]},
        {"kind": "rules", "rules": ["01", "02"]},
        {"kind": "table", "head": [both("Track"), "N"], "rows": [[both("Resource"), "7"]]},
        {"kind": "numbers", "table": "starts", "head": [both("Start"), "45 min"], "names": [both("Gentle")]},
        {"kind": "hats", "head": [both("Hat"), both("It asks")]},
    ]
    return {
        "rules.toml": {"rules": [{"number": number, **both(f"Rule {number}")} for number in ("01", "02")]},
        "script.toml": {"steps": [a_step(phase) for phase in PHASES]},
        "hats.toml": {
            "hats": [
                {
                    "id": "hat-one",
                    "title": both("Hat"),
                    "gist": both("Gist"),
                    "questions": [both("What"), both("Who")],
                }
            ]
        },
        "booklet.toml": {"sections": [{"id": "all", "title": both("All"), "blocks": blocks}]},
        "page.toml": {"sections": [{"id": "aim", "title": both("Aim"), "blocks": blocks[:1]}]},
    }


def found(tables: dict[str, Any]) -> list[tuple[str, str, str]]:
    """File, field and rule of each problem, all of which have their words."""
    problems = problems_of(tables)
    assert all(reason(problem, language) for problem in problems for language in LANGUAGES)
    return [(problem.file, problem.field, problem.rule) for problem in problems]


def as_inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def write(folder: Path, tables: dict[str, Any]) -> None:
    for name, table in tables.items():
        lines = [f"{key} = {as_inline(value)}" for key, value in table.items()]
        (folder / name).write_text("\n".join(lines), "utf-8")


def changed(tables: dict[str, Any], file: str, path: list[Any], value: Any) -> dict[str, Any]:
    inner = tables[file]
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return tables


def test_small_files_have_nothing_wrong():
    assert found(small()) == []


def test_they_load_as_values(tmp_path):
    write(tmp_path, small())
    words = load_game_words(tmp_path)
    assert words.rules["02"].text["fr"] == "Rule 02 en français."
    assert [step.phase for step in words.script] == list(PHASES)
    assert words.step("talk").seconds == {45: 30, 70: 40}
    assert [said["en"] for said in words.step("talk").say] == ["Say in English.", "Say more in English."]
    assert words.hats[0].questions[1]["en"] == "Who in English."
    (section,) = words.booklet
    assert [block.kind for block in section.blocks] == [
        *("text", "note", "list", "steps", "rules", "table", "numbers", "table")
    ]
    assert section.blocks[4].rules == ("01", "02")
    assert section.blocks[5].rows == (
        ({"fr": "Resource en français.", "en": "Resource in English."}, {"fr": "7", "en": "7"}),
    )
    ((hat, asked),) = section.blocks[7].rows
    assert (hat["fr"], asked["en"]) == ("Hat en français.", "What in English. Who in English.")
    assert section.blocks[6].names[0]["fr"] == "Gentle en français."
    with pytest.raises(KeyError):
        words.step("lunch")


def test_a_step_may_have_nothing_to_say(tmp_path):
    tables = small()
    for name in ("say", "tip"):
        changed(tables, "script.toml", ["steps", 0, name], None)
    write(tmp_path, tables)
    step = load_game_words(tmp_path).script[0]
    assert (step.say, step.tip["fr"]) == ((), "")


STEP, BLOCK, ROW = ["steps", 0], ["sections", 0, "blocks"], ["sections", 0, "blocks", 5, "rows"]


@pytest.mark.parametrize(
    ("file", "path", "value", "field", "rule"),
    [
        ("rules.toml", ["rules"], [], "rules", "not_tables"),
        ("rules.toml", ["rules"], "all", "rules", "not_tables"),
        ("rules.toml", ["rules"], None, "rules", "missing"),
        ("rules.toml", ["more"], 1, "more", "unknown_key"),
        ("rules.toml", ["rules", 0], "01", "rules[1]", "not_table"),
        ("rules.toml", ["rules", 0, "number"], "1", "rules[1].number", "bad_rule_number"),
        ("rules.toml", ["rules", 0, "number"], 1, "rules[1].number", "not_text"),
        ("rules.toml", ["rules", 1, "number"], "01", "rules", "listed_twice"),
        ("rules.toml", ["rules", 0, "en"], None, "rules[1].en", "missing"),
        ("rules.toml", ["rules", 0, "en"], "", "rules[1].en", "empty"),
        ("rules.toml", ["rules", 0, "fr"], "x" * 401, "rules[1].fr", "too_long"),
        ("rules.toml", ["rules", 0, "fr"], "Qui ?", "rules[1].fr", "narrow_space"),
        ("rules.toml", ["rules", 0, "en"], "It's", "rules[1].en", "straight_apostrophe"),
        ("rules.toml", ["rules", 0, "en"], "Means → 0", "rules[1].en", "not_in_fonts"),
        ("rules.toml", ["rules", 0, "de"], "Regel", "rules[1].de", "unknown_key"),
        ("script.toml", [*STEP, "phase"], "lunch", "steps[1].phase", "unknown_phase"),
        ("script.toml", [*STEP, "phase"], "practice", "steps", "listed_twice"),
        ("script.toml", [*STEP, "phase"], 3, "steps[1].phase", "not_text"),
        ("script.toml", [*STEP, "do"], [], "steps[1].do", "not_many"),
        ("script.toml", [*STEP, "do"], ["Do"], "steps[1].do[1]", "not_both"),
        ("script.toml", [*STEP, "say", 0, "en"], None, "steps[1].say[1].en", "missing"),
        ("script.toml", [*STEP, "seconds"], None, "steps[1].seconds", "missing"),
        ("script.toml", [*STEP, "seconds"], 30, "steps[1].seconds", "not_table"),
        ("script.toml", [*STEP, "seconds", "45"], -1, "steps[1].seconds.45", "not_number"),
        ("script.toml", [*STEP, "seconds", "45"], True, "steps[1].seconds.45", "not_number"),
        ("script.toml", [*STEP, "seconds", "long"], 30, "steps[1].seconds.long", "not_minutes"),
        ("hats.toml", ["hats", 0, "id"], "Hat One", "hats[1].id", "bad_id"),
        ("hats.toml", ["hats", 0, "questions"], [both("What")], "hats[1].questions", "not_so_many"),
        ("hats.toml", ["hats", 0, "title"], "Hat", "hats[1].title", "not_both"),
        ("booklet.toml", ["sections", 0, "blocks"], [], "sections[1].blocks", "not_tables"),
        ("booklet.toml", [*BLOCK, 0, "kind"], "verse", "sections[1].blocks[1].kind", "unknown_block"),
        ("booklet.toml", [*BLOCK, 0, "kind"], None, "sections[1].blocks[1].kind", "missing"),
        ("booklet.toml", [*BLOCK, 0, "text"], None, "sections[1].blocks[1].text", "missing"),
        ("booklet.toml", [*BLOCK, 0, "items"], [both("One")], "sections[1].blocks[1].items", "unknown_key"),
        ("booklet.toml", [*BLOCK, 4, "rules"], "01", "sections[1].blocks[5].rules", "not_list"),
        ("booklet.toml", [*BLOCK, 4, "rules"], ["01", "02", "03"], "sections", "unknown_rule"),
        ("booklet.toml", [*BLOCK, 4, "rules"], ["01"], "sections", "rule_cited"),
        ("booklet.toml", [*BLOCK, 4, "rules"], ["01", "02", "02"], "sections", "rule_cited"),
        ("booklet.toml", ROW, "none", "sections[1].blocks[6].rows", "not_rows"),
        ("booklet.toml", [*ROW, 0], "none", "sections[1].blocks[6].rows[1]", "not_rows"),
        ("booklet.toml", [*ROW, 0], ["7"], "sections[1].blocks[6].rows[1]", "row_length"),
        ("booklet.toml", [*ROW, 0, 1], 7, "sections[1].blocks[6].rows[1][2]", "not_both"),
        ("booklet.toml", [*BLOCK, 6, "table"], "weather", "sections[1].blocks[7].table", "unknown_numbers"),
        ("page.toml", ["sections", 0, "title", "en"], "x" * 61, "sections[1].title.en", "too_long"),
        (
            "page.toml",
            [*BLOCK, 0, "text"],
            dict.fromkeys(LANGUAGES, "The very same words in both."),
            "sections[1].blocks[1].text.en",
            "same_text",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is(file, path, value, field, rule):
    assert (file, field, rule) in found(changed(small(), file, path, value))


@pytest.mark.parametrize("phase", PHASES)
def test_every_moment_of_a_game_has_its_step(phase):
    tables = small()
    tables["script.toml"]["steps"] = [
        step for step in tables["script.toml"]["steps"] if step["phase"] != phase
    ]
    assert found(tables) == [("script.toml", "steps", "phase_missing")]


def test_moments_come_in_the_order_of_a_game():
    tables = small()
    tables["script.toml"]["steps"].reverse()
    assert found(tables) == [("script.toml", "steps", "phase_order")]


def test_a_file_that_is_not_there_is_said_when_loading_and_may_be_absent_from_a_deck(tmp_path, tiny):
    write(tmp_path, {name: table for name, table in small().items() if name != "page.toml"})
    with pytest.raises(BadCards, match=r"page\.toml: no_file"):
        load_game_words(tmp_path)
    assert tiny.found() == []


def test_checking_a_deck_checks_the_words_beside_it(tiny):
    write(tiny.folder, small())
    assert tiny.found() == []
    tiny.path("hats").write_text("[", "utf-8")
    tiny.path("script").write_text("steps = 3", "utf-8")
    assert tiny.found() == [("hats.toml", "", "not_toml"), ("script.toml", "steps", "not_tables")]


def test_all_problems_of_all_files_are_said_at_once(tmp_path):
    tables = changed(small(), "hats.toml", ["hats", 0, "id"], "Hat One")
    write(tmp_path, changed(tables, "rules.toml", ["rules", 0, "en"], "It's"))
    with pytest.raises(BadCards) as refused:
        load_game_words(tmp_path)
    assert {problem.file for problem in refused.value.problems} == {"rules.toml", "hats.toml"}
