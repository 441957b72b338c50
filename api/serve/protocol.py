"""Requests on a connection: read one at a time, answered in order, bounded while they are read."""

import asyncio
from collections.abc import Iterable
from typing import Any

import httptools

from api.errors import ApiError, BadRequest, BadTarget, BodyTooLarge, HeaderTooLarge, UriTooLong
from api.http.body import CUT_SHORT
from api.http.gate import check_form
from api.limits import MAX_BODY, MAX_HEAD, MAX_HEADER, MAX_SENT_BODY, MAX_TARGET
from api.serve.connection import Connection, Stage

BLANK_LINE = b"\r\n\r\n"
VERSIONS = {"1.0", "1.1"}
NO_HTTP = "This is no HTTP/1.1 request. Send one, like 'GET /v1/topics HTTP/1.1'."


class Exit:
    """What an answer in the making sees of a connection: it can write, and say that it was all."""

    def __init__(self, connection: "RequestProtocol") -> None:
        self.connection = connection
        self.is_closing = connection.transport.is_closing
        self.close = connection.end

    def write(self, data: bytes) -> None:
        """Write, and count: so it can be told how much of it the client has taken."""
        self.connection.written += len(data)
        self.connection.transport.write(data)


class RequestProtocol(Connection):
    """Parses and answers one request after the other; the next one waits until there is time.

    uvicorn parses whatever arrives. Here a head is cut off first, so that its bytes
    can be counted, no second request is begun before the first is answered, and a
    body that nobody reads cannot be taken for a request: it ends the connection.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inbox = b""
        """What has arrived and is not parsed; at most what one read gives."""
        self.start = 0
        """Where in the inbox the next request begins or goes on."""
        self.head_size = 0
        """Bytes of the head that is being parsed."""
        self.head_tail = b""
        """The last three of them: the blank line may come in two pieces."""
        self.body_size = 0
        """Bytes in which the body has arrived so far."""
        self.has_method = False
        """Whether the method of the request is known."""
        self.has_all = False
        """Whether the client has said that nothing will follow."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, or refuse to begin."""
        self.transport = transport
        self.exit: Exit | None = Exit(self)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of everything."""
        super().connection_lost(exc)
        self.exit = None

    def data_received(self, data: bytes) -> None:
        """Take what has arrived, unless the connection has come to its end."""
        if self.stage is Stage.END:
            return
        self.inbox = self.inbox[self.start :] + data if self.inbox else data
        self.start = 0
        self.work()

    def work(self) -> None:
        """Parse what is there, as long as nothing has to be waited for."""
        while self.start < len(self.inbox) and self.may_go_on():
            self.feed(self.cut_piece())
        if self.start < len(self.inbox):
            self.flow.pause_reading()
            return
        self.inbox, self.start = b"", 0
        if self.stage is not Stage.BODY:  # There uvicorn waits for the application to read.
            self.flow.resume_reading()

    def may_go_on(self) -> bool:
        """Whether the last request is answered, and the client takes its answers."""
        return self.stage < Stage.ANSWER and not self.flow.write_paused

    def cut_piece(self) -> bytes:
        """Cut off one head, or as much of it as is there and may be; of a body, all of it."""
        start, end = self.start, len(self.inbox)
        if self.stage is not Stage.BODY:
            end = min(
                find_end(self.inbox, start, self.head_tail), start + MAX_HEAD - self.head_size
            )
        self.start = end
        return self.inbox[start:end]

    def feed(self, piece: bytes) -> None:
        """Parse a piece; what cannot be parsed, or is too much, is refused."""
        try:
            self.parser.feed_data(piece)
        except httptools.HttpParserUpgrade:
            pass  # It is answered as if no upgrade had been asked for (RFC 9110, 7.8).
        except httptools.HttpParserError as error:
            self.has_method = not isinstance(error, httptools.HttpParserInvalidMethodError)
            self.refuse_piece(error.__context__)
        else:
            self.count_head(piece)

    def refuse_piece(self, cause: BaseException | None) -> None:
        """Refuse what the parser stumbled over; behind a body, that is only left unread."""
        if self.stage is not Stage.ANSWER:
            self.refuse(cause if isinstance(cause, ApiError) else BadRequest(NO_HTTP))

    def count_head(self, piece: bytes) -> None:
        """Count the bytes of a head or body that has not ended, and refuse too many."""
        if self.stage is Stage.BODY:
            self.count_body(piece)
        if self.stage > Stage.HEADER:
            self.head_size, self.head_tail = 0, b""
            return
        self.head_size += len(piece)
        self.head_tail = (self.head_tail + piece)[-3:]
        if self.head_size >= MAX_HEAD:
            self.refuse(HeaderTooLarge(MAX_HEADER, "bytes"))

    def count_body(self, piece: bytes) -> None:
        """Count what has arrived of a body, with all that chunks and trailers add to it."""
        self.body_size += len(piece)
        if self.body_size > MAX_SENT_BODY:
            self.refuse(BodyTooLarge(MAX_BODY))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field of the header; those that trail behind a body mean nothing here."""
        if self.stage is Stage.HEADER:
            super().on_header(name, value)

    def on_message_begin(self) -> None:
        """Begin a request; the first one began when the connection did."""
        if self.stage is not Stage.IDLE:
            raise BadRequest("A request with a body is the last one on its connection.")
        self.stage, self.has_method = Stage.HEADER, False
        if self.served:
            self.since = self.loop.time()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        super().on_url(url)
        self.has_method = True
        if len(self.url) > MAX_TARGET:
            raise UriTooLong(MAX_TARGET)
        if b"#" in url:
            raise BadTarget("An address ends before its fragment. Leave out '#' and what follows.")

    def on_headers_complete(self) -> None:
        """Start to answer. The last request of a connection is told so by its answer."""
        if self.parser.get_http_version() not in VERSIONS:
            raise BadRequest(NO_HTTP)
        check_form(self.url, self.headers)
        super().on_headers_complete()
        self.cycle.transport = self.exit  # type: ignore[assignment]
        has_body = announces_body(self.headers)
        if has_body or self.served + 1 >= self.limits.max_requests:
            self.cycle.keep_alive = False
        self.stage, self.since = Stage.BODY if has_body else Stage.ANSWER, self.loop.time()

    def on_message_complete(self) -> None:
        """Wait for the answer, if it is not complete already."""
        super().on_message_complete()
        if self.stage is Stage.BODY:
            self.stage = Stage.ANSWER

    def on_response_complete(self) -> None:
        """Go on with what came in the meantime."""
        self.server_state.total_requests += 1
        self.served += 1
        self.cycle = None  # type: ignore[assignment]
        if self.transport.is_closing() or self.stage is Stage.END:
            return
        self.stage = Stage.IDLE
        if self.inbox or self.flow.read_paused:
            self.work()
        if self.has_all and self.stage is Stage.IDLE:
            self.transport.close()

    def resume_writing(self) -> None:
        """Go on: the client has taken what was written."""
        super().resume_writing()
        if self.inbox and self.stage is not Stage.END:
            self.work()

    def eof_received(self) -> bool:  # type: ignore[override]
        """Answer what is there, if the client has closed its half only."""
        if self.stage is Stage.BODY:
            self.refuse(BadRequest(CUT_SHORT))
            return False  # Nothing more can come that would reset the connection.
        self.has_all = self.stage is Stage.ANSWER or bool(self.inbox)
        return self.has_all

    def end(self) -> None:
        """Close after an answer; with a body half read, leave the client time to notice."""
        if self.stage is Stage.BODY or self.inbox:
            self.leave()
        else:
            self.transport.close()

    def is_head(self) -> bool:
        """Whether the request is a HEAD as far as it was parsed."""
        is_begun = self.stage in {Stage.HEADER, Stage.BODY} and self.has_method
        return is_begun and bool(self.parser.get_method() == b"HEAD")

    def leave(self) -> None:
        """End, and let go of what was not parsed."""
        self.inbox, self.start = b"", 0
        super().leave()


def find_end(data: bytes, start: int, before: bytes) -> int:
    r"""Find where a head ends, the last bytes of which before `start` are given.

    >>> find_end(b"..a\r\n\r\nb", 2, b""), find_end(b"\n\r\nb", 0, b"a:\r")
    (7, 3)
    >>> find_end(b"a\r\n", 0, b"")
    3
    """
    if before:
        place = (before + data[start : start + 3]).find(BLANK_LINE)
        if place >= 0:
            return start + place + len(BLANK_LINE) - len(before)
    place = data.find(BLANK_LINE, start)
    return place + len(BLANK_LINE) if place >= 0 else len(data)


def announces_body(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a header announces a body.

    >>> announces_body([(b"content-length", b"0")]), announces_body([(b"content-length", b"1")])
    (False, True)
    """
    named = dict(headers)
    return b"transfer-encoding" in named or named.get(b"content-length", b"0") != b"0"
