"""A copy of the small clinic that a test may change and build."""

import shutil
from copy import copy
from pathlib import Path
from typing import Self

from api.app import create_app
from api.store.release import open_release
from schema.change import Change
from seed.build import build
from seed.compile import Compiled
from seed.ledger import Ledger, read_ledger
from seed.mistake import InvalidContent
from tests.client import Answer, Client
from tests.conftest import CLINIC, edit

DAYS = ("2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04")


class World:
    """A clinic with its ledger and its releases; each build is a day after the last."""

    def __init__(self, home: Path) -> None:
        self._live_in(home)
        self.built = 0
        shutil.copytree(CLINIC, self.content)

    def _live_in(self, home: Path) -> None:
        self.content = home / "content"
        self.ledger_path = home / "ledger.jsonl"
        self.releases = home / "releases"

    def moved(self, home: Path) -> Self:
        """The same clinic in a folder that holds a copy of it."""
        there = copy(self)
        there._live_in(home)
        return there

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a source."""
        edit(self.content / name, old, new)

    def build(self, *, today: str | None = None, locked: bool = False) -> Compiled:
        """Build the next day's release."""
        day = today or DAYS[self.built]
        self.built += 1
        paths = (self.content, self.ledger_path, day, self.releases)
        compiled, _ = build(*paths, locked=locked, progress=lambda _: None)
        return compiled

    def mistakes(self, *, today: str | None = None, locked: bool = False) -> list[str]:
        """Build, and list the codes of the errors that stop it."""
        try:
            self.build(today=today, locked=locked)
        except InvalidContent as error:
            return [mistake.code for mistake in error.mistakes]
        return []

    def ledger(self) -> Ledger:
        """Read the ledger."""
        return read_ledger(self.ledger_path, [])

    def added(self) -> list[Change]:
        """Build, and list what that added to the ledger."""
        return list(self.build().added)

    def get(self, target: str) -> Answer:
        """Ask the release in force."""
        release = open_release(self.releases)
        client = Client(create_app(release))
        try:
            return client.get(target)
        finally:
            client.close()
            release.close()

    def files(self) -> dict[str, bytes]:
        """Everything that a failed build must leave as it is."""
        paths = [self.ledger_path, *self.releases.glob("*")]
        return {path.name: path.read_bytes() for path in paths if path.is_file()}
