"""
Imports others' packages without the library of pictures, which they ask for and no card needs.

That library takes a third of the time of all that printing imports, and someone waits at every command.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

PICTURES = ("PIL.Image", "PIL.ImageDraw")


class Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        from PIL import Image, ImageDraw  # now that it is needed

        return getattr(Image if self.__name__ == PICTURES[0] else ImageDraw, name)


@contextmanager
def without_pictures() -> Iterator[None]:
    """What is imported inside gets the library when it uses it, whoever else imports it gets it at once."""
    stand_ins = {name: Later(name) for name in PICTURES if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
