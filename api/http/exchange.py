"""One request on its way through the doors, and what they tell the edge beside the answer."""

from collections.abc import Mapping
from typing import Any

from api.http.basis import Basis
from api.http.coding import Constant
from api.http.download import Download
from api.http.stages import Stages
from api.loaded import Loaded

EXCHANGE_KEY = "acupoint.exchange"
"""Where a request's ASGI scope has its exchange."""


class Exchange:
    """Made by the edge for each request, filled by the door that answers it."""

    def __init__(self, loaded: Loaded, accept: str | None = None) -> None:
        self.loaded = loaded
        self.accept = accept
        """What the client takes, as it says."""
        self.download: Download | None = None
        """The file that is sent in place of a body."""
        self.forget(Basis())

    def forget(self, basis: Basis) -> None:
        """Forget what a door told: it is not its answer that is sent, but one on another basis."""
        self.basis = basis
        self.stages = Stages()
        self.constant: Constant | None = None
        """The body, where it is always the same."""
        self.offers: tuple[str, ...] = ()
        """The media types that are on offer at the address, where there are several."""
        self.is_tagged = True
        """Whether the answer is one that a client can have already, and ask about by its tag."""
        self.close()

    def close(self) -> None:
        """Let the file go, if there is one."""
        if self.download is not None:
            self.download.close()
            self.download = None


def exchange_of(scope: Mapping[str, Any]) -> Exchange:
    """Find the exchange of a request."""
    exchange: Exchange = scope[EXCHANGE_KEY]
    return exchange
