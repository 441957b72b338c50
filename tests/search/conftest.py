"""One application for all tests here, on the clinic's own content."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode

import pytest

from api.app import create_app
from api.store.release import open_release
from tests.client import Answer, Client


class Ask(Protocol):
    """Searches the clinic's own content."""

    def __call__(self, q: str, options: str = "") -> Any:
        """Give the members of a successful answer."""


def send_search(client: Client, q: str, options: str = "") -> Answer:
    """Send a search; `options` are further parameters, as in an address."""
    return client.get(f"/v1/search?{urlencode({'q': q})}{options and '&'}{options}")


@pytest.fixture(scope="session")
def library(shipped_releases: Path) -> Iterator[Client]:
    """A client of the clinic's own content; nothing that a test does to it may last."""
    release = open_release(shipped_releases)
    client = Client(create_app(release))
    yield client
    client.close()
    release.close()


@pytest.fixture(scope="session")
def ask(library: Client) -> Ask:
    """Search the clinic's own content."""

    def ask(q: str, options: str = "") -> Any:
        answer = send_search(library, q, options)
        assert answer.status == 200, answer.body
        return answer.json()

    return ask
