"""The front of a card that is as wide as it is high: a band down one side, the text beside it."""

from toolkit.faces.boxes import Box, Qr, Rect
from toolkit.faces.foot import CODE_PT, QR_MM, Colours, card_url, origin, short_address, written
from toolkit.faces.frame import MARGIN_MM, Frame
from toolkit.faces.head import BAND_MM, fields, kicker, stacked, tab
from toolkit.faces.layout import DESCENDERS, Composed, Style, fitted, moved
from toolkit.faces.look import look
from toolkit.faces.patterns import pattern

REPEATS = 3  # of the pattern, across the band
TEXT_TOP_MM = 4.6
TITLE_SHARE = 0.86  # of the size of a title that has the whole width
PLATE_MM = 0.8  # of white around the code, where the band is coloured


def beside(frame: Frame, base_url: str) -> tuple[Box, ...]:
    """
    The boxes of the front; an orientation is colour all over, a lead is white beside its band.

    Raises: TextDoesNotFit; CharacterNotInFont.
    """
    is_orientation = frame.card.kind == "orientation"
    band = frame.safe + QR_MM + frame.safe
    x = band + MARGIN_MM
    width = frame.width - x - MARGIN_MM
    on = frame.tones.on_ground if is_orientation else frame.ink
    quiet = on if is_orientation and not frame.theme.is_white else frame.grey
    body = frame.ink if frame.theme.is_white else on
    mark = on if is_orientation else frame.tones.hue
    foot, foot_top = _foot(frame, base_url, Colours(mark=mark, code=on, quiet=quiet), x, width)

    def compose(size_pt: float) -> Composed:
        above = kicker(frame, TEXT_TOP_MM, x=x, width=width, colour=mark)
        top = TEXT_TOP_MM if is_orientation else TEXT_TOP_MM + above.height + 2.0
        title = TITLE_SHARE * frame.sizes.title(size_pt)
        text = stacked(
            frame,
            Style("title", "display", title, on, 1.06, balance=True),
            Style("text", "regular", size_pt, body, 1.3, divide=True),
            lambda height: (top, top + height + 1.6 - foot_top),
            x=x,
            width=width,
        )
        return text if is_orientation else text.under(above)  # its own title is that name

    text = fitted(compose, frame.sizes, frame.setter, fields(frame))
    return (*_band(frame, band, is_orientation), *text.boxes, *foot, *_code(frame, base_url, band))


def _band(frame: Frame, width: float, is_orientation: bool) -> tuple[Box, ...]:
    """The pattern between the corner and the code; the ground goes on under the text of an orientation."""
    _, top, _, height = frame.band(0, frame.height)
    ground = frame.width + frame.bleed if is_orientation else width
    code_top = frame.height - frame.safe - QR_MM - CODE_PT * 0.55
    rule = frame.theme.rule_mm / frame.scale
    edge = (Rect(width - rule, top, rule, height, fill=frame.tones.hue),) if frame.theme.is_white else ()
    return (
        Rect(-frame.bleed, top, ground + frame.bleed, height, fill=frame.tones.ground),
        pattern(
            frame.number,
            -frame.bleed,
            BAND_MM,
            width + frame.bleed,
            code_top - BAND_MM,
            cell=width / REPEATS,
            origin=(0, BAND_MM),
            drawn=frame.theme,
        ),
        *edge,
        *tab(frame, width - (rule if edge else 0.0)),
    )


def _code(frame: Frame, base_url: str, band: float) -> tuple[Box, ...]:
    """The code in letters, and under it as a QR code, in the foot of the band."""
    x, y = frame.safe, frame.height - frame.safe - QR_MM
    style = Style("label", "display", CODE_PT, frame.tones.on_ground)
    letters = frame.setter.standing("code", frame.card.code, style, x, y - PLATE_MM, band - x)
    address = short_address(frame.card, base_url)
    return (
        *letters.boxes,
        Rect(x, y, QR_MM, QR_MM, fill=look().white, radius=PLATE_MM),
        Qr(x, y, QR_MM, card_url(frame.card, base_url), frame.say("qr", address=address)),
    )


def _foot(
    frame: Frame, base_url: str, colours: Colours, x: float, width: float
) -> tuple[tuple[Box, ...], float]:
    """Provenance and address standing on the safe zone, and their top."""
    style = Style("label", "regular", frame.sizes.label, colours.quiet, 1.2)
    bottom = frame.height - frame.safe - 0.6 + DESCENDERS * style.em_mm * 0.5
    lines = written(frame, base_url, style, x, width)
    lines = moved(lines, bottom - lines.height)
    _, height = origin(frame, colours, x, width, 0.0)
    top = bottom - lines.height - 1.3 - height
    upper, _ = origin(frame, colours, x, width, top)
    return upper + lines.boxes, top
