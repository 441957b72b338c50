"""Editions of the small clinic, and servers of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.press import Press, print_editions, set_up_press
from tests.server.running import Running, running, wait_until


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases of two editions."""
    return print_editions(tmp_path_factory.mktemp("editions"))


@pytest.fixture
def press(printed: Path, tmp_path: Path) -> Press:
    """A copy of the two editions that a test may publish and spoil; the first is in force."""
    shutil.copytree(printed, tmp_path / "releases")
    return set_up_press(tmp_path / "releases")


@pytest.fixture
def server(press: Press, tmp_path: Path) -> Iterator[Running]:
    """Two workers that serve the first edition, and their metrics."""
    settings = {"WORKERS": "2", "ADMIN_PORT": "0"}
    with running(press.releases, tmp_path / "log", **settings) as server:
        wait_until(lambda: server.has_logged("Started server process", 4), "two workers")
        yield server
