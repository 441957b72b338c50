"""A synthetic clinic as a release, laid out and put in force by the code that does it for real.

The documents are made as a stream and staged in a temporary table, so that
they can be saved in the order of their ids, as the compiler does.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from sqlite_utils import Database

from benchmarks.content.articles import lang_of
from benchmarks.content.clinic import Clinic
from benchmarks.content.stream import make_documents
from schema.change import Change
from schema.document import Document
from schema.section import Section
from schema.storage.current import Current
from schema.storage.identity import CURRENT, SCHEMA_VERSION
from schema.storage.layout import (
    DocumentRow,
    ReleaseRow,
    SectionBodyRow,
    SectionHeadRow,
    derive_tables,
    save_changes,
    save_rows,
)
from schema.storage.search_index import build_search_index
from seed.fill import RENDERERS
from seed.release import publisher_lock, put_in_force, write_release

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".bench"
MADE_BY = ("benchmarks/words.py", "benchmarks/content/*.py", "schema/**/*.py", "schema/**/*.sql")
"""What decides about the content; a release of other code is not used again."""
BATCH = 1000

Progress = Callable[[str], None]
"""Is told the name of each step as it begins."""

STAGE = """
CREATE TEMP TABLE staged (
  id TEXT PRIMARY KEY, type TEXT, slug TEXT, seq INTEGER, rev TEXT, published_at TEXT,
  updated_at TEXT, body BLOB, first_seq INTEGER, first_rev TEXT, lang TEXT
)
"""
INSERT = "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
DOCUMENTS = """
SELECT id, type, slug, seq, rev, published_at, updated_at, body
FROM staged
ORDER BY id
"""
SECTION_BODIES = "SELECT body, lang FROM staged WHERE type = 'section' ORDER BY id"
CHANGES = """
SELECT seq, updated_at AS at, type, id, slug, rev
FROM staged
UNION ALL
SELECT first_seq, published_at, type, id, slug, first_rev
FROM staged
WHERE first_seq < seq
ORDER BY seq
"""
COUNTS = "SELECT type, count(*) FROM document GROUP BY type ORDER BY type"
REVS = "SELECT id || ':' || rev FROM document ORDER BY id"


def ensure_release(articles: int, progress: Progress, folder: Path | None = None) -> Path:
    """Find the folder with a synthetic clinic in force; build it if this code did not yet.

    Args:
        articles: How many articles the clinic has; everything else follows.
        progress: Is told each step.
        folder: Where releases are kept, instead of a folder below `.bench/`.
    """
    folder = folder or KEPT / f"{articles}-{_fingerprint()}"
    if not (folder / CURRENT).exists():
        build_release(Clinic(articles), folder, progress)
    return folder


def build_release(clinic: Clinic, folder: Path, progress: Progress) -> Current:
    """Build a release of a synthetic clinic and put it in force."""
    with publisher_lock(folder):
        release = write_release(folder, lambda database: _fill(database, clinic, progress))
        progress("Building the search index")
        build_search_index(release)
        return put_in_force(folder, release)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _fill(database: Database, clinic: Clinic, progress: Progress) -> None:
    progress("Making documents")
    _stage(database, clinic)
    progress("Saving documents")
    save_rows(database, "document", (DocumentRow(*row) for row in database.execute(DOCUMENTS)))
    progress("Rendering sections")
    save_rows(database, "section_head", _section_heads(database))
    save_rows(database, "section_body", _section_bodies(database))
    save_changes(database, _changes(database))
    save_rows(database, "release", [_release_row(database)])
    progress("Deriving tables")
    database.execute("DROP TABLE staged")
    derive_tables(database)


def _stage(database: Database, clinic: Clinic) -> None:
    database.execute(STAGE)
    database.execute("BEGIN")
    database.conn.executemany(INSERT, _staged_rows(clinic))
    database.execute("COMMIT")


def _staged_rows(clinic: Clinic) -> Iterator[tuple[object, ...]]:
    lang = ""
    for document, dates in make_documents(clinic):
        lang = getattr(document, "lang", lang)
        yield (
            document.id,
            type_of(document),
            document.slug,
            dates.last_seq,
            document.rev,
            document.published_at,
            document.updated_at,
            msgspec.json.encode(document),
            dates.first_seq,
            hashlib.sha256(document.rev.encode()).hexdigest()[:16],
            lang,
        )


def type_of(document: Document) -> str:
    """Name the type of a document as in its JSON."""
    return str(type(document).__struct_config__.tag)


def _sections(database: Database) -> Iterator[tuple[Section, str]]:
    decoder = msgspec.json.Decoder(Section)
    for body, lang in database.execute(SECTION_BODIES):
        yield decoder.decode(body), lang


def _section_heads(database: Database) -> Iterator[SectionHeadRow]:
    for section, _ in _sections(database):
        bare = msgspec.json.encode(msgspec.structs.replace(section, blocks=msgspec.UNSET))
        yield SectionHeadRow(section.id, len(bare) - len(b"}"))


def _section_bodies(database: Database) -> Iterator[SectionBodyRow]:
    for section, lang in _sections(database):
        for name, render in RENDERERS.items():
            body = msgspec.json.encode(render(section.blocks, lang)).decode()
            yield SectionBodyRow(section.id, name, body)


def _changes(database: Database) -> Iterator[Change]:
    for seq, at, type_, id_, slug, rev in database.execute(CHANGES):
        yield Change(seq=seq, at=at, op="upsert", type=type_, id=id_, slug=slug, rev=rev)


def _release_row(database: Database) -> ReleaseRow:
    seq, created_at = database.execute("SELECT max(seq), max(at) FROM change").fetchone()
    return ReleaseRow(
        lineage=hashlib.sha256(b"synthetic").hexdigest()[:16],
        seq=seq,
        created_at=created_at,
        digest=_digest(database),
        schema_version=SCHEMA_VERSION,
        default_lang=lang_of(0),
        counts=msgspec.json.encode(dict(database.execute(COUNTS).fetchall())).decode(),
    )


def _digest(database: Database) -> str:
    """Hash the ids and revs as the compiler does, without holding them all."""
    digest, separator = hashlib.sha256(), b""
    for (rev,) in database.execute(REVS):
        digest.update(separator + rev.encode())
        separator = b"\n"
    return digest.hexdigest()
