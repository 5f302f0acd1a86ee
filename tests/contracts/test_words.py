"""The words of the interface: all there, in both languages, well set, and all of use."""

import re
import string
from collections.abc import Iterable, Mapping
from functools import cache
from typing import get_args

import pytest

from tests.contracts.keys import Asked, asked_in, in_code, in_template, mentioned_in
from toolkit.content.cards import LANGUAGES, Inference, Language, Provenance
from toolkit.content.shape import CARD_PARTS, OF_KIND
from toolkit.content.typography import faults, undrawable
from toolkit.paths import PACKAGE, folder
from toolkit.playing import errors as played
from toolkit.voting.methods import METHODS
from toolkit.words import catalogue
from toolkit.workshop import errors
from toolkit.workshop.rounds import ROOM_METHODS
from toolkit.workshop.ways import WAYS


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


# Keys built while running: what fills the star, and where it comes from. Nothing else may build a key.
BUILT = {
    "bench.phase_*": "what a simulated room is doing, in serving/load/room.py",
    "bench.row_*": "what people wait for, listed in commands/bench.py",
    "bench.verdict_*": "whether a computer holds a room, in serving/load/bench.py",
    "card_page.all_*": "the kind of the cards that no orientation heads",
    "card_page.group_*": "idem",
    "card_page.inference_*": "the inference of a card",
    "card_page.lede_*": "the kind of the cards that no orientation heads",
    "card_page.mark_*": "the provenance of a card",
    "card_page.mark_*_sources": "the provenance of a card written here from what others published",
    "counting.entry_*": "how paper was entered",
    "counting.hands_how_*": "the method of a round whose hands are raised",
    "counting.photo_*": "why a photo could not be read, in photos/",
    "counting.photo_how_*": "the method of a round whose cards are photographed",
    "counting.pile_how_*": "the method of a round whose paper is counted card by card",
    "counting.source_*": "how a ballot came",
    "dates.month_*": "the number of a month",
    "demo.*": "what a demonstration tells, by its scenes",
    "demo.question_*": "the method of a round: what the demonstration asks",
    "desk.export_*": "the formats of a results file",
    "desk.methods_*": "a group of the chooser, listed in facilitator/_prepare_method.html",
    "desk.param_*": "a setting of a way of voting",
    "desk.param_*_*": "a setting of a way of voting, and a choice",
    "desk.question_*": "the way of voting of a round: a question it suits",
    "desk.show_*": "what the projector can be made to show",
    "desk.showing_*": "what the projector shows",
    "desk.stage_*": "where a round is",
    "export.column_*": "the columns of a results sheet, listed in workshop/export.py",
    "export.origin_*": "where an idea comes from, in store/models.py",
    "export.sheet_*": "the sheets of a results file, listed in workshop/export.py",
    "export.source_*": "how a ballot came",
    "face.damage_*": "the main or the second damage of a crisis, in faces/played.py and faces/told.py",
    "face.*": "the parts of a card, listed in templates/cards/_parts.html; what Frame.say adds to its word",
    "face.inference_*": "the inference of a card",
    "face.kind_*": "the kind of a card",
    "face.mark_*": "the provenance of a card",
    "face.track_*": "a track of the game",
    "game.bad_*": "the reason of a file that is no game",
    "game.ending_*": "the ending of a game",
    "game.flag_*": "what marks a round, listed in commands/game.py",
    "game.level_*": "a difficulty of the game",
    "game.refused_*": "the reason of a move refused by the rules of the game",
    "calibration.*": "what a refused calibration says",
    "calibration.edge_*": "the edge a sheet is flipped on",
    "calibration.step_*": "the steps of the page, listed in printing/calibration.py",
    "print_page.item_*": "what there is to print, in web/offered.py and printing/_table.html",
    "print_page.*_*": "what can be chosen on the print page, listed in web/printing.py",
    "print.dialogue_*": "what is done about backs",
    "print.settings_*": "what is done about backs",
    "look.*": "what is wrong with a data file of the look, or with a length",
    "refusals.database_*": "why the database does not follow",
    "keep.refused_*": "why something could not be kept, moved or forgotten",
    "ideas.origin_*": "where an idea comes from, in store/models.py",
    "outcome.pairs_*": "won, lost or even, in templates/rounds/_duels.html",
    "outcome.source_*": "how ballots came",
    "outcome.flow_nothing_*": "where a ballot stands that is on no option, in workshop/moving.py",
    "outcome.shift_*": "the ways of a map, listed in rounds/_shifts.html",
    "outcome.unit_*": "the method of a round",
    "pages.*_title": "the sections of the page about this project",
    "pages.access_done_*": "the lines of the accessibility statement, listed in their template",
    "pages.access_not_*": "idem",
    "pages.home_*": "why a code was not found",
    "pages.stored_*": "what is kept, listed in templates/pages/about.html",
    "participant.do_*": "what the button does next, listed in templates/rounds/_bar.html",
    "participant.how_*": "the ballot of a round",
    "participant.unranked_*": "what becomes of options left out, in rounds/_ballot_ranking.html",
    "participant.say_*": "what the bar says, listed in templates/rounds/_bar.html",
    "picture.mark_*": "the rule of a score: mean or median",
    "picture.stance_*": "a stance, 1 to 8",
    "print.*": "the reason of a refusal to print",
    "problems.*": "the rule of a Problem",
    "projector.how_*": "the ballot of a round",
    "recount.*": "what a recount of a results file comes to",
    "recount.line_*": "the outcome of one line of a recount",
    "recount.odd_*": "why something beside the counts does not hold, in workshop/beside.py",
    "recount.what_*": "what was compared in a recount",
    "refusals.*": "the name of a domain error, by web/errors.py",
    "refusals.setting_*": "the reason of BadSetting",
    "refusals.status_*": "an HTTP status",
    "report.from_*": "how ballots came, in workshop/unnamed.py",
    "report.in_*": "a language",
    "report.only_*": "how ballots came, when all came so",
    "serve.*": "why a server could not start, by serving/refusals.py",
    "site.language_*": "a language",
    "start.language_*": "a language",
    "table.how_*": "a method on a paper ballot",
    "table.journal_*": "a column of the journal of a game",
    "table.tally_vote_*": "the first or the second vote of a round",
    "voting.*_how": "a method",
    "voting.axis_*": "an axis of a placement",
    "voting.fist_*": "how many fingers",
    "voting.policy_*_*": "a setting and its choice",
    "voting.*_name": "a method",
    "voting.*_not": "a method",
    "voting.*_when": "a method",
    "voting.grade_*_*": "how many grades, and which",
    "voting.grade_*_0": "how many grades: the worst of them",
    "voting.reject_*": "the reason of a rejected ballot",
    "voting.stance_*": "a stance, 1 to 8",
    "voting.step_*_first": "the method whose podium is explained",
    "voting.step_*_next": "idem",
    "voting.step_*_people": "idem",
    "voting.step_*_tie": "idem",
    "voting.step_mj_missing_*": "what is made of missing grades",
}
# What can be refused, by the names web/errors.py gives; three of them say more than their name.
REFUSALS = [each for each in (*vars(errors).values(), *vars(played).values()) if isinstance(each, type)]
SAY_MORE = {played.MoveRefused, errors.Refused, errors.BadSetting, errors.RoundNotOpen, errors.WrongMoment}
REFUSED = tuple(snake(each.__name__) for each in REFUSALS if each not in SAY_MORE)
BALLOTS = tuple({way.ballot for way in WAYS.values()})
# What must be there for each value, since any of them may come up in a room.
EACH: Mapping[str, tuple[str, ...]] = {
    "card_page.all_*": tuple(OF_KIND),
    "card_page.group_*": tuple(OF_KIND),
    "card_page.inference_*": get_args(Inference),
    "card_page.lede_*": tuple(OF_KIND),
    "card_page.mark_*": get_args(Provenance),
    "face.inference_*": get_args(Inference),
    "face.kind_*": tuple(CARD_PARTS),
    "face.mark_*": get_args(Provenance),
    "desk.question_*": ROOM_METHODS,
    "participant.how_*": BALLOTS,
    "projector.how_*": BALLOTS,
    "refusals.*": REFUSED,
    "site.language_*": LANGUAGES,
    "voting.*_name": (*METHODS, *ROOM_METHODS),
}
# Words that go between others, spaces included.
JOINERS = {
    "ballots.between",
    "report.between",
    "face.and",
    "face.between_sources",
    "outcome.colon",
    "outcome.comma",
}
# Words that are printed: nothing but what the fonts can draw.
ON_PAPER = ("board.", "face.", "print.", "picture.", "report.")
# Screens fall back on the fonts of the system, which have these.
ON_SCREEN = set("→←↑↓✓−×\u2009")

