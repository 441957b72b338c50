"""The releases that are kept: listed, and found by hash or by how far back they are."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

import msgspec

from schema.storage.identity import APPLICATION_ID, SCHEMA_VERSION
from seed.history import find_trail, read_history
from seed.release import SUFFIX, hash_file, read_current, read_rows

SHORTEST_PREFIX = 4
"""Letters of a hash; a shorter word of digits is a number of steps."""
SHORT = 12
"""Letters of a hash that are shown."""
LIST = 'Run "python -m seed releases" for a list.'


class NoSuchRelease(Exception):
    """The release that is asked for is not there, or not fit for use; the message says which."""


class Kept(NamedTuple):
    """A release file as a list shows it."""

    sha256: str
    number: int
    """The last one that it was in force with; 0 if it never was."""
    steps: int | None
    """How far back it is; None if no number of steps leads there."""
    created_at: str
    documents: int
    bytes: int
    is_sound: bool


def list_releases(folder: Path) -> list[Kept]:
    """List the releases of a folder, the one in force first, then by how long ago they were."""
    numbers = {entry.sha256: entry.number for entry in read_history(folder)}
    trail = read_trail(folder)
    steps = {sha256: len(trail) - 1 - place for place, sha256 in enumerate(trail)}
    kept = []
    for sha256, path in find_files(folder).items():
        created_at, documents = _describe(path)
        is_sound = hash_file(path) == sha256
        number, back, size = numbers.get(sha256, 0), steps.get(sha256), path.stat().st_size
        kept.append(Kept(sha256, number, back, created_at, documents, size, is_sound))
    return sorted(kept, key=lambda each: (each.steps != 0, -each.number))


def find_files(folder: Path) -> dict[str, Path]:
    """Find all release files, by their hash."""
    return {path.stem: path for path in sorted(folder.glob(f"{'[0-9a-f]' * 64}{SUFFIX}"))}


def read_trail(folder: Path) -> list[str]:
    """List the hashes of the releases that led to the one in force, which comes last.

    What CURRENT names counts more than the history, which is written before it.
    """
    current, history = read_current(folder), read_history(folder)
    if current is None:
        return find_trail(history)
    trail = find_trail([entry for entry in history if entry.number <= current.number])
    return trail if trail[-1:] == [current.sha256] else [*trail, current.sha256]


def find_release(folder: Path, target: str) -> Path:
    """Find the release that is some steps back, or whose hash begins like this.

    Raises:
        NoSuchRelease: There is none, or there are several.
    """
    if target.isdecimal() and len(target) < SHORTEST_PREFIX:
        return _find_by_steps(folder, int(target))
    return _find_by_hash(folder, target.lower())


def check_release(path: Path) -> None:
    """Compare a release file with its name, and its layout with the one of this code.

    Raises:
        NoSuchRelease: It was damaged, or no server of this version can read it.
    """
    if hash_file(path) != path.stem:
        raise NoSuchRelease(f"{path} was damaged, and cannot be put in force. {LIST}")
    identity = [*read_rows(path, "PRAGMA application_id"), *read_rows(path, "PRAGMA user_version")]
    if identity != [(APPLICATION_ID,), (SCHEMA_VERSION,)]:
        raise NoSuchRelease(f"{path} has another layout than this version writes. {LIST}")


def _find_by_steps(folder: Path, steps: int) -> Path:
    before = read_trail(folder)[:-1]
    if not before:
        raise NoSuchRelease(f"No release is known to have been in force before this one. {LIST}")
    if not 0 < steps <= len(before):
        raise NoSuchRelease(f"Steps back: from 1 to {len(before)}, and not {steps}. {LIST}")
    sha256 = before[-steps]
    files = find_files(folder)
    if sha256 not in files:
        raise NoSuchRelease(f"Release {sha256[:SHORT]} is not kept any more. {LIST}")
    return files[sha256]


def _find_by_hash(folder: Path, prefix: str) -> Path:
    files = find_files(folder)
    found = [sha256 for sha256 in files if sha256.startswith(prefix)]
    if len(prefix) < SHORTEST_PREFIX or not found:
        raise NoSuchRelease(
            f'No release has a hash that begins with "{prefix}". '
            f"Write at least {SHORTEST_PREFIX} of its letters. {LIST}"
        )
    if len(found) > 1:
        raise NoSuchRelease(
            f'{len(found)} releases have a hash that begins with "{prefix}": '
            f"{', '.join(sha256[:SHORT] for sha256 in found)}. Write more of it."
        )
    return files[found[0]]


def _describe(path: Path) -> tuple[str, int]:
    """Read when the content of a release last changed, and how many documents it has."""
    try:
        ((created_at, counts),) = read_rows(path, "SELECT created_at, counts FROM release")
    except (sqlite3.Error, ValueError):
        return "", 0
    return created_at, sum(msgspec.json.decode(counts).values())
