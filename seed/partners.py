"""A release for partners: what they may not show is there without its body.

It is laid out anew from what is left of the documents, and never cut out of a release. So there is
nothing in an index, or on a page that is not used any more, that nobody thought of.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlite_utils import Database

from schema.rights import may_excerpt
from schema.section import SECTION
from schema.storage.layout import DocumentRow, ReleaseRow, derive_tables, save_rows
from seed.documents import KINDS
from seed.release import iterate_rows, write_release

BODIES = {type_.name: type_.body for type_ in (*(kind.type for kind in KINDS), SECTION)}
"""The members that are the body, by the type of a document."""
EXCERPT = "summary"
"""What may be shown as a part of the text."""

READ_DOCUMENTS = "SELECT * FROM document ORDER BY id"
READ_RELEASE = "SELECT * FROM release"
COPY_ALL = "INSERT INTO main.{table} SELECT * FROM whole.{table}"
COPY_SHOWN = """\
INSERT INTO main.{table}
SELECT * FROM whole.{table}
WHERE {column} NOT IN (SELECT value FROM json_each(?))
"""
WITHOUT_TEXT = ("section_head", "slug_alias", "tombstone", "change")
WITH_TEXT = {"section_body": "section_id", "representation": "document_id"}
"""Tables with text, and the column that names the document."""


class Parts(msgspec.Struct):
    """Whether parts may be shown alone."""

    allowed: bool
    max_words: int | None = None


class Terms(msgspec.Struct):
    """What of a document's rights counts here."""

    syndicable: bool
    excerpts: Parts


def write_for_partners(release: Path, folder: Path) -> Path:
    """Write what partners may have of a release into a folder, named by its hash."""
    return write_release(folder, lambda database: _fill(database, release))


def _fill(database: Database, release: Path) -> None:
    """Put into an empty release file what partners may have; the tables of each type follow."""
    withheld: list[str] = []
    save_rows(database, "release", _release_rows(release))
    save_rows(database, "document", _document_rows(release, withheld))
    database.attach("whole", release)
    for table in WITHOUT_TEXT:
        database.execute(COPY_ALL.format(table=table))
    ids = msgspec.json.encode(withheld).decode()
    for table, column in WITH_TEXT.items():
        database.execute(COPY_SHOWN.format(table=table, column=column), [ids])
    database.execute("DETACH whole")
    derive_tables(database)


def _release_rows(release: Path) -> Iterator[ReleaseRow]:
    for row in iterate_rows(release, READ_RELEASE):
        yield ReleaseRow(*row)._replace(audience="partners")


def _document_rows(release: Path, withheld: list[str]) -> Iterator[DocumentRow]:
    """Read the documents as partners may have them, and note which are there without their body."""
    for row in map(DocumentRow._make, iterate_rows(release, READ_DOCUMENTS)):
        body = take_body_out(row.type, row.body)
        if body != row.body:
            withheld.append(row.id)
        yield row._replace(body=body)


def take_body_out(type_name: str, document: bytes) -> bytes:
    """Leave out of a document what partners may not show; all else stays as it is, byte for byte.

    >>> yoga = b'{"name":"Yoga","description":"Slow.","rights":%b}'
    >>> take_body_out("topic", yoga % b'{"syndicable":false,"excerpts":{"allowed":false}}')
    b'{"name":"Yoga","rights":{"syndicable":false,"excerpts":{"allowed":false}}}'
    """
    members = msgspec.json.decode(document, type=dict[str, msgspec.Raw])
    rights = msgspec.json.decode(members["rights"], type=Terms)
    if rights.syndicable:
        return document
    left_out = {name for name in BODIES[type_name] if not _may_show(name, members, rights)}
    return msgspec.json.encode({k: v for k, v in members.items() if k not in left_out})


def _may_show(name: str, members: dict[str, msgspec.Raw], rights: Terms) -> bool:
    """Whether a member may be shown where the whole may not be: a summary, if parts have leave."""
    text = msgspec.json.decode(members[name]) if name == EXCERPT and name in members else None
    return isinstance(text, str) and may_excerpt(
        text,
        syndicable=False,
        allowed=rights.excerpts.allowed,
        max_words=rights.excerpts.max_words,
    )
