"""A folder of releases in which tests and benchmarks publish."""

import shutil
from pathlib import Path
from typing import NamedTuple

from schema.storage.current import Current
from seed.history import read_history
from seed.release import publisher_lock, put_in_force, read_current
from tests.conftest import CLINIC, FIRST_DAY, SECOND_DAY, compile_clinic
from tests.server.editions import Edition, mark, read_edition


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


def print_editions(home: Path) -> Path:
    """Build two editions, and give the folder of the releases; the second one is in force."""
    shutil.copytree(CLINIC, home / "content")
    for name, day in (("first", FIRST_DAY), ("second", SECOND_DAY)):
        mark(home / "content", name)
        compile_clinic(home / "content", home / "ledger.jsonl", home / "releases", day)
    return home / "releases"


def set_up_press(releases: Path) -> Press:
    """Put the first edition in force."""
    current = read_current(releases)
    assert current is not None
    files = sorted(releases.glob("*.sqlite"), key=lambda file: file.name == current.file)
    first, second = (read_edition(file) for file in files)
    assert not any(map(second.holds, first.documents.values()))
    press = Press(releases, (first, second))
    press.publish(first)
    return press
