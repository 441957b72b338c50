"""The SQL texts of a search: what its index is filled from, and what hits show."""

from collections.abc import Iterator

LIST_FORMER_SLUGS = """\
SELECT slug, id
FROM slug_alias
WHERE type = :type
ORDER BY slug
"""

LIST_TOPICS = """\
SELECT document.body
FROM document
WHERE document.type = :type
ORDER BY document.id
"""

SELECT_HITS = """\
SELECT document.id, document.type, document.slug, document.stale_on,
  text.c2, text.c3, text.c4, text.c5, text.c6, article.title
FROM json_each(:rows) AS hit
CROSS JOIN search_content AS text ON text.id = hit.value
CROSS JOIN document ON document.id = text.c0
LEFT JOIN section ON section.id = document.id
LEFT JOIN article ON article.id = section.article_id
ORDER BY hit.key
"""
"""The texts are read from the table behind `search`, in which columns have numbers for names: FTS5
itself would run a PRAGMA, which no request may.
"""


def search_statements() -> Iterator[str]:
    """List every text of a search."""
    yield from (LIST_FORMER_SLUGS, LIST_TOPICS, SELECT_HITS)
