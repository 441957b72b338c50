import sqlite3
from pathlib import Path

import pytest

from api.errors import StoreUnavailable
from api.store.release import LIMITS, Release, open_release

DENIED = [
    "INSERT INTO slug_alias (type, slug, id) VALUES ('a', 'a', 'a')",
    "UPDATE document SET slug = 'a'",
    "DELETE FROM document",
    "DELETE FROM document WHERE id = 'a'",
    "REPLACE INTO release SELECT * FROM release",
    "DROP TABLE document",
    "ALTER TABLE document RENAME TO other",
    "ALTER TABLE document ADD COLUMN other",
    "CREATE TABLE other (a)",
    "CREATE TEMP TABLE other (a)",
    "CREATE TEMP VIEW other AS SELECT 1",
    "CREATE TEMP TRIGGER other AFTER INSERT ON document BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE other USING fts5 (a)",
    "CREATE INDEX other ON document (rev)",
    "REINDEX",
    "ANALYZE",
    "VACUUM",
    "VACUUM INTO '/tmp/other'",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "BEGIN",
    "SAVEPOINT other",
    "PRAGMA query_only=0",
    "PRAGMA query_only",
    "PRAGMA writable_schema=1",
    "PRAGMA trusted_schema=1",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA user_version=2",
    "PRAGMA mmap_size=0",
    "PRAGMA database_list",
    "SELECT load_extension('other')",
    "SELECT randomblob(1000000)",
    "SELECT zeroblob(1000000)",
    "SELECT replace(body, 'a', 'b') FROM document",
    "SELECT count(*) FROM document",
    "SELECT value FROM json_tree('[]')",
    "SELECT value FROM json_each('[]') WHERE value LIKE '%a%'",
    "SELECT name FROM pragma_database_list",
    "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n FROM endless) SELECT n FROM endless",
]


@pytest.mark.parametrize("statement", DENIED, ids=lambda statement: statement[:40])
def test_everything_but_reading_is_denied(statement: str, release: Release) -> None:
    """Also if a statement of ours were ever wrong, it could only read."""
    with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|authorization|constructor"):
        release._connection.execute(statement)


def test_reading_is_allowed(release: Release) -> None:
    """Tables, the functions that the catalogue uses, and nothing more."""
    rows = release.fetch(
        "SELECT min(id), substr(slug, 1, 2) FROM topic JOIN document USING (id)", {}
    )

    assert rows == [("top_aaaaaaaaa1", "he")]


def test_the_file_is_open_for_reading_only(release: Release) -> None:
    """Even without the authorizer nothing can be written or attached."""
    release._connection.set_authorizer(None)

    for statement in ("DELETE FROM document", "CREATE TABLE other (a)", "ATTACH ':memory:' AS b"):
        with pytest.raises(sqlite3.DatabaseError, match=r"readonly|too many attached"):
            release._connection.execute(statement)


def test_limits_are_set(release: Release) -> None:
    """What no statement of ours needs, none can have."""
    found = {limit: release._connection.getlimit(limit) for limit in LIMITS}

    assert found == LIMITS


def test_a_long_statement_is_refused(release: Release) -> None:
    """No statement of the catalogue comes near the limit of 10 kB."""
    with pytest.raises(sqlite3.DataError):
        release._connection.execute(f"SELECT 1 -- {'x' * 10_000}")


def test_an_endless_statement_is_stopped(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline holds inside SQLite, not only between statements."""
    monkeypatch.setattr("api.store.release.DEADLINE", 0.01)
    endless = (
        "SELECT min(a.position) FROM relation a, relation b, relation c, relation d, relation e"
    )

    with pytest.raises(StoreUnavailable):
        release.fetch(endless, {})


def test_a_closed_release_reads_nothing(release: Release) -> None:
    """What is let go is gone."""
    release.close()

    with pytest.raises(sqlite3.ProgrammingError):
        release.fetch("SELECT id FROM topic", {})


def test_two_releases_can_be_open_at_once(release: Release, clinic_releases: Path) -> None:
    """A swap opens the new one before the old one is let go."""
    other = open_release(clinic_releases)

    release.close()

    assert other.fetch("SELECT id FROM topic WHERE name = 'Rest'", {}) == [("top_aaaaaaaaa4",)]
    other.close()
