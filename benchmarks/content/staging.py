"""Documents on their way into a release: made by all cores, kept on disk, taken in order.

The documents are made as a stream and staged in a temporary table, so that
they can be saved in the order of their ids, as the compiler does.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from multiprocessing import Pool

import msgspec
from sqlite_utils import Database

from benchmarks.content.clinic import Clinic
from benchmarks.content.stream import Part, make_part, parts_of
from schema.change import Change
from schema.document import Document
from schema.section import Section
from schema.storage.layout import DocumentRow, SectionBodyRow, SectionHeadRow
from seed.deadlines import find_stale_day
from seed.fill import RENDERERS
from seed.links import write_links

SMALL = 1000
"""Articles up to which one process is enough."""

STAGE = """
CREATE TEMP TABLE staged (
  id TEXT PRIMARY KEY, type TEXT, slug TEXT, seq INTEGER, rev TEXT, published_at TEXT,
  updated_at TEXT, stale_on TEXT, body BLOB, links TEXT, lang TEXT, first_seq INTEGER,
  first_rev TEXT,
  head INTEGER, html TEXT, markdown TEXT, text TEXT
)
"""
INSERT = "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
DOCUMENTS = """
SELECT id, type, slug, seq, rev, published_at, updated_at, stale_on, body, links, lang
FROM staged
ORDER BY id
"""
HEADS = "SELECT id, head FROM staged WHERE type = 'section' ORDER BY id"
BODIES = "SELECT id, html, markdown, text FROM staged WHERE type = 'section' ORDER BY id"
CHANGES = """
SELECT seq, updated_at AS at, type, id, slug, rev
FROM staged
UNION ALL
SELECT first_seq, published_at, type, id, slug, first_rev
FROM staged
WHERE first_seq < seq
ORDER BY seq
"""

Row = tuple[object, ...]


def stage(database: Database, clinic: Clinic) -> None:
    """Make all documents and keep them in a temporary table."""
    database.execute(STAGE)
    database.execute("BEGIN")
    make = partial(make_rows, clinic)
    if clinic.articles <= SMALL:
        _insert(database, map(make, parts_of(clinic)))
    else:
        with Pool() as pool:
            _insert(database, pool.imap(make, parts_of(clinic)))
    database.execute("COMMIT")


def _insert(database: Database, parts: Iterable[list[Row]]) -> None:
    database.conn.executemany(INSERT, chain.from_iterable(parts))


def make_rows(clinic: Clinic, part: Part) -> list[Row]:
    """Make the rows of a part, with the forms of its sections."""
    rows: list[Row] = []
    for document, dates in make_part(clinic, part):
        forms = _forms(document) if isinstance(document, Section) else (None,) * 4
        rows.append(
            (
                document.id,
                type_of(document),
                document.slug,
                dates.last_seq,
                document.rev,
                document.published_at,
                document.updated_at,
                find_stale_day(document, document.updated_at[:10]),
                msgspec.json.encode(document),
                write_links(document),
                getattr(document, "lang", None),
                dates.first_seq,
                hashlib.sha256(document.rev.encode()).hexdigest()[:16],
                *forms,
            )
        )
    return rows


def type_of(document: Document) -> str:
    """Name the type of a document as in its JSON."""
    return str(type(document).__struct_config__.tag)


def _forms(section: Section) -> Row:
    bare = msgspec.json.encode(msgspec.structs.replace(section, blocks=msgspec.UNSET))
    bodies = (render(section.blocks, section.lang) for render in RENDERERS.values())
    return (len(bare) - len(b"}"), *(msgspec.json.encode(body).decode() for body in bodies))


def staged_documents(database: Database) -> Iterator[DocumentRow]:
    """Read the documents in the order of their ids."""
    return (DocumentRow(*row) for row in database.execute(DOCUMENTS))


def staged_heads(database: Database) -> Iterator[SectionHeadRow]:
    """Read where the bodies of the sections begin."""
    return (SectionHeadRow(*row) for row in database.execute(HEADS))


def staged_bodies(database: Database) -> Iterator[SectionBodyRow]:
    """Read each section in each form."""
    for id_, *bodies in database.execute(BODIES):
        yield from (SectionBodyRow(id_, *each) for each in zip(RENDERERS, bodies, strict=True))


def staged_changes(database: Database) -> Iterator[Change]:
    """Read the ledger: the first entry of each document, and the last one where there are two."""
    for seq, at, type_, id_, slug, rev in database.execute(CHANGES):
        yield Change(seq=seq, at=at, op="upsert", type=type_, id=id_, slug=slug, rev=rev)
