"""
A results file told again, from its ballots alone: what a report of the workshop is made of. The same for the
file just exported and for one that was kept, in whichever language is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from toolkit.content.cards import Deck, Language
from toolkit.voting.ballot import BadBallot, Ballot
from toolkit.voting.methods import METHODS
from toolkit.voting.outcome import Outcome
from toolkit.voting.request import split_count
from toolkit.words import listed, say
from toolkit.workshop.beside import content_fingerprint
from toolkit.workshop.moving import Held, movement_told
from toolkit.workshop.outcomes import asks_reasons, told
from toolkit.workshop.recount import BALLOT_EXTRAS, IDEAS, NotResults
from toolkit.workshop.unnamed import LEAST_PEOPLE, are_quotable, are_too_few_to_quote
from toolkit.workshop.views import MovementView, OptionView, OutcomeView
from toolkit.workshop.ways import way_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RetoldIdea:
    """An idea that stands on its own, with the titles of those merged into it."""

    number: int
    title: str
    sentence: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetoldVote:
    """
    One revealed vote. ``verdict`` says who came first; ``sources`` how ballots came; ``how`` the rule in
    words, ``steps`` its count; ``reasons`` what people wrote, by title, or
    ``reasons_held`` when so few could write that it would name them; ``expressed``: somebody chose.
    """

    number: int
    way: str
    verdict: str
    sources: str
    how: str
    expressed: bool
    outcome: OutcomeView
    steps: tuple[str, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    reasons_held: bool


@dataclass(frozen=True, slots=True)
class RetoldQuestion:
    """A question: its cards and the votes on them, or the ideas it gathered when it ``asks`` for some."""

    series: int
    text: str
    asks: bool
    options: tuple[OptionView, ...]
    votes: tuple[RetoldVote, ...]
    ideas: tuple[RetoldIdea, ...]


@dataclass(frozen=True, slots=True)
class Retold:
    """A workshop: ``people``, how many were counted and how; ``fingerprint`` of what the file says."""

    title: str
    join_code: str
    day: date
    language: Language
    anonymous: bool
    people: str
    questions: tuple[RetoldQuestion, ...]
    fingerprint: str


def retold(results: Row, deck: Deck | None, language: Language) -> Retold:
    """
    Args: results: a file that ``recount`` found to agree; deck: for the orientation of its cards.

    Raises: BadParams, for a round its own recount would refuse.
    """
    workshop = results["workshop"]
    votes = [row for row in results["rounds"] if "outcome" in row]
    fullest = max(votes, key=lambda row: sum(_people(row).values()), default=None)
    return Retold(
        title=workshop["title"],
        join_code=workshop["join_code"],
        day=datetime.fromisoformat(workshop["created_at"]).date(),
        language=language,
        anonymous=bool(workshop.get("anonymous")),
        people=_counted(_people(fullest), language) if fullest else "",
        questions=tuple(_questions(results, deck, language)),
        fingerprint=content_fingerprint(results),
    )


def require_told(results: Row) -> None:
    """
    That a file says all a report repeats; its recount looks at the counts only.

    Raises: NotResults, naming the field that is missing or misshapen.
    """
    workshop = results.get("workshop")
    if not isinstance(workshop, Mapping):
        raise NotResults("missing", field="workshop")
    texts = [(f"workshop.{name}", workshop.get(name)) for name in ("title", "join_code", "language")]
    for n, row in enumerate(results["rounds"]):
        texts += [(f"rounds[{n}].{name}", row.get(name)) for name in ("question", "state")]
        texts += [(f"rounds[{n}].options[].title", option.get("title")) for option in row["options"]]
        for key, reasons in row.get("reasons", {}).items():
            listed_ = reasons if isinstance(reasons, list) else [None]
            texts += [(f"rounds[{n}].reasons.{key}", reason) for reason in listed_]
    for n, idea in enumerate(results.get("ideas", [])):
        texts += [(f"ideas[{n}].{name}", idea.get(name)) for name in ("title", "sentence")]
    for field, value in texts:
        if not isinstance(value, str):
            raise NotResults("missing", field=field)
    try:
        datetime.fromisoformat(str(workshop.get("created_at")))
    except ValueError:
        raise NotResults("missing", field="workshop.created_at") from None


def _questions(results: Row, deck: Deck | None, language: Language) -> list[RetoldQuestion]:
    found = []
    for series in sorted({row["series"] for row in results["rounds"] if row["state"] == "revealed"}):
        rows = [r for r in results["rounds"] if r["series"] == series and r["state"] == "revealed"]
        first = rows[0]
        asks = first["method"] == IDEAS
        found.append(
            RetoldQuestion(
                series=series,
                text=first["question"],
                asks=asks,
                options=_options(first, deck, language),
                votes=() if asks else _votes(rows, deck, language),
                ideas=_ideas(results.get("ideas", []), series) if asks else (),
            )
        )
    return found


def _options(row: Row, deck: Deck | None, language: Language) -> tuple[OptionView, ...]:
    cards = {card.id: card for card in deck.cards} if deck else {}
    options = []
    for number, option in enumerate(row["options"], 1):
        card = cards.get(option["key"])
        title = card.text(language).title if card else option["title"]
        options.append(OptionView(option["key"], title, number, card, option.get("sentence", "")))
    return tuple(options)


def _votes(rows: Sequence[Row], deck: Deck | None, language: Language) -> tuple[RetoldVote, ...]:
    found: list[RetoldVote] = []
    before: Row | None = None
    for row in rows:
        options = _options(row, deck, language)
        outcome = _outcome(row)
        view = told(outcome, _params(row), options, language)
        view = replace(view, movement=_moved(before, row, outcome, options, language))
        found.append(_vote(row, view, options, language))
        before = row
    return tuple(found)


def _vote(row: Row, view: OutcomeView, options: Sequence[OptionView], language: Language) -> RetoldVote:
    way = way_of(row["method"], row["params"]).name
    titles = {option.key: option.title for option in options}
    people = _people(row)
    reasons = row.get("reasons", {}) if are_quotable(people) else {}
    return RetoldVote(
        number=row["vote"],
        way=say(language, f"voting.{way}_name"),
        verdict=verdict(view, language),
        sources=_counted(people, language),
        how=say(language, f"voting.{way}_how"),
        expressed=view.cast > view.blank,
        outcome=view,
        steps=view.steps,
        reasons=tuple((titles[key], tuple(reasons[key])) for key in titles if key in reasons),
        reasons_held=asks_reasons(row["method"]) and are_too_few_to_quote(people),
    )


def _params(row: Row) -> Mapping[str, Any]:
    return METHODS[row["method"]].complete(row["params"], [option["key"] for option in row["options"]])


def _outcome(row: Row) -> Outcome:
    keys = [option["key"] for option in row["options"]]
    ballots = [(ballot, count) for _, ballot, count in _ballots(row)]
    return METHODS[row["method"]].count(ballots, keys, _params(row))


def _ballots(row: Row) -> Iterator[tuple[object, Ballot, int]]:
    """The label of whoever cast each ballot, if it has one; those that cannot be, its recount names."""
    method, params = METHODS[row["method"]], _params(row)
    keys = [option["key"] for option in row["options"]]
    for ballot in row["ballots"]:
        content = {name: value for name, value in ballot.items() if name not in BALLOT_EXTRAS}
        try:
            content, people = split_count(content)
            method.check(content, keys, params)
        except BadBallot:
            continue
        yield ballot.get("person"), content, people


def _moved(
    before: Row | None, row: Row, outcome: Outcome, options: Sequence[OptionView], language: Language
) -> MovementView | None:
    """The movement since the vote before, over the people the file follows in both; None when too few."""
    if before is None:
        return None
    first, second = _people_and_others(before), _people_and_others(row)
    both = first[0].keys() & second[0].keys()
    if len(both) < LEAST_PEOPLE:
        return None
    held = [
        Held(
            one["vote"],
            _outcome(one) if one is before else outcome,
            {who: people[who] for who in both},
            [*others, *((ballot, 1) for who, ballot in people.items() if who not in both)],
        )
        for one, (people, others) in ((before, first), (row, second))
    ]
    return movement_told(held[0], held[1], _params(row), options, language)


def _people_and_others(row: Row) -> tuple[dict[object, Ballot], list[tuple[Ballot, int]]]:
    people: dict[object, Ballot] = {}
    others = []
    for label, ballot, count in _ballots(row):
        if label is not None and count == 1:
            people[label] = ballot
        else:
            others.append((ballot, count))
    return people, others


def verdict(outcome: OutcomeView, language: Language) -> str:
    """Who came first, in a sentence; a tie is said as a tie."""
    if outcome.cast <= outcome.blank:
        return say(language, "outcome.no_ballot")
    first = [row.option.title for row in outcome.rows if row.winner]
    seats = outcome.params.get("seats", 1)
    if not first:
        return say(language, "outcome.map" if outcome.method == "placement" else "outcome.no_winner")
    if outcome.method == "stv" and seats > 1:
        titles = listed(language, first)
        if len(first) > seats:
            return say(language, "outcome.elected_tied", titles=titles, n=seats)
        return say(language, "outcome.elected", titles=titles)
    if len(first) == 1:
        return say(language, "outcome.winner", title=first[0])
    if len(first) <= 3:
        return say(language, "outcome.tie_first", titles=listed(language, first))
    return say(language, "outcome.tie_many", n=len(first))


def _people(row: Row | None) -> Mapping[str, int]:
    """People by source; an early file had phones only."""
    if row is None:
        return {}
    found: Mapping[str, int] = row.get("sources") or {"phone": row["outcome"]["cast"]}
    return {source: n for source, n in found.items() if n}


def _counted(people: Mapping[str, int], language: Language) -> str:
    parts = [say(language, f"report.from_{source}", n=n) for source, n in people.items()]
    total = say(language, "report.people", n=sum(people.values()))
    if len(people) == 1:
        (source,) = people
        return say(language, f"report.only_{source}", n=people[source])
    if not parts:
        return total
    return say(language, "report.people_by", people=total, sources=listed(language, parts))


def _ideas(ideas: Sequence[Row], series: int) -> tuple[RetoldIdea, ...]:
    return tuple(
        RetoldIdea(
            number=int(idea["key"].removeprefix("idea-")),
            title=idea["title"],
            sentence=idea["sentence"],
            parts=tuple(part["title"] for part in ideas if part.get("merged_into") == idea["key"]),
        )
        for idea in ideas
        if idea.get("series") == series and idea.get("merged_into") is None
    )
