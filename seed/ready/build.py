"""Write the file of a release."""

from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO

from schema.storage.ready import (
    CHECK_SIZE,
    HEADER,
    MAGIC,
    READY_VERSION,
    SUFFIX,
    compute_check,
    is_sound,
)
from seed.documents import KINDS
from seed.ready.directory import Directory
from seed.ready.pages import list_pages, write_list
from seed.ready.records import Record, list_records
from seed.release import BUILDING, iterate_rows, sync

TARGETS = {"article": 5}
"""Targets for each document of a type: two, two more for the answer with sections, and a page."""
OTHER_TARGETS = 3
LAST_ROW = "SELECT coalesce(max(rowid), 0) FROM document"
COUNT_TYPES = "SELECT type, count(*) FROM document WHERE type <> 'section' GROUP BY type"


def build_ready(release: Path) -> None:
    """Write the file of a release beside it, unless it is there and sound.

    Raises:
        OSError: There is no place for it.
    """
    path = release.with_suffix(SUFFIX)
    if _is_there(path, release.stem):
        return
    draft = release.with_name(f"{BUILDING}{release.stem}{SUFFIX}")
    with draft.open("wb+") as file:
        _write(file, release)
    draft.chmod(0o444)
    sync(draft)
    draft.rename(path)
    sync(release.parent)


def _is_there(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as mapped:
            return is_sound(mapped, sha256)
    except (OSError, ValueError):  # There is none, or it is empty.
        return False


def _write(file: IO[bytes], release: Path) -> None:
    counts = dict(iterate_rows(release, COUNT_TYPES))
    targets = sum(count * TARGETS.get(type_, OTHER_TARGETS) for type_, count in counts.items())
    [(last_row,)] = iterate_rows(release, LAST_ROW)
    directory = Directory(targets, last_row + 1)
    file.seek(HEADER.size + directory.size)
    _write_content(file, release, directory)
    sizes, sha256 = (directory.slots, directory.rows), bytes.fromhex(release.stem)
    file.seek(0)
    file.write(HEADER.pack(MAGIC, READY_VERSION, *sizes, sha256, bytes(CHECK_SIZE)))
    file.write(directory.encode())
    file.flush()
    with mmap(file.fileno(), 0, access=ACCESS_READ) as mapped:
        check = compute_check(mapped)
    file.seek(HEADER.size - CHECK_SIZE)
    file.write(check)


def _write_content(file: IO[bytes], release: Path, directory: Directory) -> None:
    """Write lists and records, and enter them into the directory."""
    for type_ in (kind.type for kind in KINDS):
        listed = write_list(file, release, type_)
        for each in listed:
            directory.enter_row(each.row, each.start, each.size, each.id, each.stale_on)
        _write_records(file, list_pages(file, release, type_, listed), directory)
    _write_records(file, list_records(release), directory)


def _write_records(file: IO[bytes], records: Iterable[Record], directory: Directory) -> None:
    for record in records:
        parts = record.label.encode(), record.lines, record.body
        offset, sizes = file.tell(), tuple(map(len, parts))
        for target in filter(None, record.label[1:3]):
            directory.enter(target.encode(), offset, sizes)
        file.writelines(parts)
