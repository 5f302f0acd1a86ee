"""What can be refused, named by what happened. The web turns each into a status and a sentence."""


class Refused(Exception):
    """A verb that was not carried out; nothing has changed."""

    def __init__(self, **values: object) -> None:
        super().__init__(", ".join(f"{k}={v!r}" for k, v in values.items()))
        self.values = values


class UnknownWorkshop(Refused):
    """No workshop answers to this join code."""


class UnknownDesk(Refused):
    """No workshop answers to this facilitator's link."""


class UnknownParticipant(Refused):
    """Nobody answers to this address, or the facilitator removed them."""


class RemovedParticipant(UnknownParticipant):
    """The facilitator removed this phone; they can let it back in."""


class DoorsClosed(Refused):
    """The facilitator lets nobody new in for now; whoever is in stays in."""


class WorkshopFull(Refused):
    """The workshop holds as many people as it may (``most``)."""


class UnknownPerson(Refused):
    """Nobody with this number is in this workshop."""


class UnknownRound(Refused):
    """This workshop has no such round."""


class UnknownDeck(Refused):
    """No deck has this id."""


class UnknownCard(Refused):
    """The deck, or the round, has no such card."""


class NothingToChoose(Refused):
    """A round needs at least two cards (``least``)."""


class RoundNotOpen(Refused):
    """Ballots are taken only while the round is open; ``state`` is what it is."""


class WrongMoment(Refused):
    """This act does not follow from the state the round is in (``state``)."""


class WorkshopEnded(Refused):
    """The workshop is over: it can be read, no longer changed."""


class BadSetting(Refused):
    """A setting of a workshop or a round that cannot be: ``field`` and ``reason``."""


class AlreadyEntered(Refused):
    """This photo was entered in this round before."""


class UnknownBatch(Refused):
    """The round has no such entry that could be taken back."""


class UnknownDevice(Refused):
    """No shared device answers to this address."""


class DeviceFull(Refused):
    """Everyone who is there without a phone has voted on the shared device (``most``)."""


class Observing(Refused):
    """Whoever observes does not vote."""


class NoVoteToRepeat(Refused):
    """A question that asked for ideas was not voted on: it cannot be voted on again."""


class UnknownIdea(Refused):
    """This workshop has no such idea, or it was withdrawn, or it is somebody else's."""


class IdeasClosed(Refused):
    """Ideas are written, changed and withdrawn only while their question is open."""


class EnoughIdeas(Refused):
    """This person has already written as many ideas as the question allows (``most``)."""


class NothingToMerge(Refused):
    """Merging takes at least two ideas of one question that stand on their own (``least``)."""
