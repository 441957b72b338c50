"""The application: doors, framework, edge."""

from collections.abc import Awaitable, Callable
from time import time
from typing import Any, NoReturn

from litestar import Litestar, Request
from litestar.handlers import HTTPRouteHandler

from api.http.edge import Clock, Edge
from api.loaded import Loaded
from api.routes.contract import contract_routes
from api.routes.documents import document_routes
from api.routes.embeds import embed_routes
from api.routes.feeds import feed_routes
from api.routes.health import health_routes
from api.routes.holdings import holdings_routes
from api.routes.metrics import metrics_routes
from api.routes.portal import portal_routes
from api.routes.search import search_routes
from api.routes.snapshots import snapshot_routes
from api.routes.sync import sync_routes
from api.serving import Serving
from api.store.release import Release
from api.tally import Tally


def create_app(release: Release, clock: Clock = time) -> Edge:
    """Put the application together, to serve one release for good.

    It closes when its owner closes it.
    """
    return create_serving_app(Serving(Loaded(release)), clock)


def create_serving_app(serving: Serving, clock: Clock = time) -> Edge:
    """Put the application together, once for all releases that it will serve."""
    routes: list[HTTPRouteHandler] = [
        *document_routes(),
        *search_routes(),
        *sync_routes(),
        *snapshot_routes(),
        *holdings_routes(),
        *feed_routes(),
        *embed_routes(),
        *health_routes(serving),
        *contract_routes(),
        *portal_routes(),
    ]
    return Edge(_frame(routes), serving, serving.tally, clock)


def create_admin_app(serving: Serving, read_metrics: Callable[[], Awaitable[bytes]]) -> Edge:
    """Put together what only those see who run the service; its requests are not counted."""
    routes = [*health_routes(serving), *metrics_routes(read_metrics)]
    known_paths = [path for route in routes for path in route.paths]
    return Edge(_frame(routes), serving, Tally(), known_paths=known_paths)


def _frame(routes: list[HTTPRouteHandler]) -> Litestar:
    return Litestar(
        route_handlers=routes,
        exception_handlers={Exception: _pass_on},
        openapi_config=None,
        logging_config=None,
    )


def _pass_on(_: Request[Any, Any, Any], error: Exception) -> NoReturn:
    """Leave every exception to the edge, which makes all problems."""
    raise error
