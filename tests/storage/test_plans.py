import re
import sqlite3

import pytest

from api.resources import RESOURCES, Resource
from api.store.listing_statements import RANK_VALUES, READ_VALUES, ROUND_UP_VALUE
from api.store.statements import BODIES, all_statements, select_rows

STATEMENTS = list(all_statements())
EACH_RESOURCE = pytest.mark.parametrize(
    "resource", RESOURCES, ids=[resource.type.name for resource in RESOURCES]
)

WALKS = {
    r"SCAN release": "it has one row",
    r"SCAN source VIRTUAL TABLE INDEX 1:": "the ids of the page that was asked for",
    r"SCAN held VIRTUAL TABLE INDEX 1:": "the ids that somebody asks about, up to a limit",
    r"SCAN hit VIRTUAL TABLE INDEX 1:": "the rows that a search found, up to a limit",
    r"SCAN wanted VIRTUAL TABLE INDEX 1:": "the values of a filter, or the rows of a page",
    r"SCAN fan_out": "a row for each relation, read when a release is opened",
    r"SCAN topic VIRTUAL TABLE INDEX 1:": "a topic that a copy is narrowed by, and those below it",
    r"SCAN named": "what a page of changes names",
    r"SCAN related": "what the statement itself found for these ids",
    r"SCAN \(subquery-\d+\)": "ten neighbours of a slug",
    r"SCAN document USING COVERING INDEX document_stale_on": "when a release is opened",
}
"""What may be read from end to end, and why that is not much."""


def plan_of(database: sqlite3.Connection, statement: str) -> list[str]:
    """How SQLite will run a statement, step by step."""
    values = dict.fromkeys(re.findall(r":(\w+)", statement))
    rows = database.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    return [str(row[3]) for row in rows]


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_no_statement_reads_a_whole_table(number: int, database: sqlite3.Connection) -> None:
    """Each row is found through an index or by its number."""
    scans = [step for step in plan_of(database, STATEMENTS[number]) if step.startswith("SCAN")]

    assert not [step for step in scans if not any(re.fullmatch(walk, step) for walk in WALKS)]


@pytest.mark.parametrize("form", BODIES)
def test_a_page_is_read_by_the_numbers_of_its_rows(form: str, database: sqlite3.Connection) -> None:
    """What is on a page is known before; its documents are read in that order, unsorted."""
    plan = plan_of(database, select_rows(form))

    assert "SEARCH document USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert not [step for step in plan if "document_" in step]


@pytest.mark.parametrize("statement", [ROUND_UP_VALUE, READ_VALUES, RANK_VALUES])
def test_a_value_is_found_in_an_index(statement: str, database: sqlite3.Connection) -> None:
    """Values and ranks lead to each other without a row of a table being read."""
    [step] = [step for step in plan_of(database, statement) if "field_value" in step]

    assert step.startswith("SEARCH")
    assert "type=? AND name=? AND" in step


@EACH_RESOURCE
def test_every_declared_field_has_ranks(resource: Resource, database: sqlite3.Connection) -> None:
    """What a client may filter or sort by is a column of the table of the type."""
    names = {
        row[0]
        for row in database.execute("SELECT name FROM field WHERE type = ?", [resource.type.name])
    }

    assert {field.name for field in resource.all_fields} <= names


@EACH_RESOURCE
def test_the_rows_of_a_type_stand_together(
    resource: Resource, database: sqlite3.Connection
) -> None:
    """The place of a document among its type is its row less the first one, in the order of ids."""
    rows = database.execute(
        "SELECT rowid, id FROM document WHERE type = ? ORDER BY rowid", [resource.type.name]
    ).fetchall()

    assert [row for row, _ in rows] == list(range(rows[0][0], rows[0][0] + len(rows)))
    assert [id_ for _, id_ in rows] == sorted(id_ for _, id_ in rows)


def test_reading_a_document_reads_one_row(database: sqlite3.Connection) -> None:
    """By id and by slug a unique index leads to the document."""
    texts = [text for text in STATEMENTS if text.startswith("SELECT document.id, document.body,")]
    points = [text for text in texts if text.endswith("= :key\n")]

    plans = [plan_of(database, text) for text in points]

    assert plans == [
        ["SEARCH document USING INDEX document_id (id=?)"],
        ["SEARCH document USING INDEX document_slug (type=? AND slug=?)"],
    ]
