"""From what was found to what an answer with it rests on."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from api.http.basis import Basis
from api.http.keys import name_keys
from api.loaded import Loaded
from api.query.include import Include
from api.query.parse import DocumentQuery, ListQuery
from api.resources import RESOURCES, Relation, Resource
from api.resources.field import Field
from api.resources.lifetime import Lifetime, strictest
from api.search.search import Searched
from api.store.forms import FormRow
from api.store.read import FoundDocument, FoundPage, Included, Row
from api.store.ready import Listed
from api.sync.sync import Synced
from schema.article import ARTICLE
from schema.section import SECTION, BodyFormat
from schema.storage.names import ABOUT
from schema.study import STUDY
from schema.topic import TOPIC

id_of, stale_on_of = attrgetter("id"), attrgetter("stale_on")
LIFETIMES = {resource.type.name: resource.lifetime for resource in RESOURCES}
TYPES_BY_PLURAL = {resource.type.plural: resource.type.name for resource in RESOURCES}
REMEMBERED = 512
"""Reaches that are found once; clients have a handful of ways to ask."""
TYPES_BY_PREFIX = {resource.type.prefix: resource.type.name for resource in RESOURCES}
HANDING_ON = frozenset({TOPIC.name, ARTICLE.name, STUDY.name})
"""Types through which a document is about a topic: broader topics, its article, its studies."""
DATED_BODIES = frozenset({"blocks", "none"})
"""Forms of a section that its own date speaks for; the others follow from the language of its
article and from the compiler, too.
"""


class Reach(NamedTuple):
    """What follows for an answer from the types that it can have documents of."""

    lifetime: Lifetime
    """How long it may be used: as long as the strictest of them."""
    is_closed: bool
    """Whether no relation is read backwards."""
    types: frozenset[str]
    """Names of types of which any document can change it by what it says of another."""


def basis_of_document(
    found: FoundDocument, query: DocumentQuery, resource: Resource, loaded: Loaded
) -> Basis:
    """Find what an answer with one document rests on.

    A document names what its own relations lead to, so the last change of any of them is the
    last change of the answer. What a relation brings that is read backwards can leave without
    a trace in what stays: then only the date of the whole content speaks.
    """
    rows = list(rows_of([found.row], found.included))
    reach = reach_of(resource, query.include, query.body)
    dates = (row.updated_at for row in (found.asked, *rows))
    changed_at = max(dates) if reach.is_closed else loaded.created_at
    return Basis(
        lifetime=reach.lifetime,
        changed_at=changed_at if query.body in DATED_BODIES else "",
        stale_on=earliest(row.stale_on for row in rows),
        keys=name_keys(
            ids_of(resource, chosen(found.row, found.asked), found.included), reach.types
        ),
    )


def chosen(served: Row, asked: Row) -> list[Row]:
    """List the document that is served and, if that is another, the one that the address names.

    That one names all its translations: whenever there is another one, it changes.
    """
    return [served] if asked is served else [served, asked]


def basis_of_page(found: FoundPage, query: ListQuery, resource: Resource, loaded: Loaded) -> Basis:
    """Find what a page of a list rests on: all content, for what left a list is not in it any more.

    A filter by what follows the calendar can let documents in that are not there yet, so then
    the days of all documents of the type count.
    """
    reach = reach_of(resource, query.include, query.body)
    days = list(map(stale_on_of, found.rows))
    for rows in found.included.values():
        days += map(stale_on_of, rows)
    if any(isinstance(each, Field) and each.follows_calendar for each in filtered(query)):
        days.append(loaded.listing.stale_days.get(resource.type.name))
    ids = ids_of(resource, found.rows, found.included)
    if query.lang is not None and found.article and found.asked:
        named = (row.id for row in chosen(found.article, found.asked))
        ids.setdefault(ARTICLE.name, []).extend(named)
    return Basis(
        lifetime=reach.lifetime,
        changed_at=loaded.created_at if query.body in DATED_BODIES else "",
        stale_on=earliest(days),
        keys=name_keys(ids, {resource.type.name, *reach.types, *types_behind_filters(query)}),
    )


def basis_of_form(rows: list[FormRow], resource: Resource, query: ListQuery | None = None) -> Basis:
    """Find what documents in another form rest on: all that they were made from.

    They follow from the compiler, too, so that no date speaks for their bytes.
    """
    ids = group_ids([resource.type.name], (each for row in rows for each in row.made_from.split()))
    behind = {resource.type.name, *types_behind_filters(query)} if query else set()
    return Basis(
        lifetime=strictest(LIFETIMES[name] for name in ids),
        stale_on=earliest(row.stale_on for row in rows),
        keys=name_keys(ids, behind),
    )


def basis_of_embed(row: Row) -> Basis:
    """Find what the way into a frame rests on: one article, and the code, which has no date."""
    lifetime = LIFETIMES[ARTICLE.name]
    return Basis(lifetime=lifetime, stale_on=row.stale_on, keys=(row.id,))


def group_ids(types: Iterable[str], ids: Iterable[str]) -> dict[str, list[str]]:
    """Group ids by the types that their prefixes name, after some types that are there anyway.

    >>> group_ids(["topic"], ["ref_1", "art_2", "ref_3"])
    {'topic': [], 'reference': ['ref_1', 'ref_3'], 'article': ['art_2']}
    """
    groups: dict[str, list[str]] = {name: [] for name in types}
    for each in ids:
        groups.setdefault(TYPES_BY_PREFIX[each.partition("_")[0]], []).append(each)
    return groups


def basis_of_search(found: Searched, loaded: Loaded) -> Basis:
    """Find what a search rests on: as for a list of all the types that were searched."""
    return Basis(
        lifetime=strictest(LIFETIMES[name] for name in found.types),
        changed_at=loaded.created_at,
        stale_on=found.stale_on,
        # Scores are reckoned over all documents, and topics stand for words.
        keys=name_keys(group_hits(found), LIFETIMES),
    )


def basis_of_sync(found: Synced) -> Basis:
    """Find what a page of changes rests on: all documents of the types that are copied.

    No date speaks for it, for what it says of the whole copy changes with any of them.
    """
    types = {*found.types, TOPIC.name, ARTICLE.name}
    return Basis(
        lifetime=strictest(LIFETIMES[name] for name in types),
        stale_on=found.stale_on,
        keys=name_keys({}, types),
    )


def basis_of_sitemap(loaded: Loaded) -> Basis:
    """Find what the sitemap rests on: all articles and their sections."""
    return Basis(
        lifetime=LIFETIMES[ARTICLE.name],
        changed_at=loaded.created_at,
        keys=name_keys({}, {ARTICLE.name, SECTION.name}),
    )


def basis_of_everything() -> Basis:
    """Find what an answer rests on that says how much there is of all content; code decides, too.

    No date speaks for its bytes, for the code has none.
    """
    return Basis(lifetime=strictest(LIFETIMES.values()), keys=name_keys({}, LIFETIMES))


@lru_cache(REMEMBERED)
def reach_of(resource: Resource, include: tuple[Include, ...], body: BodyFormat) -> Reach:
    """Find what follows from where the relations of an answer lead.

    Args:
        resource: Whose documents are asked for.
        include: The relations that are followed.
        body: The form of sections. Those that are rendered follow the language of their article.
    """
    followed = [each for first in include for each in (first.relation, *first.include)]
    lifetimes = {LIFETIMES[each.target.name] for each in followed} - {resource.lifetime}
    backwards = {each.target.name for each in followed if each.is_reverse}
    return Reach(
        lifetime=strictest([resource.lifetime, *lifetimes]),
        is_closed=not backwards,
        types=frozenset(backwards | (set() if body in DATED_BODIES else {ARTICLE.name})),
    )


def types_behind_filters(query: ListQuery) -> set[str]:
    """Name the types of which any document can change what a list is filtered by."""
    if not query.conditions:
        return set()
    relations = [each for each in filtered(query) if isinstance(each, Relation)]
    types = {relation.target.name for relation in relations}
    is_about = any(relation.kept_as == ABOUT for relation in relations)
    return types | (HANDING_ON if is_about else set())


def filtered(query: ListQuery) -> list[Field | Relation | None]:
    """List what a list is filtered by."""
    return [each.filter.of for each in query.conditions]


def ids_of(
    resource: Resource, rows: Iterable[Row | Listed], included: Included
) -> dict[str, list[str]]:
    """List the ids of all documents of an answer, by type."""
    ids = {resource.type.name: list(map(id_of, rows))}
    for plural, some in included.items():
        ids.setdefault(TYPES_BY_PLURAL[plural], []).extend(row.id for row in some)
    return ids


def group_hits(found: Searched) -> dict[str, list[str]]:
    """List the ids of what was found, by type."""
    ids: dict[str, list[str]] = {}
    for hit in found.answer.data:
        ids.setdefault(hit.type, []).append(hit.id)
    return ids


def rows_of(rows: Iterable[Row], included: Included) -> Iterator[Row]:
    """List all documents of an answer."""
    yield from rows
    for some in included.values():
        yield from some


def earliest(days: Iterable[str | None]) -> str | None:
    """Find the first of some days; days that are written alike are sorted as texts."""
    return min(filter(None, days), default=None)
