"""Notice a new CURRENT, and serve the release that it names as soon as that is open."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import structlog

from api.http.log import describe
from api.loaded import Loaded, load_newer
from api.serve.thread import in_thread
from api.serving import Serving
from api.store.unusable import Reason, UnusableRelease
from schema.storage.current import Current
from schema.storage.identity import CURRENT

INTERVAL = 0.05
"""Seconds between two looks at CURRENT; a look is one stat, some microseconds."""
PATIENCE = 5.0
"""Seconds after which what was refused is tried again, though nothing seems to have changed."""


class Watch:
    """Keeps what is served in step with what is in force.

    A release is verified and opened before the old one is let go. One that
    cannot be used is refused: the old one stays, `serving.trouble` says why, and
    the next good one ends the trouble.
    """

    def __init__(
        self, serving: Serving, folder: Path, tell: Callable[[Current], None] = lambda _: None
    ) -> None:
        self.serving = serving
        self.folder = folder
        self.tell = tell
        """Is told what is served after each swap."""
        self.log = structlog.get_logger("api")
        self._is_called = asyncio.Event()
        self._refused = ""

    def call(self) -> None:
        """Look at once, whatever the clock says; a publisher may ask for it."""
        self._is_called.set()

    async def run(self) -> None:
        """Watch until cancelled."""
        seen = None
        while True:
            if (present := self._observe()) != seen:
                seen = present
                await self.look()
            if await self._pause():
                seen = None

    async def look(self) -> None:
        """Read CURRENT, and serve what it names if that is newer than what is served."""
        served = self.serving.loaded
        try:
            loaded = await in_thread(lambda: load_newer(self.folder, served))
        except UnusableRelease as error:
            self._refuse(error.reason, str(error))
        except Exception as error:  # noqa: BLE001 (whatever it is, the old release still serves)
            self._refuse("not-readable", str(describe(error)))
        else:
            self._accept(loaded)

    def _accept(self, loaded: Loaded | None) -> None:
        if loaded is not None:
            self.serving.swap(loaded)
            self.tell(loaded.release.current)
            self.log.info("release in force", number=loaded.number, sha256=loaded.sha256)
        elif self.serving.trouble is not None:
            self.log.info("release in force again", number=self.serving.loaded.number)
        self.serving.note_trouble(None)
        self._refused = ""

    def _refuse(self, reason: Reason, message: str) -> None:
        """Stay with the old release, and say so once."""
        self.serving.note_trouble(reason)
        if message != self._refused:
            self._refused = message
            self.serving.tally.count_refusal(reason)
            number = self.serving.loaded.number
            self.log.error("release refused", reason=reason, detail=message, stays=number)

    def _observe(self) -> object:
        """Take in what changes when there may be something new.

        In trouble that is also the folder, where a missing file may arrive, and time.
        """
        current = _stat(self.folder / CURRENT)
        if self.serving.trouble is None:
            return current
        return current, _stat(self.folder), monotonic() // PATIENCE

    async def _pause(self) -> bool:
        """Wait for the next look, and tell whether somebody asked for it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(INTERVAL):
                await self._is_called.wait()
        is_called = self._is_called.is_set()
        self._is_called.clear()
        return is_called


def _stat(path: Path) -> object:
    try:
        found = path.stat()
    except OSError as error:
        return error.errno
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
