"""One request on its way through the doors, and what they tell the edge beside the answer."""

from collections.abc import Mapping
from typing import Any

from api.http.coding import Constant

EXCHANGE_KEY = "acupoint.exchange"
"""Where a request's ASGI scope has its exchange."""


class Exchange:
    """Made by the edge for each request, filled by the door that answers it."""

    def __init__(self) -> None:
        self.constant: Constant | None = None
        """The body, where it is always the same."""


def exchange_of(scope: Mapping[str, Any]) -> Exchange:
    """Find the exchange of a request."""
    exchange: Exchange = scope[EXCHANGE_KEY]
    return exchange
