"""The door to the metrics. It is open on the admin address only."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.query.text import refuse_parameters

TEXT_FORMAT = "text/plain; version=0.0.4"
"""Of Prometheus; the framework adds the charset."""


def metrics_routes(read_metrics: Callable[[], Awaitable[bytes]]) -> list[HTTPRouteHandler]:
    """Open the door."""

    @get("/metrics", name="get metrics")
    async def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return Response(await read_metrics(), media_type=TEXT_FORMAT)

    return [metrics]
