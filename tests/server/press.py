"""A folder of releases in which tests and benchmarks publish."""

import shutil
from pathlib import Path
from typing import NamedTuple

from schema.storage.current import Current
from seed.history import read_history
from seed.release import publisher_lock, put_in_force, read_current
from seed.rollback import roll_back
from tests.conftest import CLINIC, FIRST_DAY, SECOND_DAY, compile_clinic
from tests.server.editions import Edition, mark, read_edition


class Press(NamedTuple):
    """Publishes one of two editions into a folder."""

    releases: Path
    editions: tuple[Edition, Edition]
    printed: dict[int, Edition]
    """What was put in force under each number, or will be in a moment."""

    @property
    def number(self) -> int:
        """The last number that was given to a release."""
        current = read_current(self.releases)
        numbers = [entry.number for entry in read_history(self.releases)]
        return max([*numbers, current.number if current else 0])

    def publish(self, edition: Edition) -> Current:
        """Put an edition in force, as a build does that has written it."""
        self.printed[self.number + 1] = edition
        with publisher_lock(self.releases):
            return put_in_force(self.releases, self.releases / edition.file.name)

    def go_back(self, edition: Edition) -> Current:
        """Put an edition in force again, as somebody does who finds the other one wrong."""
        self.printed[self.number + 1] = edition
        return roll_back(self.releases, edition.file.stem, with_withdrawn=False)


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
    press = Press(releases, (first, second), {})
    press.publish(first)
    return press
