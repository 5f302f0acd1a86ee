"""What is wrong with a folder of cards: where, and which rule; the words are elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One broken rule.

    Attributes:

    file: path within the folder checked, with slashes; empty for the folder itself.
    field: ``fr.title``, ``order``…; empty for a whole file.
    rule: name of the rule, the key of its words (``problems.<rule>``).
    values: what those words need: limits, names, excerpts.
    """

    file: str
    field: str
    rule: str
    values: Mapping[str, str | int] = made(default_factory=dict)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        where = ": ".join(part for part in (self.file, self.field) if part)
        return f"{where}: {self.rule}" + (f" ({details})" if details else "")


class BadCards(ValueError):
    """A folder of cards that cannot be loaded, with all that is wrong in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
