"""A client that speaks ASGI to the application, in process and without a socket.

Addresses are sent byte for byte as they are written, so that malformed ones
can be tested too.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

import msgspec

from tests.contract.promise import Received, check_promise

HOST = (b"host", b"clinic.example")

CLINIC_TIME = datetime.fromisoformat("2026-04-01T12:00:00Z").timestamp()
"""What the clock shows where the small clinic is read: a month after its last change."""
SHIPPED_TIME = datetime.fromisoformat("2026-12-01T12:00:00Z").timestamp()
"""What the clock shows where the clinic's own content is read."""


def stop_clock(moment: float) -> Callable[[], float]:
    """Make a clock that always shows the same time."""
    return lambda: moment


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Decode the body."""
        return msgspec.json.decode(self.body)


class Client:
    """Sends requests to one application.

    What comes back is held against the contract, unless the application is one that has none.
    """

    def __init__(self, app: Any, *, has_contract: bool = True) -> None:
        self.app = app
        self.has_contract = has_contract
        self.loop = asyncio.new_event_loop()

    def get(self, target: str | bytes, **headers: str) -> Answer:
        """Send a GET; a header is named with underscores for its hyphens."""
        return self.send("GET", target, headers)

    def send(
        self,
        method: str,
        target: str | bytes,
        headers: dict[str, str] | None = None,
        raw_headers: list[tuple[bytes, bytes]] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """Send any request; `raw_headers` take the place of Host and all others."""
        exchange = self.exchange(method, target, headers, raw_headers, body)
        return self.loop.run_until_complete(exchange)

    async def exchange(
        self,
        method: str,
        target: str | bytes,
        headers: dict[str, str] | None = None,
        raw_headers: list[tuple[bytes, bytes]] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """Send any request from within the event loop."""
        raw = target.encode() if isinstance(target, str) else target
        path, _, query = raw.partition(b"?")
        named = [
            (name.replace("_", "-").lower().encode(), value.encode("latin-1"))
            for name, value in (headers or {}).items()
        ]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": _lenient(path),
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": raw_headers if raw_headers is not None else [HOST, *named],
            "client": ("192.0.2.1", 50000),
            "server": ("clinic.example", 80),
        }
        answer = await self._exchange(scope, body)
        if self.has_contract:
            asked = (method, path.decode("latin-1"), query.decode("latin-1"))
            check_promise(Received(*asked, *answer))
        return answer

    async def _exchange(self, scope: dict[str, Any], body: bytes) -> Answer:
        messages: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.app(scope, receive, send)
        start, *rest = messages
        headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
        received = b"".join(message.get("body", b"") for message in rest)
        return Answer(start["status"], headers, received)

    def close(self) -> None:
        """Let the event loop go."""
        self.loop.close()


def _lenient(path: bytes) -> str:
    """Decode a path as servers do, without complaint."""
    return unquote(path.decode("latin-1"))
