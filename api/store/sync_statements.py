"""The SQL texts of a sync: what changed behind a position, and what a copy must hold.

Composed from declared words and nothing else, and part of the catalogue.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from api.resources import RESOURCES
from schema.article import ARTICLE
from schema.section import SECTION

SPOKEN = (ARTICLE.name, SECTION.name)
"""Types whose documents are in a language."""


def _types_with_topics() -> Iterator[str]:
    for resource in RESOURCES:
        relation = resource.relation("topics")
        if resource.type is SECTION or (relation is not None and not relation.is_reverse):
            yield resource.type.name


def _quote(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


FIND_MARK = """\
SELECT mark
FROM change
WHERE seq = :seq
"""

LIST_NARROWER = """\
SELECT relation.source_id
FROM json_each(:ids) AS wanted
CROSS JOIN relation ON relation.target_id = wanted.value AND relation.name = :relation
"""

IS_IN_SCOPE = f"""\
(:topics IS NULL OR sync_order.type NOT IN ({_quote(_types_with_topics())}) OR EXISTS (
    SELECT 1 FROM json_each(:topics) AS topic
    CROSS JOIN relation ON relation.source_id = sync_order.owner_id
      AND relation.name = :relation AND relation.target_id = topic.value
  )) AND (:lang IS NULL OR sync_order.type NOT IN ({_quote(SPOKEN)}) OR EXISTS (
    SELECT 1 FROM article WHERE article.id = sync_order.owner_id
      AND (article.lang = :lang OR article.lang BETWEEN :lang || '-' AND :lang || '.')
  ))"""
"""Whether a document belongs to a copy that is narrowed by topics and a language.

Types that have neither belong to every copy: they are what the others rest on.
"""


@cache
def select_changed(seq: str) -> str:
    """List what of a type changed behind a position, oldest first; see `SEQ_COLUMNS`.

    What is not in scope comes, too, where the copy may have it from the time when it was.
    """
    return (
        f"SELECT sync_order.{seq}, sync_order.id, {IS_IN_SCOPE} AS is_in\n"
        f"FROM sync_order\n"
        f"WHERE sync_order.type = :type AND (sync_order.{seq}, sync_order.id) > (:seq, :id)\n"
        f"  AND (is_in OR sync_order.{seq} > :begun)\n"
        f"ORDER BY sync_order.{seq}, sync_order.id\n"
        f"LIMIT :limit\n"
    )


@cache
def select_pending(seq: str) -> str:
    """List what the documents of a page name and what comes behind its end."""
    return (
        f"SELECT sync_order.id\n"
        f"FROM (\n"
        f"  SELECT relation.target_id AS id FROM json_each(:ids) AS source\n"
        f"  CROSS JOIN relation ON relation.source_id = source.value\n"
        f"  UNION\n"
        f"  SELECT near.owner_id FROM json_each(:ids) AS source\n"
        f"  CROSS JOIN sync_order AS near ON near.id = source.value\n"
        f"  UNION\n"
        f"  SELECT near.parent_id FROM json_each(:ids) AS source\n"
        f"  CROSS JOIN sync_order AS near ON near.id = source.value\n"
        f") AS named\n"
        f"CROSS JOIN sync_order ON sync_order.id = named.id\n"
        f"WHERE (sync_order.{seq}, sync_order.id) > (:seq, :id)\n"
        f"  AND sync_order.type IN (SELECT wanted.value FROM json_each(:types) AS wanted)\n"
        f"  AND {IS_IN_SCOPE}\n"
        f"ORDER BY sync_order.id\n"
    )


SEQ_COLUMNS = ("seq", "scope_seq")
"""What a position counts: changes of documents, or in a narrowed copy those of articles, too."""

LIST_REMOVED = """\
SELECT tombstone.seq, tombstone.id, tombstone.type, tombstone.slug, tombstone.reason,
  tombstone.replacement_id, tombstone.withdrawn_at, change.change_class
FROM tombstone
CROSS JOIN change ON change.seq = tombstone.seq
WHERE tombstone.type = :type AND tombstone.seq > :seq
ORDER BY tombstone.seq
LIMIT :limit
"""

SELECT_CHANGED = """\
SELECT document.id, document.type, document.slug, document.rev, document.updated_at,
  document.stale_on, change.change_class, document.body
FROM json_each(:ids) AS wanted
CROSS JOIN document ON document.id = wanted.value
CROSS JOIN change ON change.seq = document.seq
"""

LIST_REVS = f"""\
SELECT document.id, document.rev
FROM sync_order
CROSS JOIN document ON document.id = sync_order.id
WHERE sync_order.id > :id
  AND sync_order.type IN (SELECT wanted.value FROM json_each(:types) AS wanted)
  AND {IS_IN_SCOPE}
ORDER BY sync_order.id
LIMIT :limit
"""


def sync_statements() -> Iterator[str]:
    """List every text of a sync, each once."""
    yield from (FIND_MARK, LIST_NARROWER, LIST_REMOVED, SELECT_CHANGED, LIST_REVS)
    for seq in SEQ_COLUMNS:
        yield select_changed(seq)
        yield select_pending(seq)
