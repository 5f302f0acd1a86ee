"""What is written without Babel is what Babel writes."""

from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date

from toolkit.content.cards import LANGUAGES, Language
from toolkit.words import LEAST_GROUPED, LOCALES, dated, say


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_of_two_years(language: Language) -> None:
    days = [date(2027, 1, 1) + timedelta(days=i) for i in range(731)]
    assert [dated(language, day) for day in days] == [
        format_date(day, "long", locale=LOCALES[language]) for day in days
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_of_every_number_that_is_written_in_one_piece(language: Language) -> None:
    locale = Locale.parse(LOCALES[language])
    forms = {say(language, "print.cards", n=2).replace("2", "N"): "other"}
    forms[say(language, "print.cards", n=1).replace("1", "N")] = "one"
    for n in range(LEAST_GROUPED):
        said = say(language, "print.cards", n=n).replace(str(n), "N")
        assert forms[said] == locale.plural_form(n)
