"""Single requests over one connection: to look before counting."""

import gzip
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from types import TracebackType
from typing import NamedTuple, Self

from benchmarks.serve.machine import CannotMeasure


class Request(NamedTuple):
    """What is asked: a path with its query, and headers."""

    target: str
    headers: tuple[tuple[str, str], ...] = ()

    def line(self) -> str:
        """Write the request as walk.lua reads it."""
        return "\t".join([self.target, *(f"{name}: {value}" for name, value in self.headers)])


class Reply(NamedTuple):
    """What came back."""

    status: int
    coding: str
    etag: str
    body: bytes

    def plain(self) -> bytes | None:
        """Undo the coding, if the standard library can."""
        if self.coding == "gzip":
            return gzip.decompress(self.body)
        return None if self.coding else self.body


class Caller:
    """Keeps a connection to a server."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def ask(self, request: Request) -> Reply:
        """Send a request and read the whole answer, anew if the server closed meanwhile.

        Raises:
            CannotMeasure: The server does not speak HTTP any more.
        """
        try:
            try:
                return self._exchange(request)
            except (RemoteDisconnected, ConnectionError):
                self.connection.close()
                return self._exchange(request)
        except (OSError, HTTPException) as error:
            raise CannotMeasure(f"{request.target} is not answered: {error!r}") from error

    def _exchange(self, request: Request) -> Reply:
        self.connection.request("GET", request.target, headers=dict(request.headers))
        response = self.connection.getresponse()
        body = response.read()
        coding = response.headers.get("content-encoding", "")
        return Reply(response.status, coding, response.headers.get("etag", ""), body)
