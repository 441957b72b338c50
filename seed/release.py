"""Lay a release out and put it in force, so that a crash at any point leaves the old one."""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database

from schema.storage.beside import remove_orphans
from schema.storage.current import Current
from schema.storage.identity import CURRENT
from schema.storage.layout import create_release_file
from seed.history import HISTORY, Entry, encode_history, read_history

BUILDING = "building-"
SUFFIX = ".sqlite"
KEPT_RELEASES = 5
"""Files beside the one in force that stay for a rollback."""

VERSION_FIELDS = slice(92, 100)
"""Bytes of SQLite's header that name the library that wrote the file (fileformat2, 1.3.15)."""


class ReleaseBusy(Exception):
    """Another build is putting a release in force in the same folder."""


@contextmanager
def publisher_lock(folder: Path) -> Iterator[None]:
    """Keep every other publisher out; the lock goes with the process, however it ends.

    Raises:
        ReleaseBusy: Somebody else holds the lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseBusy(f"Another build is at work in {folder}. Wait for it.") from None
        yield


def read_current(folder: Path) -> Current | None:
    """Read which release is in force; a CURRENT that is damaged names none."""
    try:
        return msgspec.json.decode((folder / CURRENT).read_bytes(), type=Current)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def write_release(folder: Path, fill: Callable[[Database], None]) -> Path:
    """Write a release file and name it by its hash. It is not in force yet.

    Args:
        folder: Where releases are kept.
        fill: Puts the content into an empty release file.
    """
    for leftover in folder.glob(f"{BUILDING}*"):
        leftover.unlink()
    draft = folder / f"{BUILDING}{os.getpid()}{SUFFIX}"
    database = create_release_file(draft)
    try:
        fill(database)
    finally:
        database.close()
    _forget_library(draft)
    sync(draft)
    target = folder / f"{hash_file(draft)}{SUFFIX}"
    draft.chmod(0o444)
    draft.rename(target)
    sync(folder)
    return target


def put_in_force(folder: Path, release: Path, *, is_rollback: bool = False) -> Current:
    """Name a release in CURRENT, atomically; this is publishing.

    The history is written first: a crash between the two leaves a number
    unused, and none can be used twice.
    """
    before, history = read_current(folder), read_history(folder)
    if before is not None and before.file == release.name:
        return before
    after = Current(
        number=1 + max([*(entry.number for entry in history), before.number if before else 0]),
        file=release.name,
        sha256=release.stem,
        bytes=release.stat().st_size,
    )
    history.append(Entry(number=after.number, sha256=after.sha256, is_rollback=is_rollback))
    replace_file(folder / HISTORY, encode_history(history))
    replace_file(folder / CURRENT, msgspec.json.encode(after) + b"\n")
    _remove_old(folder, history)
    return after


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole: whoever reads it sees the old bytes or the new ones."""
    draft = path.with_name(f"{BUILDING}{path.name}")
    draft.write_bytes(data)
    sync(draft)
    draft.rename(path)
    sync(path.parent)


def read_rows(release: Path, statement: str, **values: str) -> list[tuple[Any, ...]]:
    """Read from a release file, as the immutable one that it is.

    Raises:
        sqlite3.Error: It is no release, or it is damaged.
    """
    return list(iterate_rows(release, statement, **values))


def iterate_rows(release: Path, statement: str, **values: str) -> Iterator[tuple[Any, ...]]:
    """Read from a release file one row after the other, however many there are.

    Raises:
        sqlite3.Error: It is no release, or it is damaged.
    """
    uri = f"{release.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        yield from connection.execute(statement, values)


def hash_file(path: Path) -> str:
    """Compute the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Have the disk keep what was written to a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _forget_library(path: Path) -> None:
    """Blank the version of the SQLite library, which is no property of the content."""
    with path.open("r+b") as file:
        file.seek(VERSION_FIELDS.start)
        file.write(bytes(VERSION_FIELDS.stop - VERSION_FIELDS.start))


def _remove_old(folder: Path, history: Sequence[Entry]) -> None:
    """Remove the files that were in force longest ago, and first those that never were."""
    last = {f"{entry.sha256}{SUFFIX}": entry.number for entry in history}
    releases = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: (last.get(path.name, 0), path))
    for path in releases[: -(KEPT_RELEASES + 1)]:
        path.unlink()
    remove_orphans(folder)
