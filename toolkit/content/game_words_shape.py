"""What the words around a game are made of in their files, and what is wrong in them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolkit.content.cards import LANGUAGES
from toolkit.content.check_text import text_problems
from toolkit.content.files import Table, strings
from toolkit.content.problems import Problem
from toolkit.content.reading import BOOKLET_FILE, HATS_FILE, PAGE_FILE, RULES_FILE, SCRIPT_FILE
from toolkit.content.shape import ID

# The moments of a game that the script has words for, in the order they first come.
PHASES = (
    *("welcome", "practice", "season", "choose", "read", "vote_1", "reveal", "talk", "spokespersons"),
    *("vote_2", "apply", "consequence", "reserve", "objection", "crisis", "assembly", "ending"),
    *("debrief_1", "debrief_2", "debrief_3", "debrief_4", "close"),
)
# Tables whose cells come from the numbers of the game; see ``game_tables``.
TABLES = ("signatures", "formats", "starts", "damages", "thresholds")
RULE_NUMBER = re.compile(r"\d\d", re.ASCII)
# Short texts may be the same in both languages: "1", "Vote 2".
SAME_FROM = 24
TITLE, LINE, PARAGRAPH, CELL = 60, 260, 700, 160

Rule = Callable[[str, str, Any], Iterator[Problem]]


def problems_of(tables: Mapping[str, Table], place: str = "") -> list[Problem]:
    """
    Everything wrong in the files that could be read, by their name; *place* is put before the name.

    What one file says of another is checked when both are there.
    """
    found: list[Problem] = []
    for name, (key, rule) in FILES.items():
        if name in tables:
            found += _listed(place + name, tables[name], key, rule)
    found += _phases(place + SCRIPT_FILE, tables.get(SCRIPT_FILE))
    found += _cited(place, tables)
    return found


def _listed(file: str, table: Table, key: str, rule: Rule) -> Iterator[Problem]:
    """A file is one list of tables, under *key*."""
    yield from _keys(file, "", table, {key})
    listed = table.get(key)
    if key in table and (not isinstance(listed, list) or not listed):
        yield Problem(file, key, "not_tables")
        return
    for place, each in enumerate(listed or [], 1):
        yield from _table(file, f"{key}[{place}]", each, rule)
    for name in ("id", "number", "phase"):
        values = [each.get(name) for each in listed or [] if isinstance(each, dict)]
        for value, times in Counter(filter(lambda v: isinstance(v, str), values)).items():
            if times > 1:
                yield Problem(file, key, "listed_twice", {"id": str(value)})


def _table(file: str, at: str, value: Any, rule: Rule) -> Iterator[Problem]:
    if isinstance(value, dict):
        yield from rule(file, at, value)
    else:
        yield Problem(file, at, "not_table")


def _rule(file: str, at: str, table: Table) -> Iterator[Problem]:
    yield from _keys(file, at, table, {"number", *LANGUAGES})
    yield from _matching(file, at, table, "number", RULE_NUMBER, "bad_rule_number")
    yield from _both(
        file, at, {language: table[language] for language in LANGUAGES if language in table}, 400
    )


def _hat(file: str, at: str, table: Table) -> Iterator[Problem]:
    yield from _keys(file, at, table, {"id", "title", "gist", "questions"})
    yield from _matching(file, at, table, "id", ID, "bad_id")
    yield from _texts(file, at, table, {"title": TITLE, "gist": 150})
    yield from _many(file, at, table, "questions", 120, exactly=2)


def _step(file: str, at: str, table: Table) -> Iterator[Problem]:
    yield from _keys(file, at, table, {"phase", "title", "do", "seconds"}, {"say", "tip"})
    if isinstance(phase := table.get("phase"), str):
        if phase not in PHASES:
            yield Problem(
                file, f"{at}.phase", "unknown_phase", {"value": phase, "allowed": ", ".join(PHASES)}
            )
    elif "phase" in table:
        yield Problem(file, f"{at}.phase", "not_text")
    yield from _texts(file, at, table, {"title": TITLE, "tip": LINE})
    yield from _many(file, at, table, "do", LINE)
    yield from _many(file, at, table, "say", LINE)
    yield from _seconds(file, f"{at}.seconds", table.get("seconds"))


def _seconds(file: str, at: str, value: Any) -> Iterator[Problem]:
    if value is None:
        return
    if not isinstance(value, dict) or not value:
        yield Problem(file, at, "not_table")
        return
    for minutes, seconds in value.items():
        if not minutes.isdecimal():
            yield Problem(file, f"{at}.{minutes}", "not_minutes")
        if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 0:
            yield Problem(file, f"{at}.{minutes}", "not_number")


def _section(file: str, at: str, table: Table) -> Iterator[Problem]:
    yield from _keys(file, at, table, {"id", "title", "blocks"})
    yield from _matching(file, at, table, "id", ID, "bad_id")
    yield from _texts(file, at, table, {"title": TITLE})
    blocks = table.get("blocks")
    if "blocks" in table and (not isinstance(blocks, list) or not blocks):
        yield Problem(file, f"{at}.blocks", "not_tables")
        return
    for place, block in enumerate(blocks or [], 1):
        yield from _table(file, f"{at}.blocks[{place}]", block, _block)


def _block(file: str, at: str, table: Table) -> Iterator[Problem]:
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in BLOCKS:
        allowed = ", ".join(BLOCKS)
        if "kind" not in table:
            yield Problem(file, f"{at}.kind", "missing")
        else:
            yield Problem(file, f"{at}.kind", "unknown_block", {"value": str(kind), "allowed": allowed})
        return
    needed = BLOCKS[kind]
    yield from _keys(file, at, table, {"kind", *needed}, {"names"} if kind == "numbers" else set())
    yield from _texts(file, at, table, {"text": PARAGRAPH})
    yield from _many(file, at, table, "items", LINE + 60)
    yield from _many(file, at, table, "head", CELL, plain=True)
    yield from _many(file, at, table, "names", CELL)
    yield from _rows(file, at, table)
    if "rules" in table and (
        not isinstance(table["rules"], list) or strings(table["rules"]) != table["rules"]
    ):
        yield Problem(file, f"{at}.rules", "not_list")
    if "table" in needed and "table" in table and table["table"] not in TABLES:
        values = {"value": str(table["table"]), "allowed": ", ".join(TABLES)}
        yield Problem(file, f"{at}.table", "unknown_numbers", values)


def _rows(file: str, at: str, table: Table) -> Iterator[Problem]:
    rows, head = table.get("rows"), table.get("head")
    if rows is None:
        return
    if not isinstance(rows, list) or not rows:
        yield Problem(file, f"{at}.rows", "not_rows")
        return
    for number, row in enumerate(rows, 1):
        here = f"{at}.rows[{number}]"
        if not isinstance(row, list):
            yield Problem(file, here, "not_rows")
            continue
        if isinstance(head, list) and len(row) != len(head):
            yield Problem(file, here, "row_length", {"n": len(row), "wanted": len(head)})
        for column, cell in enumerate(row, 1):
            yield from _cell(file, f"{here}[{column}]", cell, CELL)


def _cell(file: str, at: str, cell: Any, limit: int) -> Iterator[Problem]:
    """A text in both languages, or one that is the same in both."""
    yield from _both(file, at, dict.fromkeys(LANGUAGES, cell) if isinstance(cell, str) else cell, limit)


def _texts(file: str, at: str, table: Table, limits: Mapping[str, int]) -> Iterator[Problem]:
    for name, limit in limits.items():
        if name in table:
            yield from _both(file, f"{at}.{name}", table[name], limit)


def _many(
    file: str, at: str, table: Table, name: str, limit: int, *, exactly: int = 0, plain: bool = False
) -> Iterator[Problem]:
    listed = table.get(name)
    if listed is None:
        return
    if not isinstance(listed, list) or not listed or (exactly and len(listed) != exactly):
        yield Problem(file, f"{at}.{name}", "not_many" if not exactly else "not_so_many", {"n": exactly or 1})
        return
    for place, each in enumerate(listed, 1):
        yield from (_cell if plain else _both)(file, f"{at}.{name}[{place}]", each, limit)


def _both(file: str, at: str, value: Any, limit: int) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(file, at, "not_both")
        return
    yield from _keys(file, at, value, set(LANGUAGES))
    said = {language: value[language] for language in LANGUAGES if language in value}
    for language, text in said.items():
        if not isinstance(text, str):
            yield Problem(file, f"{at}.{language}", "not_text")
        elif not text.strip():
            yield Problem(file, f"{at}.{language}", "empty")
        else:
            yield from text_problems(file, f"{at}.{language}", text, language, limit)
    texts = [text for text in said.values() if isinstance(text, str)]
    if len(texts) > 1 and len(set(texts)) == 1 and len(texts[0]) >= SAME_FROM:
        yield Problem(file, f"{at}.{LANGUAGES[-1]}", "same_text")


def _keys(
    file: str, at: str, table: Table, required: set[str], optional: set[str] | frozenset[str] = frozenset()
) -> Iterator[Problem]:
    within = f"{at}." if at else ""
    for name in sorted(required - set(table)):
        yield Problem(file, within + name, "missing")
    for name in table:
        if name not in required | optional:
            yield Problem(file, within + name, "unknown_key")


def _matching(
    file: str, at: str, table: Table, name: str, pattern: re.Pattern[str], rule: str
) -> Iterator[Problem]:
    value = table.get(name)
    if name in table and not isinstance(value, str):
        yield Problem(file, f"{at}.{name}", "not_text")
    elif isinstance(value, str) and not pattern.fullmatch(value):
        yield Problem(file, f"{at}.{name}", rule, {"value": value})


def _phases(file: str, table: Table | None) -> Iterator[Problem]:
    """Every moment of a game has its step, in the order they come."""
    if table is None or not isinstance(table.get("steps"), list):
        return
    told = [step.get("phase") for step in table["steps"] if isinstance(step, dict)]
    for phase in PHASES:
        if phase not in told:
            yield Problem(file, "steps", "phase_missing", {"phase": phase})
    known = [phase for phase in told if phase in PHASES]
    if sorted(known, key=PHASES.index) != known:
        yield Problem(file, "steps", "phase_order")


def _cited(place: str, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """The booklet sets out every rule, once; nothing cites a rule that is not written."""
    if RULES_FILE not in tables:
        return
    rules = [each.get("number") for each in _tables(tables[RULES_FILE], "rules")]
    for name in (BOOKLET_FILE, PAGE_FILE):
        cited = Counter(
            number
            for section in _tables(tables.get(name, {}), "sections")
            for block in _tables(section, "blocks")
            for number in strings(block.get("rules"))
        )
        for number in cited:
            if number not in rules:
                yield Problem(place + name, "sections", "unknown_rule", {"number": number})
        for rule in rules if name == BOOKLET_FILE and name in tables else ():
            if isinstance(rule, str) and cited[rule] != 1:
                yield Problem(place + name, "sections", "rule_cited", {"number": rule, "n": cited[rule]})


def _tables(table: Any, key: str) -> list[Table]:
    listed = table.get(key) if isinstance(table, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


BLOCKS: Mapping[str, set[str]] = {
    "text": {"text"},
    "note": {"text"},
    "list": {"items"},
    "steps": {"items"},
    "rules": {"rules"},
    "table": {"head", "rows"},
    "numbers": {"table", "head"},
    "hats": {"head"},
}
FILES: Mapping[str, tuple[str, Rule]] = {
    RULES_FILE: ("rules", _rule),
    SCRIPT_FILE: ("steps", _step),
    HATS_FILE: ("hats", _hat),
    BOOKLET_FILE: ("sections", _section),
    PAGE_FILE: ("sections", _section),
}
