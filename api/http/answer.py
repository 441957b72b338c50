"""A finished HTTP response, before it is sent."""

from typing import Any

import msgspec

JSON = "application/json"
SPARSE = "application/vnd.acupoint.sparse+json"
"""JSON in which documents have some of their members: another shape, so another media type."""
PROBLEM = "application/problem+json"
HTML = "text/html"
BEST_BEFORE = "acupoint.best_before"
"""A key of `http.response.start`: the Unix time from which a kept answer must not be sent.

For answers that depend on the time, like one whose lifetime ends with a review date."""


class Answer(msgspec.Struct, kw_only=True):
    """Status, headers and body; header names are in lower case, each there once."""

    status: int
    headers: dict[str, str]
    body: bytes

    def head(self) -> list[tuple[bytes, bytes]]:
        """Write the headers as ASGI has them."""
        return [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]


async def send_answer(send: Any, answer: Answer, *, with_body: bool) -> None:
    """Send a response in one piece; a HEAD gets its headers only."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.head()})
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})
