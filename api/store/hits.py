"""What a search needs of a release: its topics, and the texts of what was found."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from api.store.release import Release
from schema.topic import Topic

LIST_TOPICS = """\
SELECT document.body
FROM document
WHERE document.type = 'topic'
ORDER BY document.id
"""

SELECT_HITS = """\
SELECT
  document.id,
  document.type,
  document.slug,
  text.c2,
  text.c3,
  text.c4,
  text.c5,
  text.c6,
  article.title
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


class HitRow(NamedTuple):
    """A found document, with the texts that it can be found by."""

    id: str
    type: str
    slug: str
    lang: str
    title: str
    synonyms: str
    headings: str
    body: str
    article_title: str | None
    """Of a section."""


def read_topics(release: Release) -> list[Topic]:
    """Read all topics, by id."""
    rows = release.fetch(LIST_TOPICS, {})
    return [msgspec.json.decode(body, type=Topic) for (body,) in rows]


def read_hits(release: Release, rows: Iterable[int]) -> list[HitRow]:
    """Read documents by their rows in the table `search`, in the order in which they are named."""
    values = {"rows": msgspec.json.encode(list(rows)).decode()}
    return [HitRow(*row) for row in release.fetch(SELECT_HITS, values)]
