"""The door to search. It runs on worker threads: a search can take milliseconds."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.http.respond import respond_value
from api.search.parameters import SEARCH_PATH
from api.search.parse import parse_search_query
from api.search.search import open_search
from api.store.release import Release


def search_routes(release: Release) -> list[HTTPRouteHandler]:
    """Open the door, and the search of the release behind it."""
    search = open_search(release)

    @get(SEARCH_PATH, name="search content", sync_to_thread=True)
    def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        query = parse_search_query(request.scope["query_string"])
        return respond_value(search.answer(query))

    return [handle]
