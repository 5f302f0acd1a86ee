"""A QR code in a terminal, two modules to a character, black on white whatever the terminal's own colours."""

from toolkit.printing.qr import QUIET_MODULES, matrix

BLACK_ON_WHITE = "\x1b[30;107m"
RESET = "\x1b[0m"
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def terminal_qr(url: str) -> list[str]:
    """
    The lines to print; the quiet zone is part of them.

    Raises: UrlTooLong.
    """
    return [f"{BLACK_ON_WHITE}{line}{RESET}" for line in half_blocks(url)]


def half_blocks(url: str) -> list[str]:
    """The same without colours: each character is two modules, the upper and the lower one, inked if dark."""
    rows = _with_quiet_zone(matrix(url, "L").rows)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(BLOCKS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]


def _with_quiet_zone(rows: tuple[tuple[bool, ...], ...]) -> list[tuple[bool, ...]]:
    """*rows* in a light margin, with one more light row below where their number is odd."""
    side = (False,) * QUIET_MODULES
    light = (False,) * (len(rows) + 2 * QUIET_MODULES)
    framed = [light] * QUIET_MODULES + [side + row + side for row in rows] + [light] * QUIET_MODULES
    return framed + [light] * (len(framed) % 2)
