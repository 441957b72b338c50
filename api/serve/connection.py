"""One connection in time: each thing that it waits for has a deadline, and it has an end."""

import asyncio
import secrets
import socket
from enum import IntEnum
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.errors import ApiError, RequestTimeout
from api.limits import LINGER, MAX_UNSENT, MIN_TAKEN
from api.serve.connections import Connections, Worth, group_address
from api.serve.refusal import render_refusal


class Stage(IntEnum):
    """What a connection waits for."""

    IDLE = 0
    """The first byte of a request."""
    HEADER = 1
    """The end of a header."""
    BODY = 2
    """The end of a body."""
    ANSWER = 3
    """The application."""
    END = 4
    """The client, to read the last answer and close."""


class Connection(HttpToolsProtocol):
    """A connection that is dropped when it keeps us waiting too long, or takes no answers."""

    def __init__(
        self,
        connections: Connections,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.others = connections
        self.limits = connections.limits
        self.address: str | None = None
        self.stage = Stage.IDLE
        self.since = self.loop.time()
        self.served = 0
        """Answers so far. Counting is all that it costs: looks take the time."""
        self.seen = 0
        """Answers when it was last looked at."""
        self.written = 0
        """Bytes that applications wrote: of an answer in many pieces, some are always unsent."""
        self.has_unsent = False
        """Whether anything was unsent when it was last looked at."""
        self.backlog = 0
        """The most bytes that were unsent, less those written, since the client last took some."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, or refuse to begin."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=MAX_UNSENT)
        _limit_kernel_buffer(transport)
        self.address = group_address(self.client[0]) if self.client else None
        refusal = self.others.admit(self)
        if refusal is not None:
            self.refuse(refusal)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of everything."""
        self.others.forget(self)
        super().connection_lost(exc)
        self.cycle = None  # type: ignore[assignment]

    def worth(self) -> Worth:
        """Say what this connection is worth keeping for."""
        if self.stage is Stage.END:
            return Worth.ENDED
        if self.stage is Stage.ANSWER and not self.flow.write_paused:
            return Worth.AT_WORK
        is_idle = self.stage is Stage.IDLE and self.served and not self.flow.write_paused
        return Worth.IDLE if is_idle else Worth.SLOW

    def is_overdue(self, now: float) -> bool:
        """Whether nothing got on for longer than it may; asked once a second."""
        unsent = self.transport.get_write_buffer_size()
        backlog = unsent - self.written  # It falls only if the client takes something.
        has_taken = self.backlog - backlog >= MIN_TAKEN or (self.has_unsent and not unsent)
        if self.served != self.seen or has_taken:
            self.since, self.seen, self.backlog = now, self.served, backlog
        self.backlog, self.has_unsent = max(self.backlog, backlog), unsent > 0
        return now - self.since >= (self.limits.write_deadline if unsent else self._patience())

    def _patience(self) -> float:
        limits = self.limits
        if self.stage is Stage.IDLE:
            first = min(limits.keep_alive, limits.header_deadline)
            return limits.keep_alive if self.served else first
        if self.stage is Stage.HEADER:
            return limits.header_deadline
        if self.stage is Stage.BODY:
            return limits.body_deadline
        return LINGER if self.stage is Stage.END else float("inf")

    def drop(self) -> None:
        """End a connection that is overdue, with a problem if its client began a request."""
        if self.stage is Stage.END or self.transport.get_write_buffer_size():
            self.abort()
        elif self.stage is Stage.HEADER:
            self.refuse(RequestTimeout("header", self.limits.header_deadline))
        elif self.stage is Stage.BODY:
            self.refuse(RequestTimeout("body", self.limits.body_deadline))
        else:
            self.transport.close()

    def close(self) -> None:
        """End as soon as what was written has been sent."""
        self.transport.close()

    def abort(self) -> None:
        """End at once; what was not sent is lost."""
        self.transport.abort()

    def refuse(self, error: ApiError) -> None:
        """Answer with a problem and end. Nothing more of what the client sends is looked at."""
        if self.transport.is_closing():
            return
        if self.stage in {Stage.BODY, Stage.ANSWER}:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            if self.cycle.response_started:  # A problem would look like the rest of the answer.
                self.abort()
                return
        self.others.tally.count_problem(error.code)
        request_id = secrets.token_hex(8)
        self.others.log.write(error, request_id, self.loop.time())
        answer = render_refusal(error, request_id, self.server_state.default_headers)
        head = answer[: answer.index(b"\r\n\r\n") + 4]
        self.transport.write(head if self.is_head() else answer)
        self.leave()

    def is_head(self) -> bool:
        """Whether the request is a HEAD as far as is known, so that no content may follow."""
        return False

    def leave(self) -> None:
        """End, and leave the client time to read the last answer.

        Closing at once with something unread makes the kernel reset the connection, and
        the client loses an answer that it had received (RFC 9112, 9.6).
        """
        self.stage, self.since = Stage.END, self.loop.time()
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.flow.resume_reading()
        else:
            self.transport.close()


def _limit_kernel_buffer(transport: asyncio.Transport) -> None:
    """Keep what the kernel holds for a client that does not read as small as our own buffer."""
    connection = transport.get_extra_info("socket")
    if connection is not None and connection.family in {socket.AF_INET, socket.AF_INET6}:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, MAX_UNSENT)
