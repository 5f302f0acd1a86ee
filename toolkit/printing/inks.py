"""Colours as a page is told to use them: on screen and at home as they are, at a print shop in four inks."""

from functools import lru_cache
from typing import Protocol


class Inks(Protocol):
    """How colours are written. Each method gives operators for what is drawn next."""

    black: str
    white: str

    def fill(self, colour: str) -> str: ...
    def stroke(self, colour: str) -> str: ...
    def text(self, colour: str) -> str: ...


class Light:
    """Red, green and blue, as given."""

    black = "0 g"
    white = "1 g"

    def fill(self, colour: str) -> str:
        return f"{rgb(colour)} rg"

    def stroke(self, colour: str) -> str:
        return f"{rgb(colour)} RG"

    def text(self, colour: str) -> str:
        return f"{rgb(colour)} rg"


LIGHT = Light()


@lru_cache(maxsize=256)
def rgb(hexadecimal: str) -> str:
    return " ".join(f"{int(hexadecimal[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))
