"""Every SQL text that a request can run, composed from declared words and nothing else.

Values are bound. The texts are rendered into `catalogue.sql`, which a test
compares, so that no statement appears without being read by somebody.
"""

from collections.abc import Iterator
from functools import cache

from api.store.listing_statements import listing_statements
from api.store.search_statements import search_statements
from api.store.site_statements import site_statements
from api.store.sync_statements import sync_statements
from schema.document import ResourceType
from schema.section import BodyFormat

BODIES = {
    "blocks": ("document.body", ""),
    "none": (
        "CAST(substr(document.body, 1, section_head.bytes) || '}' AS BLOB)",
        "JOIN section_head ON section_head.section_id = document.id\n",
    ),
    "form": (
        """CAST(substr(document.body, 1, section_head.bytes)
  || ',"' || section_body.format || '":' || section_body.body || '}' AS BLOB)""",
        """JOIN section_head ON section_head.section_id = document.id
JOIN section_body
  ON section_body.section_id = document.id AND section_body.format = :body
""",
    ),
}
"""The bytes of a document, and what they need to be joined with, by the form of its body."""

LOOK_UP_ALIAS = """\
SELECT document.slug
FROM slug_alias
JOIN document ON document.id = slug_alias.id
WHERE slug_alias.type = :type AND slug_alias.slug = :key
"""

LOOK_UP_TOMBSTONE = """\
SELECT tombstone.id, tombstone.reason, tombstone.withdrawn_at, document.slug
FROM tombstone
LEFT JOIN document ON document.id = tombstone.replacement_id
WHERE tombstone.type = :type AND tombstone.{key} = :key
ORDER BY tombstone.withdrawn_at DESC, tombstone.id
LIMIT 1
"""

LOOK_UP_NEIGHBOURS = """\
SELECT slug FROM (
  SELECT document.slug FROM document
  WHERE document.type = :type AND document.slug >= :key
  ORDER BY document.slug
  LIMIT 10
)
UNION ALL
SELECT slug FROM (
  SELECT document.slug FROM document
  WHERE document.type = :type AND document.slug < :key
  ORDER BY document.slug DESC
  LIMIT 10
)
"""

DESCRIBE_RELEASE = """\
SELECT lineage, seq, created_at, counts, digest
FROM release
"""

CHECK_HOLDINGS = """\
SELECT held.key, document.rev,
  (
    SELECT max(CASE later.change_class WHEN 'safety' THEN 2 WHEN 'clinical' THEN 1 ELSE 0 END)
    FROM change AS later
    WHERE later.id = held.key AND later.seq > coalesce(
      (SELECT min(seq) FROM change WHERE id = held.key AND rev = held.value),
      0
    )
  ),
  tombstone.reason, replacement.type, replacement.slug
FROM json_each(:held) AS held
LEFT JOIN document ON document.id = held.key
LEFT JOIN tombstone ON tombstone.id = held.key
LEFT JOIN document AS replacement ON replacement.id = tombstone.replacement_id
ORDER BY held.id
"""
"""Revs by ids are one object, so that no id is there twice and each is read once."""

KEYS = ("id", "slug")

FORM_COLUMNS = """\
document.id, representation.body, representation.stale_on,
  document.links, representation.made_from, document.lang"""
JOIN_FORM = """\
CROSS JOIN representation
  ON representation.document_id = document.id AND representation.form = :form
"""

SELECT_FORM_ROWS = f"""\
SELECT {FORM_COLUMNS}
FROM json_each(:rows) AS wanted
CROSS JOIN document ON document.rowid = wanted.value
{JOIN_FORM}ORDER BY wanted.key
"""


def form_of(body: BodyFormat, type_name: str) -> str:
    """Find which of BODIES a document needs; only sections have more than one."""
    if type_name != "section" or body == "blocks":
        return "blocks"
    return "none" if body == "none" else "form"


@cache
def select_document(key: str, form: str) -> str:
    """Read one document by `id` or `slug`."""
    body, joins = BODIES[form]
    return (
        f"SELECT document.id, {body}, document.updated_at, document.stale_on, document.lang, "
        f"document.links\n"
        f"FROM document\n{joins}"
        f"WHERE document.type = :type AND document.{key} = :key\n"
    )


@cache
def select_form(key: str) -> str:
    """Read one document, by `id` or `slug`, in another form than JSON."""
    return (
        f"SELECT {FORM_COLUMNS}\n"
        "FROM document\n"
        f"{JOIN_FORM}"
        f"WHERE document.type = :type AND document.{key} = :key\n"
    )


@cache
def select_rows(form: str) -> str:
    """Read the documents of a page by their rows, in the order in which they are named."""
    body, joins = BODIES[form]
    return (
        f"SELECT document.id, {body}, document.updated_at, document.stale_on, document.lang\n"
        "FROM json_each(:rows) AS wanted\n"
        f"CROSS JOIN document ON document.rowid = wanted.value\n{joins}"
        "ORDER BY wanted.key\n"
    )


@cache
def select_related(form: str, *, is_reverse: bool) -> str:
    """Read what a relation leads to, from all documents of a page at once.

    Each document comes once, where it is first reached: in the order of the
    page, and then of the relation. `:low` and `:high` bound the ids of the
    type that a reverse relation comes from.
    """
    body, joins = BODIES[form]
    if is_reverse:
        near, far, rank = "target_id", "source_id", "min(source.key)"
        bounds = " AND relation.source_id BETWEEN :low AND :high"
    else:
        near, far, rank = "source_id", "target_id", "min(source.key * 65536 + relation.position)"
        bounds = ""
    return (
        f"SELECT document.id, {body}, document.updated_at, document.stale_on, document.lang\n"
        f"FROM (\n"
        f"  SELECT relation.{far} AS id, {rank} AS rank\n"
        f"  FROM json_each(:sources) AS source\n"
        f"  CROSS JOIN relation\n"
        f"    ON relation.{near} = source.value AND relation.name = :name{bounds}\n"
        f"  GROUP BY relation.{far}\n"
        f") AS related\n"
        f"CROSS JOIN document ON document.id = related.id\n{joins}"
        f"ORDER BY related.rank, related.id\n"
        f"LIMIT :limit\n"
    )


def id_bounds(type_: ResourceType) -> tuple[str, str]:
    """The lowest and the highest id that documents of a type can have."""
    return f"{type_.prefix}_", f"{type_.prefix}`"


def all_statements() -> Iterator[str]:
    """List every text there is, each once."""
    yield DESCRIBE_RELEASE
    yield from site_statements()
    yield from listing_statements()
    yield from sync_statements()
    yield from search_statements()
    yield CHECK_HOLDINGS
    yield LOOK_UP_ALIAS
    yield LOOK_UP_NEIGHBOURS
    yield SELECT_FORM_ROWS
    for key in KEYS:
        yield select_form(key)
        yield LOOK_UP_TOMBSTONE.format(key=key)
        for form in BODIES:
            yield select_document(key, form)
    for form in BODIES:
        yield select_rows(form)
    for form in BODIES:
        for is_reverse in (False, True):
            yield select_related(form, is_reverse=is_reverse)
