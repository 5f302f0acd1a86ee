"""
Copeland: every option meets every other; duels won less duels lost.

Source: Copeland, *A reasonable social welfare function*, University of Michigan seminar, 1951.
"""

from collections.abc import Sequence

from toolkit.voting.ballot import Counted, Params, set_blank_aside
from toolkit.voting.duels import Duels, all_duels_won, duel_steps, duels
from toolkit.voting.outcome import Outcome, Ranking, Step, ranked
from toolkit.voting.podium import opening
from toolkit.voting.rankings import RankingBallots


class Copeland(RankingBallots):
    """Ballot ``{"ranking": [[best], …]}``, options left out ranked last together; no setting."""

    name = "copeland"

    def count(self, ballots: Counted, options: Sequence[str], params: Params) -> Outcome:
        pile = set_blank_aside(ballots, self.is_blank)
        table = duels(pile.marked, options)
        won = {a: sum(table[a][b] > table[b][a] for b in options) for a in options}
        lost = {a: sum(table[a][b] < table[b][a] for b in options) for a in options}
        balance = {option: won[option] - lost[option] for option in options}
        ranking = ranked(balance)
        steps = opening(pile)
        if pile.counted:
            steps.extend(_steps(table, won, lost, ranking))
        return Outcome(
            method=self.name,
            ranking=ranking,
            winners=ranking[0],
            scores=balance,
            cast=pile.cast,
            blank=pile.blank,
            steps=tuple(steps),
            details={"pairwise": table, "won": won, "lost": lost, "counted": pile.counted},
        )


def _steps(table: Duels, won: dict[str, int], lost: dict[str, int], ranking: Ranking) -> list[Step]:
    first = ranking[0]
    if len(table) == 1:
        return [Step("voting.step_only_option", {"option": first[0]})]
    steps = duel_steps(table, first[0])
    if not all_duels_won(table, first[0]):
        if len(first) > 1:
            steps.append(Step("voting.step_copeland_tie", {"options": list(first)}))
        else:
            values = {"option": first[0], "n": won[first[0]], "lost": lost[first[0]]}
            steps.append(Step("voting.step_copeland_first", values))
    if len(ranking) > 1:
        steps.append(Step("voting.step_then", {"options": list(ranking[1])}))
    return steps


METHOD = Copeland()
