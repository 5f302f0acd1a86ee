"""Every face of a card, by format and theme: a front and a back, or as many pairs as large print needs."""

from toolkit.content.cards import Card, Deck, Language
from toolkit.faces.back import back
from toolkit.faces.boxes import Face
from toolkit.faces.frame import Frame
from toolkit.faces.front import front
from toolkit.faces.look import Format, Theme


def sides(
    card: Card, deck: Deck, language: Language, base_url: str, format_: Format, theme: Theme
) -> tuple[tuple[Face, Face], ...]:
    """
    The faces of *card* as (front, back), one pair for each piece of paper it takes.

    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    if theme.layout == "large":
        from toolkit.faces.large import large  # few print it

        faces = large(Frame(card, deck, language, format_, theme), base_url)
        return tuple(zip(faces[::2], faces[1::2], strict=True))
    return (
        (
            front(card, deck, language, base_url, format_=format_, drawn=theme),
            back(card, deck, language, format_=format_, drawn=theme),
        ),
    )
