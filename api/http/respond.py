"""From documents to the body of an answer: ready bytes are joined, not decoded."""

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec
from litestar import Response

from api.http.answer import JSON, SPARSE
from api.http.sparse import keep_members
from api.query.members import Members
from api.query.parse import DocumentQuery, ListQuery
from api.resources import RESOURCES
from api.resources.resource import Resource
from api.store.read import FoundDocument, FoundPage, Included

TYPES_BY_PLURAL = {resource.type.plural: resource.type.name for resource in RESOURCES}


def respond_document(
    found: FoundDocument, query: DocumentQuery, resource: Resource
) -> Response[bytes]:
    """Answer with one document: `{"data": {}, "included": {}}`."""
    [body] = keep_members([found.body], query.members.get(resource.type.name))
    included = _join_included(found.included, query.members) if query.include else b""
    return Response(b'{"data":' + body + included + b"}", media_type=media_type_of(query))


def respond_page(
    found: FoundPage, query: ListQuery, resource: Resource, path: str
) -> Response[bytes]:
    """Answer with a page of a list: `{"data": [], "included": {}, "page": {}}`."""
    bodies = keep_members(found.bodies, query.members.get(resource.type.name))
    included = _join_included(found.included, query.members) if query.include else b""
    page: dict[str, object] = {"limit": query.limit}
    headers = {}
    if found.total is not None:
        page["total"] = found.total
    if found.after is not None:
        following = f"{path}?{urlencode([*query.given, ('after', found.after)], safe=',')}"
        page |= {"after": found.after, "next": following}
        headers["Link"] = f'<{following}>; rel="next"'
    body = b'{"data":%b%b,"page":%b}' % (_join(bodies), included, msgspec.json.encode(page))
    return Response(body, media_type=media_type_of(query), headers=headers)


def media_type_of(query: DocumentQuery) -> str:
    """Choose the media type of an answer, by whether its documents are whole."""
    return SPARSE if query.members else JSON


def respond_value(value: object) -> Response[bytes]:
    """Answer with something that is no document."""
    return Response(msgspec.json.encode(value), media_type=JSON)


def _join(bodies: Iterable[bytes]) -> bytes:
    return b"[" + b",".join(bodies) + b"]"


def _join_included(included: Included, members: Members) -> bytes:
    lists = (
        b'"%b":%b' % (plural.encode(), _join(keep_members(bodies, members.get(type_))))
        for plural, bodies in included.items()
        for type_ in (TYPES_BY_PLURAL[plural],)
    )
    return b',"included":{' + b",".join(lists) + b"}"
