"""The published vectors (vectors.json names the source and licence of each) and how they write ballots."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A law is not a stopwatch: a busy machine must not fail it.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

Vector = dict[str, Any]
VECTORS: list[Vector] = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def vector() -> Callable[[str, str], Vector]:
    """A vector by its method and name; there must be exactly one."""

    def find(method: str, name: str) -> Vector:
        [found] = [v for v in VECTORS if v["method"] == method and v["name"] == name]
        return found

    return find


@pytest.fixture(scope="session")
def rankings() -> Callable[[str], list[dict[str, Any]]]:
    """``"A>B>C*42;B>A*3"`` as ranking ballots with their counts."""

    def read(text: str) -> list[dict[str, Any]]:
        ballots = []
        for line in text.split(";"):
            order, count = line.split("*")
            ballots.append({"ranking": [[option] for option in order.split(">")], "count": int(count)})
        return ballots

    return read


@pytest.fixture(scope="session")
def ranked_request(rankings) -> Callable[..., dict[str, Any]]:
    """A request on every option the ballots name, in the order they are met."""

    def build(method: str, text: str, **params: Any) -> dict[str, Any]:
        ballots = rankings(text)
        options = list(dict.fromkeys(o for ballot in ballots for group in ballot["ranking"] for o in group))
        return {"method": method, "options": options, "ballots": ballots, "params": params}

    return build
