"""Read what a release has ready to be sent: from the file beside it, mapped into memory.

Lines and bodies are views of the mapped file, which all processes share. It is let go with the
last of them.
"""

import mmap
from bisect import bisect_left
from functools import partial
from operator import add
from pathlib import Path
from typing import NamedTuple

import numpy as np
from xxhash import xxh3_64_intdigest

from schema.storage.ready import (
    HEADER,
    ID_SIZE,
    LIST_OPENING,
    PLACE,
    SLOT,
    is_sound,
)

Label = list[bytes]
"""The parts of a `schema.storage.ready.Label`, encoded."""
Ready = tuple[Label, int, int, tuple[memoryview, ...]]
"""What is ready: its label, the bytes of the lines in front of the body and those of the body, and
both as they are sent, in parts.
"""
ROW = np.dtype([("start", "<u8"), ("size", "<u4"), ("id", f"S{ID_SIZE}"), ("stale_on", "S10")])
"""`schema.storage.ready.ROW`, for many at once."""
SLOTS, SLOT_SIZE = HEADER.size, SLOT.size
read_slot, read_place = SLOT.unpack_from, PLACE.unpack_from


class Listed(NamedTuple):
    """What a page of a list needs of a document."""

    id: str
    body: memoryview
    stale_on: str | None
    """The first day on which what it says may not hold any more."""


new_listed = partial(tuple.__new__, Listed)
"""Makes one of a tuple, without a step in Python: there are twenty in a page."""


class ReadyFile:
    """What is ready, by target and by row."""

    def __init__(self, mapped: mmap.mmap) -> None:
        """Read from a file that was checked."""
        self._mapped, self._view = mapped, memoryview(mapped)
        _, _, self._slots, rows, _, _ = HEADER.unpack_from(mapped)
        table = np.frombuffer(mapped, ROW, rows, HEADER.size + self._slots * SLOT.size)
        self._starts, self._sizes = table["start"], table["size"]
        self._ids, self._days = table["id"], table["stale_on"]

    def find(self, target: bytes) -> Ready | None:
        """Find the record of a target.

        Args:
            target: As `write_target` writes it.

        Returns:
            None if there is none.
        """
        wanted, mapped = xxh3_64_intdigest(target), self._mapped
        slot = wanted % self._slots
        while True:
            hashed, offset, label_size, lines_size, size = read_slot(
                mapped, SLOTS + slot * SLOT_SIZE
            )
            if hashed == wanted and offset:
                start = offset + label_size
                label = mapped[offset:start].split(b"\n")
                if label[1] == target or label[2] == target:
                    view = self._view[start : start + lines_size + size]
                    return label, lines_size, size, (view,)
            if not offset:
                return None
            slot = (slot + 1) % self._slots

    def gather(self, record: Ready) -> Ready:
        """Gather the parts of a page that was found."""
        label, lines_size, size, (around,) = record
        opening = lines_size + len(LIST_OPENING)
        start, length = read_place(around, len(around) - PLACE.size)
        documents, end = self._view[start : start + length], around[opening : -PLACE.size]
        return label, lines_size, size - PLACE.size + length, (around[:opening], documents, end)

    def list_rows(self, rows: list[int]) -> list[Listed] | None:
        """Find the documents of rows of the table `document`; None unless all of them are ready."""
        if not rows:
            return []
        ids, starts = self._ids[rows].tolist(), self._starts[rows].tolist()
        if b"" in ids:
            return None
        places = map(slice, starts, map(add, starts, self._sizes[rows].tolist()))
        bodies = map(self._view.__getitem__, places)
        stale_on = (day.decode() if day else None for day in self._days[rows].tolist())
        return list(map(new_listed, zip(map(bytes.decode, ids), bodies, stale_on, strict=True)))

    def find_row(self, id_: str, first: int, size: int) -> float | None:
        """Find the row of a document, or a number between two rows if it is not there.

        Args:
            id_: Of the document.
            first: First row of its type.
            size: How many documents of its type there are.

        Returns:
            None if documents of the type are not ready.
        """
        ids, wanted, end = self._ids, id_.encode(), first + size
        if not size or not ids[first]:
            return None
        row = bisect_left(ids, wanted, first, end)
        return row if row < end and ids[row] == wanted else row - 0.5


def open_ready(path: Path, sha256: str) -> ReadyFile | None:
    """Open the file of a release, if it is there and sound.

    Args:
        path: Where it is.
        sha256: Of the release.
    """
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None
    if is_sound(mapped, sha256):
        return ReadyFile(mapped)
    mapped.close()
    return None
