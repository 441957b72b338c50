"""From checked values to the bytes of documents."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import starmap
from typing import Any, NamedTuple

import msgspec

from api.errors import (
    ApiError,
    DocumentMoved,
    DocumentNotFound,
    DocumentWithdrawn,
    LanguageNotFound,
    TooMuchAsked,
)
from api.query.filters import MAX_KEY
from api.query.language import choose_tag
from api.query.parse import DocumentQuery, ListQuery
from api.resources.resource import Relation, Resource
from api.store.fan_out import MAX_INCLUDED, check_included
from api.store.listing import Listing
from api.store.ready import Listed
from api.store.release import Release
from api.store.statements import (
    LOOK_UP_ALIAS,
    LOOK_UP_NEIGHBOURS,
    LOOK_UP_TOMBSTONE,
    form_of,
    id_bounds,
    select_document,
    select_related,
    select_rows,
)
from schema.article import ARTICLE, Translation
from schema.cursor import write_cursor
from schema.document import ResourceType
from schema.section import BodyFormat


class Row(NamedTuple):
    """A document as a release keeps it."""

    id: str
    body: bytes | memoryview
    updated_at: str
    stale_on: str | None
    """The first day on which what it says may not hold any more."""
    lang: str | None
    """The language that it is written in, where it says so."""
    links: str = ""
    """Its page and its licence, as a header field `Link` has them; read of single documents."""


class Family(msgspec.Struct):
    """What an article says of its languages."""

    lang: str
    translations: list[Translation]


Included = dict[str, list[Row]]
"""Included documents, by the plural of their type."""


class FoundDocument(msgspec.Struct, frozen=True):
    """One document, and what comes along with it."""

    row: Row
    included: Included
    asked: Row
    """The document that the address names; another one, where a translation is served."""


class FoundPage(msgspec.Struct, frozen=True):
    """A page of a list, and what comes along with it."""

    rows: Sequence[Row | Listed]
    included: Included
    after: str | None
    """The cursor of the next page; there is none after the last."""
    total: int | None
    """How many documents there are on all pages, where that was asked."""
    article: Row | None = None
    """The article whose sections they are, if they are those of one."""
    asked: Row | None = None
    """The article that the address names; another one, where a translation is served."""


def read_document(
    release: Release, resource: Resource, key: str, query: DocumentQuery, tail: str = ""
) -> FoundDocument:
    """Read one document by id or slug; `tail` is what follows the slug in the address.

    Raises:
        DocumentMoved: The slug is a former one.
        DocumentWithdrawn: The document was published and is no more.
        DocumentNotFound: There never was one.
        LanguageNotFound: It is not there in any language that will do.
        TooMuchAsked: More is included than fits an answer.
    """
    asked, row = read_chosen(release, resource.type, key, query, tail)
    return FoundDocument(row, read_included(release, [row.id], query), asked=asked)


def read_chosen(
    release: Release, type_: ResourceType, key: str, query: DocumentQuery, tail: str
) -> tuple[Row, Row]:
    """Read the document that an address names, and the one in the language to answer in.

    Raises:
        DocumentMoved, DocumentWithdrawn, DocumentNotFound, LanguageNotFound: As `read_document`.
    """
    asked = find_document(release, type_, key, query.body)
    if asked is None:
        raise explain_absence(release, type_, key, tail)
    return asked, choose_translation(release, asked, query)


def find_document(
    release: Release, type_: ResourceType, key: str, body: BodyFormat = "blocks"
) -> Row | None:
    """Find a document by id or slug."""
    statement = select_document(key_kind(type_, key), form_of(body, type_.name))
    values = {"type": type_.name, "key": key, "body": body}
    rows = release.fetch(statement, values) if len(key) <= MAX_KEY else []
    return Row(*rows[0]) if rows else None


def choose_translation(release: Release, asked: Row, query: DocumentQuery) -> Row:
    """Choose the article or its translation, by the language to answer in.

    Raises:
        LanguageNotFound: It is not there in any language that will do.
    """
    if query.lang is None:
        return asked
    family = read_family(asked)
    for lang in (query.lang, query.fallback or query.lang):
        tag = choose_tag([asked.lang or ""], lang) or choose_tag(family, lang)
        if tag is not None:
            row = asked if tag == asked.lang else find_document(release, ARTICLE, family[tag])
            assert row is not None, "what an article names is published"  # noqa: S101
            return row
    raise LanguageNotFound(ARTICLE.title, query.lang, sorted(family))


def read_family(article: Row) -> dict[str, str]:
    """Read in which languages there is an article, and the id of each."""
    family = msgspec.json.decode(article.body, type=Family)
    return {
        family.lang: article.id,
        **{each.lang: each.article_id for each in family.translations},
    }


def key_kind(type_: ResourceType, key: str) -> str:
    """Say whether a document is named by its id or by its slug."""
    return "id" if re.fullmatch(type_.id_pattern, key) else "slug"


def explain_absence(release: Release, type_: ResourceType, key: str, tail: str) -> ApiError:
    """Say why there is no document of that name: it moved, it was withdrawn, it never was."""
    values: dict[str, Any] = {"type": type_.name, "key": key}
    if len(key) > MAX_KEY:
        return DocumentNotFound(type_.title, key, None)
    if alias := release.fetch(LOOK_UP_ALIAS, values):
        return DocumentMoved(f"{type_.path}/{alias[0][0]}", tail)
    kind = key_kind(type_, key)
    if tombstone := release.fetch(LOOK_UP_TOMBSTONE.format(key=kind), values):
        id_, reason, withdrawn_at, slug = tombstone[0]
        replacement = f"{type_.path}/{slug}" if slug else None
        return DocumentWithdrawn(type_.title, id_, reason, withdrawn_at, replacement)
    slugs = [slug for (slug,) in release.fetch(LOOK_UP_NEIGHBOURS, values)]
    nearest = get_close_matches(key, slugs, n=1)
    return DocumentNotFound(type_.title, key, nearest[0] if nearest else None)


def read_page(
    listing: Listing, resource: Resource, query: ListQuery, scope: str | None = None
) -> FoundPage:
    """Read a page of a list.

    Args:
        listing: The lists of a release.
        resource: What is listed.
        query: What is asked.
        scope: Id of the article whose sections are listed, if they are.

    Raises:
        TooMuchAsked: More is included than fits an answer.
        BadValue: A filter names a document that does not exist.
    """
    check_included(listing.fan_outs, resource, query.include, query.limit)
    page = listing.find_page(resource, query, scope)
    rows = read_rows(listing, resource.type, page.rows, query.body)
    ids = [row.id for row in rows]
    if page.last is not None:
        listing.remember_row(ids[-1], page.rows[-1])
    return FoundPage(
        rows=rows,
        included=read_included(listing.release, ids, query),
        after=None if page.last is None else write_cursor(query.digest, (*page.last, ids[-1])),
        total=page.total,
    )


def read_rows(
    listing: Listing, type_: ResourceType, rows: list[int], body: BodyFormat
) -> Sequence[Row | Listed]:
    """Read documents by their rows: what is ready from its file, otherwise with one statement."""
    form = form_of(body, type_.name)
    if listing.ready is not None and form == "blocks":
        ready = listing.ready.list_rows(rows)
        if ready is not None:
            return ready
    values = {"rows": msgspec.json.encode(rows).decode(), "body": body}
    return list(starmap(Row, listing.release.fetch(select_rows(form), values))) if rows else []


def read_sections(listing: Listing, resource: Resource, query: ListQuery, asked: Row) -> FoundPage:
    """Read a page of the sections of an article, or of its translation.

    Raises:
        LanguageNotFound: It is not there in any language that will do.
        TooMuchAsked, BadValue: As `read_page`.
    """
    article = choose_translation(listing.release, asked, query)
    page = read_page(listing, resource, query, scope=article.id)
    return msgspec.structs.replace(page, article=article, asked=asked)


def read_included(release: Release, ids: list[str], query: DocumentQuery) -> Included:
    """Read what the relations lead to, with one statement for each of them.

    Raises:
        TooMuchAsked: It is more than fits an answer.
    """
    found: dict[str, dict[str, Row]] = {}
    for each in query.include:
        reached = _follow(release, ids, each.relation, query.body, found)
        for further in each.include:
            _follow(release, reached, further, query.body, found)
    return {plural: list(documents.values()) for plural, documents in found.items()}


def _follow(
    release: Release,
    ids: list[str],
    relation: Relation,
    body: BodyFormat,
    found: dict[str, dict[str, Row]],
) -> list[str]:
    """Add what a relation leads to, and name it."""
    rows = read_related(release, ids, relation, body)
    documents = found.setdefault(relation.target.plural, {})
    documents.update((row.id, row) for row in rows if row.id not in documents)
    if sum(map(len, found.values())) > MAX_INCLUDED:
        raise TooMuchAsked("include", "included documents", MAX_INCLUDED)
    return [row.id for row in rows]


def read_related(
    release: Release, ids: list[str], relation: Relation, body: BodyFormat
) -> list[Row]:
    """Read what one relation leads to from all of `ids`."""
    statement = select_related(form_of(body, relation.target.name), is_reverse=relation.is_reverse)
    low, high = id_bounds(relation.target)
    values = {
        "sources": msgspec.json.encode(ids).decode(),
        "name": relation.kept_as,
        "low": low,
        "high": high,
        "body": body,
        "limit": MAX_INCLUDED + 1,
    }
    return list(starmap(Row, release.fetch(statement, values))) if ids else []
