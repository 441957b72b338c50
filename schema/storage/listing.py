"""What lists are filtered and sorted by, derived from the tables of each type.

A field is a column of the table of a type, and the dates that every document
has. Values become ranks and links become places, in arrays that a server can
compare and join without decoding a row: `tables/03_listing.sql` has their form.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlite_utils import Database

from schema.storage.names import NO_VALUE
from schema.storage.search_rows import COLLECT_TOPICS

MAX_SUMS = 2000
"""Numbers in a fan-out; no answer holds more documents."""

NUMBER_BYTES = 4
"""Of a number in an array."""

COMMON_FIELDS = ("published_at", "updated_at")

SELECT_POSTINGS = """\
SELECT near.type, relation.name, :is_reverse, far.type, far.id, near.place
FROM {links} AS relation
JOIN place AS near ON near.id = relation.{near}
JOIN place AS far ON far.id = relation.{far}
ORDER BY 1, 2, 4, 5, 6
"""

SELECT_FAN_OUTS = """\
SELECT near.type, relation.name, :is_reverse, far.type, count(*)
FROM relation
JOIN place AS near ON near.id = relation.{near}
JOIN place AS far ON far.id = relation.{far}
GROUP BY near.type, relation.name, far.type, near.id
ORDER BY 1, 2, 4, 5 DESC
"""

ABOUT_LINKS = "(SELECT id AS source_id, 'about' AS name, topic_id AS target_id FROM temp.about)"

COLLECT_PLACES = """\
CREATE TEMP TABLE place AS
SELECT id, type, row_number() OVER (PARTITION BY type ORDER BY id) - 1 AS place
FROM document
"""


SaveRows = Callable[[Database, str, Iterable[NamedTuple]], None]


class FieldRow(NamedTuple):
    """The ranks of one field, by place."""

    type: str
    name: str
    ranks: bytes


class FieldValueRow(NamedTuple):
    """A value of a field, and its rank."""

    type: str
    name: str
    value: str | int
    rank: int


class PostingRow(NamedTuple):
    """Which documents a relation links to one document, or to any of a type."""

    type: str
    relation: str
    is_reverse: int
    far_type: str
    far_id: str
    is_bitmap: int
    places: bytes


class FanOutRow(NamedTuple):
    """The most documents that a relation leads to, from 1, 2, 3 … documents."""

    type: str
    relation: str
    is_reverse: int
    far_type: str
    sums: bytes


def pack(numbers: Iterable[int]) -> bytes:
    """Write numbers as the arrays of a release.

    >>> pack([1, 258]).hex(" ")
    '01 00 00 00 02 01 00 00'
    """
    listed = list(numbers)
    return struct.pack(f"<{len(listed)}I", *listed)


def pack_places(places: list[int], count: int) -> tuple[int, bytes]:
    r"""Write places as numbers or, where that is shorter, as one bit for each document.

    Args:
        places: Each below `count`.
        count: How many documents there are of the type.

    Returns:
        Whether it is a bitmap, and the bytes.

    >>> pack_places([0, 9], 10), pack_places([258], 1000)
    ((1, b'\x01\x02'), (0, b'\x02\x01\x00\x00'))
    """
    size = -(-count // 8)
    if NUMBER_BYTES * len(places) <= size:
        return 0, pack(places)
    bits = bytearray(size)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return 1, bytes(bits)


def rank_values(values: list[Any]) -> tuple[list[Any], list[int]]:
    """Sort distinct values, and rank each of the given ones among them.

    >>> rank_values(["b", None, "a", "b"])
    (['a', 'b'], [1, 4294967295, 0, 1])
    """
    # Text is compared as SQLite does: by code point.
    distinct = sorted({value for value in values if value is not None})
    ranks = {value: rank for rank, value in enumerate(distinct)}
    return distinct, [NO_VALUE if value is None else ranks[value] for value in values]


def index_lists(database: Database, save: SaveRows) -> None:
    """Fill the tables of `03_listing.sql` from the others.

    Args:
        database: A release file whose other tables are full.
        save: Inserts rows into a table: `save(database, name, rows)`.
    """
    for type_ in _types(database):
        for name, values in _columns(database, type_):
            distinct, ranks = rank_values(values)
            rows = (FieldValueRow(type_, name, value, rank) for rank, value in enumerate(distinct))
            save(database, "field_value", rows)
            save(database, "field", [FieldRow(type_, name, pack(ranks))])
    database.execute(COLLECT_PLACES)
    database.execute("CREATE UNIQUE INDEX temp.place_id ON place (id, type, place)")
    database.execute(COLLECT_TOPICS)
    save(database, "posting", _postings(database))
    save(database, "fan_out", _fan_outs(database))
    database.execute("DROP TABLE temp.about")
    database.execute("DROP TABLE temp.place")


def _types(database: Database) -> list[str]:
    rows = database.execute("SELECT DISTINCT type FROM document ORDER BY type")
    return [type_ for (type_,) in rows]


def _columns(database: Database, type_: str) -> Iterator[tuple[str, list[Any]]]:
    """Read each field of a type, by place."""
    table = [column.name for column in database.table(type_).columns]
    for name in sorted({*table, *COMMON_FIELDS} - {"id"}):
        source = type_ if name in table else "document"
        rows = database.execute(
            f"SELECT {source}.{name} FROM document JOIN {type_} ON {type_}.id = document.id "  # noqa: S608 (names of our own tables)
            "WHERE document.type = :type ORDER BY document.id",
            {"type": type_},
        )
        yield name, [value for (value,) in rows]


def _postings(database: Database) -> Iterator[PostingRow]:
    counts = dict(database.execute("SELECT type, count(*) FROM document GROUP BY type"))
    for links, is_reverse in (("relation", 0), ("relation", 1), (ABOUT_LINKS, 0)):
        near, far = _ends(is_reverse)
        statement = SELECT_POSTINGS.format(links=links, near=near, far=far)
        rows = database.execute(statement, {"is_reverse": is_reverse})
        for key, linked in groupby(rows, key=itemgetter(0, 1, 2, 3)):
            everything: set[int] = set()
            for far_id, group in groupby(linked, key=itemgetter(4)):
                places = sorted({row[5] for row in group})
                everything.update(places)
                yield PostingRow(*_of(key), far_id, *pack_places(places, counts[key[0]]))
            yield PostingRow(*_of(key), "", *pack_places(sorted(everything), counts[key[0]]))


def _fan_outs(database: Database) -> Iterator[FanOutRow]:
    for is_reverse in (0, 1):
        near, far = _ends(is_reverse)
        statement = SELECT_FAN_OUTS.format(near=near, far=far)
        rows = database.execute(statement, {"is_reverse": is_reverse})
        for key, group in groupby(rows, key=itemgetter(0, 1, 2, 3)):
            largest = islice((row[4] for row in group), MAX_SUMS)
            yield FanOutRow(*_of(key), pack(accumulate(largest)))


def _of(key: Any) -> tuple[str, str, int, str]:
    type_, relation, is_reverse, far_type = key
    return type_, relation, is_reverse, far_type


def _ends(is_reverse: int) -> tuple[str, str]:
    return ("target_id", "source_id") if is_reverse else ("source_id", "target_id")
