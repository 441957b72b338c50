"""Answers with one document, and with an article and its sections."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from schema.article import ARTICLE
from schema.document import ResourceType
from schema.header import MAX_KEYS, feeds_of, make_etag, write_alternates
from schema.storage.ready import (
    CLOSING,
    OPENING,
    Label,
    ReadyShape,
    name_kind,
    write_body_lines,
    write_own_lines,
    write_target,
)
from seed.documents import KINDS
from seed.release import iterate_rows

SELECT_DOCUMENTS = """\
SELECT type, id, slug, lang, links, updated_at, stale_on, body
FROM document
WHERE type <> 'section'
ORDER BY rowid
"""
SELECT_PARTS = """\
SELECT article.id, article.slug, article.lang, article.links,
  article.updated_at, article.stale_on, article.body,
  section.id, section.updated_at, section.stale_on, section.body
FROM document AS article
LEFT JOIN relation ON relation.source_id = article.id AND relation.name = 'sections'
LEFT JOIN document AS section ON section.id = relation.target_id
WHERE article.type = 'article'
ORDER BY article.rowid, relation.position
"""


class Record(NamedTuple):
    """What is found under the targets in its label."""

    label: Label
    lines: bytes
    body: bytes


def list_records(release: Path) -> Iterator[Record]:
    """List all documents but sections, and then each article with its sections."""
    types = {kind.type.name: kind.type for kind in KINDS}
    for type_name, *row, body in iterate_rows(release, SELECT_DOCUMENTS):
        yield make_record("document", types[type_name], row, [row[0]], OPENING + body + CLOSING)
    for _, parts in groupby(iterate_rows(release, SELECT_PARTS), key=itemgetter(0)):
        record = join_whole(list(parts))
        if record is not None:
            yield record


def make_record(
    shape: ReadyShape, type_: ResourceType, row: Sequence[Any], ids: Sequence[str], body: bytes
) -> Record:
    """Make the record of a document, alone or with others.

    Args:
        shape: Of the answer.
        type_: Of the document.
        row: Its id, slug, language, and links; the days of the answer.
        ids: Of all documents in the answer.
        body: The answer.
    """
    id_, slug, lang, links, updated_at, stale_on = row
    label = Label(
        name_kind(shape, type_),
        write_target(shape, type_, id_),
        write_target(shape, type_, slug),
        updated_at,
        stale_on or "",
        make_etag(body),
    )
    lines = write_own_lines(ids, lang, links, write_alternates(type_, id_), feeds_of(type_))
    return Record(label, lines + write_body_lines(len(body), label.etag), body)


def join_whole(rows: list[tuple[Any, ...]]) -> Record | None:
    """Join an article with its sections, one in each row.

    Returns:
        None if there are too many sections.
    """
    named, article = rows[0][:4], rows[0][4:7]
    parts = [(named[0], *article), *(row[7:] for row in rows if row[7] is not None)]
    ids, dates, days, bodies = zip(*parts, strict=True)
    if len(ids) > MAX_KEYS:
        return None
    stale_on = min((day for day in days if day is not None), default=None)
    sections = b',"included":{"sections":[%b]}' % b",".join(bodies[1:])
    body = OPENING + bodies[0] + sections + CLOSING
    return make_record("whole", ARTICLE, (*named, max(dates), stale_on), ids, body)
