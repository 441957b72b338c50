"""From what was found to what an answer with it rests on."""

from collections.abc import Iterable, Iterator

from api.http.basis import Basis
from api.http.keys import name_keys
from api.loaded import Loaded
from api.query.parse import DocumentQuery, ListQuery
from api.resources import RESOURCES, Relation, Resource
from api.resources.field import Field
from api.resources.lifetime import Lifetime, strictest
from api.search.search import Searched
from api.store.read import FoundDocument, FoundPage, Included, Row
from schema.article import ARTICLE
from schema.storage.names import ABOUT
from schema.study import STUDY
from schema.topic import TOPIC

LIFETIMES = {resource.type.name: resource.lifetime for resource in RESOURCES}
TYPES_BY_PLURAL = {resource.type.plural: resource.type.name for resource in RESOURCES}
HANDING_ON = frozenset({TOPIC.name, ARTICLE.name, STUDY.name})
"""Types through which a document is about a topic: broader topics, its article, its studies."""
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
        keys=name_keys(ids_of(resource, [found.row], found.included), types_behind(query)),
    )


def basis_of_page(found: FoundPage, query: ListQuery, resource: Resource, loaded: Loaded) -> Basis:
    """Find what a page of a list rests on: all content, for what left a list is not in it any more.

    A filter by what follows the calendar can let documents in that are not there yet, so then
    the days of all documents of the type count.
    """
    days = [row.stale_on for row in rows_of(found.rows, found.included)]
    if any(isinstance(each, Field) and each.follows_calendar for each in filtered(query)):
        days.append(loaded.listing.stale_days.get(resource.type.name))
    return Basis(
        lifetime=lifetime_of(resource, query),
        changed_at=loaded.created_at if query.body in DATED_BODIES else "",
        stale_on=earliest(days),
        keys=name_keys(
            ids_of(resource, found.rows, found.included),
            {resource.type.name, *types_behind(query), *types_behind_filters(query)},
        ),
    )


def basis_of_search(found: Searched, loaded: Loaded) -> Basis:
    """Find what a search rests on: as for a list of all the types that were searched."""
    return Basis(
        lifetime=strictest(LIFETIMES[name] for name in found.types),
        changed_at=loaded.created_at,
        stale_on=found.stale_on,
        # Scores are reckoned over all documents, and topics stand for words.
        keys=name_keys(group_hits(found), LIFETIMES),
    )


def lifetime_of(resource: Resource, query: DocumentQuery) -> Lifetime:
    """Find how long an answer may be used: as long as the strictest of all that can be in it."""
    targets = {relation.target.name for relation in followed(query)}
    lifetimes = {LIFETIMES[name] for name in targets} - {resource.lifetime}
    return strictest([resource.lifetime, *lifetimes])


def types_behind(query: DocumentQuery) -> set[str]:
    """Name the types of which any document can change an answer by what it says of another.

    These are the ones that relations are read backwards from; and articles, where bodies are
    rendered in their language.
    """
    types = {relation.target.name for relation in followed(query) if relation.is_reverse}
    return types | (set() if query.body in DATED_BODIES else {ARTICLE.name})


def types_behind_filters(query: ListQuery) -> set[str]:
    """Name the types of which any document can change what a list is filtered by."""
    relations = [each for each in filtered(query) if isinstance(each, Relation)]
    types = {relation.target.name for relation in relations}
    is_about = any(relation.kept_as == ABOUT for relation in relations)
    return types | (HANDING_ON if is_about else set())


def filtered(query: ListQuery) -> list[Field | Relation | None]:
    """List what a list is filtered by."""
    return [each.filter.of for each in query.conditions]


def ids_of(resource: Resource, rows: Iterable[Row], included: Included) -> dict[str, list[str]]:
    """List the ids of all documents of an answer, by type."""
    ids = {resource.type.name: [row.id for row in rows]}
    for plural, some in included.items():
        ids.setdefault(TYPES_BY_PLURAL[plural], []).extend(row.id for row in some)
    return ids


def group_hits(found: Searched) -> dict[str, list[str]]:
    """List the ids of what was found, by type."""
    ids: dict[str, list[str]] = {}
    for hit in found.answer.data:
        ids.setdefault(hit.type, []).append(hit.id)
    return ids


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
