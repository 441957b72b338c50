"""The doors to documents: a list and a document for each resource, and the sections of an article.

Each handler says the same three verbs: parse, read, respond.
"""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.http.respond import respond_document, respond_page
from api.loaded import loaded_of
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
        query = parse_list_query(resource, request.scope["query_string"])
        found = read_page(loaded_of(request.scope).listing, resource, query)
        return respond_page(found, query, resource, request.scope["path"])

    return handle


def document_of(resource: Resource) -> HTTPRouteHandler:
    """Open the door to one document, by id or slug."""

    @get(resource.type.path + "/{key:str}", name=f"get {resource.type.name}", sync_to_thread=False)
    def handle(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        raw = request.scope["query_string"]
        query = parse_document_query(resource, raw)
        release = loaded_of(request.scope).release
        found = read_document(release, resource, key, query, _tail("", raw))
        return respond_document(found, query, resource)

    return handle


def sections_of_article() -> HTTPRouteHandler:
    """Open the door to the sections of one article, in reading order."""
    resource = SECTIONS_OF_ARTICLE

    @get(
        ARTICLE.path + "/{key:str}/sections", name="list sections of article", sync_to_thread=False
    )
    def handle(request: AnyRequest, key: FromPath[str]) -> Response[bytes]:
        raw = request.scope["query_string"]
        listing = loaded_of(request.scope).listing
        release = listing.release
        found = find_document(release, ARTICLE, key)
        query = parse_list_query(resource, raw, scope=found[0] if found else None)
        if found is None:
            raise explain_absence(release, ARTICLE, key, _tail("/sections", raw))
        page = read_page(listing, resource, query, scope=found[0])
        return respond_page(page, query, resource, request.scope["path"])

    return handle


def _tail(path: str, query: bytes) -> str:
    """What follows the slug in an address, for a redirect to keep."""
    return path + (f"?{query.decode('ascii')}" if query else "")
