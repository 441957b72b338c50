"""Go back: put a release in force that was in force before.

The ledger and the sources stay as they are. A rollback gains time; the next
build publishes what the sources say, so they are mended before it.
"""

import sqlite3
from pathlib import Path

from schema.storage.current import Current
from schema.storage.search_index import build_search_index
from seed.kept import LIST, NoSuchRelease, check_release, find_release
from seed.ready.build import build_ready
from seed.release import publisher_lock, put_in_force, read_current, read_rows
from seed.snapshot import build_snapshot


class WithdrawnReturns(Exception):
    """Documents that were withdrawn would be served again."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"Withdrawn documents would be served again: {', '.join(names)}. "
            "Add --with-withdrawn if that is meant."
        )


def roll_back(folder: Path, target: str, *, with_withdrawn: bool) -> Current:
    """Verify an older release and put it in force, with a higher number.

    Args:
        folder: Where releases are kept.
        target: How many steps to go back, or the beginning of a hash.
        with_withdrawn: Whether documents that were withdrawn since may return.

    Raises:
        NoSuchRelease: There is nothing to go back to, or nothing that is sound.
        WithdrawnReturns: It holds what was withdrawn since, and that was not allowed.
        ReleaseBusy: A build is at work.
    """
    if not folder.is_dir():
        raise NoSuchRelease(f'There is no release in {folder}. Run "python -m seed build".')
    with publisher_lock(folder):
        current, release = read_current(folder), find_release(folder, target)
        if current is not None and current.file == release.name:
            raise NoSuchRelease(f"Release {release.stem} is in force already. {LIST}")
        check_release(release)
        if current is not None and not with_withdrawn:
            _keep_withdrawn(folder / current.file, release)
        build_ready(release)
        build_search_index(release)
        build_snapshot(release)
        return put_in_force(folder, release, is_rollback=True)


def _keep_withdrawn(present: Path, target: Path) -> None:
    """Refuse to bring back what the present release says was withdrawn."""
    try:
        gone = read_rows(present, "SELECT id, type, slug FROM tombstone ORDER BY type, slug")
    except sqlite3.Error:
        # It is damaged, and hardly worth keeping.
        return
    held = {id_ for (id_,) in read_rows(target, "SELECT id FROM document")}
    if returning := [f"{type_} {slug}" for id_, type_, slug in gone if id_ in held]:
        raise WithdrawnReturns(returning)
