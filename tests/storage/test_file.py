import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.resources import RESOURCES
from schema.section import BODY_FORMATS
from schema.storage.identity import APPLICATION_ID, SCHEMA_VERSION
from tests.client import Client

FORMS = [form for form in BODY_FORMATS if form not in {"blocks", "none"}]
TYPES = {resource.type.name: resource.type for resource in RESOURCES}


def rows_of(database: sqlite3.Connection, statement: str) -> list[Any]:
    return database.execute(statement).fetchall()


def test_every_document_is_served_as_it_is_kept(
    database: sqlite3.Connection, client: Client
) -> None:
    """The body in the file is the body on the wire."""
    documents = rows_of(database, "SELECT id, type, body FROM document")

    for id_, type_, body in documents:
        answer = client.get(f"{TYPES[type_].path}/{id_}")
        assert answer.body == b'{"data":' + body + b"}"
    assert len(documents) == 23


def test_columns_of_a_document_are_its_members(database: sqlite3.Connection) -> None:
    """What the table says of a document, the document says of itself."""
    rows = rows_of(
        database, "SELECT id, type, slug, rev, published_at, updated_at, body FROM document"
    )

    for id_, type_, slug, rev, published_at, updated_at, body in rows:
        document = msgspec.json.decode(body)
        assert (document["id"], document["type"], document["slug"]) == (id_, type_, slug)
        assert (document["published_at"], document["updated_at"]) == (published_at, updated_at)
        assert document["rev"] == rev


@pytest.mark.parametrize("form", FORMS)
def test_a_body_takes_the_place_of_the_blocks(
    form: str, database: sqlite3.Connection, client: Client
) -> None:
    """Each section in each form is its head, one member, and nothing else, as valid JSON."""
    rows = rows_of(
        database,
        "SELECT section_id, format, section_body.body, document.body FROM section_body "
        "JOIN document ON document.id = section_id",
    )

    sections = [row for row in rows if row[1] == form]

    for id_, _, text, body in sections:
        document = msgspec.json.decode(body)
        del document["blocks"]
        served = client.get(f"/v1/sections/{id_}?body={form}").json()["data"]
        assert served == {**document, form: msgspec.json.decode(text)}
    assert len(sections) == 7


def test_every_section_has_every_form(database: sqlite3.Connection) -> None:
    """Whatever is asked for is there."""
    pairs = set(rows_of(database, "SELECT section_id, format FROM section_body"))
    ids = [id_ for (id_,) in rows_of(database, "SELECT id FROM section")]

    assert pairs == {(id_, form) for id_ in ids for form in FORMS}
    assert {id_ for (id_,) in rows_of(database, "SELECT section_id FROM section_head")} == set(ids)


def test_a_head_ends_where_the_blocks_begin(database: sqlite3.Connection) -> None:
    """Without its blocks a section is the head and a brace."""
    statement = "SELECT bytes, body FROM section_head JOIN document ON document.id = section_id"

    for size, body in rows_of(database, statement):
        assert body[size:].startswith(b',"blocks":[')
        assert body.endswith(b"]}")
        assert "blocks" not in msgspec.json.decode(body[:size] + b"}")


def test_every_link_between_rows_leads_somewhere(database: sqlite3.Connection) -> None:
    """Foreign keys hold, and the pages of the file are in order."""
    assert rows_of(database, "PRAGMA foreign_key_check") == []
    assert rows_of(database, "PRAGMA integrity_check") == [("ok",)]


def test_every_document_has_one_row_in_the_table_of_its_type(
    database: sqlite3.Connection,
) -> None:
    """No document is missing from its list, and no list holds anything else."""
    for name in TYPES:
        listed = rows_of(database, f"SELECT id FROM {name} ORDER BY id")  # noqa: S608 (our names)

        kept = database.execute("SELECT id FROM document WHERE type = ? ORDER BY id", (name,))

        assert listed == kept.fetchall()


def test_a_former_slug_is_the_slug_of_nothing_else(database: sqlite3.Connection) -> None:
    """A redirect never hides a document."""
    former = rows_of(database, "SELECT type, slug FROM slug_alias")

    current = rows_of(database, "SELECT type, slug FROM document")

    assert ("article", "rest") in former
    assert ("section", "rest.how") in former
    assert not set(former) & set(current)


def test_a_withdrawn_document_left_its_tombstone_only(database: sqlite3.Connection) -> None:
    """No row of it is left but those that say that it is gone."""
    gone = rows_of(database, "SELECT id FROM tombstone")

    left = rows_of(
        database,
        "SELECT id FROM document UNION SELECT source_id FROM relation "
        "UNION SELECT target_id FROM relation UNION SELECT id FROM search",
    )

    assert len(gone) == 3
    assert not set(gone) & set(left)


def test_the_file_says_what_it_is(file: Path, database: sqlite3.Connection) -> None:
    """Named by its hash, marked as ours, without a journal."""
    assert rows_of(database, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows_of(database, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows_of(database, "PRAGMA page_size") == [(4096,)]
    assert len(file.stem) == 64
    assert file.stat().st_mode & 0o222 == 0


def test_tables_are_strict(database: sqlite3.Connection) -> None:
    """A column holds the type that it was declared with."""
    tables = rows_of(
        database,
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict "
        "AND schema = 'main' AND name NOT LIKE 'sqlite_%'",
    )

    assert tables == []
