"""A folder of releases in which tests publish."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from schema.storage.current import Current
from seed.history import read_history
from seed.release import publisher_lock, put_in_force, read_current
from tests.conftest import CLINIC, FIRST_DAY, SECOND_DAY, compile_clinic
from tests.server.editions import Edition, mark, read_edition
from tests.server.running import Running, running, wait_until


class Press(NamedTuple):
    """Publishes one of two editions into a folder."""

    releases: Path
    editions: tuple[Edition, Edition]

    @property
    def number(self) -> int:
        """The last number that was given to a release."""
        current = read_current(self.releases)
        numbers = [entry.number for entry in read_history(self.releases)]
        return max([*numbers, current.number if current else 0])

    def publish(self, edition: Edition) -> Current:
        """Put an edition in force, as a build does that has written it."""
        with publisher_lock(self.releases):
            return put_in_force(self.releases, self.releases / edition.file.name)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases of two editions; the second one is in force."""
    home = tmp_path_factory.mktemp("editions")
    shutil.copytree(CLINIC, home / "content")
    for name, day in (("first", FIRST_DAY), ("second", SECOND_DAY)):
        mark(home / "content", name)
        compile_clinic(home / "content", home / "ledger.jsonl", home / "releases", day)
    return home / "releases"


@pytest.fixture
def press(printed: Path, tmp_path: Path) -> Press:
    """A copy of the two editions that a test may publish and spoil; the first is in force."""
    releases = tmp_path / "releases"
    shutil.copytree(printed, releases)
    current = read_current(releases)
    assert current is not None
    files = sorted(releases.glob("*.sqlite"), key=lambda file: file.name == current.file)
    first, second = (read_edition(file) for file in files)
    press = Press(releases, (first, second))
    assert not any(map(second.holds, first.documents.values()))
    press.publish(first)
    return press


@pytest.fixture
def server(press: Press, tmp_path: Path) -> Iterator[Running]:
    """Two workers that serve the first edition, and their metrics."""
    settings = {"WORKERS": "2", "ADMIN_PORT": "0"}
    with running(press.releases, tmp_path / "log", **settings) as server:
        wait_until(lambda: server.has_logged("Started server process", 4), "two workers")
        yield server
