"""The doors for those who run the service."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.http.health import Liveness, Readiness, ReleaseState
from api.http.respond import respond_value
from api.query.text import refuse_parameters
from api.store.release import Release
from api.store.statements import DESCRIBE_RELEASE

AnyRequest = Request[Any, Any, Any]


def health_routes(release: Release) -> list[HTTPRouteHandler]:
    """Open the doors; what they say is known beforehand, so that asking costs nothing."""
    _, seq, created_at, counts = release.fetch(DESCRIBE_RELEASE, {})[0]
    state = ReleaseState(
        number=release.current.number,
        sha256=release.current.sha256,
        seq=seq,
        created_at=created_at,
        counts=msgspec.json.decode(counts),
    )

    @get("/livez", name="get liveness", sync_to_thread=False)
    def live(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return respond_value(Liveness(status="live"))

    @get("/readyz", name="get readiness", sync_to_thread=False)
    def ready(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return respond_value(Readiness(status="ready", release=state))

    return [live, ready]
