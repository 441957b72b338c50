"""A server in a thread of the test, and clients that speak to it byte by byte."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple, Self

import msgspec
import uvicorn

from api.errors import ApiError, error_classes
from api.limits import Limits
from api.serve.connections import Connections
from api.serve.protocol import RequestProtocol
from api.serve.tiers import Tiers
from api.tally import Tally

GET = b"GET /v1/topics HTTP/1.1\r\nHost: localhost\r\n\r\n"
PATIENCE = 10.0
"""Seconds until a test gives up; nothing takes nearly as long."""
ERRORS: dict[str, type[ApiError]] = {error.code: error for error in error_classes()}


class Reply(NamedTuple):
    """One answer off the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Decode the body."""
        return msgspec.json.decode(self.body)


class Peer:
    """A client's end of a connection."""

    def __init__(self, port: int, host: str = "127.0.0.1", buffer: int | None = None) -> None:
        self.socket = socket.socket()
        if buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.bind((host, 0))
        self.socket.connect(("127.0.0.1", port))
        self.stream = self.socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self.socket.close()

    def send(self, data: bytes) -> Self:
        """Send bytes as they are."""
        self.socket.sendall(data)
        return self

    def finish(self) -> Self:
        """Say that nothing will follow."""
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def read(self, method: str = "GET") -> Reply:
        """Read one answer."""
        line = self.stream.readline()
        assert line.startswith(b"HTTP/1.1 "), line
        pairs = iter(self.stream.readline, b"\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (pair.decode("latin-1").partition(":") for pair in pairs)
        }
        length = 0 if method == "HEAD" else int(headers.get("content-length", "0"))
        return Reply(int(line[9:12]), headers, self.stream.read(length))

    def read_rest(self) -> bytes:
        """Read until the server closes."""
        return self.stream.read()

    def is_open(self) -> bool:
        """Whether the server has neither closed nor sent anything."""
        self.socket.settimeout(0)
        try:
            self.socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        finally:
            self.socket.settimeout(PATIENCE)
        return False


class Wire(NamedTuple):
    """A running server."""

    port: int
    connections: Connections

    def connect(self, host: str = "127.0.0.1", buffer: int | None = None) -> Peer:
        """Open a connection, from an address of our own."""
        return Peer(self.port, host, buffer)

    def ask(self, data: bytes) -> Reply:
        """Send something on a connection of its own, and read the first answer."""
        with self.connect() as peer:
            return peer.send(data).read()


@contextmanager
def serving(app: Any, limits: Limits) -> Iterator[Wire]:
    """Serve an application over a socket, within limits."""
    connections = Connections(limits, Tally())
    with running(app, partial(RequestProtocol, connections)) as port:
        yield Wire(port, connections)


@contextmanager
def serving_tiers(tiers: Tiers) -> Iterator[Wire]:
    """Serve what the process serves, over a socket."""
    with running(tiers.app, tiers.http) as port:
        yield Wire(port, tiers.connections)


@contextmanager
def running(app: Any, protocol: Any) -> Iterator[int]:
    """Run a server in a thread; gives its port."""
    config = uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for something to become true, and fail if it does not."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never became true"
        time.sleep(0.005)


def assert_refused(reply: Reply, status: int, code: str) -> None:
    """Check that an answer is a problem after which the connection ends."""
    problem = reply.json()
    assert (reply.status, problem["code"]) == (status, code)
    assert problem["status"] == ERRORS[code].status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["connection"] == "close"
    assert reply.headers["date"]
    assert problem["request_id"] == reply.headers["request-id"]
