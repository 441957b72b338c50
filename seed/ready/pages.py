"""Pages of lists, in the order that each list has: the first one, and one behind each document.

The documents of a list are written once, in its order, so the documents of any page lie together.
"""

from collections.abc import Iterator
from os import pread
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from schema.cursor import MAX_CURSOR, digest_of, write_cursor
from schema.document import DEFAULT_LIMIT, ResourceType
from schema.header import feeds_of, make_etag, write_next_link
from schema.storage.ready import (
    LIST_OPENING,
    PLACE,
    Label,
    name_kind,
    write_body_lines,
    write_own_lines,
    write_target,
)
from seed.ready.records import Record
from seed.release import iterate_rows, read_rows

SELECT_CREATION = "SELECT created_at FROM release"
SELECT_LISTED = """\
SELECT document.rowid, document.id, coalesce(document.stale_on, ''), document.body, {columns}
FROM {type} AS own
JOIN document ON document.id = own.id
ORDER BY {columns}, own.id
"""


class Listed(NamedTuple):
    """A document where its list has it."""

    row: int
    start: int
    size: int
    id: str
    stale_on: str
    cursor: str
    """Stands behind it."""


def write_list(file: IO[bytes], release: Path, type_: ResourceType) -> list[Listed]:
    """Write all documents of a type in the order of their list."""
    listed: list[Listed] = []
    digest = digest_of(type_.name, "", ",".join(type_.order))
    for row, id_, stale_on, body, *values in iterate_rows(release, select_listed(type_)):
        if listed:
            file.write(b",")
        cursor = write_cursor(digest, (*values, id_))
        listed.append(Listed(row, file.tell(), len(body), id_, stale_on, cursor))
        file.write(body)
    file.flush()
    return listed


def select_listed(type_: ResourceType) -> str:
    """Write the statement for the documents of a type in the order of their list."""
    columns = ", ".join(f"own.{name}" for name in type_.order)
    return SELECT_LISTED.format(type=type_.name, columns=columns)


def list_pages(
    file: IO[bytes],
    release: Path,
    type_: ResourceType,
    listed: list[Listed],
    limit: int = DEFAULT_LIMIT,
) -> Iterator[Record]:
    """List the pages of a list that is in the file; only the one behind its end is not ready.

    Args:
        file: Where its documents are.
        release: From which they come.
        type_: Of which they are.
        listed: Where each of them is, in order.
        limit: Documents in a page.
    """
    kind = name_kind("list", type_)
    [(created_at,)] = read_rows(release, SELECT_CREATION)
    for first in range(len(listed)):
        shown = listed[first : first + limit]
        key = listed[first - 1].cursor if first else ""
        after = shown[-1].cursor if first + len(shown) < len(listed) else ""
        if max(len(key), len(after)) > MAX_CURSOR:
            continue
        following = write_target("list", type_, after) if after else ""
        end = write_end(limit, after, following)
        start, size = shown[0].start, shown[-1].start + shown[-1].size - shown[0].start
        body = LIST_OPENING + pread(file.fileno(), size, start) + end
        stale_on = min((each.stale_on for each in shown if each.stale_on), default="")
        target = write_target("list", type_, key)
        label = Label(kind, target, "", created_at, stale_on, make_etag(body))
        keys = [type_.list_key, *(each.id for each in shown)]
        lines = write_own_lines(keys, None, write_next_link(following), feeds_of(type_))
        lines += write_body_lines(len(body), label.etag)
        around = LIST_OPENING + end + PLACE.pack(start, size)
        yield Record(label, lines, around)


def write_end(limit: int, after: str, following: str) -> bytes:
    """Write what stands behind the documents of a page.

    Args:
        limit: How many a page has.
        after: The cursor behind the last one; empty if no page follows.
        following: The address of the next page.

    >>> write_end(20, "", "")
    b'],"page":{"limit":20}}'
    """
    page: dict[str, object] = {"limit": limit}
    if after:
        page |= {"after": after, "next": following}
    return b'],"page":' + msgspec.json.encode(page) + b"}"
