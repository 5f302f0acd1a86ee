"""The icons of the orientations, placed where a face wants them."""

import tomllib
from functools import cache, lru_cache
from pathlib import Path as File

from toolkit.faces.boxes import Command, Path
from toolkit.faces.svgpath import parse


@cache
def _drawings() -> tuple[float, dict[str, tuple[Command, ...]]]:
    data = tomllib.loads((File(__file__).parent / "icons.toml").read_text("utf-8"))
    return float(data["size"]), {name: parse(path) for name, path in data["paths"].items()}


@lru_cache(maxsize=256)
def icon(name: str, x: float, y: float, size_mm: float, fill: str) -> Path:
    """
    The icon *name* in a square of *size_mm*, top left corner at (x, y); filled by the non-zero rule.

    Raises: KeyError, for an icon that is not in ``icons.toml``.
    """
    units, drawings = _drawings()
    ratio = size_mm / units
    corner = (x, y)
    placed = tuple(
        (letter, tuple(n * ratio + corner[i % 2] for i, n in enumerate(numbers)))
        for letter, numbers in drawings[name]
    )
    return Path(placed, fill=fill)