KEY = re.compile(r"[a-z_]+\.[a-z0-9_]+")
BUILT_WORD = re.compile(r"[a-z]{3,}_\*|\*_[a-z]{3,}")


@cache
def asked() -> tuple[Asked, ...]:
    return tuple(asked_in(folder("templates"), PACKAGE))


@cache
def mentioned() -> frozenset[str]:
    return frozenset(mentioned_in(folder("templates"), PACKAGE))


@cache
def built() -> frozenset[str]:
    """Every key that is built, wherever it is asked for or handed over."""
    files = {key.partition(".")[0] for key in catalogue()}
    texts = mentioned().union(*(each.keys for each in asked()))
    return frozenset(text for text in texts if "*" in text and text.partition(".")[0] in files)


def texts(key: str, language: Language) -> tuple[str, ...]:
    """A text, or all its plural forms."""
    text = catalogue()[key].get(language, "")
    return tuple(text.values()) if isinstance(text, dict) else (text,)


def placeholders(key: str, language: Language) -> frozenset[str]:
    formatter = string.Formatter()
    found = {name for text in texts(key, language) for _, name, _, _ in formatter.parse(text)}
    return frozenset(name for name in found if name is not None)


def matching(pattern: str, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The keys that *pattern* may stand for, and what fills its stars."""
    shape = re.compile(re.escape(pattern).replace(r"\*", "(.+?)"))
    found = {key: shape.fullmatch(key) for key in keys}
    return {key: match.groups() for key, match in found.items() if match}


def is_said(filling: str) -> bool:
    """Whether some code can fill a star with this: a number, a text it contains or builds, a domain error."""
    if filling.isdigit() or filling in mentioned():
        return True
    return filling.startswith(tuple(snake(each.__name__) for each in REFUSALS)) or any(
        all(part in mentioned() for part in parts)
        for text in mentioned()
        if BUILT_WORD.fullmatch(text)
        for parts in matching(text, [filling]).values()
    )


def test_keys_are_plain():
    assert [key for key in catalogue() if not KEY.fullmatch(key)] == []


def test_every_text_is_in_both_languages():
    assert [key for key, entry in catalogue().items() if set(entry) != set(LANGUAGES)] == []


def test_no_text_is_empty():
    empty = [key for key in catalogue() for language in LANGUAGES if not all(texts(key, language))]
    assert empty == []


def test_plurals_have_the_same_forms_in_both_languages():
    shapes = {
        key: [sorted(text) if isinstance(text := entry[language], dict) else None for language in LANGUAGES]
        for key, entry in catalogue().items()
    }
    assert {key: shape for key, shape in shapes.items() if shape[0] != shape[1]} == {}
    assert {key for key, shape in shapes.items() if shape[0] not in (None, ["one", "other"])} == set()


def test_placeholders_are_the_same_in_both_languages():
    differ = [key for key in catalogue() if placeholders(key, "fr") != placeholders(key, "en")]
    assert differ == []


def test_placeholders_are_names():
    odd = [key for key in catalogue() if not all(name.isidentifier() for name in placeholders(key, "fr"))]
    assert odd == []


def test_a_text_is_not_markup():
    marked = [key for key in catalogue() for language in LANGUAGES if "<" in "".join(texts(key, language))]
    assert marked == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_well_set(language):
    wrong = [
        f"{key}: {fault.rule}: {fault.near}"
        for key in catalogue()
        for text in texts(key, language)
        for fault in faults(language, text)
        if not (fault.rule == "space_around" and key in JOINERS)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_no_character_that_cannot_be_drawn(language):
    wrong = {
        key: sorted(missing)
        for key in catalogue()
        for text in texts(key, language)
        if (missing := set(undrawable(text)) - (set() if key.startswith(ON_PAPER) else ON_SCREEN))
    }
    assert wrong == {}


def test_joiners_exist():
    assert set(catalogue()) >= JOINERS


def test_every_key_asked_for_exists():
    wrong = [f"{each.where}: {key}" for each in asked() for key in each.keys if is_unknown(key)]
    assert wrong == []


def is_unknown(key: str) -> bool:
    return not matching(key, catalogue()) if "*" in key else key not in catalogue()


def test_every_value_a_text_needs_is_given():
    wrong = [
        f"{each.where}: {key} needs {', '.join(sorted(missing))}"
        for each in asked()
        for key in each.keys
        if each.values is not None and (missing := needed(key) - each.values)
    ]
    assert wrong == []


def needed(key: str) -> frozenset[str]:
    if key not in catalogue():
        return frozenset()
    is_plural = any(isinstance(catalogue()[key][language], dict) for language in LANGUAGES)
    return placeholders(key, "fr") | ({"n"} if is_plural else frozenset())


def test_keys_built_while_running_are_declared():
    assert sorted(built() - set(BUILT)) == []


def test_declared_keys_are_still_built():
    assert sorted(set(BUILT) - built()) == []


@pytest.mark.parametrize("pattern", EACH)
def test_what_comes_up_in_a_room_has_its_words(pattern):
    assert [value for value in EACH[pattern] if pattern.replace("*", value) not in catalogue()] == []


def test_no_text_is_without_use():
    used = mentioned().union(*(each.keys for each in asked()))
    for pattern in BUILT:
        found = matching(pattern, catalogue())
        used |= {key for key, fillings in found.items() if all(is_said(filling) for filling in fillings)}
    assert sorted(set(catalogue()) - used) == []


def test_keys_are_read_in_templates():
    text = """{{ t("a.b", n=1) }}{{ t("a.c" if x else "a.d") }}{{ t("a.e_" ~ x) }}
    {{ t("a.f_%d_%d"|format(x, y)) }}{{ speaker("fr")("a.g") }}{{ t(key, **more) }}{{ other("a.h") }}"""
    found = list(in_template(text, "x.html"))
    assert [sorted(each.keys) for each in found] == [
        ["a.b"],
        ["a.c", "a.d"],
        ["a.e_*"],
        ["a.f_*_*"],
        ["a.g"],
        [],
    ]
    assert (found[0].where, found[0].values) == ("x.html:1", frozenset({"n"}))
    assert found[-1].values is None


def test_keys_are_read_in_code():
    text = """say(lang, "a.b", n=1); say(lang, f"a.c_{x}", **more); t("a." + x)
frame.say("kind_" + x); say(lang, "a.d" if x else "a.e"); say(lang, key)
"""
    found = {each.keys: each.values for each in in_code(text, "x.py")}
    assert found == {
        frozenset({"a.b"}): frozenset({"n"}),
        frozenset({"a.c_*"}): None,
        frozenset({"a.*"}): frozenset(),
        frozenset({"face.kind_*"}): frozenset(),
        frozenset({"a.d", "a.e"}): frozenset(),
        frozenset(): frozenset(),
    }
