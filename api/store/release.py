"""Open a release: verified before the first byte is read, and read only ever after."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from api.errors import StoreUnavailable
from api.store.current import read_current, verify
from api.store.unusable import UnusableRelease
from schema.storage.current import Current
from schema.storage.identity import (
    APPLICATION_ID,
    MAX_VALUE_BYTES,
    SCHEMA_VERSION,
)

DEADLINE = 0.5
"""Seconds that one statement may take."""
STEPS_BETWEEN_LOOKS = 10_000
"""Virtual machine steps of SQLite between two looks at the clock; about 0.2 ms."""
MAPPED_BYTES = 1 << 30
READERS = 4
"""Connections to lend; opened with the release, which stays readable if its file is removed."""

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 10_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 600,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
PRAGMAS = (
    "query_only=1",
    "trusted_schema=0",
    "cell_size_check=1",
    "temp_store=MEMORY",
    f"mmap_size={MAPPED_BYTES}",
)
FUNCTIONS = frozenset({"coalesce", "json_each", "max", "min", "substr"})


class Release:
    """One immutable release, open for reading by one thread at a time."""

    def __init__(
        self,
        current: Current,
        path: Path,
        connection: sqlite3.Connection,
        readers: Iterable["Release"] = (),
    ) -> None:
        self.current = current
        self.path = path
        self._connection = connection
        self._idle: SimpleQueue[Release] = SimpleQueue()
        for reader in readers:
            self._idle.put(reader)
        self._deadline = float("inf")
        connection.set_progress_handler(self._is_late, STEPS_BETWEEN_LOOKS)
        self.trace: Callable[[str], None] | None = None
        """Is told the text of each statement that runs; for tests and for timing."""

    def fetch(self, statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Run one statement of the catalogue and read all its rows.

        Raises:
            StoreUnavailable: It took longer than the deadline.
        """
        if self.trace is not None:
            self.trace(statement)
        self._deadline = monotonic() + DEADLINE
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StoreUnavailable from error
            raise

    def _is_late(self) -> bool:
        return monotonic() > self._deadline

    @contextmanager
    def borrow(self) -> Iterator["Release"]:
        """Lend the release to a worker thread, over a connection that nobody else has meanwhile.

        Raises:
            StoreUnavailable: All are lent, for longer than a statement may take.
        """
        try:
            reader = self._idle.get(timeout=DEADLINE)
        except Empty:
            raise StoreUnavailable from None
        reader.trace = self.trace
        try:
            yield reader
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """Let the file go; nothing is lent any more."""
        while not self._idle.empty():
            self._idle.get().close()
        self._connection.close()


def open_release(folder: Path, current: Current | None = None) -> Release:
    """Open a release of a folder, by default the one that is in force.

    Raises:
        UnusableRelease: With one sentence for whoever starts the server.
    """
    current = current or read_current(folder)
    path = folder / current.file
    verify(path, current)
    with reading(path):
        connection, *others = [_connect(path) for _ in range(1 + READERS)]
    return Release(current, path, connection, [Release(current, path, each) for each in others])


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say of a file that SQLite cannot read that it cannot be used.

    Raises:
        UnusableRelease
    """
    try:
        yield
    except sqlite3.Error as error:
        message = f'{path} cannot be read: {error}. Delete it and run "python -m seed build".'
        raise UnusableRelease("not-readable", message) from error


def _connect(path: Path) -> sqlite3.Connection:
    """Open a file that was verified. Threads may use it one after the other."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _check_identity(connection, path)
    except UnusableRelease:
        connection.close()
        raise
    for limit, value in LIMITS.items():
        connection.setlimit(limit, value)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    # A table-valued function is constructed at its first use, which the authorizer would deny.
    connection.execute("SELECT key FROM json_each('[]')")
    connection.set_authorizer(_authorize)
    return connection


def _check_identity(connection: sqlite3.Connection, path: Path) -> None:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        application = version = None
    if application != APPLICATION_ID:
        message = f'{path} is no release. Delete it and run "python -m seed build".'
        raise UnusableRelease("wrong-layout", message)
    if version != SCHEMA_VERSION:
        raise UnusableRelease(
            "wrong-layout",
            f"{path} has layout {version} and this server reads {SCHEMA_VERSION}. "
            'Run "python -m seed build" with the same version of the code.',
        )


def _authorize(
    action: int, _first: str | None, second: str | None, _: str | None, __: str | None
) -> int:
    """Allow reading, and nothing else; runs when a statement is prepared."""
    if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
