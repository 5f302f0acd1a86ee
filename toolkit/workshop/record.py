"""
The record of a workshop: what a results file holds, documented in docs/results-format.md.

Only revealed rounds carry ballots and outcomes. Ballots are in an order drawn from their content, so
it says nothing about people; ``person`` ties the ballots of one unknown person within one series, and
is left out where fewer than five people would make it a name, and so is what they wrote; sources that few
people used are told as one.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import __version__
from toolkit.content.cards import Deck, Language
from toolkit.store.models import Ballot, Idea, Participant, Round, Workshop
from toolkit.voting.ballot import Counted
from toolkit.voting.movement import HEIGHTS, Movement, movement
from toolkit.workshop.explaining import explain, grade_names
from toolkit.workshop.following import Cast, followed
from toolkit.workshop.outcomes import count_ballots, reasons_of
from toolkit.workshop.unnamed import SOURCES, are_quotable, told_apart

FORMAT = "rebond-results"
FORMAT_VERSION = 2
PROGRAM = f"rebond {__version__}"
REASONS = "reasons"

Row = dict[str, Any]


def record(
    session: Session, workshop: Workshop, deck: Deck | None, *, language: Language, now: datetime
) -> Row:
    """Everything revealed so far, as one JSON-able object."""
    series: dict[int, list[Round]] = defaultdict(list)
    for this_round in sorted(workshop.rounds, key=lambda r: (r.series, r.vote)):
        series[this_round.series].append(this_round)
    rounds = [row for votes in series.values() for row in _series(session, workshop, votes, deck, language)]
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "program": PROGRAM,
        "exported_at": _when(now),
        "workshop": {
            "title": workshop.title,
            "join_code": workshop.join_code,
            "deck": {"id": workshop.deck_id, "version": deck.version if deck else None},
            "language": workshop.language,
            "anonymous": workshop.anonymous,
            "created_at": _when(workshop.created_at),
            "ended_at": _when(workshop.ended_at),
        },
        "rounds": rounds,
        "ideas": _ideas(session, workshop),
    }


def _ideas(session: Session, workshop: Workshop) -> list[Row]:
    """
    The ideas the room has seen, and those merged into one of these; not those of a question still open, nor
    those that wait, were hidden or taken back. Nobody's name: an idea belongs to the room.
    """
    closed = {this_round.id: this_round.series for this_round in workshop.rounds if this_round.revealed_at}
    query = select(Idea).where(Idea.workshop_id == workshop.id, Idea.withdrawn_at.is_(None))
    written = {idea.id: idea for idea in session.scalars(query.order_by(Idea.number))}
    told = [
        idea
        for idea in written.values()
        if (idea.round_id is None or idea.round_id in closed) and _whole(idea, written).state == "shown"
    ]
    return [
        {
            "key": idea.key,
            "series": closed.get(idea.round_id) if idea.round_id else None,
            "source": idea.source,
            "title": idea.title,
            "sentence": idea.sentence,
            "merged_into": written[idea.merged_into_id].key if idea.merged_into_id else None,
        }
        for idea in told
    ]


def _whole(idea: Idea, written: Mapping[int, Idea]) -> Idea:
    """What an idea was merged into in the end: itself when it stands on its own."""
    while idea.merged_into_id is not None:
        idea = written[idea.merged_into_id]
    return idea


def _series(
    session: Session, workshop: Workshop, votes: Sequence[Round], deck: Deck | None, language: Language
) -> list[Row]:
    revealed = [one for one in votes if one.state == "revealed" and not one.asks_ideas]
    cast = {this_round.id: _cast(session, this_round) for this_round in revealed}
    people = dict(zip(cast, _labels(list(cast.values())), strict=True))
    rows = []
    before: Round | None = None
    for this_round in votes:
        row = _heading(this_round, deck)
        if this_round in revealed:
            ballots = cast[this_round.id]
            row |= _ballots(ballots, people[this_round.id], named=not workshop.anonymous)
            row |= _reasons(ballots)
            row |= _outcome(this_round, [(b["content"], b["count"]) for b in ballots], language)
            row["movement"] = None
            if before:
                both = people[before.id].keys() & people[this_round.id].keys()
                row["movement"] = _movement(cast[before.id], ballots, both, this_round)
            before = this_round
        rows.append(row)
    return rows


def _heading(this_round: Round, deck: Deck | None) -> Row:
    codes = {card.id: card.code for card in deck.cards} if deck else {}
    return {
        "series": this_round.series,
        "vote": this_round.vote,
        "question": this_round.question,
        "method": this_round.method,
        "params": this_round.params,
        "options": [
            {"key": option.key, "code": codes.get(option.key), "title": option.title}
            | ({"sentence": option.sentence} if option.sentence else {})
            for option in this_round.options
        ],
        "state": this_round.state,
        "opened_at": _when(this_round.opened_at),
        "closed_at": _when(this_round.closed_at),
        "revealed_at": _when(this_round.revealed_at),
    }


def _cast(session: Session, this_round: Round) -> list[Row]:
    """Ballots with whoever cast them (``who``: a participant or the trail left of one)."""
    query = (
        select(
            Ballot.participant_id,
            Ballot.trail,
            Ballot.source,
            Ballot.count,
            Ballot.content,
            Ballot.fingerprint,
            Participant.name,
        )
        .outerjoin(Participant, Participant.id == Ballot.participant_id)
        .where(Ballot.round_id == this_round.id)
    )
    return [
        {
            "who": who if who is not None else trail,
            "source": source,
            "count": count,
            "content": {part: value for part, value in content.items() if part != REASONS},
            "name": name or "",
            "fingerprint": fingerprint or "",
            REASONS: content.get(REASONS, {}),
        }
        for who, trail, source, count, content, fingerprint, name in session.execute(query)
    ]


def _labels(votes: Sequence[Sequence[Row]]) -> list[Mapping[object, str]]:
    """For each vote of one series, the label of each person followed in it (``workshop.following``)."""
    people = followed([_as_cast(vote) for vote in votes])
    labels: list[Mapping[object, str]] = []
    used = 0
    for who, run in groupby(range(len(votes)), key=people.__getitem__):
        together = [votes[place] for place in run]
        labelled = _label(together, who, after=used)
        labels += [labelled] * len(together)
        used += len(labelled)
    return labels


def _as_cast(ballots: Sequence[Row]) -> Cast:
    people = {one["who"]: one["fingerprint"] for one in ballots if one["who"] is not None}
    return Cast(people, sum(one["count"] for one in ballots if one["who"] is None))


def _label(votes: Sequence[Sequence[Row]], people: Collection[object], *, after: int) -> Mapping[object, str]:
    """A label per person, numbered by what they cast: order tells nothing."""
    cast: dict[object, list[str]] = defaultdict(lambda: [""] * len(votes))
    for place, ballots in enumerate(votes):
        for ballot in sorted(ballots, key=lambda one: str(one["name"])):
            if ballot["who"] in people:
                cast[ballot["who"]][place] = _canonical(ballot["content"])
    marks = {ballot["who"]: ballot["fingerprint"] for ballot in votes[0]}
    # Among equal ballots the order of rows would tell who cast first; that of fingerprints tells nothing.
    ordered = sorted(cast.items(), key=lambda item: (item[1], marks[item[0]]))
    return {who: f"p{n}" for n, (who, _) in enumerate(ordered, after + 1)}


def _ballots(ballots: Sequence[Row], people: Mapping[object, str], *, named: bool) -> Row:
    people_by = _sources(ballots)
    told = told_apart(people_by)

    def place(ballot: Row) -> tuple[Any, ...]:
        # Equal ballots too are in an order of their own, or the label of each would tell who cast first.
        who = people.get(ballot["who"], "")
        # Fingerprints are random: in their order, ballots say nothing of who cast them, or when.
        first = (not ballot["fingerprint"], ballot["fingerprint"], _canonical(ballot["content"]))
        return *first, who, ballot["name"], told[ballot["source"]], ballot["count"]

    rows = []
    for ballot in sorted(ballots, key=place):
        row: Row = {"source": told[ballot["source"]], **ballot["content"]}
        if ballot["count"] > 1:
            row["count"] = ballot["count"]
        if ballot["fingerprint"]:
            row["fingerprint"] = ballot["fingerprint"]
        if ballot["who"] in people:
            row["person"] = people[ballot["who"]]
        if named and ballot["name"]:
            row["name"] = ballot["name"]
        rows.append(row)
    return {"sources": people_by, "ballots": rows}


def _sources(ballots: Sequence[Row]) -> dict[str, int]:
    """People by source, those nobody used left out."""
    people = {source: sum(b["count"] for b in ballots if b["source"] == source) for source in SOURCES}
    return {source: n for source, n in people.items() if n}


def _reasons(ballots: Sequence[Row]) -> Row:
    """What people wrote, by option and apart from ballots; nothing where so few wrote that it names them."""
    given = reasons_of(ballots) if are_quotable(_sources(ballots)) else {}
    return {REASONS: {key: list(texts) for key, texts in given.items()}} if given else {}


def _outcome(this_round: Round, ballots: Counted, language: Language) -> Row:
    outcome = count_ballots(this_round, ballots)
    titles = {option.key: option.title for option in this_round.options}
    grades = grade_names(language, this_round.params["grades"]) if "grades" in this_round.params else ()
    steps = [
        {**step.as_dict(), "text": explain(step, language, titles.__getitem__, grades)}
        for step in outcome.steps
    ]
    return {"outcome": {**outcome.as_dict(), "steps": steps}}


def _movement(
    before: Sequence[Row], after: Sequence[Row], both: Collection[object], this_round: Round
) -> Row | None:
    if this_round.method not in HEIGHTS or not both:
        return None
    first = {ballot["who"]: ballot["content"] for ballot in before}
    second = {ballot["who"]: ballot["content"] for ballot in after}
    return moves(movement(this_round.method, [(first[w], second[w]) for w in both], this_round.keys))


def moves(found: Movement) -> Row:
    """A movement as it stands in the file."""
    return {
        "people": found.people,
        "moved": found.moved,
        "options": {
            key: {"up": move.up, "down": move.down, "same": move.same} for key, move in found.options.items()
        },
    }


def _canonical(content: Mapping[str, Any]) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=False)


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
