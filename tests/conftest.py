"""The room to test in: an application on its own database, and a cast to play the story."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.cast import Facilitator, Participant, Visitor
from toolkit.app import create_app
from toolkit.config import Config
from toolkit.store.models import Base
from toolkit.store.session import Store

pytest_plugins = ["tests.needs"]

POSTGRES = os.environ.get("REBOND_TEST_POSTGRES", "")


DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """A new, empty database, without tables."""
    with _database(request.param, tmp_path, f"empty_{worker_id}") as url:
        yield url


@pytest.fixture(scope="session", params=DATABASES)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Flask]:
    """One application for all the tests of a run, once on each kind of database."""
    folder = tmp_path_factory.mktemp("served")
    with _database(request.param, folder, f"served_{worker_id}") as url:
        config = Config(data_dir=folder, database_url=url, public_url="http://rebond.test", testing=True)
        app = create_app(config)
        yield app
        app.extensions["rebond"].store.close()


@pytest.fixture
def app(served: Flask) -> Flask:
    """The application, with nothing in its database, and no guess remembered."""
    _empty(served.extensions["rebond"].store)
    served.extensions["rebond.guesses"].forget()
    return served


@pytest.fixture
def store(served: Flask) -> Store:
    """A database with its tables and nothing in them."""
    store: Store = served.extensions["rebond"].store
    _empty(store)
    return store


def _empty(store: Store) -> None:
    with store.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


@contextmanager
def _database(kind: str, folder: Path, schema: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'rebond.sqlite'}"
        return
    admin = Store(POSTGRES)
    with admin.engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield f"{POSTGRES}{'&' if '?' in POSTGRES else '?'}options=-csearch_path%3D{schema}"
    with admin.engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
    admin.close()


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
