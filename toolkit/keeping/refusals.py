"""Why something could not be kept, moved or forgotten, as a reason the command line has words for."""


class CannotKeep(Exception):
    """Nothing was written. ``reason`` names the sentence ``keep.refused_<reason>``; ``values`` fill it in."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values
