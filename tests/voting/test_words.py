"""The words of the count: complete in both languages, with the typography of French."""

import re
import string
from pathlib import Path

import pytest

import toolkit.voting
from toolkit.voting.outcome import Step
from toolkit.words import catalogue
from toolkit.workshop.explaining import explain, explain_refusal, grade_names, name_all

ENTRIES = {key: entry for key, entry in catalogue().items() if key.startswith("voting.")}
SOURCES = "\n".join(p.read_text("utf-8") for p in Path(toolkit.voting.__file__).parent.glob("*.py"))


def forms(entry, language):
    text = entry[language]
    return [text] if isinstance(text, str) else list(text.values())


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things():
    different = [
        key
        for key, entry in ENTRIES.items()
        if set().union(*map(holes, forms(entry, "fr"))) != set().union(*map(holes, forms(entry, "en")))
    ]
    assert different == []


def test_french_spaces_and_apostrophes_are_right():
    wrong = re.compile(r"(?<!\u202f)[;!?»]|«(?!\u202f)|(?<!\u00a0):|'|[\d}] ?%")
    assert wrong.search("A: b")
    assert not wrong.search("«\u202fA\u202f»\u00a0: b\u202f?")
    assert [text for entry in ENTRIES.values() for text in forms(entry, "fr") if wrong.search(text)] == []


def test_every_step_written_in_the_rules_has_its_words():
    for key in re.findall(r'"(voting\.step_[a-z_]+)"', SOURCES):
        assert key in ENTRIES, key


def test_every_refusal_written_in_the_rules_has_its_words():
    reasons = re.findall(r'Bad(?:Ballot|Params)\(\s*"(\w+)"', SOURCES)
    reasons += re.findall(r'BadRequest\(\s*[^,]+,\s*"(\w+)"', SOURCES)
    assert len(reasons) > 20
    for reason in reasons:
        assert f"voting.reject_{reason}" in ENTRIES, reason


@pytest.mark.parametrize("levels", [5, 6, 7])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_usual_scales_have_as_many_different_grades(levels, language):
    assert len(set(grade_names(language, levels))) == levels


def test_other_scales_are_numbers():
    assert grade_names("fr", 3) == ("0", "1", "2")


def test_a_long_list_names_the_first_and_counts_the_others():
    assert name_all(list("ABC"), "en", str) == "“A”, “B” and “C”"
    assert name_all(list("ABCDEFGH"), "en", str) == "“A”, “B”, “C”, “D”, “E” and 3 others"
    assert name_all(["A", "B"], "fr", str) == "«\u202fA\u202f» et «\u202fB\u202f»"


def test_titles_take_the_place_of_options_and_grades_may_be_the_rooms_own():
    step = Step("voting.step_mj_median_share", {"option": "lead-1", "grade": 1, "grades": 2})
    assert explain(step, "en", {"lead-1": "Gardens"}.__getitem__, ("No", "Yes")) == (
        "The majority grade of “Gardens” is “Yes”."
    )


def test_a_refusal_calls_a_card_by_its_title_and_a_stranger_as_it_was_written():
    titles = {"lead-1": "Gardens"}
    said = explain_refusal("not_whole", {"option": "lead-1"}, "en", titles.__getitem__)
    assert said == "“Gardens” needs a whole number."
    said = explain_refusal("unknown_option", {"option": "lead-9"}, "en", titles.__getitem__)
    assert "“lead-9”" in said
