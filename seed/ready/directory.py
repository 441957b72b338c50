"""Where things are in the file: by target and by row."""

from xxhash import xxh3_64_intdigest

from schema.storage.ready import ROW, SLOT


class Directory:
    """Where the records are, by target, and documents, by row."""

    def __init__(self, targets: int, rows: int) -> None:
        self.slots = 1 << (2 * targets).bit_length()
        """At least twice as many as targets."""
        self.rows = rows
        self._by_hash = bytearray(self.slots * SLOT.size)
        self._by_row = bytearray(rows * ROW.size)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._by_hash) + len(self._by_row)

    def enter(self, target: bytes, offset: int, sizes: tuple[int, ...]) -> None:
        """Note where a record is, and how long its parts are."""
        hashed = xxh3_64_intdigest(target)
        slot = hashed % self.slots
        while SLOT.unpack_from(self._by_hash, slot * SLOT.size)[1]:
            slot = (slot + 1) % self.slots
        SLOT.pack_into(self._by_hash, slot * SLOT.size, hashed, offset, *sizes)

    def enter_row(self, row: int, start: int, size: int, id_: str, stale_on: str) -> None:
        """Note where the JSON of a document is."""
        offset = row * ROW.size
        ROW.pack_into(self._by_row, offset, start, size, id_.encode(), stale_on.encode())

    def encode(self) -> bytes:
        """Write it as the file has it."""
        return bytes(self._by_hash + self._by_row)
