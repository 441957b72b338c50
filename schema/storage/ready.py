"""Answers ready to be sent, in a file beside a release: found and read without a statement.

The file of `<sha256>.sqlite` is `<sha256>.ready`. The compiler derives it from the release, so it
says nothing that the release does not say; a server that finds none does without.

All numbers are little-endian. Behind a header of fixed size come

- a hash table with linear probing, at least half of it empty: each slot has the hash of a name
  (XXH3, 64 bits), the offset of its record and the lengths of its label and of its body, or zeros;
- for each row of the table `document` a fixed number of bytes: where its JSON is and how long,
  its id, and its `stale_on`, filled up with zeros; nothing but zeros if none of it is ready;
- for each type, its documents in the order of its list, with commas between them, and the records
  of its pages; then all other records. A record is a label and a body. A label is UTF-8, and has
  its parts on a line each. A body is the JSON of an answer, exactly as it is sent; of a page,
  offset and length of its documents in their list, and what is sent behind them.
"""

from mmap import mmap
from struct import Struct
from typing import Literal, NamedTuple

from xxhash import xxh3_128

from schema.cursor import digest_of
from schema.document import DEFAULT_LIMIT, ResourceType
from schema.values import ID_LENGTH

SUFFIX = ".ready"
READY_VERSION = 3
"""Raised whenever the format or what is in it changes."""
MAGIC = b"ACUREADY"
HEADER = Struct("<8sQQQ32s16s")
"""Magic, version, slots, rows, SHA-256 of the release, XXH3 (128 bits) of all before and behind."""
CHECK_SIZE = 16
SLOT = Struct("<QQII")
ID_SIZE = len("art_") + ID_LENGTH
ROW = Struct(f"<QI{ID_SIZE}s10s")
"""Offset and length of the JSON of a document, its id, the day on which it is stale."""
PLACE = Struct("<QI")
"""Offset and length of the documents of a page."""

ReadyShape = Literal["document", "whole", "list"]
"""The answer with one document; with an article and its sections, whole; with a page of a list that
nothing is asked of but where it begins.
"""

OPENING, CLOSING = b'{"data":', b"}"
"""Around a document in an answer."""
LIST_OPENING = b'{"data":['
"""In front of the documents of a page."""


class Label(NamedTuple):
    """What the headers of an answer follow from; what there is not is empty."""

    id: str
    """Of a page: the cursor that it is asked for with."""
    slug: str
    updated_at: str
    """The day of the last change of all that is in it; of a page, of all content."""
    stale_on: str
    """The first day on which what it says may not hold any more."""
    lang: str
    links: str
    """As in the table `document`; of a page, to the next one."""
    ids: str
    """Of all documents in it, with spaces between them."""
    tag: str
    """XXH3 (128 bits) of the body, in hex: a body that is not read is not fetched into a cache."""

    def encode(self) -> bytes:
        """Write it as the file has it."""
        return "\n".join(self).encode()


def name_kind(shape: ReadyShape, type_name: str) -> bytes:
    """Name what is ready of a type; an id or a slug behind it is the name of a record.

    >>> name_kind("whole", "article")
    b'whole article '
    """
    return f"{shape} {type_name} ".encode()


def name_list(type_: ResourceType) -> bytes:
    """Name what is ready of a list; a cursor behind it is the name of a page.

    Whatever a page follows from beside its documents is in it: a file that was written by code
    with another order or address has no pages for this one.
    """
    own = digest_of(type_.name, type_.path, *type_.order, str(DEFAULT_LIMIT))
    return name_kind("list", f"{type_.name} {own}")


def compute_check(content: bytes | mmap) -> bytes:
    """Hash all of a file but the check itself."""
    check = xxh3_128(content[: HEADER.size - CHECK_SIZE])
    with memoryview(content) as view, view[HEADER.size :] as rest:
        check.update(rest)
    return check.digest()


def is_sound(content: bytes | mmap, sha256: str) -> bool:
    """Whether the content of a file is of this version, of a release, and as it was written.

    Args:
        content: All of it.
        sha256: Of the release.
    """
    if len(content) < HEADER.size:
        return False
    magic, version, _, _, release, check = HEADER.unpack_from(content)
    if (magic, version, release) != (MAGIC, READY_VERSION, bytes.fromhex(sha256)):
        return False
    return bool(compute_check(content) == check)
