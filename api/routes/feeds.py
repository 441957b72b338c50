"""The doors to feeds and to the sitemap."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.errors import DocumentNotFound
from api.feeds.atom import write_atom
from api.feeds.entries import Feed, make_feed
from api.feeds.jsonfeed import write_json_feed
from api.feeds.parameters import SITEMAP_PATH, SITEMAP_TYPE
from api.feeds.parse import parse_feed_query
from api.feeds.rss import write_rss
from api.feeds.sitemap import write_part, write_sitemap
from api.http.answer import Content
from api.http.coding import Constant
from api.http.exchange import Exchange, exchange_of
from api.http.found import basis_of_page, basis_of_sitemap
from api.http.respond import as_response, respond_constant, write_next
from api.loaded import Loaded
from api.query.text import refuse_parameters
from api.resources.articles import ARTICLES_BY_CHANGE
from api.routes.documents import Door
from api.store.read import read_page
from schema.feed import ATOM, JSON_FEED, RSS, FeedFormat

AnyRequest = Request[Any, Any, Any]
Written = WeakKeyDictionary[Loaded, dict[int, Constant]]
WRITERS: dict[FeedFormat, Callable[[Feed], bytes]] = {
    JSON_FEED: write_json_feed,
    ATOM: write_atom,
    RSS: write_rss,
}
BY_PATH = {form.path: form for form in WRITERS}
NOUN = "part of the sitemap"
PART = re.compile(r"([1-9][0-9]{0,5})\.xml", re.ASCII)


def feed_routes() -> list[HTTPRouteHandler]:
    """Open the doors; sitemaps are written once for each release."""
    written: Written = WeakKeyDictionary()
    return [*map(feed_of, WRITERS), sitemap(written), part_of_sitemap(written)]


def answer_feed(exchange: Exchange, raw: bytes, form: FeedFormat) -> Content:
    """Answer with a page of a feed."""
    query, loaded = parse_feed_query(raw), exchange.loaded
    exchange.stages.end("parse")
    found = read_page(loaded.listing, ARTICLES_BY_CHANGE, query)
    exchange.stages.end("read")
    exchange.basis = basis_of_page(found, query, ARTICLES_BY_CHANGE, loaded)
    following = None if found.after is None else write_next(form.path, query, found.after)
    address = f"{form.path}?{raw.decode()}" if raw else form.path
    body = WRITERS[form](make_feed(loaded, found, query, address, following))
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    return Content(body, form.media_type, headers)


def find_feed(path: str) -> tuple[str, Door] | None:
    """Find the feed at a path, as `find_door` does for documents.

    >>> find_feed("/v1/feeds/articles.atom")[0], find_feed("/sitemap.xml")
    ('/v1/feeds/articles.atom', None)
    """
    form = BY_PATH.get(path)
    return None if form is None else (path, partial(answer_feed, form=form))


def feed_of(form: FeedFormat) -> HTTPRouteHandler:
    """Open the door to a feed."""

    @get(form.path, name=f"feed {form.name}", sync_to_thread=False)
    def handle(request: AnyRequest) -> Response[bytes]:
        exchange, raw = exchange_of(request.scope), request.scope["query_string"]
        return as_response(answer_feed(exchange, raw, form))

    return handle


def sitemap(written: Written) -> HTTPRouteHandler:
    """Open the door to the sitemap. It runs on worker threads: to write it can take a second."""

    @get(SITEMAP_PATH, name="read sitemap", sync_to_thread=True)
    def handle(request: AnyRequest) -> Response[bytes]:
        return respond_sitemap(request, written, 0)

    return handle


def part_of_sitemap(written: Written) -> HTTPRouteHandler:
    """Open the door to a part of a sitemap that has more pages than one may hold."""

    @get("/sitemaps/{name:str}", name="read part of sitemap", sync_to_thread=True)
    def handle(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        match = PART.fullmatch(name)
        if match is None:
            raise DocumentNotFound(NOUN, name, None)
        return respond_sitemap(request, written, int(match[1]))

    return handle


def respond_sitemap(request: AnyRequest, written: Written, part: int) -> Response[bytes]:
    """Answer with the sitemap, or with a part of it from 1.

    Raises:
        DocumentNotFound: There is no such part.
    """
    refuse_parameters(request.scope["query_string"])
    exchange = exchange_of(request.scope)
    with exchange.loaded as loaded:
        parts = written.setdefault(loaded, {})
        if part not in parts:
            parts[part] = make_sitemap(loaded, part)
        answer = respond_constant(exchange, parts[part], SITEMAP_TYPE)
        exchange.basis = basis_of_sitemap(loaded)
    return answer


def make_sitemap(loaded: Loaded, part: int) -> Constant:
    """Write the sitemap, or a part of it from 1.

    Raises:
        DocumentNotFound: There is no such part.
    """
    with loaded.release.borrow() as release:
        body = write_part(release, part) if part else write_sitemap(release)
    if body is None:
        raise DocumentNotFound(NOUN, f"{part}.xml", None)
    return Constant(body)
