"""Open a release: verified before the first byte is read, and read only ever after."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec

from api.errors import StoreUnavailable
from schema.storage.current import Current
from schema.storage.identity import (
    APPLICATION_ID,
    CURRENT,
    MAX_VALUE_BYTES,
    SCHEMA_VERSION,
)

DEADLINE = 0.5
"""Seconds that one statement may take."""
STEPS_BETWEEN_LOOKS = 10_000
"""Virtual machine steps of SQLite between two looks at the clock; about 0.2 ms."""
MAPPED_BYTES = 1 << 30

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


class UnusableRelease(Exception):
    """There is no release, or not the one that CURRENT names; the message says what to do."""


class Release:
    """One immutable release, open for reading by the thread that opened it."""

    def __init__(self, current: Current, path: Path, connection: sqlite3.Connection) -> None:
        self.current = current
        self.path = path
        self._connection = connection
        self._idle: list[Release] = []
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
        """Lend the release to a worker thread, over a connection that nobody else has meanwhile."""
        try:
            reader = self._idle.pop()
        except IndexError:
            reader = Release(self.current, self.path, _connect(self.path, is_lent=True))
        reader.trace = self.trace
        try:
            yield reader
        finally:
            self._idle.append(reader)

    def close(self) -> None:
        """Let the file go."""
        for reader in self._idle:
            reader.close()
        self._connection.close()


def open_release(folder: Path) -> Release:
    """Open the release that is in force.

    Raises:
        UnusableRelease: With one sentence for whoever starts the server.
    """
    current = _read_current(folder)
    path = folder / current.file
    _verify(path, current)
    return Release(current, path, _connect(path, is_lent=False))


def _connect(path: Path, *, is_lent: bool) -> sqlite3.Connection:
    """Open a file that was verified. What is lent, threads may use one after the other."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=not is_lent,
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


def _read_current(folder: Path) -> Current:
    advice = 'Run "python -m seed build".'
    try:
        current = msgspec.json.decode((folder / CURRENT).read_bytes(), type=Current)
    except FileNotFoundError:
        raise UnusableRelease(f"There is no release in {folder}. {advice}") from None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnusableRelease(f"{folder / CURRENT} cannot be read: {error}. {advice}") from None
    if Path(current.file).name != current.file or not current.file.isprintable():
        raise UnusableRelease(f"{folder / CURRENT} names a file elsewhere. {advice}")
    return current


def _verify(path: Path, current: Current) -> None:
    """Compare size and hash: SQLite's own check misses most flipped bytes, the hash none."""
    advice = 'Delete it and run "python -m seed build".'
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise UnusableRelease(f"{path} cannot be read: {error.strerror}. {advice}") from None
    if (size, digest) != (current.bytes, current.sha256):
        raise UnusableRelease(f"{path} is not the file that was released. {advice}")


def _check_identity(connection: sqlite3.Connection, path: Path) -> None:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        application = version = None
    if application != APPLICATION_ID:
        raise UnusableRelease(f'{path} is no release. Delete it and run "python -m seed build".')
    if version != SCHEMA_VERSION:
        raise UnusableRelease(
            f"{path} has layout {version} and this server reads {SCHEMA_VERSION}. "
            'Run "python -m seed build" with the same version of the code.'
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
