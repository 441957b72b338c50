"""The SQL texts of feeds, embeds and the sitemap: the site, its pages, and what was withdrawn."""

from collections.abc import Iterator

DESCRIBE_SITE = """\
SELECT site_name, site_url, api_url
FROM release
"""

FIND_CANONICAL = """\
SELECT canonical.article_id
FROM json_each(:urls) AS wanted
CROSS JOIN canonical ON canonical.url = wanted.value
ORDER BY wanted.key, canonical.article_id
LIMIT 1
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
    """List every text of feeds, embeds and the sitemap."""
    yield from (DESCRIBE_SITE, FIND_CANONICAL, LIST_WITHDRAWN)
    yield from (COUNT_PAGES, READ_PAGES, READ_TRANSLATED_PAGES)
