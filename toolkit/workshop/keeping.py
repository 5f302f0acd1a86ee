"""Results kept in memory for as long as they are asked for: a room asks for the same one a thousand times."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class _Place(Generic[Value]):
    """Where one result is kept, or being made."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.is_made = False
        self.value: Value


class Kept(Generic[Value]):
    """
    The *most* results asked for last. A key must name all its result depends on: nothing here is ever
    corrected, only forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place[Value]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The result of *make* for *key*: one thread makes it, the others wait rather than make it too."""
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
        if not place.is_made:
            with place.lock:
                if not place.is_made:
                    place.value = make()
                    place.is_made = True
        return place.value

    def found(self, key: Hashable) -> Value | None:
        """What is kept for *key*; None when nothing is, or not yet."""
        with self._lock:
            place = self._places.get(key)
            if place is None:
                return None
            self._places.move_to_end(key)
        return place.value if place.is_made else None

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._places.clear()
