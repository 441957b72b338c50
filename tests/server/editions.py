"""Two editions of the small clinic: no document is the same in both."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

MARKS = {
    "topics.yaml": r"(description: [^.]*)",
    "references.yaml": r"((?:title|publisher): .*)",
    "site.yaml": r"(credit: .*)",
    "studies/*.yaml": r"(title: .*)",
    "practitioners/*.yaml": r"(summary: [^.]*)",
    "service-bundles/*.yaml": r"(summary: [^.]*)",
}
"""Where each source is marked; the credit is part of every article and section."""


class Edition(NamedTuple):
    """A release file, and what is in it."""

    file: Path
    documents: dict[str, Any]

    def holds(self, document: Any) -> bool:
        """Whether a document is one of this edition, in every member."""
        return bool(self.documents.get(document["id"]) == document)

    def has_titled(self, hit: Any) -> bool:
        """Whether a document is called like this in this edition."""
        return bool(self.documents[hit["id"]]["title"] == hit["title"])


def mark(content: Path, name: str) -> None:
    """Write the name of an edition into every source."""
    for pattern, place in MARKS.items():
        for path in content.glob(pattern):
            path.write_text(re.sub(place, rf"\1 {name}", path.read_text()))


def read_edition(file: Path) -> Edition:
    """Read all documents of a release file."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT id, body FROM document").fetchall()
    return Edition(file, {id_: msgspec.json.decode(body) for id_, body in rows})


def documents_of(answer: Any) -> Iterator[Any]:
    """List every document of an answer."""
    data = answer["data"]
    yield from data if isinstance(data, list) else [data]
    for documents in answer.get("included", {}).values():
        yield from documents
