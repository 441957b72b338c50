import re
import sqlite3

import pytest

from api.resources import RESOURCES, Resource
from api.store.statements import all_statements

STATEMENTS = list(all_statements())
EACH_RESOURCE = pytest.mark.parametrize(
    "resource", RESOURCES, ids=[resource.type.name for resource in RESOURCES]
)

WALKS = {
    r"SCAN release": "it has one row",
    r"SCAN source VIRTUAL TABLE INDEX 1:": "the ids of the page that was asked for",
    r"SCAN hit VIRTUAL TABLE INDEX 1:": "the rows that a search found, up to a limit",
    r"SCAN related": "what the statement itself found for these ids",
    r"SCAN \(subquery-\d+\)": "ten neighbours of a slug",
    r"SCAN (\w+) USING COVERING INDEX \1_by_\w+": "a list, in its order, up to a limit",
}
"""What may be read from end to end, and why that is not much."""


def plan_of(database: sqlite3.Connection, statement: str) -> list[str]:
    """How SQLite will run a statement, step by step."""
    values = dict.fromkeys(re.findall(r":(\w+)", statement))
    rows = database.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    return [str(row[3]) for row in rows]


def list_statements(resource: Resource) -> list[str]:
    """The statements that read pages of a list."""
    return [text for text in STATEMENTS if f"\nFROM {resource.type.name}\n" in text]


@pytest.mark.parametrize("number", range(len(STATEMENTS)))
def test_no_statement_reads_a_whole_table(number: int, database: sqlite3.Connection) -> None:
    """Each row is found through an index; only a list walks one, in its own order."""
    scans = [step for step in plan_of(database, STATEMENTS[number]) if step.startswith("SCAN")]

    assert not [step for step in scans if not any(re.fullmatch(walk, step) for walk in WALKS)]


@EACH_RESOURCE
def test_no_list_is_sorted_while_it_is_read(
    resource: Resource, database: sqlite3.Connection
) -> None:
    """The index has the order of the list, so that a page costs the same anywhere in it."""
    plans = [plan_of(database, statement) for statement in list_statements(resource)]

    assert len(plans) >= 2
    assert not [plan for plan in plans if any("TEMP B-TREE" in step for step in plan)]
    assert all(f"{resource.type.name}_by_" in plan[0] for plan in plans)


@EACH_RESOURCE
def test_a_page_begins_where_its_cursor_stands(
    resource: Resource, database: sqlite3.Connection
) -> None:
    """What comes before a cursor is not read again: the index is entered there."""
    following = [text for text in list_statements(resource) if ":after_0" in text]

    for statement in following:
        [first, *_] = plan_of(database, statement)
        assert first.startswith("SEARCH")
        assert ")>(" in first or "(article_id=?)" in first


@EACH_RESOURCE
def test_the_index_of_a_list_is_its_declared_order(
    resource: Resource, database: sqlite3.Connection
) -> None:
    """The columns that a list is sorted by, then the id, as one index."""
    columns = [*(column.name for column in resource.order), "id"]
    indexes = [
        row[1] for row in database.execute(f"PRAGMA index_list({resource.type.name})").fetchall()
    ]

    found = [
        [row[2] for row in database.execute(f"PRAGMA index_info({index})")] for index in indexes
    ]

    assert columns in found


def test_reading_a_document_reads_one_row(database: sqlite3.Connection) -> None:
    """By id and by slug a unique index leads to the document."""
    texts = [text for text in STATEMENTS if text.startswith("SELECT document.id, document.body\n")]
    points = [text for text in texts if text.endswith("= :key\n")]

    plans = [plan_of(database, text) for text in points]

    assert plans == [
        ["SEARCH document USING INDEX document_id (id=?)"],
        ["SEARCH document USING INDEX document_slug (type=? AND slug=?)"],
    ]
