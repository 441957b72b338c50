"""From documents to the body of an answer: ready bytes are joined, not decoded."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from urllib.parse import urlencode

import msgspec
from litestar import Response

from api.errors import TooMuchAsked
from api.http.answer import SPARSE, Content
from api.http.basis import Basis
from api.http.coding import Constant
from api.http.exchange import Exchange
from api.http.found import (
    TYPES_BY_PLURAL,
    basis_of_document,
    basis_of_form,
    basis_of_page,
    basis_of_search,
    basis_of_sync,
)
from api.http.meta import write_meta
from api.http.parts import Part, join_parts
from api.http.sparse import keep_members
from api.limits import MAX_TARGET
from api.query.members import Members
from api.query.parse import DocumentQuery, ListQuery
from api.resources.lifetime import MANUAL, Lifetime
from api.resources.resource import Resource
from api.search.search import Searched
from api.store.forms import FormPage, FormRow
from api.store.read import FoundDocument, FoundPage, Included
from api.sync.sync import Synced
from schema.embed import STYLE_HASH
from schema.form import EMBED, HTML, JSON, Form
from schema.header import feeds_of, write_alternates, write_language, write_link, write_next_link

POLICIES = {
    HTML.name: "default-src 'none'; img-src https:; frame-ancestors 'none'",
    EMBED.name: (
        f"default-src 'none'; img-src https:; style-src '{STYLE_HASH}'; base-uri 'none'; "
        "form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox; "
        "frame-ancestors *"
    ),
}
"""A page may show its pictures, and do nothing else. One form alone may stand in frames of others;
its links open outside of them.
"""

body_of = attrgetter("body")
REMEMBERED = 256
"""Lists whose parameters are written once."""


def respond_document(
    exchange: Exchange, found: FoundDocument, query: DocumentQuery, resource: Resource
) -> Content:
    """Answer with one document: `{"data": {}, "included": {}, "meta": {}}`."""
    exchange.basis = basis_of_document(found, query, resource, exchange.loaded)
    [body] = keep_members([found.row.body], query.members.get(resource.type.name))
    parts = [b'{"data":', body]
    if query.include:
        parts += [b',"included":', *_list_included(found.included, query.members)]
    parts += [write_meta(query, found.row.lang), b"}"]
    others = write_alternates(resource.type, found.row.id)
    links = write_link(found.row.links, others, feeds_of(resource.type))
    headers = write_language(found.row.lang) | links
    return Content(b"".join(parts), media_type_of(query), headers)


def respond_form(exchange: Exchange, row: FormRow, resource: Resource, form: Form) -> Content:
    """Answer with one document in another form than JSON."""
    exchange.basis = basis_of_form([row], resource)
    links = write_link(row.links, write_alternates(resource.type, row.id, form))
    return _wrap([row], form, write_language(row.lang) | links)


def respond_form_page(
    exchange: Exchange, found: FormPage, query: ListQuery, resource: Resource, form: Form, path: str
) -> Content:
    """Answer with a page of a list in another form than JSON; the next page is in `Link`.

    Raises:
        TooMuchAsked: The next page could not be asked for.
    """
    exchange.basis = basis_of_form(found.rows, resource, query)
    following = None if found.after is None else write_next(path, query, found.after)
    return _wrap(found.rows, form, write_link(write_next_link(following)))


def _wrap(rows: list[FormRow], form: Form, headers: dict[str, str]) -> Content:
    body = form.opening + form.between.join(row.body for row in rows) + form.closing
    policy = POLICIES.get(form.name)
    return Content(
        body, form.media_type, {**headers, "content-security-policy": policy} if policy else headers
    )


def respond_page(
    exchange: Exchange, found: FoundPage, query: ListQuery, resource: Resource, path: str
) -> Content:
    """Answer with a page of a list: `{"data": [], "included": {}, "page": {}, "meta": {}}`.

    Raises:
        TooMuchAsked: The next page could not be asked for.
    """
    exchange.basis = basis_of_page(found, query, resource, exchange.loaded)
    bodies = keep_members(map(body_of, found.rows), query.members.get(resource.type.name))
    page: dict[str, object] = {"limit": query.limit}
    lang = found.article.lang if found.article else None
    if found.total is not None:
        page["total"] = found.total
    following = None if found.after is None else write_next(path, query, found.after)
    if following is not None:
        page |= {"after": found.after, "next": following}
    links = write_link(write_next_link(following), feeds_of(resource.type))
    parts = [b'{"data":', *_list(bodies)]
    if query.include:
        parts += [b',"included":', *_list_included(found.included, query.members)]
    parts += [b',"page":', msgspec.json.encode(page), write_meta(query, lang), b"}"]
    is_in_file = not query.include and isinstance(parts[2], memoryview)
    body = tuple(parts) if is_in_file else b"".join(parts)
    return Content(body, media_type_of(query), write_language(lang) | links)


def write_next(path: str, query: ListQuery, after: str) -> str:
    """Write the address of the next page in its one canonical form.

    Raises:
        TooMuchAsked: It would be longer than any address that is answered.
    """
    given = write_given(query.given)
    following = f"{path}?{given}&after={after}" if given else f"{path}?after={after}"
    if len(following) > MAX_TARGET:
        what = "bytes in the address of the next page"
        advice = "Shorten the filters, ask for fewer members, or sort by shorter values."
        raise TooMuchAsked("after", what, MAX_TARGET, advice)
    return following


@lru_cache(REMEMBERED)
def write_given(given: tuple[tuple[str, str], ...]) -> str:
    """Write parameters as an address has them; a cursor needs no escapes."""
    return urlencode(given, safe=",")


def as_response(content: Content) -> Response[bytes]:
    """Hand an answer to the framework."""
    # The framework would add the charset once more to what has one already.
    headers = {**content.headers, "content-type": content.media_type}
    return Response(join_parts(content.body), headers=headers)


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


def _list(bodies: Iterable[Part]) -> list[Part]:
    """Write an array, in parts."""
    listed = list(bodies)
    parts: list[Part] = [b","] * (2 * len(listed) + 1)
    parts[0], parts[-1] = b"[", b"]"
    parts[1::2] = listed
    return parts if listed else [b"[]"]


def _list_included(included: Included, members: Members) -> Iterator[Part]:
    """Write an object with an array for each type, in parts."""
    between = b'{"%b":'
    for plural, rows in included.items():
        yield between % plural.encode()
        bodies = (row.body for row in rows)
        yield from _list(keep_members(bodies, members.get(TYPES_BY_PLURAL[plural])))
        between = b',"%b":'
    yield b"}" if included else b"{}"
