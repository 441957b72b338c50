"""Releases that cannot be served, each put in force as a careless publisher would."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from schema.storage.identity import APPLICATION_ID, CURRENT, SCHEMA_VERSION
from seed.release import read_current, replace_file


def name_in_current(releases: Path, **changes: Any) -> None:
    """Put in force what CURRENT names already, but for some changes, as the next number."""
    current = read_current(releases)
    assert current is not None
    named = {**msgspec.structs.asdict(current), "number": current.number + 1, **changes}
    replace_file(releases / CURRENT, msgspec.json.encode(named))


def put_bytes_in_force(releases: Path, data: bytes) -> None:
    """Put any bytes in force, with the right size and hash."""
    sha256 = hashlib.sha256(data).hexdigest()
    (releases / f"{sha256}.sqlite").write_bytes(data)
    name_in_current(releases, file=f"{sha256}.sqlite", sha256=sha256, bytes=len(data))


def database(path: Path, version: int) -> bytes:
    """Make a database that calls itself a release, and has no table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")
        connection.execute("CREATE TABLE other (a)")
    data = path.read_bytes()
    path.unlink()
    return data


def put_damaged_copy_in_force(releases: Path) -> None:
    """Name a file that is not what its name says."""
    current = read_current(releases)
    assert current is not None
    data = bytearray((releases / current.file).read_bytes())
    data[len(data) // 2] ^= 1
    (releases / "copy.sqlite").write_bytes(bytes(data))
    name_in_current(releases, file="copy.sqlite")


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no CURRENT": (lambda it: (it / CURRENT).unlink(), "no-current"),
    "empty CURRENT": (lambda it: replace_file(it / CURRENT, b""), "bad-current"),
    "garbage": (lambda it: replace_file(it / CURRENT, b"\xff\x00 garbage"), "bad-current"),
    "file elsewhere": (lambda it: name_in_current(it, file="../other.sqlite"), "bad-current"),
    "lower number": (lambda it: name_in_current(it, number=0), "old-number"),
    "same number": (lambda it: name_in_current(it, number=3, bytes=1), "old-number"),
    "no file": (lambda it: name_in_current(it, file="nothing.sqlite"), "no-file"),
    "flipped bit": (put_damaged_copy_in_force, "wrong-hash"),
    "wrong size": (lambda it: name_in_current(it, bytes=1), "wrong-hash"),
    "empty file": (lambda it: put_bytes_in_force(it, b""), "wrong-layout"),
    "no database": (lambda it: put_bytes_in_force(it, b"garbage\n" * 999), "wrong-layout"),
    "other layout": (
        lambda it: put_bytes_in_force(it, database(it / "draft", SCHEMA_VERSION + 1)),
        "wrong-layout",
    ),
    "no tables": (
        lambda it: put_bytes_in_force(it, database(it / "draft", SCHEMA_VERSION)),
        "not-readable",
    ),
}
"""What is done to the folder, and the reason that is given for not serving it."""
