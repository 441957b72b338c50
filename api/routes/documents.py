"""The doors to documents: a list and a document for each resource, and the sections of an article.

Each handler says the same three verbs: parse, read, respond.
"""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.http.exchange import exchange_of
from api.http.respond import respond_document, respond_page
from api.query.parse import parse_document_query, parse_list_query
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from api.store.read import explain_absence, find_document, read_document, read_page
from schema.article import ARTICLE

AnyRequest = Request[Any, Any, Any]


def document_routes() -> list[HTTPRouteHandler]:
    """Open the doors of all resources."""
    doors = [sections_of_article()]
    for resource in RESOURCES:
        doors += [list_of(resource), document_of(resource)]
    return doors


def list_of(resource: Resource) -> HTTPRouteHandler:
    """Open the door to the list of a resource."""

    @get(resource.type.path, name=f"list {resource.type.name}", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        exchange = exchange_of(request.scope)
        query = parse_list_query(resource, request.scope["query_string"])
        found = read_page(exchange.loaded.listing, resource, query)
        return respond_page(exchange, found, query, resource, request.scope["path"])

    return handle


def document_of(resource: Resource) -> HTTPRouteHandler:
    """Open the door to one document, by id or slug."""

    @get(resource.type.path + "/{key:str}", name=f"get {resource.type.name}", sync_to_thread=False)
    def handle(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        query = parse_document_query(resource, raw)
        found = read_document(exchange.loaded.release, resource, key, query, _tail("", raw))
        return respond_document(exchange, found, query, resource)

    return handle


def sections_of_article() -> HTTPRouteHandler:
    """Open the door to the sections of one article, in reading order."""
    resource = SECTIONS_OF_ARTICLE

    @get(
        ARTICLE.path + "/{key:str}/sections", name="list sections of article", sync_to_thread=False
    )
    def handle(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        listing, release = exchange.loaded.listing, exchange.loaded.release
        found = find_document(release, ARTICLE, key)
        query = parse_list_query(resource, raw, scope=found.id if found else None)
        if found is None:
            raise explain_absence(release, ARTICLE, key, _tail("/sections", raw))
        page = read_page(listing, resource, query, scope=found.id)
        return respond_page(exchange, page, query, resource, request.scope["path"])

    return handle


def _tail(path: str, query: bytes) -> str:
    """What follows the slug in an address, for a redirect to keep."""
    return path + (f"?{query.decode('ascii')}" if query else "")
