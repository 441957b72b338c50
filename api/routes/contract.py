"""The doors to the contract: as JSON, as a page to read, and each problem explained."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from api.errors import RouteNotFound, error_classes
from api.http.answer import HTML, JSON
from api.http.basis import Basis
from api.http.coding import Constant
from api.http.exchange import exchange_of
from api.http.problems import PAGES
from api.http.respond import respond_constant
from api.openapi import build_contract
from api.query.text import refuse_parameters
from api.resources.lifetime import FOREVER, MANUAL
from api.routes.pages import ASSETS_PATH, POLICY, explain, read_assets, write_reference

AnyRequest = Request[Any, Any, Any]


def contract_routes() -> list[HTTPRouteHandler]:
    """Open the doors; everything behind them is made once, when the process starts."""
    return [read_contract(), start(), *read_reference(), explain_problem()]


def read_contract() -> HTTPRouteHandler:
    """Open the door to the contract."""
    contract = Constant(msgspec.json.encode(build_contract()))

    @get("/openapi.json", name="get contract", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return respond_constant(exchange_of(request.scope), contract, JSON)

    return handle


def start() -> HTTPRouteHandler:
    """Open the front door, which leads to the reference."""

    @get("/", name="start", sync_to_thread=False)
    def handle(request: AnyRequest) -> Redirect:
        exchange_of(request.scope).basis = Basis(lifetime=MANUAL)
        return Redirect("/docs", status_code=307)

    return handle


def read_reference() -> list[HTTPRouteHandler]:
    """Open the doors to the reference page and to the files that it loads."""
    assets = read_assets()
    page = write_reference(list(assets))

    @get("/docs", name="read reference", sync_to_thread=False)
    def handle_page(request: AnyRequest) -> Response[bytes]:
        return _page(request, page)

    @get(ASSETS_PATH + "{name:str}", name="read asset", sync_to_thread=False)
    def handle_asset(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        if name not in assets:
            raise RouteNotFound(ASSETS_PATH + name, [])
        exchange, (media_type, content) = exchange_of(request.scope), assets[name]
        return respond_constant(exchange, content, media_type, FOREVER)

    return [handle_page, handle_asset]


def explain_problem() -> HTTPRouteHandler:
    """Open the door that the `type` of a problem leads to."""
    pages = {error.code: explain(error) for error in error_classes()}

    @get(PAGES + "{code:str}", name="explain problem", sync_to_thread=False)
    def handle(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
        if code not in pages:
            raise RouteNotFound(PAGES + code, [PAGES + each for each in pages])
        return _page(request, pages[code])

    return handle


def _page(request: AnyRequest, page: Constant) -> Response[bytes]:
    response = respond_constant(exchange_of(request.scope), page, HTML)
    response.headers["Content-Security-Policy"] = POLICY
    return response
