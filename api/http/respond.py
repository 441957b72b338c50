"""From documents to the body of an answer: ready bytes are joined, not decoded."""

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec
from litestar import Response

from api.errors import TooMuchAsked
from api.http.answer import JSON, SPARSE, Content
from api.http.basis import Basis
from api.http.coding import Constant
from api.http.exchange import Exchange
from api.http.found import (
    TYPES_BY_PLURAL,
    basis_of_document,
    basis_of_page,
    basis_of_search,
    basis_of_sync,
)
from api.http.sparse import keep_members
from api.limits import MAX_TARGET
from api.query.members import Members
from api.query.parse import DocumentQuery, ListQuery
from api.resources.lifetime import MANUAL, Lifetime
from api.resources.resource import Resource
from api.search.search import Searched
from api.store.read import FoundDocument, FoundPage, Included
from api.sync.sync import Synced


def respond_document(
    exchange: Exchange, found: FoundDocument, query: DocumentQuery, resource: Resource
) -> Content:
    """Answer with one document: `{"data": {}, "included": {}}`."""
    exchange.basis = basis_of_document(found, query, resource, exchange.loaded)
    [body] = keep_members([found.row.body], query.members.get(resource.type.name))
    included = _join_included(found.included, query.members) if query.include else b""
    return Content(b'{"data":%b%b}' % (body, included), media_type_of(query), {})


def respond_page(
    exchange: Exchange, found: FoundPage, query: ListQuery, resource: Resource, path: str
) -> Content:
    """Answer with a page of a list: `{"data": [], "included": {}, "page": {}}`.

    Raises:
        TooMuchAsked: The next page could not be asked for.
    """
    exchange.basis = basis_of_page(found, query, resource, exchange.loaded)
    bodies = keep_members((row.body for row in found.rows), query.members.get(resource.type.name))
    included = _join_included(found.included, query.members) if query.include else b""
    page: dict[str, object] = {"limit": query.limit}
    headers = {}
    if found.total is not None:
        page["total"] = found.total
    if found.after is not None:
        following = write_next(path, query, found.after)
        page |= {"after": found.after, "next": following}
        headers["link"] = f'<{following}>; rel="next"'
    body = b'{"data":%b%b,"page":%b}' % (_join(bodies), included, msgspec.json.encode(page))
    return Content(body, media_type_of(query), headers)


def write_next(path: str, query: ListQuery, after: str) -> str:
    """Write the address of the next page in its one canonical form.

    Raises:
        TooMuchAsked: It would be longer than any address that is answered.
    """
    following = f"{path}?{urlencode([*query.given, ('after', after)], safe=',')}"
    if len(following) > MAX_TARGET:
        what = "bytes in the address of the next page"
        advice = "Shorten the filters, ask for fewer members, or sort by shorter values."
        raise TooMuchAsked("after", what, MAX_TARGET, advice)
    return following


def as_response(content: Content) -> Response[bytes]:
    """Hand an answer to the framework."""
    return Response(content.body, media_type=content.media_type, headers=content.headers)


def respond_search(exchange: Exchange, found: Searched, headers: dict[str, str]) -> Response[bytes]:
    """Answer with what was found by a search."""
    exchange.basis = basis_of_search(found, exchange.loaded)
    return as_response(Content(msgspec.json.encode(found.answer), JSON, headers))


def respond_sync(exchange: Exchange, found: Synced) -> Response[bytes]:
    """Answer with a page of changes."""
    exchange.basis = basis_of_sync(found)
    return respond_value(found.page)


def media_type_of(query: DocumentQuery) -> str:
    """Choose the media type of an answer, by whether its documents are whole."""
    return SPARSE if query.members else JSON


def respond_constant(
    exchange: Exchange, constant: Constant, media_type: str, lifetime: Lifetime = MANUAL
) -> Response[bytes]:
    """Answer with bytes that are the same as long as the process lives."""
    exchange.constant = constant
    exchange.basis = Basis(lifetime=lifetime)
    return Response(constant.body, media_type=media_type)


def respond_value(value: object) -> Response[bytes]:
    """Answer with something that is no document."""
    return Response(msgspec.json.encode(value), media_type=JSON)


def _join(bodies: Iterable[bytes]) -> bytes:
    return b"[" + b",".join(bodies) + b"]"


def _join_included(included: Included, members: Members) -> bytes:
    lists = (
        b'"%b":%b' % (plural.encode(), _join(keep_members(bodies, members.get(type_))))
        for plural, rows in included.items()
        for bodies in ((row.body for row in rows),)
        for type_ in (TYPES_BY_PLURAL[plural],)
    )
    return b',"included":{' + b",".join(lists) + b"}"
