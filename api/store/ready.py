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


class ReadyFile:
    """What is ready, by name and by row."""

    def __init__(self, mapped: mmap.mmap) -> None:
        """Read from a file that was checked."""
        self._mapped = memoryview(mapped)
        _, _, self._slots, _, _, _ = HEADER.unpack_from(mapped)
        self._by_row = HEADER.size + self._slots * SLOT.size

    def find(self, kind: bytes, key: bytes) -> Ready | None:
        """Find what is ready of a document; None if nothing is.

        Args:
            kind: As `name_kind` names it.
            key: Id or slug.
        """
        wanted = xxh3_64_intdigest(kind + key)
        slot = wanted % self._slots
        while True:
            hashed, offset = SLOT.unpack_from(self._mapped, HEADER.size + slot * SLOT.size)
            if not offset:
                return None
            if hashed == wanted:
                found = self._read(offset)
                if key in found[0][:2]:
                    return found
            slot = (slot + 1) % self._slots

    def read_rows(self, rows: Iterable[int]) -> list[ReadyRow] | None:
        """Read the documents of rows of the table `document`; None unless all of them are ready."""
        mapped, read = self._mapped, []
        for row in rows:
            [offset] = OFFSET.unpack_from(mapped, self._by_row + row * OFFSET.size)
            if not offset:
                return None
            label_size, body_size = LENGTHS.unpack_from(mapped, offset)
            start = offset + LENGTHS.size
            body = start + label_size
            id_, _, updated_at, stale_on, lang, links, _, _ = str(
                mapped[start:body], "utf-8"
            ).split("\n")
            document = mapped[body + len(OPENING) : body + body_size - len(CLOSING)]
            read.append((id_, document, updated_at, stale_on or None, lang or None, links))
        return read

    def _read(self, offset: int) -> Ready:
        label_size, body_size = LENGTHS.unpack_from(self._mapped, offset)
        start = offset + LENGTHS.size
        body = start + label_size
        label = bytes(self._mapped[start:body]).split(b"\n")
        return label, self._mapped[body : body + body_size]


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
