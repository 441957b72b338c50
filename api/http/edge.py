"""The edge: the one layer around the framework that every request passes twice.

On the way in: a request id, the release, the gate, HEAD as GET. On the way out: problems,
codings, validators, the headers that all answers have, and a line in the log.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import closing
from time import perf_counter, time
from typing import Any

import structlog

from api.errors import InternalError, PreconditionFailed, RangeNotSatisfiable
from api.http.answer import Answer, send_answer, send_start
from api.http.basis import Basis
from api.http.conditional import evaluate, not_modified
from api.http.exchange import EXCHANGE_KEY, Exchange
from api.http.finish import arrange, check_acceptable, finish, finish_options
from api.http.gate import check_request
from api.http.headers import read_headers
from api.http.keys import keys_of_absence
from api.http.log import describe, escape
from api.http.problems import ABSENT, KNOWN_PATHS, problem_answer, translate
from api.http.ranges import cut_out
from api.loaded import SCOPE_KEY
from api.serving import Serving
from api.tally import Tally

Clock = Callable[[], float]
"""Tells the seconds since 1970."""

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Edge:
    """Wraps the framework's application; itself an ASGI application."""

    def __init__(
        self,
        inner: Any,
        serving: Serving,
        tally: Tally,
        clock: Clock = time,
        known_paths: Sequence[str] = KNOWN_PATHS,
    ) -> None:
        self.inner = inner
        self.serving = serving
        self.tally = tally
        self.clock = clock
        self.known_paths = known_paths
        self.log = structlog.get_logger("api")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request; everything else is the framework's."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        started, headers = perf_counter(), read_headers(scope["headers"])
        request_id = _choose_request_id(headers)
        with self.serving.loaded as loaded:
            exchange = Exchange(loaded, headers.get("accept"))
            inner_scope = {**scope, SCOPE_KEY: loaded, EXCHANGE_KEY: exchange}
            answer = await self.answer(inner_scope, receive, request_id, headers)
        with closing(exchange):
            inner_scope["method"] = scope["method"]
            answer = await self.select(answer, inner_scope, request_id, headers)
            self.sign(answer, exchange, request_id)
            sent = await _send(receive, send, answer, exchange, scope["method"])
        seconds = perf_counter() - started
        # Whatever is around the edge may want to know the route, too.
        scope["path_template"] = route = inner_scope.get("path_template", "")
        self.tally.count_answer(route, scope["method"], answer.status, seconds)
        self.write_line(scope, answer.status, sent, request_id, seconds)

    def sign(self, answer: Answer, exchange: Exchange, request_id: str) -> None:
        """Add the headers that are different in every answer, or tell who made it.

        The request id comes first, so that the rest can be kept in one piece.
        """
        answer.headers = {"request-id": request_id, **answer.headers}
        answer.headers["acupoint-release"] = str(exchange.loaded.number)
        arrange(answer.headers)
        answer.headers |= exchange.stages.write()
        if self.serving.is_draining:
            answer.headers["connection"] = "close"

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
            check_acceptable(answer, scope[EXCHANGE_KEY], headers)
        except Exception as error:  # noqa: BLE001 (the one place that makes the 500)
            return self.answer_problem(error, {**scope, "method": method}, request_id)
        if method == "OPTIONS":
            finish_options(answer)
        return answer

    async def select(
        self, answer: Answer, scope: Any, request_id: str, headers: dict[str, str]
    ) -> Answer:
        """Finish an answer, and choose what the client gets of it by what it has."""
        now, accept_encoding = self.clock(), headers.get("accept-encoding")
        exchange: Exchange = scope[EXCHANGE_KEY]
        await finish(answer, exchange, accept_encoding, now)
        try:
            return choose(answer, exchange, scope["method"], headers, now)
        except (PreconditionFailed, RangeNotSatisfiable) as error:
            problem = self.answer_problem(error, scope, request_id)
            await finish(problem, exchange, accept_encoding, now)
            return problem

    def answer_problem(self, error: Exception, scope: Any, request_id: str) -> Answer:
        """Make the problem that an exception stands for; what nobody foresaw is logged."""
        problem = translate(error, scope["method"], scope["path"], self.known_paths)
        self.tally.count_problem(problem.code)
        if isinstance(problem, InternalError):
            self.log.error("internal error", request_id=request_id, **describe(error))
        keys = keys_of_absence(scope["path"]) if problem.status in ABSENT else ()
        scope[EXCHANGE_KEY].forget(Basis(keys=keys))
        return problem_answer(problem, request_id)

    def write_line(
        self, scope: Any, status: int, sent: int, request_id: str, seconds: float
    ) -> None:
        """Log a request: one line, bounded, whatever the client sent."""
        query = scope["query_string"].decode("latin-1")
        target = scope["path"] + (f"?{query}" if query else "")
        self.log.info(
            "request",
            method=escape(scope["method"][:16]),
            target=escape(target),
            status=status,
            bytes=sent,
            ms=round(seconds * 1000, 3),
            request_id=request_id,
        )


def choose(
    answer: Answer, exchange: Exchange, method: str, headers: dict[str, str], now: float
) -> Answer:
    """Choose what a client gets of a finished answer: all of it, a part, or that it has it.

    Raises:
        PreconditionFailed, RangeNotSatisfiable
    """
    outcome = evaluate(answer, headers, now)
    if outcome == "failed":
        raise PreconditionFailed
    if outcome == "not-modified":
        exchange.close()
        return not_modified(answer)
    if exchange.download is not None and method == "GET":
        cut_out(answer, exchange.download, headers)
    return answer


async def _send(receive: Any, send: Any, answer: Answer, exchange: Exchange, method: str) -> int:
    """Send an answer, and say how many bytes its body has, or how many of a file were sent."""
    if exchange.download is None or method == "HEAD":
        await send_answer(send, answer, with_body=method != "HEAD")
        return len(answer.body)
    await send_start(send, answer)
    return await exchange.download.send(receive, send)


async def _collect(inner: Any, scope: Any, receive: Any) -> Answer:
    """Run the framework and take its response as one piece."""
    answer = Answer(status=500, headers={}, body=b"")
    parts: list[bytes] = []

    async def take(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = read_headers(message["headers"])
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await inner(scope, receive, take)
    answer.body = b"".join(parts)
    answer.headers.pop("content-length", None)
    return answer


def _choose_request_id(headers: dict[str, str]) -> str:
    """Keep the id that a client or proxy gave, if it is one that a log can bear."""
    given = headers.get("request-id") or headers.get("x-request-id") or ""
    return given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
