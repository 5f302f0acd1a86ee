"""For tests that say nothing of the database: one kind is enough. Import ``served`` to use it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from toolkit.app import create_app
from toolkit.config import Config


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """In place of the application on each kind of database."""
    config = Config(data_dir=tmp_path_factory.mktemp("sqlite"), public_url="http://rebond.test", testing=True)
    app = create_app(config)
    yield app
    app.extensions["rebond"].store.close()
