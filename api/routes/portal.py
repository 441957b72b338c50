"""The doors for people: the start page, which is also the index for programs, and all of /docs."""

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.errors import NotAcceptable, RouteNotFound
from api.http.answer import HTML
from api.http.coding import Constant
from api.http.exchange import Exchange, exchange_of
from api.http.found import basis_of_everything
from api.http.negotiate import choose
from api.http.problems import PAGES
from api.http.respond import respond_constant
from api.loaded import Loaded
from api.portal.assets import ASSETS, read_assets
from api.portal.index import make_index
from api.portal.page import POLICY, START
from api.portal.pages import render_pages
from api.portal.start import render_start
from api.query.text import refuse_parameters
from api.resources.lifetime import FOREVER
from schema.form import JSON

AnyRequest = Request[Any, Any, Any]

FORMS = (JSON, HTML)
"""What `/` comes in; a client that likes both alike gets the first one."""


def portal_routes() -> list[HTTPRouteHandler]:
    """Open the doors; what is the same for every release is written now."""
    pages = {path: Constant(body) for path, body in render_pages().items()}
    problems = {path: page for path, page in pages.items() if path.startswith(PAGES)}
    doors = [open_page(path, page) for path, page in pages.items() if path not in problems]
    return [start(), *doors, explanation(problems), asset()]


def start() -> HTTPRouteHandler:
    """Open the door to the start page and to the index; both are written once for each release."""
    written: WeakKeyDictionary[Loaded, dict[str, Constant]] = WeakKeyDictionary()

    @get(START, name="get index", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        media_type = choose(", ".join(request.headers.getall("accept", [])), FORMS)
        if media_type is None:
            raise NotAcceptable(FORMS)
        exchange = exchange_of(request.scope)
        if exchange.loaded not in written:
            written[exchange.loaded] = write_forms(exchange.loaded)
        return respond_start(exchange, written[exchange.loaded][media_type], media_type)

    return handle


def write_forms(loaded: Loaded) -> dict[str, Constant]:
    """Write what `/` says of a release, for programs and for people."""
    index = msgspec.json.encode(make_index(loaded))
    return {JSON: Constant(index), HTML: Constant(render_start(loaded))}


def respond_start(exchange: Exchange, form: Constant, media_type: str) -> Response[bytes]:
    """Answer with one of the forms, which another client may not get in its place."""
    answer = respond_constant(exchange, form, media_type)
    exchange.basis = basis_of_everything()
    exchange.offers = FORMS
    if media_type == HTML:
        answer.headers["Content-Security-Policy"] = POLICY
    return answer


def open_page(path: str, page: Constant) -> HTTPRouteHandler:
    """Open the door to a page."""

    @get(path, name=f"read {path}", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        return respond_html(request, page)

    return handle


def explanation(pages: Mapping[str, Constant]) -> HTTPRouteHandler:
    """Open the door to what each problem means; `type` leads there."""

    @get(PAGES + "{code:str}", name="explain problem", sync_to_thread=False)
    def handle(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
        page = pages.get(PAGES + code)
        if page is None:
            raise RouteNotFound(PAGES + code, list(pages))
        return respond_html(request, page)

    return handle


def asset() -> HTTPRouteHandler:
    """Open the door to styles and scripts."""
    assets = {each.path: (each.media_type, Constant(each.data)) for each in read_assets().values()}

    @get(ASSETS + "{name:str}", name="read asset", sync_to_thread=False)
    def handle(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        if ASSETS + name not in assets:
            raise RouteNotFound(ASSETS + name, list(assets))
        media_type, data = assets[ASSETS + name]
        return respond_constant(exchange_of(request.scope), data, media_type, FOREVER)

    return handle


def respond_html(request: AnyRequest, page: Constant) -> Response[bytes]:
    """Answer with a page, under a policy that lets it load what is ours and nothing else."""
    refuse_parameters(request.scope["query_string"])
    answer = respond_constant(exchange_of(request.scope), page, HTML)
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
