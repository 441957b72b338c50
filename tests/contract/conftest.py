"""Tests of the contract only read answers, so those of a module share an application."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client import CLINIC_TIME, SHIPPED_TIME, Client
from tests.conftest import open_client


@pytest.fixture(scope="module")
def client(clinic_releases: Path) -> Iterator[Client]:
    """A client of the small clinic."""
    with open_client(clinic_releases, CLINIC_TIME) as client:
        yield client


@pytest.fixture(scope="module")
def shipped(shipped_releases: Path) -> Iterator[Client]:
    """A client of the clinic's own content."""
    with open_client(shipped_releases, SHIPPED_TIME) as client:
        yield client
