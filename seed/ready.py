"""Write what a server sends most often, as it is sent, into a file beside the release."""

from collections.abc import Iterator
from itertools import groupby
from mmap import ACCESS_READ, mmap
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, NamedTuple

from xxhash import xxh3_64_intdigest, xxh3_128, xxh3_128_hexdigest

from schema.storage.ready import (
    CLOSING,
    HEADER,
    LENGTHS,
    MAGIC,
    OPENING,
    READY_VERSION,
    ROW,
    SLOT,
    SUFFIX,
    Label,
    ReadyShape,
    is_sound,
    name_kind,
)
from seed.release import BUILDING, iterate_rows, sync

CHUNK = 1 << 20
MAX_IDS = 80
"""Documents in one record; the header of an answer does not name more."""
LAST_ROW = "SELECT coalesce(max(rowid), 0) FROM document"
COUNT_TYPES = "SELECT type, count(*) FROM document WHERE type <> 'section' GROUP BY type"
SELECT_DOCUMENTS = """\
SELECT rowid, type, id, slug, updated_at, coalesce(stale_on, ''), coalesce(lang, ''), links, id,
  body
FROM document
WHERE type <> 'section'
ORDER BY rowid
"""
SELECT_PARTS = """\
SELECT article.id, article.slug, coalesce(article.lang, ''), article.links,
  article.updated_at, article.stale_on, article.body,
  section.id, section.updated_at, section.stale_on, section.body
FROM document AS article
LEFT JOIN relation ON relation.source_id = article.id AND relation.name = 'sections'
LEFT JOIN document AS section ON section.id = relation.target_id
WHERE article.type = 'article'
ORDER BY article.rowid, relation.position
"""


class Named(NamedTuple):
    """A record, with what it is found by."""

    shape: ReadyShape
    type: str
    row: int | None
    label: Label
    body: bytes


class Directory:
    """Where the records are, by name and by row."""

    def __init__(self, records: int, rows: int) -> None:
        self.slots = 1 << (4 * records).bit_length()
        """At least twice as many as names: each record has two."""
        self.rows = rows
        self._by_hash = bytearray(self.slots * SLOT.size)
        self._by_row = bytearray(rows * ROW.size)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self._by_hash) + len(self._by_row)

    def enter(self, named: Named, offset: int) -> None:
        """Note where a record is."""
        kind = name_kind(named.shape, named.type)
        for key in (named.label.id, named.label.slug):
            hashed = xxh3_64_intdigest(kind + key.encode())
            slot = hashed % self.slots
            while SLOT.unpack_from(self._by_hash, slot * SLOT.size)[1]:
                slot = (slot + 1) % self.slots
            SLOT.pack_into(self._by_hash, slot * SLOT.size, hashed, offset)
        if named.row is not None:
            id_, stale_on = named.label.id.encode(), named.label.stale_on.encode()
            start = offset + LENGTHS.size + len(named.label.encode()) + len(OPENING)
            size = len(named.body) - len(OPENING) - len(CLOSING)
            ROW.pack_into(self._by_row, named.row * ROW.size, start, size, id_, stale_on)

    def encode(self) -> bytes:
        """Write it as the file has it."""
        return bytes(self._by_hash + self._by_row)


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
    records = sum(counts.values()) + counts.get("article", 0)
    [(last_row,)] = iterate_rows(release, LAST_ROW)
    directory = Directory(records, last_row + 1)
    file.seek(HEADER.size + directory.size)
    for named in list_records(release):
        directory.enter(named, file.tell())
        label = named.label.encode()
        file.write(LENGTHS.pack(len(label), len(named.body)) + label + named.body)
    file.seek(HEADER.size)
    file.write(directory.encode())
    file.seek(HEADER.size)
    check = xxh3_128()
    for chunk in iter(lambda: file.read(CHUNK), b""):
        check.update(chunk)
    sha256 = bytes.fromhex(release.stem)
    sizes = directory.slots, directory.rows
    file.seek(0)
    file.write(HEADER.pack(MAGIC, READY_VERSION, *sizes, sha256, check.digest()))


def list_records(release: Path) -> Iterator[Named]:
    """List all documents but sections, and then each article with its sections."""
    for row, type_, *label, body in iterate_rows(release, SELECT_DOCUMENTS):
        answer = OPENING + body + CLOSING
        yield Named(
            "document", type_, row, Label._make([*label, xxh3_128_hexdigest(answer)]), answer
        )
    for _, parts in groupby(iterate_rows(release, SELECT_PARTS), key=itemgetter(0)):
        whole = join_whole(list(parts))
        if whole is not None:
            yield Named("whole", "article", None, *whole)


def join_whole(rows: list[tuple[Any, ...]]) -> tuple[Label, bytes] | None:
    """Join an article with its sections, one in each row; None if there are too many."""
    id_, slug, lang, links, *article = rows[0][:7]
    parts = [(id_, *article), *(row[7:] for row in rows if row[7] is not None)]
    ids, dates, days, bodies = zip(*parts, strict=True)
    if len(ids) > MAX_IDS:
        return None
    stale_on = min((day for day in days if day is not None), default="")
    sections = b',"included":{"sections":[%b]}' % b",".join(bodies[1:])
    answer = OPENING + bodies[0] + sections + CLOSING
    tag = xxh3_128_hexdigest(answer)
    return Label(id_, slug, max(dates), stale_on, lang, links, " ".join(ids), tag), answer
