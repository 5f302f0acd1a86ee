"""
A workshop as a file: exported from one computer, imported on another, it goes on at the same step.

The file holds everything, the secrets of the desk and of the phones included, and, for a question under
way, the link between people and their ballots: it is made and read by whoever holds the data folder.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from toolkit.keeping.refusals import CannotKeep
from toolkit.keeping.rows import ROOT, Row, Rows, faults, put, rows_of
from toolkit.store.models import IDEAS, Round, Workshop
from toolkit.voting.ballot import BadBallot, BadParams
from toolkit.voting.methods import METHODS
from toolkit.workshop.codes import may_be_secret, new_join_code, tidy_code

FORMAT, FORMAT_VERSION = "rebond-workshop", 1
LONGEST_FILE = 200 * 1024 * 1024  # bytes; 5,000 people and 60 votes are a tenth of it


def packed(session: Session, workshop: Workshop, *, revision: str, now: datetime) -> bytes:
    """
    Args: revision: the shape of the database the rows come from.

    Returns: JSON, UTF-8.
    """
    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "revision": revision,
        "made_at": now.isoformat(timespec="seconds"),
        "tables": rows_of(session, workshop.id),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def unpacked(data: bytes, *, revision: str) -> Rows:
    """
    The rows in a file, once everything in them has been looked at.

    Raises: CannotKeep (not_json, not_a_workshop, other_revision, bad_field with its place).
    """
    if len(data) > LONGEST_FILE:
        raise CannotKeep("too_large", most=LONGEST_FILE // 1024**2)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise CannotKeep("not_json") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CannotKeep("not_a_workshop")
    if document.get("version") != FORMAT_VERSION or document.get("revision") != revision:
        raise CannotKeep("other_revision", theirs=str(document.get("revision"))[:20], ours=revision)
    rows: Any = document.get("tables")
    for place in faults(rows):
        raise CannotKeep("bad_field", place=place[:120])
    for place in _nonsense(rows):
        raise CannotKeep("bad_field", place=place)
    found: Rows = rows
    return found


def brought_in(session: Session, rows: Rows) -> Workshop:
    """
    The workshop of *rows* here, with every address as it was; only a join code that another workshop has
    here is drawn again.

    Raises: CannotKeep (already_here).
    """
    head = rows[ROOT][0]
    if session.scalar(select(Workshop.id).where(Workshop.desk_key == head["desk_key"])):
        raise CannotKeep("already_here", title=head["title"], code=head["join_code"])
    while session.scalar(select(Workshop.id).where(Workshop.join_code == head["join_code"])):
        head = {**head, "join_code": new_join_code()}
    try:
        key = put(session, {**rows, ROOT: [head]})
    except IntegrityError as error:
        raise CannotKeep("bad_field", place=str(error.orig)[:120]) from None
    return session.get_one(Workshop, key)


def _nonsense(rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """Rows of the right shape that no server wrote, each by its place."""
    wrong = [] if len(rows[ROOT]) == 1 else [f"tables.{ROOT}"]
    for number, head in enumerate(rows[ROOT]):
        if not may_be_secret(head["desk_key"]):
            wrong.append(f"tables.{ROOT}[{number}].desk_key")
        if not head["join_code"] or tidy_code(head["join_code"]) != head["join_code"]:
            wrong.append(f"tables.{ROOT}[{number}].join_code")
    wrong += [
        f"tables.participant[{number}].token"
        for number, person in enumerate(rows["participant"])
        if not may_be_secret(person["token"])
    ]
    return wrong or _uncountable(rows)


def _uncountable(rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """Rounds no method can hold, and ballots their method refuses: they would break the count later."""
    wrong: list[str] = []
    rules: dict[int, tuple[Any, list[str], Mapping[str, Any]]] = {}
    for number, held in enumerate(rows[Round.__tablename__]):
        if held["method"] == IDEAS:  # nothing is counted in it
            continue
        keys = [option["key"] for option in rows["option"] if option["round_id"] == held["id"]]
        try:
            method = METHODS[held["method"]]
            rules[held["id"]] = method, keys, method.complete(held["params"], keys)
        except (KeyError, BadParams):
            wrong.append(f"tables.round[{number}].method")
    for number, ballot in enumerate(rows["ballot"]):
        if ballot["round_id"] in rules:
            method, keys, params = rules[ballot["round_id"]]
            try:
                method.check(ballot["content"], keys, params)
            except BadBallot:
                wrong.append(f"tables.ballot[{number}].content")
    return wrong
