"""From what was found to what an answer with it rests on."""

from collections.abc import Iterable, Iterator

from api.http.basis import Basis
from api.loaded import Loaded
from api.query.parse import DocumentQuery, ListQuery
from api.resources import RESOURCES, Relation, Resource
from api.resources.field import Field
from api.resources.lifetime import Lifetime, strictest
from api.search.search import Searched
from api.store.read import FoundDocument, FoundPage, Included, Row

LIFETIMES = {resource.type.name: resource.lifetime for resource in RESOURCES}
DATED_BODIES = frozenset({"blocks", "none"})
"""Forms of a section that its own date speaks for; the others follow from the language of its
article and from the compiler, too.
"""


def basis_of_document(
    found: FoundDocument, query: DocumentQuery, resource: Resource, loaded: Loaded
) -> Basis:
    """Find what an answer with one document rests on.

    A document names what its own relations lead to, so the last change of any of them is the
    last change of the answer. What a relation brings that is read backwards can leave without
    a trace in what stays: then only the date of the whole content speaks.
    """
    rows = list(rows_of([found.row], found.included))
    is_closed = not any(relation.is_reverse for relation in followed(query))
    changed_at = max(row.updated_at for row in rows) if is_closed else loaded.created_at
    return Basis(
        lifetime=lifetime_of(resource, query),
        changed_at=changed_at if query.body in DATED_BODIES else "",
        stale_on=earliest(row.stale_on for row in rows),
    )


def basis_of_page(found: FoundPage, query: ListQuery, resource: Resource, loaded: Loaded) -> Basis:
    """Find what a page of a list rests on: all content, for what left a list is not in it any more.

    A filter by what follows the calendar can let documents in that are not there yet, so then
    the days of all documents of the type count.
    """
    days = [row.stale_on for row in rows_of(found.rows, found.included)]
    filters = [each.filter.of for each in query.conditions]
    if any(isinstance(each, Field) and each.follows_calendar for each in filters):
        days.append(loaded.listing.stale_days.get(resource.type.name))
    return Basis(
        lifetime=lifetime_of(resource, query),
        changed_at=loaded.created_at if query.body in DATED_BODIES else "",
        stale_on=earliest(days),
    )


def basis_of_search(found: Searched, loaded: Loaded) -> Basis:
    """Find what a search rests on: as for a list of all the types that were searched."""
    return Basis(
        lifetime=strictest(LIFETIMES[name] for name in found.types),
        changed_at=loaded.created_at,
        stale_on=found.stale_on,
    )


def lifetime_of(resource: Resource, query: DocumentQuery) -> Lifetime:
    """Find how long an answer may be used: as long as the strictest of all that can be in it."""
    targets = {relation.target.name for relation in followed(query)}
    return strictest([resource.lifetime, *(LIFETIMES[name] for name in sorted(targets))])


def followed(query: DocumentQuery) -> Iterator[Relation]:
    """List the relations that an answer follows."""
    for each in query.include:
        yield each.relation
        yield from each.include


def rows_of(rows: Iterable[Row], included: Included) -> Iterator[Row]:
    """List all documents of an answer."""
    yield from rows
    for some in included.values():
        yield from some


def earliest(days: Iterable[str | None]) -> str | None:
    """Find the first of some days; days that are written alike are sorted as texts."""
    return min((day for day in days if day is not None), default=None)
