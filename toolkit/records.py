"""
Records: classes of a few named values, as ``dataclasses`` has them, ready in a tenth of the time.

Whoever prints from the command line waits for a hundred of them. The standard library writes six methods of
each as text and compiles them, 0.5 ms a class; here ``__init__`` is compiled when the first record is made,
and the others are not compiled at all. To a type checker, and to who uses a record, they are the same thing.
"""

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:

    def dataclass(*, frozen=False, slots, eq=True):
        """A decorator that makes a record of a class with ``slots``; its fields are its own annotations."""
        assert slots
        return lambda described: _record(described, frozen, eq)

    class field:  # noqa: N801 - the name it has in the standard library
        """A value made for each record; ``eq`` and ``hash`` always see it."""

        __slots__ = ("made",)

        def __init__(self, *, default_factory):
            self.made = default_factory

    def replace(record, /, **changes):
        """*record* with other values."""
        kept = {name: getattr(record, name) for name in record.__match_args__ if name not in changes}
        return record.__class__(**kept, **changes)

    def _record(described, frozen, eq):
        names = tuple(described.__annotations__)
        own = {name: value for name, value in vars(described).items() if name not in IMPLIED}
        defaults = {name: own.pop(name) for name in names if name in own}
        own |= {"__slots__": names, "__match_args__": names, "__dataclass_fields__": Fields(described)}
        own |= {"__init__": _first_init(names, defaults), **STATE}
        own.setdefault("__repr__", _repr)
        if frozen:
            own |= FROZEN
        if eq and "__eq__" not in own:
            values = attrgetter(*names) if names else _nothing
            own["__eq__"] = _eq(values)
            own["__hash__"] = _hash(values) if frozen else None
        made = type(described)(described.__name__, described.__bases__, own)
        made.__qualname__ = described.__qualname__
        return made

    # What a class gets by itself, and would get twice.
    IMPLIED = {"__dict__", "__weakref__"}

    def _first_init(names, defaults):
        """An ``__init__`` that puts the real one in its place, then calls it."""

        def __init__(self, *args, **kwargs):  # noqa: N807
            made = self.__class__
            made.__init__ = _init(made, names, defaults)
            made.__init__(self, *args, **kwargs)

        return __init__

    def _init(made, names, defaults):
        """Written out, as every record of every face goes through it."""
        known = {f"_set_{name}": getattr(made, name).__set__ for name in names}
        known |= {f"_default_{name}": value for name, value in defaults.items()}
        asked, steps = [], []
        for name in names:
            asked.append(f"{name}=_default_{name}" if name in defaults else name)
            value = name
            if isinstance(defaults.get(name), field):
                value = f"_default_{name}.made() if {name} is _default_{name} else {name}"
            steps.append(f"    _set_{name}(self, {value})\n")
        if hasattr(made, "__post_init__"):
            steps.append("    self.__post_init__()\n")
        exec(f"def __init__(self, {', '.join(asked)}):\n{''.join(steps) or '    pass'}", known)
        return known["__init__"]

    class Fields:
        """What the standard library knows of the fields, worked out by it when somebody asks."""

        def __init__(self, described):
            self._described = described

        def __get__(self, record, made):
            import dataclasses

            described = {name: value for name, value in vars(self._described).items() if name not in IMPLIED}
            for name, value in described.items():
                if isinstance(value, field):
                    described[name] = dataclasses.field(default_factory=value.made)
            standard = dataclasses.dataclass(type(made.__name__, (), described))
            made.__dataclass_fields__ = standard.__dataclass_fields__
            return made.__dataclass_fields__

    def _nothing(record):
        return ()

    def _eq(values):
        def __eq__(self, other):  # noqa: N807
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        return __eq__

    def _hash(values):
        return lambda self: hash(values(self))

    def _repr(self):
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{self.__class__.__qualname__}({values})"

    def _refuse(self, name, value=None):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _state(self):
        return [getattr(self, name) for name in self.__match_args__]

    def _restore(self, state):
        for name, value in zip(self.__match_args__, state, strict=True):
            object.__setattr__(self, name, value)

    FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse}
    STATE = {"__getstate__": _state, "__setstate__": _restore}
