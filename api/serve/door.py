"""The way to finished and first answers on any ASGI server; what is neither is fetched and kept."""

from math import inf
from typing import Any

from api.http.answer import EXPIRES_AT
from api.http.finish import essence_of
from api.serve.answers import Answers
from api.serve.first import First
from api.serve.memo import FinishedAnswer, HeaderPairs, finish_answer, name_answer, write_tail
from api.serve.profile import Profile, read_profile
from schema.form import JSON

KEPT = (b"/v1/", b"/openapi.json")
"""Beginnings of the paths whose answers follow from the release and from nothing else."""
NOT_KEPT = b"/v1/snapshots/"
"""Beginning of the paths whose answers follow from files beside the release, and can be large."""
OF_ONE_ANSWER = frozenset({b"server-timing", b"connection"})
"""Fields that say something of the making of an answer, or of its connection."""


class MemoDoor:
    """Stands before an application; itself one.

    It answers from the memo of the release in use or with a first answer, or passes a request
    on and keeps the answer. With `is_open=False` it only keeps, for the protocol.
    """

    def __init__(self, inner: Any, answers: Answers, *, is_open: bool = True) -> None:
        self.inner = inner
        self.answers = answers
        self.is_open = is_open

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        profile = read_request(scope)
        if profile is None or self.answers.serving.is_draining:
            await self.inner(scope, receive, send)
            return
        self.answers.drop_expired()
        method, target = scope["method"], read_target(scope)
        name = name_answer(profile.name, target)
        finished = self.answers.memo.find(name)
        if finished is not None and profile.needs_json and not finished.is_json:
            await self.inner(scope, receive, send)
        elif finished is not None and self.is_open:
            await self.send_finished(send, finished, name, profile, method)
        elif self.is_open and (first := self.answers.make(name, target, profile)) is not None:
            await self.send_finished(send, first.finished, name, profile, method, first)
        elif finished is not None or method == "HEAD":
            await self.inner(scope, receive, send)
        else:
            await self.fetch(scope, receive, send, name)

    async def send_finished(
        self,
        send: Any,
        finished: FinishedAnswer,
        name: bytes,
        profile: Profile,
        method: str,
        first: First | None = None,
    ) -> None:
        """Send what is there or was made just now, under a new request id."""
        answers, number = self.answers, self.answers.take_number()
        if first is None and finished.is_in_pieces:
            # Before anything is awaited: until then the memo is that of its release.
            answers.memo.join(name, finished)
        is_known = profile.tags is not None and finished.etag in profile.tags
        status = 304 if is_known else 200
        headers = [(b"request-id", f"{answers.clock.id_prefix}{number:x}".encode())]
        if first is not None:
            headers.append(first.timing_field)
        headers += finished.head_of_304() if is_known else finished.head
        body = b"" if is_known or method == "HEAD" else finished.body
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        if first is not None:
            answers.serving.tally.count_answer(finished.route, method, status, first.seconds)
        else:
            answers.serving.tally.count_hits(finished.route, method, status)
        seconds = 0.0 if first is None else first.seconds
        answers.write_line(name, finished, method, status, number, seconds)

    async def fetch(self, scope: Any, receive: Any, send: Any, name: bytes) -> None:
        """Pass a request on, and keep the answer if its release is still in use then."""
        self.answers.serving.tally.count_miss()
        loaded = self.answers.serving.loaded
        start: dict[str, Any] = {}
        bodies: list[bytes] = []

        async def note(message: Any) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                bodies.append(message.get("body", b""))
            await send(message)

        await self.inner(scope, receive, note)
        route, body = scope.get("path_template", ""), b"".join(bodies)
        finished = finish(route, start["status"], start["headers"], body) if start else None
        if finished is not None and is_of(finished, loaded.number):
            self.answers.keep(loaded, name, finished, start.get(EXPIRES_AT, inf))


def read_request(scope: Any) -> Profile | None:
    """Read what a request asks for, if its answer may be kept or come from the memo."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    path = scope.get("raw_path") or b""
    if not path.startswith(KEPT) or path.startswith(NOT_KEPT):
        return None
    return read_profile(scope["headers"])


def read_target(scope: Any) -> bytes:
    """Put a target together as it was in the request line."""
    path: bytes = scope["raw_path"]
    query: bytes = scope["query_string"]
    return path + b"?" + query if query else path


def finish(route: str, status: int, head: HeaderPairs, body: bytes) -> FinishedAnswer | None:
    """Make what is kept of an answer, if it is one that can be: a success with a validator."""
    etag = dict(head).get(b"etag")
    if status != 200 or etag is None or head[0][0] != b"request-id":  # noqa: PLR2004 (OK)
        return None
    kept = [pair for pair in head[1:] if pair[0] not in OF_ONE_ANSWER]
    is_json = essence_of(dict(head)[b"content-type"].decode()) == JSON
    return finish_answer(route, etag.decode(), write_tail(kept), body, is_json=is_json)


def is_of(finished: FinishedAnswer, release_number: int) -> bool:
    """Whether an answer says that it comes from this release."""
    return (b"acupoint-release", b"%d" % release_number) in finished.head
