"""The measure of everything: an application that answers with constant bytes.

`/500` is answered with 500 bytes, `/304` below any of them with a 304 that has an ETag.
"""

from typing import Any

ETAG = b'"0123456789abcdef0123456789abcdef"'
NOT_MODIFIED = {"type": "http.response.start", "status": 304, "headers": [(b"etag", ETAG)]}
EMPTY = {"type": "http.response.body", "body": b""}
ANSWERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {"/304": (NOT_MODIFIED, EMPTY)}


def make_answer(size: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make the two messages of an answer with `size` bytes."""
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(size).encode()),
        (b"etag", ETAG),
    ]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return start, {"type": "http.response.body", "body": b"x" * size}


async def app(scope: dict[str, Any], _: Any, send: Any) -> None:
    """Answer as fast as an ASGI application can."""
    path = scope["path"]
    answer = ANSWERS.get(path)
    if answer is None:
        answer = ANSWERS[path] = make_answer(int(path[1:]))
    await send(answer[0])
    await send(answer[1])
