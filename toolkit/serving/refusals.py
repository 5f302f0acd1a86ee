"""Why a server cannot start, told in one line that says what to do."""

from toolkit.content.cards import Language
from toolkit.words import say


class CannotServe(Exception):
    """Nothing was started; ``reason`` is a key among the words of serving."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values

    def sentence(self, language: Language) -> str:
        """One line, whatever the values hold."""
        return " ".join(say(language, f"serve.{self.reason}", **self.values).split("\n"))
