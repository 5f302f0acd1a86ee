"""What a file claims to keep to, and the printing condition that its colours are meant for."""

from functools import cache
from pathlib import Path
from typing import Literal

from toolkit.printing.finishing.metadata import ACCESSIBLE, SHOP, About, packet
from toolkit.printing.finishing.objects import KEPT_LEVEL, File, Stream, compressed
from toolkit.printing.finishing.strings import text_string

Standard = Literal["plain", "accessible", "shop"]

CLAIMS: dict[Standard, str] = {"plain": "", "accessible": ACCESSIBLE, "shop": SHOP}
PROFILES = Path(__file__).parent

SRGB = "sRGB.icc"
FOGRA39 = "FOGRA39L_coated.icc"


def claim(standard: Standard, file: File, about: About) -> None:
    """Write into *file* what it is and which standards it keeps to."""
    metadata = Stream(packet(about, CLAIMS[standard]), "/Type /Metadata /Subtype /XML", plain=True)
    file.catalog.Metadata = metadata
    if standard == "accessible":
        file.catalog.OutputIntents = _intent(file, "GTS_PDFA1", "sRGB IEC61966-2.1", SRGB, 3)
    elif standard == "shop":
        file.keeps_to("PDF/X-4")
        file.catalog.OutputIntents = _intent(file, "GTS_PDFX", "FOGRA39", FOGRA39, 4)


def _intent(file: File, kind: str, condition: str, profile: str, inks: int) -> str:
    stream = Stream(_profile(profile), f"/N {inks}", ready=True)
    number = file.add(stream, f"profile:{profile}")
    return (
        f"[<</Type/OutputIntent/S/{kind}/OutputConditionIdentifier{text_string(condition)}"
        f"/Info{text_string(condition)}/RegistryName(http://www.color.org)/DestOutputProfile {number} 0 R>>]"
    )


@cache
def _profile(name: str) -> bytes:
    """The colour profile *name*, compressed."""
    return compressed((PROFILES / name).read_bytes(), KEPT_LEVEL)
