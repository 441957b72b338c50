"""From the text of a request to what it asks for."""

import re

import msgspec

from api.errors import BadValue, RepeatedParameter, UnknownRelation
from api.query.cursor import SortValue, digest_of, read_cursor
from api.query.parameters import names_of, parameters_of
from api.query.text import read_parameters
from api.resources.resource import MAX_LIMIT, Relation, Resource
from schema.section import BODY_FORMATS, BodyFormat

LIMIT = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


class DocumentQuery(msgspec.Struct, frozen=True, kw_only=True):
    """One document and what comes along with it."""

    include: tuple[Relation, ...] = ()
    body: BodyFormat = "blocks"


class ListQuery(DocumentQuery, frozen=True, kw_only=True):
    """A page of a list and what comes along with it."""

    limit: int
    after: tuple[SortValue, ...] = ()
    """Sort values and id of the last document of the page before; empty for the first page."""
    digest: str
    """Names the list, for its cursors."""
    given: tuple[tuple[str, str], ...] = ()
    """The parameters as they were given, without `after`: the next page is asked for alike."""


def parse_document_query(resource: Resource, query: bytes) -> DocumentQuery:
    """Read what is asked of one document.

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed.
    """
    given = read_parameters(query, names_of(parameters_of(resource, "document")))
    include = parse_include(resource, given.get("include"))
    return DocumentQuery(include=include, body=parse_body(resource, given.get("body"), include))


def parse_list_query(resource: Resource, query: bytes, scope: str | None = "") -> ListQuery:
    """Read what is asked of a list.

    Args:
        resource: What is listed.
        query: The address after `?`.
        scope: Id of the document that the list belongs to, if it is not the whole one. Where
            that document is missing nothing can be said of a cursor, and it is not read.

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed.
    """
    given = read_parameters(query, names_of(parameters_of(resource, "list")))
    include = parse_include(resource, given.get("include"))
    body = parse_body(resource, given.get("body"), include)
    digest = digest_of(resource.type.name, scope or "")
    kinds = (*(column.kind for column in resource.order), str)
    has_cursor = "after" in given and scope is not None
    after = read_cursor(given["after"], digest, kinds) if has_cursor else ()
    return ListQuery(
        include=include,
        body=body,
        limit=parse_limit(given.get("limit"), resource.default_limit),
        after=after,
        digest=digest,
        given=tuple((name, value) for name, value in given.items() if name != "after"),
    )


def parse_include(resource: Resource, text: str | None) -> tuple[Relation, ...]:
    """Read include=sections,references; the order is the client's.

    Raises:
        UnknownRelation: The resource has no such relation.
        RepeatedParameter: A relation is named twice.
    """
    if text is None:
        return ()
    relations: list[Relation] = []
    for name in text.split(","):
        relation = resource.relation(name)
        if relation is None:
            raise UnknownRelation(name, [each.name for each in resource.relations])
        if relation in relations:
            raise RepeatedParameter("include", name)
        relations.append(relation)
    return tuple(relations)


def parse_limit(text: str | None, default: int) -> int:
    """Read limit=20.

    >>> parse_limit("100", 20), parse_limit(None, 20)
    (100, 20)

    Raises:
        BadValue: It is no number from 1 to 100.
    """
    if text is None:
        return default
    if not LIMIT.fullmatch(text) or int(text) > MAX_LIMIT:
        raise BadValue("limit", text, f"a whole number from 1 to {MAX_LIMIT} is wanted")
    return int(text)


def parse_body(resource: Resource, text: str | None, include: tuple[Relation, ...]) -> BodyFormat:
    """Read body=html. It is refused where the answer cannot hold a section.

    Raises:
        BadValue: There is no such form, or no section to send in it.
    """
    if text is None:
        return "blocks"
    formats: dict[str, BodyFormat] = {each: each for each in BODY_FORMATS}
    if text not in formats:
        wanted = f"one of {', '.join(BODY_FORMATS)} is wanted"
        raise BadValue("body", text, wanted, BODY_FORMATS)
    is_section = resource.type.name == "section"
    if not is_section and not any(each.target.name == "section" for each in include):
        raise BadValue("body", text, "it chooses the form of sections; add include=sections")
    return formats[text]
