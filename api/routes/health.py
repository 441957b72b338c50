"""The doors for those who run the service."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.http.health import Liveness, Readiness, ReleaseState
from api.http.respond import respond_value
from api.loaded import Loaded, loaded_of
from api.query.text import refuse_parameters
from api.serving import Serving

AnyRequest = Request[Any, Any, Any]


def health_routes(serving: Serving) -> list[HTTPRouteHandler]:
    """Open the doors; what they say is known beforehand, so that asking costs nothing."""

    @get("/livez", name="get liveness", sync_to_thread=False)
    def live(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return respond_value(Liveness(status="live"))

    @get("/readyz", name="get readiness", sync_to_thread=False)
    def ready(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        release = describe_release(loaded_of(request.scope))
        if serving.trouble is None:
            return respond_value(Readiness(status="ready", release=release))
        reason = serving.trouble
        return respond_value(Readiness(status="degraded", reason=reason, release=release))

    return [live, ready]


def describe_release(loaded: Loaded) -> ReleaseState:
    """Say which release is in use, and what it holds."""
    return ReleaseState(
        number=loaded.number,
        sha256=loaded.sha256,
        seq=loaded.seq,
        created_at=loaded.created_at,
        counts=loaded.counts,
    )
