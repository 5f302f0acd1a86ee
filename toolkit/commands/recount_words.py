"""What `rebond recount` found, in words: each disagreement, and the ballot of a receipt."""

import json
import re
from collections.abc import Mapping
from typing import Any

from toolkit.commands.cards import shown
from toolkit.content.cards import Language
from toolkit.voting.ballot import BadParams
from toolkit.voting.methods import METHODS
from toolkit.words import say
from toolkit.workshop.explaining import explain_refusal
from toolkit.workshop.recount import Disagreement
from toolkit.workshop.wording import in_words

BALLOT = re.compile(r"ballots\[(\d+)\]")
KNOWN = (
    "ranking",
    "winners",
    "scores",
    "cast",
    "blank",
    "details",
    "movement",
    "sources",
    "steps",
    "rejected",
)
BESIDE = re.compile(r"ballots\[(\d+)\]\.fingerprint|reasons|ideas(?:\[(\d+)\]\.(\w+))?")


def ballot_in_words(row: Mapping[str, Any], ballot: Mapping[str, Any], lang: Language) -> str:
    """The ballot in words, or as it stands when it cannot be one."""
    titles = {option["key"]: str(option.get("title", option["key"])) for option in row["options"]}
    try:
        params = METHODS[row["method"]].complete(row["params"], list(titles))
        return in_words(row["method"], ballot, params, lang, titles.__getitem__)
    except (BadParams, KeyError, TypeError, ValueError, IndexError):
        return json.dumps(ballot, ensure_ascii=False)


def sentence(disagreement: Disagreement, lang: Language) -> str:
    """What does not agree, in words: where, what, what the file says, what the ballots say."""
    what = disagreement.what
    values: dict[str, object] = {
        "series": shown(str(disagreement.series)),
        "vote": shown(str(disagreement.vote)),
        "says": _short(disagreement.says),
        "found": _short(disagreement.found),
    }
    if beside := BESIDE.fullmatch(what):
        return _beside(beside, values, str(disagreement.found), lang)
    ballot = BALLOT.fullmatch(what)
    if ballot or what == "params":
        values["found"] = explain_refusal(str(disagreement.found), disagreement.values, lang, shown)
    if ballot:
        return say(lang, "recount.line_ballot", number=int(ballot[1]), **values)
    if what in ("leak", "params"):
        return say(lang, f"recount.line_{what}", **values)
    named = say(lang, f"recount.what_{what}") if what in KNOWN else what
    return say(lang, "recount.line", what=named, **values)


def _beside(what: re.Match[str], values: dict[str, object], reason: str, lang: Language) -> str:
    """What does not hold beside the counts: a fingerprint, a reason, an idea."""
    values["found"] = say(lang, f"recount.odd_{reason}")
    if what[1]:
        return say(lang, "recount.line_fingerprint", number=int(what[1]), **values)
    if what[0] == "reasons":
        return say(lang, "recount.line_reasons", **values)
    if what[2]:
        return say(lang, "recount.line_idea", number=int(what[2]), field=what[3], **values)
    return say(lang, "recount.line_ideas", **values)


def _short(value: Any) -> str:
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
