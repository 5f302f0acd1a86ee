"""A game as its journal on paper tells it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from toolkit.content.cards import Language
from toolkit.playing.material import Material
from toolkit.playing.telling import named
from toolkit.printing.journal import PlayedGame, PlayedRound
from toolkit.words import say

ENDINGS = {
    "alive": ("playing.ending_alive", "playing.ending_alive_text"),
    "fragile": ("playing.ending_fragile", "playing.ending_fragile_text"),
    "pilot_light": ("playing.ending_pilot_light", "playing.ending_pilot_light_text"),
    "undone": ("playing.ending_undone", "playing.ending_undone_text"),
}
Row = Mapping[str, Any]


def played(told: Row, material: Material, title: str, day: date, language: Language) -> PlayedGame:
    """*told*: a journal, as ``game.journal`` makes it."""
    names = named(material.deck, language)
    cards = {key: material.deck.card(each.card) for key, each in material.book.postures.items()}
    ending = ENDINGS.get(told["ending"] or "")
    profile = told["profile"]
    facts = say(
        language,
        "playing.journal_facts",
        n=told["people"],
        tables=told["tables"],
        minutes=told["minutes"],
        rules=told["rules_version"],
        cards=told["cards_version"],
    )
    return PlayedGame(
        title=title,
        language=language,
        day=day,
        ending=say(language, ending[0]) if ending else "",
        ending_text=say(language, ending[1]) if ending else "",
        facts=facts,
        tracks=told["tracks"],
        postures={key: names[key] for key in cards},
        hues={key: card.suit for key, card in cards.items()},
        profile=(
            (say(language, "playing.profile_first"), profile["first"]),
            (say(language, "playing.profile_second"), profile["second"]),
            (say(language, "playing.profile_applied"), profile["applied"]),
        ),
        rounds=tuple(_rounds(told, names, language)),
        commitments=tuple(told["commitments"]),
        credit=material.deck.text(language).credit,
    )


def _rounds(told: Row, names: Mapping[str, str], language: Language) -> list[PlayedRound]:
    found = []
    for turn in told["rounds"]:
        if turn["situation"]:
            found.append(_round(turn, told["rounds_planned"], names, language))
        struck = (each for each in told["crises"] if each["after_round"] == turn["round"])
        found += [_crisis(crisis, names, language) for crisis in struck]
    return found


def _round(turn: Row, rounds: int, names: Mapping[str, str], language: Language) -> PlayedRound:
    votes = [
        (say(language, "playing.vote", vote=number), turn[vote])
        for number, vote in ((1, "first"), (2, "second"))
        if turn[vote] is not None
    ]
    lines = _flags(turn, language)
    if (moved := turn["moved_at_least"]) is not None:
        still = say(language, "playing.journal_still")
        lines.insert(0, say(language, "playing.journal_moved", n=moved) if moved else still)
    written = [(say(language, "playing.reserve"), turn["reserve"])] if turn["reserve"] else []
    written += [(say(language, "playing.objection"), each["text"]) for each in turn["objections"]]
    return PlayedRound(
        title=say(language, "playing.where_round", round=turn["round"], rounds=rounds),
        card=names[turn["situation"]],
        applied=names.get(turn["applied"], ""),
        votes=tuple(votes),
        lines=(*lines, *_tracks(turn["before"], turn["after"], language)),
        written=tuple(written),
    )


def _crisis(crisis: Row, names: Mapping[str, str], language: Language) -> PlayedRound:
    votes = [(say(language, "playing.vote_crisis"), crisis["votes"])] if crisis["votes"] else []
    return PlayedRound(
        title=say(language, "playing.where_crisis"),
        card=names.get(crisis["crisis"], ""),
        applied=names.get(crisis["chosen"], ""),
        votes=tuple(votes),
        lines=(
            *_flags(crisis, language),
            *_damage(crisis, language),
            *_tracks(crisis["before"], crisis["after"], language),
        ),
        written=(),
    )


def _damage(crisis: Row, language: Language) -> list[str]:
    if crisis["damage"] is None:
        return []
    spent = say(language, "playing.journal_spent", n=crisis["vigilance"])
    return [say(language, "playing.journal_damage", damage=crisis["damage"], spent=spent)]


def _flags(row: Row, language: Language) -> list[str]:
    found = []
    if row["tie"]:
        found.append(say(language, "playing.flag_tied"))
    if row.get("contested"):
        found.append(say(language, "playing.flag_contested"))
    if row.get("worn"):
        found.append(say(language, "playing.flag_worn"))
    if row["assembly"]:
        found.append(say(language, "playing.journal_assembly"))
    return found


def _tracks(before: Row, after: Row | None, language: Language) -> list[str]:
    if after is None:
        return []
    values = {f"{track.lower()}_a": level for track, level in before.items()}
    values |= {f"{track.lower()}_b": level for track, level in after.items()}
    return [say(language, "playing.journal_tracks", **values)]
