"""From documents to the body of an answer: ready bytes are joined, none is decoded."""

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec
from litestar import Response

from api.http.answer import JSON
from api.query.parse import DocumentQuery, ListQuery
from api.store.read import FoundDocument, FoundPage, Included


def respond_document(found: FoundDocument, query: DocumentQuery) -> Response[bytes]:
    """Answer with one document: `{"data": {}, "included": {}}`."""
    included = _join_included(found.included) if query.include else b""
    return Response(b'{"data":' + found.body + included + b"}", media_type=JSON)


def respond_page(found: FoundPage, query: ListQuery, path: str) -> Response[bytes]:
    """Answer with a page of a list: `{"data": [], "included": {}, "page": {}}`."""
    included = _join_included(found.included) if query.include else b""
    page: dict[str, object] = {"limit": query.limit}
    headers = {}
    if found.after is not None:
        following = f"{path}?{urlencode([*query.given, ('after', found.after)], safe=',')}"
        page |= {"after": found.after, "next": following}
        headers["Link"] = f'<{following}>; rel="next"'
    body = b'{"data":%b%b,"page":%b}' % (_join(found.bodies), included, msgspec.json.encode(page))
    return Response(body, media_type=JSON, headers=headers)


def respond_value(value: object) -> Response[bytes]:
    """Answer with something that is no document."""
    return Response(msgspec.json.encode(value), media_type=JSON)


def _join(bodies: Iterable[bytes]) -> bytes:
    return b"[" + b",".join(bodies) + b"]"


def _join_included(included: Included) -> bytes:
    lists = (b'"%b":%b' % (name.encode(), _join(bodies)) for name, bodies in included.items())
    return b',"included":{' + b",".join(lists) + b"}"
