"""The door to sync. It runs on worker threads: to begin a copy may read many documents."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.http.exchange import exchange_of
from api.http.respond import respond_sync
from api.sync.parameters import SYNC_PATH
from api.sync.parse import parse_sync_query


def sync_routes() -> list[HTTPRouteHandler]:
    """Open the door.

    A thread cannot be cancelled with its request, so it keeps the release open by itself.
    """

    @get(SYNC_PATH, name="sync", sync_to_thread=True)
    def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        exchange = exchange_of(request.scope)
        query = parse_sync_query(request.scope["query_string"])
        exchange.stages.end("parse")
        with exchange.loaded as loaded:
            found = loaded.sync.answer(query)
        exchange.stages.end("read")
        return respond_sync(exchange, found)

    return [handle]
