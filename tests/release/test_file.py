"""A release file, as somebody reads it who has nothing but SQLite."""

import hashlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from sqlite_utils import Database

from seed.release import hash_file, read_current

RESOURCES = (
    "article",
    "section",
    "study",
    "reference",
    "practitioner",
    "service_bundle",
    "topic",
)


@pytest.fixture(scope="module")
def path(clinic_releases: Path) -> Path:
    """The release file of the small clinic that is in force."""
    current = read_current(clinic_releases)
    assert current is not None
    return clinic_releases / current.file


@pytest.fixture
def file(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, open as anybody opens it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def test_current_names_the_file_by_its_bytes(path: Path, clinic_releases: Path) -> None:
    """Name, hash and size agree, so that a copy can be verified without this code."""
    current = read_current(clinic_releases)

    assert current is not None
    assert current.file == f"{current.sha256}.sqlite"
    assert current.sha256 == hash_file(path)
    assert current.bytes == path.stat().st_size


def test_every_release_is_read_only(clinic_releases: Path) -> None:
    """Nobody changes a release by accident, neither the one in force nor an older one."""
    modes = [stat.S_IMODE(each.stat().st_mode) for each in clinic_releases.glob("*.sqlite")]

    assert modes == [0o444, 0o444]


def test_nothing_stands_beside_the_releases(clinic_releases: Path) -> None:
    """No journal, no draft: what is in the folder is in force or was, or belongs to what is."""
    names = {each.name for each in clinic_releases.iterdir() if each.is_file()}

    releases = {each.stem for each in clinic_releases.glob("*.sqlite")}
    derived = {f"{each}{suffix}" for each in releases for suffix in (".sqlite", ".ready")}
    assert names == {*derived, "CURRENT", "HISTORY", ".lock"}


def test_every_table_is_strict(file: sqlite3.Connection) -> None:
    """A column holds what it says; the tables of the full-text search are SQLite's own."""
    rows = file.execute(
        "SELECT name, strict FROM pragma_table_list"
        " WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()

    assert {name for name, _ in rows} >= {"document", "relation", "change", *RESOURCES}
    assert [name for name, strict in rows if not strict] == []


def test_the_file_is_whole(file: sqlite3.Connection) -> None:
    """Every page can be read, and every row that names another finds it."""
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_links_between_tables_are_declared(file: sqlite3.Connection) -> None:
    """The check above means something: relations, aliases and every resource name documents."""
    for table in ("relation", "slug_alias", "section_body", *RESOURCES):
        targets = {row[2] for row in file.execute(f"PRAGMA foreign_key_list({table})")}
        assert targets == {"document"}, table


@pytest.mark.parametrize("table", RESOURCES)
def test_a_table_has_the_documents_of_its_type(file: sqlite3.Connection, table: str) -> None:
    """No document is missing from the table that filters and sorts it, and none is too many."""
    listed = file.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()  # noqa: S608

    rows = file.execute("SELECT id FROM document WHERE type = ? ORDER BY id", [table])

    assert listed == rows.fetchall()
    assert listed


def test_rows_say_what_their_documents_say(file: sqlite3.Connection) -> None:
    """Id, slug, rev and dates are not kept in two versions."""
    names = ("id", "type", "slug", "rev", "published_at", "updated_at")
    rows = file.execute(f"SELECT {', '.join(names)}, body FROM document").fetchall()  # noqa: S608

    for *values, body in rows:
        document = msgspec.json.decode(body)
        assert [document[name] for name in names] == values


def test_positions_of_relations_have_no_gap(file: sqlite3.Connection) -> None:
    """The first link of a relation has position 0, the next one 1."""
    rows = file.execute(
        "SELECT min(position), max(position) - count(*) FROM relation GROUP BY source_id, name"
    ).fetchall()

    assert set(rows) == {(0, -1)}


def test_the_file_counts_itself(file: sqlite3.Connection) -> None:
    """One row says how much there is, and up to which change."""
    [(seq, counts)] = file.execute("SELECT seq, counts FROM release").fetchall()

    found = file.execute("SELECT type, count(*) FROM document GROUP BY type").fetchall()
    assert msgspec.json.decode(counts) == dict(found)
    assert (seq,) == file.execute("SELECT max(seq) FROM change").fetchone()


def test_the_ledger_in_the_file_is_the_ledger(
    file: sqlite3.Connection, clinic_releases: Path
) -> None:
    """Whoever has the file has the whole history, in the words of the ledger."""
    cursor = file.execute("SELECT * FROM change ORDER BY seq")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]

    lines = (clinic_releases.parent / "ledger.jsonl").read_bytes().splitlines()
    marks = [row.pop("mark") for row in rows]
    known = [{key: value for key, value in row.items() if value is not None} for row in rows]
    assert known == [{"change_class": "editorial", **msgspec.json.decode(line)} for line in lines]
    assert marks == [
        hashlib.sha256(b"".join(line + b"\n" for line in lines[:count])).hexdigest()[:16]
        for count in range(1, len(lines) + 1)
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("migraña", {"migrana", "migrana.lead"}),
        ("MIGRANA", {"migrana", "migrana.lead"}),
        ("curtains", {"migraine.care"}),
        ("asleep", {"migraine.care"}),
        ("Testland", {"able-trial"}),
        ("sham", {"baker-trial", "migraine.care"}),
        ('"Journal of Tests"', {"able-2020"}),
        ('"Testing Institute"', {"cook-2022"}),
        ("title: Jane", {"jane-example"}),
        ("title: Quiet", {"quiet-week"}),
        ("synonyms: sick", {"migraine"}),
        ("headings: worry", {"migraine"}),
        ("CANARY", set()),
    ],
)
def test_words_of_every_type_are_found(
    file: sqlite3.Connection, words: str, found: set[str]
) -> None:
    """The full-text search of the file knows titles, synonyms, headings and text."""
    rows = file.execute(
        "SELECT document.slug FROM search JOIN document ON document.id = search.id"
        " WHERE search MATCH ?",
        [words],
    )

    assert {slug for (slug,) in rows} == found


def test_sqlite_utils_reads_it(path: Path) -> None:
    """The file is an ordinary database for ordinary tools."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        database = Database(connection)

        [study] = database.table("study").rows_where("id = ?", ["stu_aaaaaaaaa2"])

        assert study["title"] == "Baker trial"
        assert database.table("search").detect_fts() == "search"
        assert {"document", "relation", "tombstone"} <= set(database.table_names())
