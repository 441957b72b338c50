"""What an answer rests on: what must stay as it is for the answer to stay true."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from api.query.parse import DocumentQuery
from api.resources.resource import Relation
from api.store.read import FoundDocument, Row

DAY = 24 * 60 * 60
SETTLED = DAY + 60 * 60
"""Seconds after the first moment of a day in which something published on that day may appear.

Changes are dated by the day. Until that day is over, and a build that was begun on it in force,
content may change again under the same date; so until then a date proves nothing.
"""
DATED_BODIES = frozenset({"blocks", "none"})
"""Forms of a section that its own date speaks for; the others follow from the language of its
article and from the compiler, too.
"""


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer rests on."""

    changed_at: str = ""
    """The last change of anything in it; empty where no date speaks for its bytes."""


def basis_of_document(found: FoundDocument, query: DocumentQuery, created_at: str) -> Basis:
    """Find what an answer with one document rests on.

    A document names what its own relations lead to, so the last change of any of them is the
    last change of the answer. What a relation brings that is read backwards can leave without
    a trace in what stays: then only the date of the whole content speaks.
    """
    if query.body not in DATED_BODIES:
        return Basis()
    if any(relation.is_reverse for relation in followed(query)):
        return Basis(changed_at=created_at)
    return Basis(changed_at=max(row.updated_at for row in rows_of(found)))


def basis_of_list(query: DocumentQuery, created_at: str) -> Basis:
    """Find what a list rests on: all content, for what leaves a list is not in it any more."""
    return Basis(changed_at=created_at if query.body in DATED_BODIES else "")


def followed(query: DocumentQuery) -> Iterator[Relation]:
    """List the relations that an answer follows."""
    for each in query.include:
        yield each.relation
        yield from each.include


def rows_of(found: FoundDocument) -> Iterator[Row]:
    """List all documents of an answer."""
    yield found.row
    for rows in found.included.values():
        yield from rows


def last_modified(basis: Basis, now: float) -> float | None:
    """Find the date to send as Last-Modified, once it says something.

    >>> midnight = datetime.fromisoformat("2026-02-01T00:00:00Z").timestamp()
    >>> basis = Basis(changed_at="2026-02-01T00:00:00Z")
    >>> last_modified(basis, midnight + SETTLED) == midnight, last_modified(basis, midnight + DAY)
    (True, None)
    """
    if not basis.changed_at:
        return None
    moment = datetime.fromisoformat(basis.changed_at).timestamp()
    return moment if now >= moment + SETTLED else None
