"""Lay out a release file, and fill it.

The tables are SQL files under `tables/`, run in the order of their names. Those
that begin with 0 hold what the compiler hands over. The others belong to one
resource type each: they pick their columns and relations out of the documents,
so that no table can disagree with a document. Lists are indexed from these tables,
and the one that begins with 9 finishes the file.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlite_utils import Database

from schema.change import Change
from schema.storage.identity import APPLICATION_ID, SCHEMA_VERSION
from schema.storage.listing import index_lists

TABLES = Path(__file__).parent / "tables"
MARK_LENGTH = 16
"""Characters of the SHA-256 of a ledger's first lines: with equal ones, two agree so far."""
PAGE_SIZE = 4096
"""Bytes; fixed, because the default differs between builds of SQLite."""


class DocumentRow(NamedTuple):
    """A row of the table `document`; `body` is the JSON exactly as it is served."""

    id: str
    type: str
    slug: str
    seq: int
    rev: str
    published_at: str
    updated_at: str
    stale_on: str | None
    body: bytes
    links: str = ""
    """What its page and its licence are, as a header field `Link` has it."""
    lang: str | None = None
    """The language that it is written in, where it says so."""


class SectionBodyRow(NamedTuple):
    """A section in one form; `body` is a JSON string with its quotes."""

    section_id: str
    format: str
    body: str


class SectionHeadRow(NamedTuple):
    """How many bytes of a section's document come before its body."""

    section_id: str
    bytes: int


class RepresentationRow(NamedTuple):
    """A document in another form than JSON, ready to send."""

    document_id: str
    form: str
    made_from: str
    """Ids of all documents whose content is in it, with spaces between them."""
    stale_on: str | None
    body: bytes


class FormattedRow(NamedTuple):
    """What a citation processor said, by the hash of all that it follows from."""

    key: str
    words: str


class AliasRow(NamedTuple):
    """A former slug, and the document that it redirects to."""

    type: str
    slug: str
    id: str


class TombstoneRow(NamedTuple):
    """A document that is no longer published."""

    id: str
    type: str
    slug: str
    reason: str
    replacement_id: str | None
    withdrawn_at: str
    seq: int


class ReleaseRow(NamedTuple):
    """What the file says of itself."""

    lineage: str
    seq: int
    created_at: str
    digest: str
    """Hash over the sorted `id:rev` pairs of all documents."""
    schema_version: int
    default_lang: str
    counts: str
    site_name: str = ""
    site_url: str = ""
    """Without a slash at the end."""
    api_url: str = ""
    """Where other sites reach the API, without a slash at the end."""
    audience: str = "everyone"
    """Or `partners`: then what they may not show is without its body."""


def create_release_file(path: Path) -> Database:
    """Make an empty release file; it is written without a journal, for it is not in use yet."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    database = Database(connection, execute_plugins=False)
    for script in sorted(TABLES.glob("0*.sql")):
        database.executescript(script.read_text(encoding="utf-8"))
    return database


def save_rows(database: Database, table: str, rows: Iterable[NamedTuple]) -> None:
    """Insert rows in the order in which they come; equal rows give equal bytes."""
    database.table(table).insert_all(
        (dict(zip(row._fields, row, strict=True)) for row in rows), batch_size=1000
    )


def save_changes(database: Database, changes: Iterable[Change]) -> None:
    """Insert the ledger, each entry with the mark of all that were written up to it."""
    written = hashlib.sha256()

    def mark(change: Change) -> str:
        written.update(msgspec.json.encode(change) + b"\n")
        return written.hexdigest()[:MARK_LENGTH]

    database.table("change").insert_all(
        (
            {
                "seq": change.seq,
                "mark": mark(change),
                "at": change.at,
                "op": change.op,
                "type": change.type,
                "id": change.id,
                "slug": change.slug,
                "rev": change.rev or None,
                "reason": change.reason or None,
                "replacement_id": change.replacement_id or None,
                "change_class": change.change_class,
            }
            for change in changes
        ),
        batch_size=1000,
    )


def derive_tables(database: Database) -> None:
    """Fill the tables of each type from the documents, and check every link between rows.

    Raises:
        sqlite3.IntegrityError: A relation or an alias leads to no document.
    """
    for script in sorted(TABLES.glob("[1-8]*.sql")):
        database.executescript(script.read_text(encoding="utf-8"))
    index_lists(database, save_rows)
    for script in sorted(TABLES.glob("9*.sql")):
        database.executescript(script.read_text(encoding="utf-8"))
    broken = database.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"{len(broken)} rows lead nowhere, the first is {broken[0]}")
