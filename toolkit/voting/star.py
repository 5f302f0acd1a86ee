"""
STAR, score then automatic runoff: the two best totals meet, whoever more people score higher wins.

A tie for a place in the runoff goes to those who win most duels among the tied; if that does not settle
it, every possible runoff is held, and several winners are shown as tied. A level runoff goes to the higher
total; level there too, it is a tie.

Source: Equal Vote Coalition, *STAR voting* and its tie-breaking protocol, without its last resort, a lot.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from toolkit.voting.ballot import Pile
from toolkit.voting.duels import Duels, duels
from toolkit.voting.outcome import Number, Ranking, Step, ranked

Pair = tuple[str, str]


def star(pile: Pile, options: Sequence[str], least: int) -> tuple[dict[str, Number], Ranking, list[Step]]:
    """Totals, ranking (winner, other finalist, then by total) and steps; a score not given is *least*."""
    totals: dict[str, Number] = {
        option: sum(ballot["scores"].get(option, least) * count for ballot, count in pile.marked)
        for option in options
    }
    table = duels([(_as_ranking(b["scores"], options, least), n) for b, n in pile.marked], options)
    pairs = runoffs(totals, table)
    if not pairs:
        return totals, ranked(totals), _alone(options, pile)
    ranking = _ranking(totals, table, pairs)
    return totals, ranking, _steps(totals, table, pairs, ranking) if pile.counted else []


def _as_ranking(scores: Mapping[str, int], options: Sequence[str], least: int) -> dict[str, list[list[str]]]:
    levels = ranked({option: scores.get(option, least) for option in options})
    return {"ranking": [list(level) for level in levels]}


def runoffs(totals: Mapping[str, Number], table: Duels) -> list[Pair]:
    """Every runoff the rules allow: one, unless a tie for a place resists; none for a single option."""
    sure: list[str] = []
    for level in ranked(totals):
        duels_won = {o: sum(table[o][p] > table[p][o] for p in level) for o in level}
        for tied in ranked(duels_won):
            if sure:
                return [(sure[0], other) for other in tied]
            if len(tied) > 1:
                return list(combinations(tied, 2))
            sure.extend(tied)
    return []


def _winners(pair: Pair, totals: Mapping[str, Number], table: Duels) -> tuple[str, ...]:
    one, other = pair
    return ranked({one: (table[one][other], totals[one]), other: (table[other][one], totals[other])})[0]


def _ranking(totals: Mapping[str, Number], table: Duels, pairs: Sequence[Pair]) -> Ranking:
    won = {option for pair in pairs for option in _winners(pair, totals, table)}
    winners = tuple(option for option in totals if option in won)
    finalists = tuple(o for o in pairs[0] if o not in won) if len(pairs) == 1 else ()
    rest = {o: total for o, total in totals.items() if o not in won and o not in finalists}
    return (winners, *([finalists] if finalists else []), *ranked(rest))


def _alone(options: Sequence[str], pile: Pile) -> list[Step]:
    return [Step("voting.step_only_option", {"option": options[0]})] if pile.counted else []


def _steps(totals: Mapping[str, Number], table: Duels, pairs: Sequence[Pair], ranking: Ranking) -> list[Step]:
    if len(pairs) > 1:
        tied = [option for option in totals if any(option in pair for pair in pairs)]
        key = "voting.step_star_tie" if len(ranking[0]) > 1 else "voting.step_star_any"
        return [
            Step("voting.step_star_places", {"options": tied}),
            Step(key, {"option": ranking[0][0], "options": list(ranking[0])}),
        ]
    one, other = sorted(pairs[0], key=lambda option: option not in ranking[0])
    duel = {"option": one, "other": other, "n": table[one][other], "against": table[other][one]}
    steps = [
        Step(
            "voting.step_star_finalists",
            {"option": one, "other": other, "n": totals[one], "against": totals[other]},
        )
    ]
    if len(ranking[0]) > 1:
        return [*steps, Step("voting.step_star_level", {"options": [one, other], "n": duel["n"]})]
    key = "voting.step_star_runoff" if duel["n"] != duel["against"] else "voting.step_star_total"
    return [*steps, Step(key, duel)]
