"""The rules of the texts, one by one."""

import pytest

from toolkit.content.typography import faults, undrawable


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Qui\u202f?", []),
        ("Qui?", ["narrow_space"]),
        ("Qui\u00a0?", ["narrow_space"]),
        ("Quoi\u202f?!", []),
        ("(\u202f?)", []),
        ("(?)", []),
        ("?", []),
        ("Deux\u00a0: un", []),
        ("Deux\u202f: un", []),
        ("Deux : un", ["colon_space"]),
        ("{n}: un", ["colon_space"]),
        ("À 10:30", []),
        ("Il est 10:", ["colon_space"]),
        ("«\u202fUn\u202f»", []),
        ("«Un\u202f»", ["guillemet_space"]),
        ("«\u202fUn\u00a0»", ["guillemet_space"]),
        ("10\u202f%", []),
        ("10\u00a0€", []),
        ("10 %", ["unit_space"]),
        ("10%", ["unit_space"]),
        ("{n} %", ["unit_space"]),
        ("Voir https://a.example/b?c=d;e:f!", []),
        ("Voir https://a.example\u202f?", []),
        ("L'eau", ["straight_apostrophe"]),
        ('Un "mot"', ["straight_quote"]),
        ("Un…", []),
        ("Un...", ["three_dots"]),
        ("Un \u00a0: deux", ["double_space"]),
        ("Un\u202f", ["space_around"]),
        ("L'eau ? Non : «oui»", ["straight_apostrophe", "narrow_space", "colon_space", "guillemet_space"]),
    ],
)
def test_french(text, rules):
    assert [fault.rule for fault in faults("fr", text)] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Who? Me: 10% off! “Yes”, it’s so; fine…", []),
        ("Who ?", ["english_space"]),
        ("Two\u00a0: one", ["english_space"]),
        ("It's", ["straight_apostrophe"]),
        ('A "word"', ["straight_quote"]),
        ("One...", ["three_dots"]),
        ("One.  Two.", ["double_space"]),
        (" One", ["space_around"]),
        ("Say :-)", []),
    ],
)
def test_english(text, rules):
    assert [fault.rule for fault in faults("en", text)] == rules


def test_a_fault_shows_the_text_around_it():
    (fault,) = faults("fr", "Une longue phrase qui demande qui ? Et puis une autre.")
    assert fault.near == "demande qui ? Et puis une"


def test_each_character_the_fonts_lack_is_named_once():
    assert undrawable("a→b→c🙂\u00ad\n") == ["→", "🙂", "\u00ad", "\n"]
    assert undrawable("Œuvre «\u202fça\u202f» : 3 €, l’été…") == []
