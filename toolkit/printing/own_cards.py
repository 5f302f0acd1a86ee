"""Cards that the room writes: blank ones to fill in by hand, and its ideas and choices once it has voted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit import __version__
from toolkit.content.cards import Card, CardText, Deck
from toolkit.faces.boxes import Box, Face, Rect
from toolkit.faces.drawable import drawable
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.front import BAND_REPEATS
from toolkit.faces.head import BAND_MM, TAB_MM
from toolkit.faces.icons import icon
from toolkit.faces.idea import Idea, idea_face
from toolkit.faces.layout import Style
from toolkit.faces.look import look
from toolkit.faces.patterns import pattern
from toolkit.faces.sides import sides
from toolkit.printing.deck import laid
from toolkit.printing.furniture import Edition
from toolkit.printing.imposition import impose
from toolkit.printing.leaves import AUTHOR, Leaf
from toolkit.printing.options import Setting
from toolkit.printing.pdf import About, document

MOST_CARDS = 900
LINE_MM = 0.15
TITLE_LINES, TITLE_STEP, STEP = 2, 8.5, 7.0


@dataclass(frozen=True, slots=True)
class Written:
    """A card the room made or chose: an idea, or a card of its deck."""

    idea: Idea | None = None
    card: Card | None = None


def kept_of(results: Mapping[str, Any], deck: Deck | None) -> Sequence[Written]:
    """
    What came first in the last vote of each question, then the other ideas of the room, in their order.

    Args: *results*, a results file that ``recount`` accepts; *deck*, where its cards are, when known.
    """
    workshop = str(results["workshop"]["title"])
    ideas = {row["key"]: row for row in results["ideas"] if not row["merged_into"]}
    last: dict[Any, Mapping[str, Any]] = {}
    for row in results["rounds"]:
        if row["state"] == "revealed" and row.get("outcome"):
            last[row["series"]] = row
    titles: dict[str, tuple[str, str]] = {}
    for row in last.values():
        options = {option["key"]: option for option in row["options"]}
        for key in row["outcome"]["winners"]:
            titles[key] = (options[key]["title"], options[key].get("sentence", ""))
    titles |= {key: (row["title"], row["sentence"]) for key, row in ideas.items() if key not in titles}
    cards = {card.id: card for card in deck.cards} if deck else {}
    found = []
    for place, (key, (title, sentence)) in enumerate(titles.items(), 1):
        if key in cards:
            found.append(Written(card=cards[key]))
        else:
            number = key.removeprefix("idea-")
            shown = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else place
            found.append(Written(Idea(title, sentence, shown, workshop)))
    return found


def ideas_pdf(
    kept: Sequence[Written], deck: Deck | None, title: str, base_url: str, leaf: Leaf, setting: Setting
) -> bytes:
    """
    The cards of *kept* on sheets to cut, fronts only.

    Returns: the same bytes for the same arguments.
    Raises: UrlTooLong; CannotSet.
    """
    faces: list[Face] = []
    for each in kept:
        if each.card and deck:
            pairs = sides(each.card, deck, leaf.language, base_url, setting.format, setting.theme)
            faces += [front for front, _ in pairs]
        elif each.idea:
            faces.append(idea_face(each.idea, leaf.language, format_=setting.format, drawn=setting.theme))
    return _sheets(faces, title, leaf.say("table.ideas"), leaf, setting)


def blanks_pdf(count: int, leaf: Leaf, setting: Setting) -> bytes:
    """
    *count* cards to write on.

    Returns: the same bytes for the same arguments.
    """
    face = blank_face(leaf, setting)
    return _sheets([face] * count, leaf.say("table.blanks"), leaf.say("table.blanks_what"), leaf, setting)


def blank_face(leaf: Leaf, setting: Setting) -> Face:
    """A card of the room's ideas, with lines where its words go."""
    number, name = look().room.number, leaf.say("table.blanks")
    text = CardText(name, "")
    card = Card("idea", "", "idea", number, "toolkit", "own", (), {leaf.language: text})
    frame = Frame(card, Deck("room", "", (), {}), leaf.language, setting.format, setting.theme)
    tones, ink = frame.tones, frame.ink
    cell = (frame.width - TAB_MM) / BAND_REPEATS
    band = pattern(number, *frame.band(0, BAND_MM), cell=cell, origin=(TAB_MM, 0), drawn=frame.theme)
    tab = Rect(-frame.bleed, -frame.bleed, TAB_MM + frame.bleed, BAND_MM + frame.bleed, fill=tones.tab)
    small = Style("label", "bold", frame.sizes.label, tones.on_tab)
    kind = frame.setter.block("kind", frame.say("kind_idea"), small, MARGIN_MM, 12.2, TAB_MM - MARGIN_MM)
    quiet = Style("label", "regular", frame.sizes.label, frame.grey, 1.2)
    boxes: list[Box] = [band, *frame.rule(BAND_MM), tab, icon(look().room.icon, 4.0, 3.6, 6.8, tones.on_tab)]
    boxes += kind.boxes

    def ruled(y: float) -> Rect:
        return Rect(MARGIN_MM, y, frame.column, LINE_MM, fill=frame.grey)

    foot = frame.setter.standing(
        "foot", leaf.say("table.blank_from"), quiet, MARGIN_MM, frame.height - frame.safe - 1.0, frame.column
    )
    y = BAND_MM + 3.4
    head = frame.setter.block("title", leaf.say("table.blank_title"), quiet, MARGIN_MM, y, frame.column)
    boxes += head.boxes
    y += head.height + TITLE_STEP - 1.0
    for _ in range(TITLE_LINES):
        boxes.append(Rect(MARGIN_MM, y, frame.column, 2 * LINE_MM, fill=ink))
        y += TITLE_STEP
    y += 3.0 - TITLE_STEP
    said = frame.setter.block("gist", leaf.say("table.blank_sentence"), quiet, MARGIN_MM, y, frame.column)
    boxes += said.boxes
    y += said.height + STEP - 0.5
    while y < frame.height - frame.safe - foot.height - 3.0:
        boxes.append(ruled(y))
        y += STEP
    return frame.face((*boxes, *foot.boxes))


def _sheets(faces: Sequence[Face], title: str, subject: str, leaf: Leaf, setting: Setting) -> bytes:
    """*faces*, fronts only, on sheets with their marks and a line about them."""
    edition = Edition(drawable(title, "regular"), __version__, leaf.language, leaf.on)
    owners = range(len(faces))
    imposed = impose([(face, face) for face in faces], setting.grid, "none")
    pages = [tuple(laid(side, edition, setting, owners)) for side in imposed]
    about = About(title, AUTHOR, subject, leaf.language, leaf.on)
    return document(pages, setting.sheet.width_mm, setting.sheet.height_mm, about)
