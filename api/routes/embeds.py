"""The door to embeds."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.embeds.oembed import make_oembed
from api.embeds.parameters import OEMBED_PATH
from api.embeds.parse import parse_embed_query
from api.http.exchange import exchange_of
from api.http.found import basis_of_embed
from api.http.respond import respond_value
from api.store.embeds import read_by_address
from api.store.site import describe_site

AnyRequest = Request[Any, Any, Any]


def embed_routes() -> list[HTTPRouteHandler]:
    """Open the door."""

    @get(OEMBED_PATH, name="read oembed", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        exchange, release = exchange_of(request.scope), exchange_of(request.scope).loaded.release
        query = parse_embed_query(request.scope["query_string"])
        exchange.stages.end("parse")
        site = describe_site(release)
        row = read_by_address(release, site, query.urls)
        exchange.stages.end("read")
        exchange.basis = basis_of_embed(row)
        return respond_value(make_oembed(row.body, site, query))

    return [handle]
