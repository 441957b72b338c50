"""Peers are compared on the same content: their tables hold what the release holds."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.serve.peers import QUERIES, fill_database
from seed.release import read_current


@pytest.fixture
def database(clinic_releases: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The tables of the peers, and the release that they were filled from."""
    current = read_current(clinic_releases)
    assert current is not None
    release = clinic_releases / current.file
    fill_database(tmp_path / "clinic.db", release)
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as database:
        database.execute("ATTACH ? AS release", [str(release)])
        database.row_factory = sqlite3.Row
        yield database


@pytest.mark.parametrize("name", ["article", "reference", "study", "topic", "practitioner"])
def test_every_document_is_there(name: str, database: sqlite3.Connection) -> None:
    """Whoever has fewer of them answers faster."""
    documents = "SELECT slug FROM document WHERE type = ? ORDER BY slug"

    rows = database.execute(f"SELECT slug FROM main.{name} ORDER BY slug").fetchall()  # noqa: S608

    assert rows == database.execute(documents, [name]).fetchall()
    assert rows


def test_the_queries_find_what_is_asked_for(database: sqlite3.Connection) -> None:
    """Each query that Datasette is given answers with the content of the clinic."""
    queries = json.loads(QUERIES.read_text())["databases"]["clinic"]["queries"]

    def ask(name: str, **values: str) -> list[dict[str, Any]]:
        return [dict(row) for row in database.execute(queries[name]["sql"], values)]

    [page] = ask("page", slug="migraine")
    [record] = ask("record", slug="jane-example")

    assert page["lang"] == "en-US"
    assert len(json.loads(page["sections"])) == 4
    assert [each["slug"] for each in ask("list")] != []
    assert [each["slug"] for each in ask("search", q="migraine")] == ["migraine"]
    assert record["city"]
