"""The door to the contract, as JSON."""

from functools import cache
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.http.coding import Constant
from api.http.exchange import exchange_of
from api.http.respond import respond_constant
from api.openapi import build_contract
from api.query.text import refuse_parameters
from schema.form import JSON


@cache
def write_contract() -> Constant:
    """Write the contract, once for all applications of a process: it depends on the code only."""
    return Constant(msgspec.json.encode(build_contract()))


def contract_routes() -> list[HTTPRouteHandler]:
    """Open the door; the contract is written when the process starts."""
    contract = write_contract()

    @get("/openapi.json", name="get contract", sync_to_thread=False)
    def read_contract(request: Request[Any, Any, Any]) -> Response[bytes]:
        refuse_parameters(request.scope["query_string"])
        return respond_constant(exchange_of(request.scope), contract, JSON)

    return [read_contract]
