"""Says on a card who wrote what: a short mark, and the full sentence with its sources."""

from collections.abc import Iterable

from toolkit.content.cards import Source
from toolkit.faces.frame import Frame


def mark(frame: Frame) -> str:
    """A few words for the front."""
    return frame.say(f"mark_{frame.card.provenance}")


def codes(frame: Frame) -> tuple[str, ...]:
    """The codes of the sources, to put beside the mark."""
    return tuple(source.code for source in frame.card.sources)


def sentence(frame: Frame) -> str:
    """
    The full statement: who published what, under which name; how sure the link to the orientation is, for a
    card that has one.
    """
    parts = [_origin(frame)]
    if frame.text.published_name:
        parts.append(frame.say("published_name", name=_quoted(frame.text.published_name)))
    if frame.card.kind not in ("orientation", "lead"):
        return " ".join(parts)
    key = "reading" if frame.card.kind == "orientation" else "link"
    inference = frame.say(f"inference_{frame.card.inference}")
    return " ".join((*parts, frame.say(key, inference=inference)))


def credit(frame: Frame) -> str:
    """What the deck is drawn from: the first sentence of its credit, without the parenthesis."""
    first, dot, _ = frame.deck.text(frame.language).credit.partition(". ")
    head, opened, _ = first.partition(" (")
    return head + "." if opened or dot else first


def imprint(frame: Frame) -> str:
    """Deck, version and card id."""
    title = frame.deck.text(frame.language).title
    return frame.say("imprint", deck=title, version=frame.deck.version, card=_whole(frame.card.id))


def _quoted(name: str) -> str:
    """Quotes within quotes take the second kind of marks."""
    return name.replace("«\u202f", "“").replace("\u202f»", "”")


def _whole(card_id: str) -> str:
    """An id cut at the end of a line could not be searched for: its hyphens do not break."""
    return card_id.replace("-", "\u2011")


def _origin(frame: Frame) -> str:
    key = f"provenance_{frame.card.provenance}"
    if not frame.card.sources:
        return frame.say(key)
    if frame.card.provenance == "toolkit":
        key = "provenance_toolkit_sources"
    return frame.say(key, sources=_sources(frame))


def _sources(frame: Frame) -> str:
    """Sources by publisher: ``La 27e Région (SEED, 2020 ; P9214, 2020)``."""
    publishers = dict.fromkeys(source.publisher for source in frame.card.sources)
    return frame.say("and").join(_of(frame, publisher) for publisher in publishers)


def _of(frame: Frame, publisher: str) -> str:
    own: Iterable[Source] = (s for s in frame.card.sources if s.publisher == publisher)
    dated = (frame.say("source", code=s.code, year=s.date[:4]) for s in own)
    return frame.say("sources_of", publisher=publisher, sources=frame.say("between_sources").join(dated))
