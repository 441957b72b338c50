"""A finished HTTP response, before it is sent."""

from math import inf
from typing import Any, NamedTuple, Self

import msgspec

from api.http.parts import Body

SPARSE = "application/vnd.acupoint.sparse+json"
"""JSON in which documents have some of their members: another shape, so another media type."""
PROBLEM = "application/problem+json"
HTML = "text/html"
EXPIRES_AT = "acupoint.expires_at"
"""A key of `http.response.start` beside those of ASGI: see `Answer.expires_at`."""


class Content(NamedTuple):
    """What a door answers with, before it is a response of the framework."""

    body: Body
    media_type: str
    headers: dict[str, str]

    def with_headers(self, headers: dict[str, str]) -> Self:
        """Add headers."""
        return self._replace(headers=self.headers | headers) if headers else self


class Answer(msgspec.Struct, kw_only=True):
    """Status, headers and body; header names are in lower case, each there once."""

    status: int
    headers: dict[str, str]
    body: bytes
    expires_at: float = inf
    """Seconds since 1970 from which on its headers are not true any more; for who keeps it."""

    def head(self) -> list[tuple[bytes, bytes]]:
        """Write the headers as ASGI has them."""
        return [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]


async def send_answer(send: Any, answer: Answer, *, with_body: bool) -> None:
    """Send a response in one piece; a HEAD gets its headers only."""
    await send_start(send, answer)
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})


async def send_start(send: Any, answer: Answer) -> None:
    """Send status and headers; the body follows."""
    start = {"status": answer.status, "headers": answer.head(), EXPIRES_AT: answer.expires_at}
    await send({"type": "http.response.start", **start})
