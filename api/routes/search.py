"""The door to search. It runs on worker threads: a search can take milliseconds."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.http.announce import announce
from api.http.exchange import exchange_of
from api.http.respond import respond_search
from api.query.deprecated import find_deprecated_words
from api.search.parameters import DEPRECATED, SEARCH_PATH
from api.search.parse import parse_search_query


def search_routes() -> list[HTTPRouteHandler]:
    """Open the door.

    A thread cannot be cancelled with its request, so it keeps the release open by itself.
    """

    @get(SEARCH_PATH, name="search content", sync_to_thread=True)
    def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        exchange = exchange_of(request.scope)
        raw = request.scope["query_string"]
        query = parse_search_query(raw)
        exchange.stages.end("parse")
        with exchange.loaded as loaded:
            found = loaded.search.answer(query)
        exchange.stages.end("read")
        return respond_search(exchange, found, announce(find_deprecated_words(DEPRECATED, raw)))

    return [handle]
