"""Answers ready to be sent, in a file beside a release: found and read without a statement.

The file of `<sha256>.sqlite` is `<sha256>.ready`. The compiler derives it from the release, so it
says nothing that the release does not say; a server that finds none does without.

All numbers are little-endian. Behind a header of fixed size come

- a hash table with linear probing, at least half of it empty: each slot has the hash of a target
  (XXH3, 64 bits), the offset of its record and the lengths of its three parts, or zeros;
- for each row of the table `document` a fixed number of bytes: where its JSON is and how long,
  its id, and its `stale_on`, filled up with zeros; nothing but zeros if none of it is ready;
- for each type, its documents in the order of its list, with commas between them, and the records
  of its pages; then all other records. A record is a label, lines, and a body. A label is UTF-8,
  and has its parts on a line each. The lines are those of the header that follow from the answer,
  and nothing else: keys, language and links, and then, for the body as it is, its length and its
  tag. The blank line is the end of them, so lines and body are sent in one piece. A body is the
  JSON of an answer, exactly as it is sent; of a page, what is sent before and behind its documents,
  and then offset and length of those in their list.
"""

from collections.abc import Iterable
from mmap import mmap
from struct import Struct
from typing import Literal, NamedTuple

from xxhash import xxh3_128

from schema.cursor import digest_of
from schema.document import DEFAULT_LIMIT, ResourceType
from schema.header import (
    MAX_KEYS,
    feeds_of,
    write_alternates,
    write_keys,
    write_language,
    write_lines,
    write_link,
)
from schema.values import ID_LENGTH

SUFFIX = ".ready"
READY_VERSION = 4
"""Raised whenever the format or what is in it changes."""
MAGIC = b"ACUREADY"
HEADER = Struct("<8sQQQ32s16s")
"""Magic, version, slots, rows, SHA-256 of the release, XXH3 (128 bits) of all before and behind."""
CHECK_SIZE = 16
SLOT = Struct("<QQIII")
"""Hash, offset, and the lengths of label, lines and body."""
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
AFTER = "after"
"""The parameter with the cursor of a page."""
WITH_SECTIONS = "include=sections"
"""What an article is asked for with that is wanted whole."""
LENGTH = b"\r\ncontent-length: "
"""Where the lines that follow from the bytes of a body begin."""


class Label(NamedTuple):
    """What must be known of a record to send it; what there is not is empty."""

    kind: str
    """As `name_kind` names it."""
    target: str
    """The target that it answers, as `write_target` writes it: by id or by cursor."""
    other_target: str
    """By slug."""
    updated_at: str
    """The day of the last change of all that is in it; of a page, of all content."""
    stale_on: str
    """The first day on which what it says may not hold any more."""
    etag: str
    """Of the body as it is."""

    def encode(self) -> bytes:
        """Write it as the file has it."""
        return "\n".join(self).encode()


def name_kind(shape: ReadyShape, type_: ResourceType) -> str:
    """Name what answers of a type in a shape have in common.

    Whatever they follow from beside their documents is in it: of a file that was written for
    other addresses, orders, keys or links, nothing is of a kind that is known.
    """
    lines = write_own_lines([type_.list_key], "en", write_alternates(type_, ""), feeds_of(type_))
    told = lines + write_body_lines(0, "")
    order = *type_.order, str(DEFAULT_LIMIT), str(MAX_KEYS)
    return digest_of(shape, type_.name, type_.path, *order, told.decode())


def write_target(shape: ReadyShape, type_: ResourceType, key: str) -> str:
    """Write the target that is answered with what is ready, in its one spelling.

    Args:
        shape: Of the answer.
        type_: Of its documents.
        key: Id, slug, or cursor; empty for the first page.
    """
    if shape == "list":
        return f"{type_.path}?{AFTER}={key}" if key else type_.path
    return f"{type_.path}/{key}" + (f"?{WITH_SECTIONS}" if shape == "whole" else "")


def write_own_lines(keys: Iterable[str], lang: str | None, *links: str) -> bytes:
    """Write the lines that follow from the documents in an answer, each behind the end of a line.

    Args:
        keys: Surrogate keys.
        lang: Of the answer, if it has one.
        *links: As `Link` has them.
    """
    return write_lines(write_keys(keys) | write_language(lang) | write_link(*links))


def write_body_lines(size: int, etag: str) -> bytes:
    """Write the lines that follow from the bytes of a body, and the blank line."""
    return LENGTH + b"%d\r\netag: %b\r\n\r\n" % (size, etag.encode())


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
