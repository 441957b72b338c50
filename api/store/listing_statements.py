"""The SQL texts of lists: what there is, the values of fields by rank, and what relations link."""

from collections.abc import Iterator

FIND_LAST_ROW = """\
SELECT max(rowid)
FROM document
"""

LIST_STALE_DAYS = """\
SELECT type, min(stale_on)
FROM document
WHERE stale_on IS NOT NULL
GROUP BY type
"""

LIST_FAN_OUTS = """\
SELECT type, relation, is_reverse, far_type, sums
FROM fan_out
"""

READ_RANKS = """\
SELECT ranks
FROM field
WHERE type = :type AND name = :name
"""

READ_VALUES = """\
SELECT value
FROM field_value
WHERE type = :type AND name = :name AND rank = :rank
"""

LIST_VALUES = """\
SELECT value
FROM field_value
WHERE type = :type AND name = :name
ORDER BY rank
LIMIT :limit
"""

RANK_VALUES = """\
SELECT field_value.rank
FROM json_each(:values) AS wanted
CROSS JOIN field_value
  ON field_value.type = :type AND field_value.name = :name AND field_value.value = wanted.value
"""

ROUND_UP_VALUE = """\
SELECT rank, value = :value
FROM field_value
WHERE type = :type AND name = :name AND value >= :value
ORDER BY value
LIMIT 1
"""

FIND_PLACE = """\
SELECT rowid, id = :id
FROM document
WHERE id >= :id
ORDER BY id
LIMIT 1
"""

FIND_DOCUMENTS = {
    "id": """\
SELECT document.rowid
FROM json_each(:values) AS wanted
CROSS JOIN document ON document.id = wanted.value AND document.type = :type
""",
    "slug": """\
SELECT document.rowid
FROM json_each(:values) AS wanted
CROSS JOIN document ON document.type = :type AND document.slug = wanted.value
""",
}

READ_POSTING = """\
SELECT is_bitmap, places
FROM posting
WHERE type = :type AND relation = :relation AND is_reverse = :is_reverse
  AND far_type = :far_type AND far_id = :far_id
"""

READ_POSTINGS = """\
SELECT wanted.value, far.id, posting.is_bitmap, posting.places
FROM json_each(:keys) AS wanted
LEFT JOIN document AS far ON far.id = coalesce(
  (SELECT id FROM document WHERE id = wanted.value AND type = :far_type),
  (SELECT id FROM document WHERE type = :far_type AND slug = wanted.value),
  (SELECT id FROM slug_alias WHERE type = :far_type AND slug = wanted.value)
)
LEFT JOIN posting
  ON posting.type = :type AND posting.relation = :relation AND posting.is_reverse = :is_reverse
  AND posting.far_type = :far_type AND posting.far_id = far.id
"""
"""Former slugs are taken, too: a filter does not stop working because a slug changed."""


def listing_statements() -> Iterator[str]:
    """List every text of a list."""
    yield from (FIND_LAST_ROW, LIST_STALE_DAYS, LIST_FAN_OUTS)
    yield from (READ_RANKS, READ_VALUES, LIST_VALUES, RANK_VALUES, ROUND_UP_VALUE)
    yield from (FIND_PLACE, *FIND_DOCUMENTS.values(), READ_POSTING, READ_POSTINGS)
