"""Read what a release has ready to be sent: from the file beside it, mapped into memory.

Bodies are views of the mapped file, which all processes share. It is let go with the last of them.
"""

import mmap
from collections.abc import Iterable
from pathlib import Path

from xxhash import xxh3_64_intdigest

from schema.storage.ready import CLOSING, HEADER, LENGTHS, OFFSET, OPENING, SLOT, is_sound

Ready = tuple[list[bytes], memoryview]
"""The parts of a `Label`, encoded, and the JSON exactly as it is sent."""
ReadyRow = tuple[str, memoryview, str, str | None, str | None, str]
"""What `api.store.read.Row` holds."""


SLOTS, SLOT_SIZE = HEADER.size, SLOT.size
read_slot, read_lengths = SLOT.unpack_from, LENGTHS.unpack_from


class ReadyFile:
    """What is ready, by name and by row."""

    def __init__(self, mapped: mmap.mmap) -> None:
        """Read from a file that was checked."""
        self._mapped, self._view = mapped, memoryview(mapped)
        _, _, self._slots, _, _, _ = HEADER.unpack_from(mapped)
        self._by_row = HEADER.size + self._slots * SLOT.size

    def find(self, kind: bytes, key: bytes) -> Ready | None:
        """Find what is ready of a document; None if nothing is.

        Args:
            kind: As `name_kind` names it.
            key: Id or slug.
        """
        wanted, mapped, slots = xxh3_64_intdigest(kind + key), self._mapped, self._slots
        slot = wanted % slots
        while True:
            hashed, offset = read_slot(mapped, SLOTS + slot * SLOT_SIZE)
            if not offset:
                return None
            if hashed == wanted:
                label_size, body_size = read_lengths(mapped, offset)
                body = offset + LENGTHS.size + label_size
                label = mapped[body - label_size : body].split(b"\n")
                if key in (label[0], label[1]):
                    return label, self._view[body : body + body_size]
            slot = (slot + 1) % slots

    def read_rows(self, rows: Iterable[int]) -> list[ReadyRow] | None:
        """Read the documents of rows of the table `document`; None unless all of them are ready."""
        mapped, view, read = self._mapped, self._view, []
        for row in rows:
            [offset] = OFFSET.unpack_from(mapped, self._by_row + row * OFFSET.size)
            if not offset:
                return None
            label_size, body_size = LENGTHS.unpack_from(mapped, offset)
            start = offset + LENGTHS.size
            body = start + label_size
            label = mapped[start:body].decode().split("\n")
            id_, _, updated_at, stale_on, lang, links, _, _ = label
            document = view[body + len(OPENING) : body + body_size - len(CLOSING)]
            read.append((id_, document, updated_at, stale_on or None, lang or None, links))
        return read


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
