"""One release as a server has it: open, searchable, and with everything that is made from it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

import msgspec

from api.errors import StoreUnavailable
from api.search.search import open_search
from api.store.current import read_current
from api.store.listing import Listing
from api.store.ready import open_ready
from api.store.release import Release, open_release, reading
from api.store.statements import DESCRIBE_RELEASE
from api.store.unusable import UnusableRelease
from api.sync.sync import Sync
from schema.storage.current import Current
from schema.storage.identity import CURRENT
from schema.storage.ready import SUFFIX as READY

SCOPE_KEY = "acupoint.loaded"
"""Where a request's ASGI scope has the release that it began with."""


class Loaded:
    """What belongs to one release. Whoever reads from it does so inside `with loaded:`.

    Once it is retired, it is closed by its last reader, and never before.
    Leases may be taken and given back by any thread.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        self.number = release.current.number
        self.sha256 = release.current.sha256
        described = release.fetch(DESCRIBE_RELEASE, {})[0]
        self.lineage, self.seq, self.created_at, counts, self.digest = described
        self.counts: dict[str, int] = msgspec.json.decode(counts)
        self.ready = open_ready(release.path.with_suffix(READY), self.sha256)
        """What can be sent as it is; None if there is no such file, and then all is made anew."""
        self.listing = Listing(release, self.ready)
        self.search = open_search(release)
        self.sync = Sync(release, self.seq, self.digest, sum(self.counts.values()))
        self.memo: Any = None
        """Answers that were made from this release; whoever keeps them puts them here."""
        self._lock = Lock()
        self._readers = 0
        self._is_retired = False

    def __enter__(self) -> Self:
        """Keep the release open.

        Raises:
            StoreUnavailable: It is closed already; only a reader whose client has gone meets that.
        """
        with self._lock:
            if self.is_closed:
                raise StoreUnavailable
            self._readers += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._readers -= 1
            is_last = self.is_closed
        if is_last:
            self._close()

    @property
    def is_closed(self) -> bool:
        """Whether it was retired, and nobody reads from it any more."""
        return self._is_retired and self._readers == 0

    def retire(self) -> None:
        """Close the release as soon as nobody reads from it. This is done once."""
        with self._lock:
            self._is_retired = True
            is_unread = self.is_closed
        if is_unread:
            self._close()

    def _close(self) -> None:
        self.listing.close()
        self.release.close()


def load_at_start(folder: Path, last_good: Current | None) -> Loaded:
    """Load the release in force or, if that cannot be used, the last one that could be.

    Raises:
        UnusableRelease: There is none.
    """
    if last_good is not None:
        with suppress(UnusableRelease):
            current = read_current(folder)
            if current.number >= last_good.number:
                return load_release(folder, current)
    return load_release(folder, last_good)


def load_newer(folder: Path, served: Loaded) -> Loaded | None:
    """Load the release in force, if it is not the one that is served.

    Raises:
        UnusableRelease: There is none, or its number is not higher than the one that is served.
    """
    current = read_current(folder)
    if current == served.release.current:
        return None
    if current.number <= served.number:
        raise UnusableRelease(
            "old-number",
            f"{folder / CURRENT} has number {current.number} and {served.number} is served. "
            'Numbers only grow: run "python -m seed rollback" to go back.',
        )
    return load_release(folder, current)


def load_release(folder: Path, current: Current | None = None) -> Loaded:
    """Verify and open a release, by default the one in force, and what is derived from it.

    Any thread may do this, and it takes as long as it takes to hash the file.

    Raises:
        UnusableRelease: With one sentence for whoever runs the server.
    """
    release = open_release(folder, current)
    try:
        with reading(release.path):
            return Loaded(release)
    except BaseException:
        release.close()
        raise


def loaded_of(scope: Mapping[str, Any]) -> Loaded:
    """Find the release that a request began with, and that all of its answer comes from."""
    loaded: Loaded = scope[SCOPE_KEY]
    return loaded
