"""The room to test in: an application on its own database, and a cast to play the story."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.cast import Facilitator, Page, Participant, Visitor
from toolkit.app import create_app
from toolkit.config import Config
from toolkit.store.models import Base
from toolkit.store.session import Store

pytest_plugins = ["tests.needs"]

POSTGRES = os.environ.get("REBOND_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """A new, empty database: every test that asks for one runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rebond.sqlite'}"
        return
    schema = f"test_{worker_id}"
    admin = Store(POSTGRES)
    with admin.engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options=-csearch_path%3D{schema}"
    with admin.engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
    admin.close()


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    config = Config(
        data_dir=tmp_path, database_url=database_url, public_url="http://rebond.test", testing=True
    )
    app = create_app(config)
    yield app
    app.extensions["rebond"].store.close()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store with its tables, without an application around it."""
    store = Store(database_url)
    Base.metadata.create_all(store.engine)
    yield store
    store.close()


@pytest.fixture
def ana(app: Flask) -> Facilitator:
    """Ana facilitates: she has created a workshop on the real deck, in French, anonymous."""
    return Facilitator.create(app)


@pytest.fixture
def bo(ana: Facilitator) -> Participant:
    """Bo is in the room."""
    return ana.welcome()


@pytest.fixture
def chi(ana: Facilitator) -> Participant:
    """Chi is in the room too."""
    return ana.welcome()


@pytest.fixture
def eve(app: Flask) -> Visitor:
    """Eve is outside: she has addresses to try, and no secret."""
    return Visitor(app)


__all__ = ["Page"]
