"""The release file of the small clinic, as SQLite sees it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.files import file_in_force


@pytest.fixture(scope="session")
def file(clinic_releases: Path) -> Path:
    """The release file in force."""
    return file_in_force(clinic_releases)


@pytest.fixture
def database(file: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection, without any of our limits."""
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    yield connection
    connection.close()
