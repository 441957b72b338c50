"""Look into a release file."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from schema.names import did_you_mean
from schema.storage.current import Current


class ShownNothing(Exception):
    """The release holds no document of that name."""


def show_release(path: Path, current: Current) -> dict[str, Any]:
    """Tell what a release is and what it holds."""
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM release").fetchone())
    row["counts"] = msgspec.json.decode(row["counts"])
    return {**msgspec.structs.asdict(current), **row}


def show_document(path: Path, name: str) -> Any:
    """Find a document by id or slug.

    Raises:
        ShownNothing: There is none.
    """
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as connection:
        query = "SELECT body FROM document WHERE id = :name OR slug = :name ORDER BY type"
        rows = connection.execute(query, {"name": name}).fetchall()
        slugs = [slug for (slug,) in connection.execute("SELECT slug FROM document")]
    if not rows:
        raise ShownNothing(f'No document is called "{name}".{did_you_mean(name, slugs)}')
    documents = [msgspec.json.decode(body) for (body,) in rows]
    return documents[0] if len(documents) == 1 else documents
