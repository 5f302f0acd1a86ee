"""Where lines end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.faces.breaking import Measure, Setting, TooNarrow, broken, divisions, softened
from toolkit.faces.metrics import drawn

PLAIN = Setting("regular", "fr")
DIVIDED = Setting("regular", "fr", divide=True)
TITLE = Setting("display", "fr", balance=True)


def width(text: str, setting: Setting = PLAIN) -> float:
    return drawn(text, setting.font)[1]


def lines(text: str, as_wide_as: str, setting: Setting = PLAIN) -> list[str]:
    """The lines of *text* in a measure exactly as wide as another text."""
    return list(broken(text, setting, Measure(width(as_wide_as, setting))))


def test_a_line_takes_every_word_that_goes_in() -> None:
    assert lines("un deux trois quatre cinq", "un deux trois") == ["un deux trois", "quatre cinq"]


def test_a_browser_is_told_where_it_may_divide_long_words_only() -> None:
    found = softened("Anticonstitutionnellement, dit-on demain. Donaudampfschifffahrt 🚲", "fr")
    assert found.replace("\u00ad", "|").startswith("Anti|cons|ti|tu|tion|nel|le|ment, dit-on demain.")
    assert found.replace("\u00ad", "") == "Anticonstitutionnellement, dit-on demain. Donaudampfschifffahrt 🚲"


def test_an_empty_text_has_no_line() -> None:
    assert lines("", "mesure") == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_an_unbreakable_space_holds_its_words_together(space: str) -> None:
    said = f"Qui décide{space}? Et alors"
    assert lines(said, "Qui décide") == ["Qui", f"décide{space}?", "Et alors"]


def test_the_first_line_leaves_room_for_its_label() -> None:
    text = "un deux trois quatre cinq six sept"
    assert lines(text, "un deux trois")[0] == "un deux trois"
    measure = Measure(width("un deux trois"), indent=width(" trois"))
    assert broken(text, PLAIN, measure)[0] == "un deux"


def test_a_compound_word_may_be_cut_at_its_hyphen() -> None:
    assert lines("la micro-mobilité demain", "la micro-") == ["la micro-", "mobilité", "demain"]


@pytest.mark.parametrize("word", ["a-t-il", "laissez-vous", "aide-t-elle", "peut-on", "lead\u201112"])
def test_an_inverted_pronoun_and_an_unbreakable_hyphen_stay_with_their_word(word: str) -> None:
    assert word in lines(f"mais {word} encore ici", f"mais {word[:-1]}")


def test_a_long_word_is_divided_by_the_dictionary() -> None:
    said = "une organisation forte et encore calme"
    assert lines(said, "une organisa-", DIVIDED) == ["une organisa-", "tion forte et", "encore calme"]


def test_no_word_is_divided_unless_asked() -> None:
    assert lines("une organisation forte et calme", "une organisati") == [
        "une",
        "organisation",
        "forte et calme",
    ]


def test_the_last_word_is_never_divided() -> None:
    assert lines("une organisation", "une organisa-", DIVIDED) == ["une", "organisation"]


def test_no_two_lines_in_a_row_end_with_a_division() -> None:
    text = "extraordinairement intercommunalité professionnellement organisation et puis voilà tout"
    for wide in ("extraordinaire-m", "extraordinairem", "extraordinairement i", "extraordinairement inter"):
        ends = [line.endswith("-") for line in lines(text, wide, DIVIDED)]
        assert not any(a and b for a, b in pairwise(ends))


def test_short_words_acronyms_and_names_are_not_divided() -> None:
    assert divisions("mobile", "fr") == ()
    assert divisions("ADMINISTRATION", "fr") == ()
    assert divisions("Clermontoises", "fr") == ()
    assert divisions("l’organisation,", "fr") != ()


def test_a_last_word_left_alone_is_given_company() -> None:
    greedy_end = "un deux trois quatre cinq six sept huit"
    result = lines(greedy_end, "un deux trois quatre cinq six sept")
    assert len(result) == 2
    assert result[-1] == "sept huit"


def test_the_end_of_a_divided_word_does_not_make_a_last_line_of_its_own() -> None:
    said, wide = "quelques agents ne sortiront plus", "quelques agents ne sorti-"
    assert lines(said, wide, DIVIDED) == ["quelques agents ne", "sortiront plus"]
    assert lines(f"{said} du bureau", wide, DIVIDED) == ["quelques agents ne sorti-", "ront plus du bureau"]


def test_the_lines_of_a_title_are_even() -> None:
    result = lines("Une liste de personnes fragiles", "Une liste de personnes", TITLE)
    assert result == ["Une liste de", "personnes fragiles"]


def test_a_title_breaks_after_a_stop_rather_than_after_an_article() -> None:
    text = "Une association flanche\u00a0: la collectivité aide"
    assert lines(text, "Une association flanche\u00a0: la", TITLE) == [
        "Une association flanche\u00a0:",
        "la collectivité aide",
    ]


def test_a_title_does_not_leave_an_article_alone() -> None:
    assert lines("The switchover drill", "The switchover", TITLE) == ["The switchover", "drill"]


def test_a_title_takes_no_more_lines_than_it_needs() -> None:
    assert len(lines("un deux trois quatre", "un deux trois", TITLE)) == 2


def test_a_word_wider_than_the_measure_is_refused() -> None:
    with pytest.raises(TooNarrow) as refused:
        lines("anticonstitutionnellement", "anti")
    assert refused.value.piece == "anticonstitutionnellement"
    assert refused.value.over_em == pytest.approx(width("anticonstitutionnellement") - width("anti"))


WORDS = st.text(alphabet="abcdefghilmnoprstuvé’-\u00a0", min_size=1, max_size=12).filter(
    lambda w: w.strip("\u00a0")
)


@given(st.lists(WORDS, min_size=1, max_size=25), st.booleans(), st.booleans(), st.floats(9, 30))
def test_no_line_is_wider_than_its_measure_and_no_letter_is_lost(
    words: list[str], divide: bool, balance: bool, measure: float
) -> None:
    setting = Setting("regular", "fr", divide=divide, balance=balance)
    result = broken(" ".join(words), setting, Measure(measure))
    assert all(width(line) <= measure + 1e-6 for line in result)
    written, said = "".join(result), "".join(words)
    assert written.replace("-", "").replace(" ", "") == said.replace("-", "")
