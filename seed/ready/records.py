"""Answers with one document, and with an article and its sections."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from xxhash import xxh3_128_hexdigest

from schema.storage.ready import CLOSING, OPENING, Label, name_kind
from seed.release import iterate_rows

MAX_IDS = 80
"""Documents in one record; the header of an answer does not name more."""
SELECT_DOCUMENTS = """\
SELECT type, id, slug, updated_at, coalesce(stale_on, ''), coalesce(lang, ''), links, id, body
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


class Record(NamedTuple):
    """What is found under some names."""

    kind: bytes
    keys: tuple[str, ...]
    """Behind the kind, each of them is a name."""
    label: Label
    body: bytes


def list_records(release: Path) -> Iterator[Record]:
    """List all documents but sections, and then each article with its sections."""
    for type_, *told, body in iterate_rows(release, SELECT_DOCUMENTS):
        answer = OPENING + body + CLOSING
        label = Label._make([*told, xxh3_128_hexdigest(answer)])
        kind = name_kind("document", type_)
        yield Record(kind, (label.id, label.slug), label, answer)
    for _, parts in groupby(iterate_rows(release, SELECT_PARTS), key=itemgetter(0)):
        whole = join_whole(list(parts))
        if whole is not None:
            label, answer = whole
            yield Record(name_kind("whole", "article"), (label.id, label.slug), label, answer)


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
