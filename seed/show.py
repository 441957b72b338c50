"""Look into a release file."""

from pathlib import Path
from typing import Any

import msgspec

from schema.names import did_you_mean
from schema.storage.current import Current
from schema.storage.layout import ReleaseRow
from seed.release import read_rows


class ShownNothing(Exception):
    """The release holds no document of that name."""


def show_release(path: Path, current: Current) -> dict[str, Any]:
    """Tell what a release is and what it holds."""
    (values,) = read_rows(path, "SELECT * FROM release")
    row = ReleaseRow(*values)._asdict()
    row["counts"] = msgspec.json.decode(row["counts"])
    return {**msgspec.structs.asdict(current), **row}


def show_document(path: Path, name: str) -> Any:
    """Find a document by id or slug.

    Raises:
        ShownNothing: There is none.
    """
    query = "SELECT body FROM document WHERE id = :name OR slug = :name ORDER BY type"
    rows = read_rows(path, query, name=name)
    slugs = [slug for (slug,) in read_rows(path, "SELECT slug FROM document")]
    if not rows:
        raise ShownNothing(f'No document is called "{name}".{did_you_mean(name, slugs)}')
    documents = [msgspec.json.decode(body) for (body,) in rows]
    return documents[0] if len(documents) == 1 else documents
