"""From the text of a request to what it asks for."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache, partial

import msgspec

from api.errors import (
    ApiError,
    BadCursor,
    BadValue,
    RepeatedParameter,
    TooMuchAsked,
    UnknownParameter,
)
from api.query.cursor import SortKind, read_cursor
from api.query.filters import Condition, canonical_name, explain_filter, parse_filters
from api.query.include import Include, parse_include, paths_to_sections, reached_types
from api.query.language import parse_choice, parse_range
from api.query.limit import parse_limit
from api.query.members import Members, explain_fields, parse_fields
from api.query.parameters import families_of, parameter_places
from api.query.sort import Order, parse_sort, sort_fields
from api.query.text import MAX_PARAMETERS, read_parameters
from api.resources.resource import MAX_LIMIT, Resource
from schema.cursor import SortValue, digest_of
from schema.form import STYLES, Form, Style
from schema.section import BODY_FORMATS, BodyFormat

REMEMBERED = 512
"""Queries of either kind that are read once: clients ask for much in the same words."""
CURSOR = re.compile(rb"(?:^|&)after=([A-Za-z0-9_-]+)(?=&|$)")
"""A cursor as this service writes it; what is written otherwise is read with all the rest."""


class DocumentQuery(msgspec.Struct, frozen=True, kw_only=True):
    """One document and what comes along with it."""

    include: tuple[Include, ...] = ()
    body: BodyFormat = "blocks"
    style: Style = STYLES[0]
    """The citation style, where there is one."""
    lang: str | None = None
    """The language to answer in, where there are translations."""
    fallback: str | None = None
    """The one to answer in where there is none in that language."""
    members: Members = {}
    """The members to send of each type that is not sent whole."""


class ListQuery(DocumentQuery, frozen=True, kw_only=True):
    """A page of a list and what comes along with it."""

    conditions: tuple[Condition, ...] = ()
    """All of them must hold."""
    order: tuple[Order, ...]
    """The id follows."""
    is_counted: bool = False
    limit: int
    after: tuple[SortValue, ...] = ()
    """Sort values and id of the last document of the page before; empty for the first page."""
    digest: str
    """Names the list with its filters and its order, for its cursors."""
    given: tuple[tuple[str, str], ...] = ()
    """The parameters in canonical form, without `after`: the next page is asked for alike."""


@lru_cache(REMEMBERED)
def parse_document_query(
    resource: Resource, query: bytes, form: Form | None = None
) -> DocumentQuery:
    """Read what is asked of one document, as JSON or in another form.

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed.
    """
    names = parameter_places(resource, "document", form)
    given = read_parameters(query, names, lambda name: explain_document(names, name))
    include = parse_include(resource, given.get("include"))
    body = parse_body(resource, given.get("body"), include)
    members = parse_fields(reached_types(resource, include), given, body)
    style = parse_style(given.get("style"))
    lang, fallback = parse_choice(resource, "document", given)
    return DocumentQuery(
        include=include, body=body, style=style, members=members, lang=lang, fallback=fallback
    )


def parse_list_query(
    resource: Resource, query: bytes, scope: str | None = "", form: Form | None = None
) -> ListQuery:
    """Read what is asked of a list.

    The cursor is read apart: all else is the same on each page of a walk, and is read once.

    Args:
        resource: What is listed.
        query: The address after `?`.
        scope: Id of the document that the list belongs to, if it is not the whole one. Where
            that document is missing nothing can be said of a cursor, and it is not read.
        form: What the list is wanted as, if not as JSON. Its cursors are the same.

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed.
        TooMuchAsked: There would be no room for the cursor of the next page.
    """
    found = CURSOR.search(query)
    if found is None or scope is None:
        return parse_whole_list_query(resource, query, scope, form)
    rest = query[: found.start()] + query[found.end() :]
    try:
        asked = parse_whole_list_query(resource, rest.removeprefix(b"&"), scope, form)
    except BadCursor:
        raise RepeatedParameter("after") from None
    if asked.after:
        raise RepeatedParameter("after")
    after = read_cursor(found[1].decode(), asked.digest, kinds_of(resource, asked.order))
    return msgspec.structs.replace(asked, after=after)


@lru_cache(REMEMBERED)
def parse_whole_list_query(
    resource: Resource, query: bytes, scope: str | None, form: Form | None
) -> ListQuery:
    """Read what is asked of a list, cursor and all.

    Raises:
        BadQuery, TooMuchAsked
    """
    places = parameter_places(resource, "list", form)
    explain = partial(explain_list, resource, places)
    read = read_parameters(query, places, explain, canonical_name)
    given = {name: read[name] for name in sorted(read, key=places.__getitem__)}
    if len(read.keys() - {"after"}) >= MAX_PARAMETERS:
        raise TooMuchAsked("parameters", "parameters beside the cursor", MAX_PARAMETERS - 1)
    include = parse_include(resource, given.get("include"))
    body = parse_body(resource, given.get("body"), include)
    conditions = parse_filters(resource, given)
    lang, fallback = parse_choice(resource, "list", given)
    if lang is None:
        conditions += parse_range(given.get("lang"))
    order = parse_sort(resource, given.get("sort"))
    scopes = [scope or "", *(each for each in (lang, fallback) if each)]
    digest = name_list(resource, " ".join(scopes), conditions, order)
    has_cursor = "after" in given and scope is not None
    return ListQuery(
        include=include,
        body=body,
        style=parse_style(given.get("style")),
        lang=lang,
        fallback=fallback,
        members=parse_fields(reached_types(resource, include), given, body),
        conditions=conditions,
        order=order,
        is_counted=parse_count(given.get("count")),
        limit=parse_limit(given.get("limit"), resource.default_limit, MAX_LIMIT),
        after=read_cursor(given["after"], digest, kinds_of(resource, order)) if has_cursor else (),
        digest=digest,
        given=tuple(each for each in given.items() if each[0] != "after"),
    )


@lru_cache(REMEMBERED)
def kinds_of(resource: Resource, order: tuple[Order, ...]) -> tuple[SortKind, ...]:
    """List what types the values in a cursor have."""
    return tuple(field.value_types for field in sort_fields(resource, order))


def name_list(
    resource: Resource, scope: str, conditions: tuple[Condition, ...], order: tuple[Order, ...]
) -> str:
    """Name a list by what is in it and how it is ordered; equal lists have equal names."""
    filters = (f"{condition.parameter}={condition.text}" for condition in conditions)
    return digest_of(resource.type.name, scope, ",".join(map(str, order)), *filters)


def explain_document(names: Collection[str], name: str) -> ApiError:
    """Say what is wrong with a parameter that a document does not have."""
    return explain_fields(name, names) or UnknownParameter(name, families_of(names), list(names))


def explain_list(resource: Resource, names: Collection[str], name: str) -> ApiError:
    """Say what is wrong with a parameter that a list does not have."""
    return (
        explain_filter(resource, name)
        or explain_fields(name, names)
        or UnknownParameter(name, families_of(names), list(names))
    )


def parse_style(text: str | None) -> Style:
    """Read style=apa.

    Raises:
        BadValue: There is no such style.
    """
    styles: Mapping[str | None, Style] = {None: STYLES[0], **{each: each for each in STYLES}}
    if text not in styles:
        raise BadValue("style", text or "", f"one of {', '.join(STYLES)} is wanted", STYLES)
    return styles[text]


def parse_count(text: str | None) -> bool:
    """Read count=exact.

    Raises:
        BadValue: It is anything else.
    """
    if text not in {None, "exact"}:
        raise BadValue("count", text or "", "exact is wanted", ("exact",))
    return text == "exact"


def parse_body(resource: Resource, text: str | None, include: tuple[Include, ...]) -> BodyFormat:
    """Read body=html. It is refused where the answer cannot hold a section.

    Raises:
        BadValue: There is no such form, or no section to send in it.
    """
    if text is None:
        return "blocks"
    formats: Mapping[str, BodyFormat] = {each: each for each in BODY_FORMATS}
    if text not in formats:
        wanted = f"one of {', '.join(BODY_FORMATS)} is wanted"
        raise BadValue("body", text, wanted, BODY_FORMATS)
    if not any(each.type.name == "section" for each in reached_types(resource, include)):
        way = paths_to_sections(resource)[0]
        raise BadValue("body", text, f"it chooses the form of sections; add include={way}")
    return formats[text]
