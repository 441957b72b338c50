"""What a search index is made of: the rows of a release's table `search`, with their topics."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

COLLECT_TOPICS = """\
CREATE TEMP TABLE about AS
WITH RECURSIVE about (id, topic_id) AS (
  SELECT source_id, target_id
  FROM relation
  WHERE name = 'topics'
  UNION
  SELECT id, id
  FROM document
  WHERE type = 'topic'
  UNION
  SELECT part.target_id, topic.target_id
  FROM relation AS part
  JOIN relation AS topic ON topic.source_id = part.source_id AND topic.name = 'topics'
  WHERE part.name = 'sections'
  UNION
  SELECT source.target_id, topic.target_id
  FROM relation AS source
  JOIN document ON document.id = source.source_id AND document.type = 'study'
  JOIN relation AS topic ON topic.source_id = source.source_id AND topic.name = 'topics'
  WHERE source.name = 'references'
  UNION
  SELECT about.id, broader.target_id
  FROM about
  JOIN relation AS broader ON broader.source_id = about.topic_id AND broader.name = 'broader'
)
SELECT id, topic_id
FROM about
"""
"""What each document is about. A section is about what its article is about, a reference about what
the studies are about that it reports, a topic about itself; and all of them about what is broader.
"""

SELECT_ROWS = """\
SELECT
  search.rowid,
  search.id,
  search.type,
  search.lang,
  coalesce((
    SELECT group_concat(about.topic_id, ' ')
    FROM about
    WHERE about.id = search.id
  ), ''),
  search.title,
  search.synonyms,
  search.headings,
  search.body
FROM search
ORDER BY search.rowid
"""


class SearchRow(NamedTuple):
    """A document as it is searched."""

    row: int
    """Its rowid in the release's table `search`."""
    id: str
    type: str
    lang: str
    topic_ids: list[str]
    """Topics that it is about, and those that are broader."""
    title: str
    synonyms: str
    headings: str
    body: str


def read_search_rows(release: Path) -> Iterator[SearchRow]:
    """Read the rows of a release file, in the order of their numbers."""
    uri = f"{release.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute(COLLECT_TOPICS)
        connection.execute("CREATE INDEX about_id ON about (id, topic_id)")
        for row, id_, type_, lang, topic_ids, *texts in connection.execute(SELECT_ROWS):
            yield SearchRow(row, id_, type_, lang, topic_ids.split(), *texts)
