"""Where the cards and templates are: inside the package once installed, beside it in a source tree."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """
    The folder *name* (``cards`` or ``templates``).

    Raises: FileNotFoundError, naming both places looked at.
    """
    for place in (PACKAGE / name, PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}: neither in {PACKAGE} nor beside it")
