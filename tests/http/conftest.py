"""One application for all tests here: putting it together takes longer than most requests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.store.release import Release, open_release
from tests.client import CLINIC_TIME, Client, stop_clock


@pytest.fixture(scope="session")
def client(clinic_releases: Path) -> Iterator[Client]:
    """A client of the small clinic; nothing that a test does to it may last."""
    release = open_release(clinic_releases)
    client = Client(create_app(release, stop_clock(CLINIC_TIME)))
    yield client
    client.close()
    release.close()


@pytest.fixture
def own_client(release: Release) -> Iterator[Client]:
    """A client whose release a test may watch and spoil."""
    client = Client(create_app(release, stop_clock(CLINIC_TIME)))
    yield client
    client.close()
