"""Ids of elements, from one place, so that templates, scripts and tests agree."""


def dom_id(kind: str, key: object) -> str:
    """``dom_id("round", 3)`` is ``round-3``."""
    return f"{kind}-{key}"
