"""Ballots to print for a vote, from its desk, before it opens or while it lasts."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, make_response

from toolkit.content.cards import Language
from toolkit.printing.ballot_papers import BallotPaper, ballot_papers_pdf
from toolkit.web.here import now, server
from toolkit.web.speaking import language, speak
from toolkit.words import say
from toolkit.workshop.booth import PaperView, paper_view
from toolkit.workshop.explaining import grade_names
from toolkit.workshop.finding import workshop_by_desk
from toolkit.workshop.showing import language_of
from toolkit.workshop.views import RoundView

FIST = range(6)
STANCES = range(1, 9)
PRICES = 5  # how many prices a ballot of bought votes tells
MOST_CHOSEN = 20  # votes one card may be given, on a phone as on paper

# The ballots that one sentence explains.
PLAINLY = {
    "single_choice": "participant.how_single_choice",
    "approval": "participant.how_approval",
    "majority_judgment": "participant.how_majority_judgment",
    "placement": "participant.how_placement_plain",
}

blueprint = Blueprint("ballot_papers", __name__, url_prefix="/desk/<desk_key>")


@blueprint.get("/rounds/<int:round_id>/ballots.pdf")
def ballots(desk_key: str, round_id: int) -> Response:
    """A sheet of blank ballots. Raises: 404."""
    with server().store.reading() as session:
        workshop = workshop_by_desk(session, desk_key)
        speak(language_of(workshop))
        view = paper_view(session, desk_key, round_id, server().decks, language=language())
        name = f"{workshop.join_code}-{view.round.series}-{view.round.vote}.pdf"
    answer = make_response(ballot_papers_pdf(_paper(view)))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="rebond-{name}"'
    return answer


def _paper(view: PaperView) -> BallotPaper:
    this_round, spoken = view.round, view.language
    return BallotPaper(
        title=view.title,
        question=this_round.question,
        how=(*_how(this_round, spoken), say(spoken, "counting.ballot_unsigned")),
        options=this_round.options,
        marks=_marks(this_round, spoken),
        language=spoken,
        on=now().date(),
        inside=this_round.method == "score",
        written=this_round.ballot in ("dots", "quadratic", "ranking", "placement"),
        reasons=say(spoken, "participant.reason") if this_round.method == "gradients" else "",
    )


def _marks(this_round: RoundView, spoken: Language) -> Sequence[str]:
    """What each card may be given, the best first where a scale is said in words."""
    params = this_round.params
    match this_round.ballot:
        case "dots":
            return (say(spoken, "counting.ballot_dots"),)
        case "quadratic":
            return (say(spoken, "counting.ballot_votes"),)
        case "ranking":
            return (say(spoken, "counting.ballot_rank"),)
        case "placement":
            axes = (params["x"] or say(spoken, "voting.axis_x"), params["y"] or say(spoken, "voting.axis_y"))
            return tuple(say(spoken, "counting.ballot_axis", axis=axis) for axis in axes)
        case "majority_judgment":
            return grade_names(spoken, params["grades"])[::-1]
        case "gradients":
            return tuple(say(spoken, f"picture.stance_{n}") for n in STANCES)
        case "score" | "fist_to_five":
            scores = range(params["min"], params["max"] + 1)
            return tuple(str(score).replace("-", "−") for score in scores)
    return ("",)


def _how(this_round: RoundView, spoken: Language) -> Sequence[str]:
    """How to fill it in, in the words of the phones."""
    params = this_round.params
    match this_round.ballot:
        case "approval" if params["max"]:
            return (say(spoken, "participant.how_approval_most", n=params["max"]),)
        case "score":
            return (say(spoken, "participant.how_score", least=params["min"], most=params["max"]),)
        case "fist_to_five":
            fingers = (say(spoken, f"voting.fist_{n}") for n in reversed(FIST))
            return (say(spoken, "participant.how_fist_to_five"), *fingers)
        case "quadratic":
            budget = params["credits"]
            return (say(spoken, "participant.how_quadratic", n=budget), _prices(budget, spoken))
        case "gradients":
            return (say(spoken, "participant.how_gradients"), say(spoken, "participant.reason_note"))
        case "dots":
            return _how_dots(params, spoken)
        case "ranking":
            return _how_ranking(this_round, spoken)
    return (say(spoken, PLAINLY[this_round.ballot]),)


def _how_dots(params: Mapping[str, Any], spoken: Language) -> Sequence[str]:
    budget, stack = params["budget"], params["max_per_option"]
    given = (
        say(spoken, "participant.how_dots", n=budget) if budget else say(spoken, "participant.how_dots_free")
    )
    return (given, say(spoken, "participant.how_dots_stack", n=stack)) if stack else (given,)


def _how_ranking(this_round: RoundView, spoken: Language) -> Sequence[str]:
    never, zero = this_round.method in ("irv", "stv"), this_round.params.get("unranked") == "zero"
    left_out = "never" if never else "zero" if zero else "last"
    how = (say(spoken, "participant.how_ranking_plain"), say(spoken, f"participant.unranked_{left_out}"))
    if this_round.method != "stv":
        return how
    return (*how, say(spoken, "participant.how_stv", n=this_round.params["seats"]))


def _prices(budget: int, spoken: Language) -> str:
    """What the first few votes for one card cost."""
    affordable = [n for n in range(1, MOST_CHOSEN + 1) if n * n <= budget][:PRICES]
    each = [
        say(
            spoken,
            "participant.yours_votes",
            votes=say(spoken, "participant.votes", n=n),
            credits=say(spoken, "participant.credits", n=n * n),
        )
        for n in affordable
    ]
    return say(spoken, "report.between").join(each)
