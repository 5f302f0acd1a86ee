"""How few people may be shown apart without a number becoming a name, and how ballots came."""

from collections.abc import Mapping

# Under this many people, what a group did says what one of them did.
LEAST_PEOPLE = 5

# How a ballot came, in the order it is told.
SOURCES = ("phone", "shared", "hands", "paper")
SEVERAL = "several"
# Where a reason can be written beside a vote.
WRITING = ("phone", "shared")


def are_quotable(people: Mapping[str, int]) -> bool:
    """
    Whether what was written in a vote may be shown: who raised a hand or marked a sheet wrote nothing, and
    hides nobody.

    Args: people: how many people each source counts, by source.
    """
    return _could_write(people) >= LEAST_PEOPLE


def are_too_few_to_quote(people: Mapping[str, int]) -> bool:
    """Whether some could write, and so few that what they wrote would name them."""
    return 0 < _could_write(people) < LEAST_PEOPLE


def _could_write(people: Mapping[str, int]) -> int:
    return sum(people.get(source, 0) for source in WRITING)


def told_apart(people: Mapping[str, int]) -> Mapping[str, str]:
    """
    What to call the source of each ballot where ballots are listed.

    A source that few people used would give their ballots away: such sources are told as one,
    ``several``, with the smallest of the others for as long as they are few together.

    Args: people: how many people each source counts, by source.

    Returns: every source of *people*, as itself or as ``several``.
    """
    rising = sorted((source for source in people if people[source]), key=people.__getitem__)
    if len(rising) < 2:
        return {source: source for source in people}
    merged: list[str] = []
    for source in rising:
        together = sum(people[one] for one in merged)
        if people[source] >= LEAST_PEOPLE and (not merged or together >= LEAST_PEOPLE):
            break
        merged.append(source)
    return {source: SEVERAL if source in merged else source for source in people}
