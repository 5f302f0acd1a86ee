"""Opening what somebody sent as a photo, without trusting any of it."""

import base64
import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
# What a phone takes at most; a JPEG is read at a smaller scale from the start, the others whole.
MOST_PIXELS = {"JPEG": 210_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
LEAST_SIDE = 120
WORKING_SIDE = 4600  # px: enough for a table of cards, read in seconds
PREVIEW_SIDE = 1500

# The boxes that begin a file of an iPhone (HEIC) or its kin, which Pillow cannot read.
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")


class PictureRefused(ValueError):
    """``reason`` is ``empty``, ``heic``, ``not_an_image``, ``too_large`` or ``too_small``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A photo the right way up. ``grey``: to be read; ``preview``: a small JPEG to be looked at, base64;
    ``digest``: which photo it is, whatever its file says around it.
    """

    grey: Image.Image
    preview: str
    digest: str


def open_picture(content: bytes) -> Picture:
    """Raises: PictureRefused."""
    if not content:
        raise PictureRefused("empty")
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        raise PictureRefused("heic")
    # Sizes are checked here, by format; Pillow's own warning would come before and know less.
    Image.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened = Image.open(io.BytesIO(content), formats=FORMATS)
            _require_size(opened)
            return _picture(opened)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            if isinstance(error, PictureRefused):
                raise
            raise PictureRefused("not_an_image") from error


def _require_size(opened: Image.Image) -> None:
    if opened.width * opened.height > MOST_PIXELS[str(opened.format)]:
        raise PictureRefused("too_large")
    if min(opened.width, opened.height) < LEAST_SIDE:
        raise PictureRefused("too_small")


def _picture(opened: Image.Image) -> Picture:
    if opened.format == "JPEG":
        opened.draft("RGB", (WORKING_SIDE, WORKING_SIDE))
    colour = ImageOps.exif_transpose(opened).convert("RGBA" if "A" in opened.getbands() else "RGB")
    if colour.mode == "RGBA":
        paper = Image.new("RGB", colour.size, "white")
        paper.paste(colour, mask=colour.getchannel("A"))
        colour = paper
    colour.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BICUBIC)
    grey = colour.convert("L")
    digest = hashlib.sha256(f"{grey.size}".encode() + grey.tobytes()).hexdigest()
    colour.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.BICUBIC)
    return Picture(grey=grey, preview=_jpeg(colour), digest=digest)


def _jpeg(colour: Image.Image) -> str:
    out = io.BytesIO()
    colour.save(out, "JPEG", quality=68, optimize=True)
    return base64.b64encode(out.getvalue()).decode("ascii")
