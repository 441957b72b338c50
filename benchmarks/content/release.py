"""A synthetic clinic as a release, laid out and put in force by the code that does it for real."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlite_utils import Database

from benchmarks.content.articles import lang_of
from benchmarks.content.clinic import Clinic
from benchmarks.content.staging import (
    stage,
    staged_bodies,
    staged_changes,
    staged_documents,
    staged_heads,
)
from schema.storage.current import Current
from schema.storage.identity import CURRENT, SCHEMA_VERSION
from schema.storage.layout import ReleaseRow, derive_tables, save_changes, save_rows
from schema.storage.search_index import build_search_index
from seed.ready.build import build_ready
from seed.release import publisher_lock, put_in_force, write_release

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".bench"
MADE_BY = (
    "benchmarks/words.py",
    "benchmarks/content/*.py",
    "schema/**/*.py",
    "schema/**/*.sql",
    "seed/ready/*.py",
    "seed/render/*.py",
)
"""What decides about the content; a release of other code is not used again."""

Progress = Callable[[str], None]
"""Is told the name of each step as it begins."""

COUNTS = "SELECT type, count(*) FROM document GROUP BY type ORDER BY type"
REVS = "SELECT id || ':' || rev FROM document ORDER BY id"


def ensure_release(
    articles: int, progress: Progress, folder: Path | None = None, *, has_text: bool = True
) -> Path:
    """Find the folder with a synthetic clinic in force; build it if this code did not yet.

    Args:
        articles: How many articles the clinic has; everything else follows.
        progress: Is told each step.
        folder: Where releases are kept, instead of a folder below `.bench/`.
        has_text: Whether articles have sections; without, it takes a tenth of the time.
    """
    kind = "" if has_text else "-lists"
    folder = folder or KEPT / f"{articles}{kind}-{_fingerprint()}"
    if not (folder / CURRENT).exists():
        build_release(Clinic(articles, has_text=has_text), folder, progress)
    return folder


def build_release(clinic: Clinic, folder: Path, progress: Progress) -> Current:
    """Build a release of a synthetic clinic and put it in force."""
    with publisher_lock(folder):
        release = write_release(folder, lambda database: _fill(database, clinic, progress))
        progress("Making answers ready")
        build_ready(release)
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
    stage(database, clinic)
    progress("Saving them")
    save_rows(database, "document", staged_documents(database))
    save_rows(database, "section_head", staged_heads(database))
    save_rows(database, "section_body", staged_bodies(database))
    save_changes(database, staged_changes(database))
    save_rows(database, "release", [_release_row(database)])
    database.execute("DROP TABLE staged")
    progress("Deriving tables")
    derive_tables(database)


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
        site_name="Synthetic Clinic",
        site_url="https://clinic.example",
    )


def _digest(database: Database) -> str:
    """Hash the ids and revs as the compiler does, without holding them all."""
    digest, separator = hashlib.sha256(), b""
    for (pair,) in database.execute(REVS):
        digest.update(separator + pair.encode())
        separator = b"\n"
    return digest.hexdigest()
