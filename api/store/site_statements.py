"""The SQL texts of feeds and the sitemap: the site, its pages, and what was withdrawn."""

from collections.abc import Iterator

DESCRIBE_SITE = """\
SELECT site_name, site_url
FROM release
"""

LIST_WITHDRAWN = """\
SELECT id, reason, withdrawn_at
FROM tombstone
WHERE type = :type AND withdrawn_at >= :since AND withdrawn_at < :until
ORDER BY withdrawn_at DESC, id
LIMIT :limit
"""

COUNT_PAGES = """\
SELECT coalesce(max(place) + 1, 0)
FROM page
"""

READ_PAGES = """\
SELECT article_id, url, lang, changed_at
FROM page
WHERE place >= :first AND place < :end
ORDER BY place
"""

READ_TRANSLATED_PAGES = """\
SELECT page.article_id, other.url, other.lang
FROM page
CROSS JOIN relation
  ON relation.source_id = page.article_id AND relation.name = :relation
CROSS JOIN page AS other ON other.article_id = relation.target_id
WHERE page.place >= :first AND page.place < :end
ORDER BY page.place, relation.position
"""


def site_statements() -> Iterator[str]:
    """List every text of feeds and the sitemap."""
    yield from (DESCRIBE_SITE, LIST_WITHDRAWN, COUNT_PAGES, READ_PAGES, READ_TRANSLATED_PAGES)
