"""The door to which somebody brings what they hold: the only one that takes a body."""

from asyncio import to_thread
from collections.abc import Iterable
from typing import Any

from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from msgspec import UNSET, UnsetType

from api.http.body import check_announcement, read_body
from api.http.exchange import Exchange, exchange_of
from api.http.headers import read_headers
from api.http.holdings import (
    HOLDINGS_PATH,
    Holdings,
    HoldingsDocument,
    StaleHolding,
    WithdrawnHolding,
)
from api.http.respond import respond_value
from api.limits import MAX_BODY
from api.query.holdings import Held, parse_holdings
from api.query.text import refuse_parameters
from api.resources import RESOURCES
from api.store.holdings import Standing, read_standings

PATHS = {resource.type.name: resource.type.path for resource in RESOURCES}


def holdings_routes() -> list[HTTPRouteHandler]:
    """Open the door. What follows the body runs on a thread, and keeps the release open itself."""

    @post(HOLDINGS_PATH, name="check holdings", status_code=200)
    async def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        check_announcement(read_headers(request.scope["headers"]), MAX_BODY)
        exchange = exchange_of(request.scope)
        exchange.is_tagged = False
        body = await read_body(request.receive, MAX_BODY)
        return respond_value(await to_thread(check, exchange, body))

    return [handle]


def check(exchange: Exchange, body: bytes) -> HoldingsDocument:
    """Read what is held, and how it stands.

    Raises:
        BadBody, StoreUnavailable
    """
    held = parse_holdings(body)
    exchange.stages.end("parse")
    with exchange.loaded as loaded, loaded.release.borrow() as release:
        standings = read_standings(release, held)
    exchange.stages.end("read")
    return sort_holdings(held, standings)


def sort_holdings(held: Held, standings: Iterable[Standing]) -> HoldingsDocument:
    """Put each document that is held into the list where it belongs."""
    found = Holdings(current=[], stale=[], withdrawn=[], unknown=[])
    for each in standings:
        if each.rev == held[each.id]:
            found.current.append(each.id)
        elif each.rev is not None:
            stale = StaleHolding(id=each.id, rev=each.rev, change_class=each.worst_class)
            found.stale.append(stale)
        elif each.reason is not None:
            instead = _name_replacement(each)
            found.withdrawn.append(
                WithdrawnHolding(id=each.id, reason=each.reason, replacement=instead)
            )
        else:
            found.unknown.append(each.id)
    return HoldingsDocument(data=found)


def _name_replacement(standing: Standing) -> str | UnsetType:
    type_, slug = standing.replacement_type, standing.replacement_slug
    return f"{PATHS[type_]}/{slug}" if type_ and slug else UNSET
