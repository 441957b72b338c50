"""The doors to documents: a list and a document for each resource, and the sections of an article.

Each door says the same three verbs: parse, read, respond. The framework leads to them, and so
does `find_door`, which takes a path and nothing else.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.http.announce import announce
from api.http.answer import Content
from api.http.exchange import Exchange, exchange_of
from api.http.forms import choose_form, split_form
from api.http.respond import (
    as_response,
    respond_document,
    respond_form,
    respond_form_page,
    respond_page,
)
from api.query.deprecated import find_deprecated
from api.query.parse import parse_document_query, parse_list_query
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from api.store.forms import read_form, read_form_page
from api.store.read import (
    explain_absence,
    find_document,
    read_document,
    read_page,
    read_sections,
)
from schema.article import ARTICLE
from schema.form import Form

AnyRequest = Request[Any, Any, Any]
Door = Callable[[Exchange, bytes], Content]
"""Answers the query of one path."""

BY_PATH = {resource.type.path: resource for resource in RESOURCES}
SETS = {
    f"{resource.type.path}.{form.suffix}": (resource, form)
    for resource in RESOURCES
    for form in resource.set_forms
}
"""The paths at which lists are served in other forms than JSON."""
SECTIONS = "sections"


def answer_list(exchange: Exchange, raw: bytes, resource: Resource, path: str) -> Content:
    """Answer with a page of the list of a resource, in the form that its client wants."""
    form = choose_form(exchange, resource.set_forms, raw)
    if form is not None:
        return answer_set(exchange, raw, resource, path, form)
    query = parse_list_query(resource, raw)
    exchange.stages.end("parse")
    found = read_page(exchange.loaded.listing, resource, query)
    exchange.stages.end("read")
    content = respond_page(exchange, found, query, resource, path)
    return content.with_headers(announce(find_deprecated(resource, "list", raw)))


def answer_set(
    exchange: Exchange, raw: bytes, resource: Resource, path: str, form: Form
) -> Content:
    """Answer with a page of a list in another form than JSON."""
    query = parse_list_query(resource, raw, form=form)
    exchange.stages.end("parse")
    found = read_form_page(exchange.loaded.listing, resource, query, form)
    exchange.stages.end("read")
    content = respond_form_page(exchange, found, query, resource, form, path)
    return content.with_headers(announce(find_deprecated(resource, "list", raw)))


def answer_document(exchange: Exchange, raw: bytes, resource: Resource, key: str) -> Content:
    """Answer with one document by id or slug, in the form that is named or wanted."""
    stem, named = split_form(resource, key)
    form = named or choose_form(exchange, resource.forms, raw)
    if form is not None:
        tail = f".{form.suffix}" if named else ""
        return answer_form(exchange, raw, resource, stem, form, tail)
    query = parse_document_query(resource, raw)
    exchange.stages.end("parse")
    found = read_document(exchange.loaded.release, resource, key, query, _tail("", raw))
    exchange.stages.end("read")
    content = respond_document(exchange, found, query, resource)
    return content.with_headers(announce(find_deprecated(resource, "document", raw)))


def answer_form(
    exchange: Exchange, raw: bytes, resource: Resource, key: str, form: Form, suffix: str
) -> Content:
    """Answer with one document in another form than JSON."""
    query = parse_document_query(resource, raw, form)
    exchange.stages.end("parse")
    row = read_form(exchange.loaded.release, resource, key, form, query, _tail(suffix, raw))
    exchange.stages.end("read")
    content = respond_form(exchange, row, resource, form)
    return content.with_headers(announce(find_deprecated(resource, "document", raw)))


def answer_sections(exchange: Exchange, raw: bytes, key: str, path: str) -> Content:
    """Answer with the sections of one article, in reading order."""
    resource, release = SECTIONS_OF_ARTICLE, exchange.loaded.release
    found = find_document(release, ARTICLE, key)
    query = parse_list_query(resource, raw, scope=found.id if found else None)
    if found is None:
        raise explain_absence(release, ARTICLE, key, _tail(f"/{SECTIONS}", raw))
    exchange.stages.end("parse")
    page = read_sections(exchange.loaded.listing, resource, query, found)
    exchange.stages.end("read")
    content = respond_page(exchange, page, query, resource, path)
    return content.with_headers(announce(find_deprecated(resource, "list", raw)))


def find_door(path: str) -> tuple[str, Door] | None:
    """Find what answers at a path without escapes, and the template of the path.

    >>> find_door("/v1/topics/neck-pain")[0], find_door("/v1/articles/rest/sections")[0]
    ('/v1/topics/{key}', '/v1/articles/{key}/sections')
    >>> find_door("/docs") is None
    True
    """
    if path in BY_PATH:
        return path, partial(answer_list, resource=BY_PATH[path], path=path)
    if path in SETS:
        resource, form = SETS[path]
        return path, partial(answer_set, resource=resource, path=path, form=form)
    head, _, key = path.rpartition("/")
    if head in BY_PATH:
        return f"{head}/{{key}}", partial(answer_document, resource=BY_PATH[head], key=key)
    article_path, _, article_key = head.rpartition("/")
    if key == SECTIONS and article_path == ARTICLE.path:
        template = f"{article_path}/{{key}}/{SECTIONS}"
        return template, partial(answer_sections, key=article_key, path=path)
    return None


def document_routes() -> list[HTTPRouteHandler]:
    """Open the doors of all resources."""
    doors = [sections_of_article()]
    for resource in RESOURCES:
        doors += [list_of(resource), document_of(resource)]
    doors += [set_of(path, resource, form) for path, (resource, form) in SETS.items()]
    return doors


def list_of(resource: Resource) -> HTTPRouteHandler:
    """Open the door to the list of a resource."""

    @get(resource.type.path, name=f"list {resource.type.name}", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        return as_response(answer_list(exchange, raw, resource, request.scope["path"]))

    return handle


def set_of(path: str, resource: Resource, form: Form) -> HTTPRouteHandler:
    """Open the door to the list of a resource in another form than JSON."""

    @get(path, name=f"list {resource.type.name} as {form.suffix}", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        return as_response(answer_set(exchange, raw, resource, path, form))

    return handle


def document_of(resource: Resource) -> HTTPRouteHandler:
    """Open the door to one document."""

    @get(resource.type.path + "/{key:str}", name=f"get {resource.type.name}", sync_to_thread=False)
    def handle(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        return as_response(answer_document(exchange, raw, resource, key))

    return handle


def sections_of_article() -> HTTPRouteHandler:
    """Open the door to the sections of one article."""
    path = f"{ARTICLE.path}/{{key:str}}/{SECTIONS}"

    @get(path, name="list sections of article", sync_to_thread=False)
    def handle(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        return as_response(answer_sections(exchange, raw, key, request.scope["path"]))

    return handle


def _tail(path: str, query: bytes) -> str:
    """What follows the slug in an address, for a redirect to keep."""
    return path + (f"?{query.decode('ascii')}" if query else "")
