"""The edge: the one layer around the framework that every request passes twice.

On the way in: a request id, the release, the gate, HEAD as GET. On the way out: problems,
validators, the headers that all answers have, and a line in the log.
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Any

import structlog

from api.errors import InternalError, NotAcceptable
from api.http.answer import JSON, SPARSE, Answer, send_answer
from api.http.conditional import is_known, make_etag
from api.http.gate import check_request
from api.http.log import describe, escape
from api.http.negotiate import accepts
from api.http.problems import KNOWN_PATHS, expand_methods, problem_answer, translate
from api.loaded import SCOPE_KEY
from api.serving import Serving
from api.tally import Tally

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
EXPOSED = "ETag, Link, Location, Request-Id, Retry-After, Acupoint-Release"

ON_ALL_ANSWERS = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": EXPOSED,
    "cache-control": "public, no-cache",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Headers that every answer has unless it sets its own."""

ON_PREFLIGHT = {
    "access-control-allow-headers": "Accept, If-None-Match, Request-Id",
    "access-control-max-age": "86400",
}


class Edge:
    """Wraps the framework's application; itself an ASGI application."""

    def __init__(
        self,
        inner: Any,
        serving: Serving,
        tally: Tally,
        known_paths: Sequence[str] = KNOWN_PATHS,
    ) -> None:
        self.inner = inner
        self.serving = serving
        self.tally = tally
        self.known_paths = known_paths
        self.log = structlog.get_logger("api")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; everything else is the framework's."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        started, method = perf_counter(), scope["method"]
        headers = _read_headers(scope["headers"])
        request_id = _choose_request_id(headers)
        with self.serving.loaded as loaded:
            inner_scope = {**scope, SCOPE_KEY: loaded}
            answer = await self.answer(inner_scope, receive, request_id, headers)
        self.finish(answer, method, request_id, headers)
        answer.headers["acupoint-release"] = str(loaded.number)
        await send_answer(send, answer, with_body=method != "HEAD")
        seconds = perf_counter() - started
        # Whatever is around the edge may want to know the route, too.
        scope["path_template"] = route = inner_scope.get("path_template", "")
        self.tally.count_answer(route, method, answer.status, seconds)
        self.write_line(scope, answer, request_id, seconds)

    async def answer(
        self, scope: Any, receive: Any, request_id: str, headers: dict[str, str]
    ) -> Answer:
        """Get an answer; whatever is raised on the way becomes a problem here and only here.

        The framework notes in the scope which route it found.
        """
        method = scope["method"]
        try:
            raw_path, query = scope.get("raw_path") or b"", scope["query_string"]
            check_request(method, raw_path, query, scope["headers"])
            scope["method"] = "GET" if method == "HEAD" else method
            answer = await _collect(self.inner, scope, receive)
            _check_acceptable(answer, headers.get("accept"))
        except Exception as error:  # noqa: BLE001 (the one place that makes the 500)
            return self.answer_problem(error, method, scope["path"], request_id)
        return answer

    def answer_problem(self, error: Exception, method: str, path: str, request_id: str) -> Answer:
        """Make the problem that an exception stands for; what nobody foresaw is logged."""
        problem = translate(error, method, path, self.known_paths)
        self.tally.count_problem(problem.code)
        if isinstance(problem, InternalError):
            self.log.error("internal error", request_id=request_id, **describe(error))
        return problem_answer(problem, request_id)

    def finish(self, answer: Answer, method: str, request_id: str, headers: dict[str, str]) -> None:
        """Add the headers of all answers, and leave out bytes that the client has."""
        if method == "OPTIONS" and "allow" in answer.headers:
            _finish_options(answer)
        # What is different in every answer comes first, so that the rest can be kept in one piece.
        answer.headers = {"request-id": request_id, **ON_ALL_ANSWERS, **answer.headers}
        if answer.status == 200 and answer.body:  # noqa: PLR2004 (OK)
            etag = make_etag(answer.body)
            answer.headers["etag"] = etag
            if is_known(headers.get("if-none-match", ""), etag):
                answer.status, answer.body = 304, b""
                answer.headers.pop("content-type", None)
        if answer.status not in {204, 304}:
            answer.headers["content-length"] = str(len(answer.body))

    def write_line(self, scope: Any, answer: Answer, request_id: str, seconds: float) -> None:
        """Log a request: one line, bounded, whatever the client sent."""
        query = scope["query_string"].decode("latin-1")
        target = scope["path"] + (f"?{query}" if query else "")
        self.log.info(
            "request",
            method=escape(scope["method"][:16]),
            target=escape(target),
            status=answer.status,
            bytes=len(answer.body),
            ms=round(seconds * 1000, 3),
            request_id=request_id,
        )


async def _collect(inner: Any, scope: Any, receive: Any) -> Answer:
    """Run the framework and take its response as one piece."""
    answer = Answer(status=500, headers={}, body=b"")
    parts: list[bytes] = []

    async def take(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = _read_headers(message["headers"])
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await inner(scope, receive, take)
    answer.body = b"".join(parts)
    answer.headers.pop("content-length", None)
    return answer


def _read_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in pairs:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _choose_request_id(headers: dict[str, str]) -> str:
    """Keep the id that a client or proxy gave, if it is one that a log can bear."""
    given = headers.get("request-id") or headers.get("x-request-id") or ""
    return given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _check_acceptable(answer: Answer, accept: str | None) -> None:
    """Refuse an answer in a media type that the client rules out."""
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    # Sparse documents are JSON, and were asked for by a parameter.
    media_type = JSON if media_type == SPARSE else media_type
    if answer.status == 200 and accept and not accepts(accept, media_type):  # noqa: PLR2004 (OK)
        raise NotAcceptable([media_type])


def _finish_options(answer: Answer) -> None:
    methods = ", ".join(expand_methods(answer.headers["allow"]))
    answer.headers = {"allow": methods, "access-control-allow-methods": methods, **ON_PREFLIGHT}
    answer.status, answer.body = 204, b""
