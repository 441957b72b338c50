"""What is left when nothing is done: what Python and its event loop take to read and to write.

A connection gets the answer of `bare.py` to its first request again and again: nothing else that
arrives is looked at. No server that speaks HTTP does less in the same loop.
"""

import asyncio
import sys
from http import HTTPStatus

import uvloop

from benchmarks.serve.bare import ANSWERS, make_answer


def write_answer(path: str) -> bytes:
    """Write the whole answer to a path down."""
    start, body = ANSWERS.get(path) or make_answer(int(path[1:]))
    status = HTTPStatus(start["status"])
    lines = [b"HTTP/1.1 %d %b" % (status, status.phrase.encode())]
    lines += [b"%b: %b" % pair for pair in start["headers"]]
    return b"\r\n".join([*lines, b"", body["body"]])


class Floor(asyncio.Protocol):
    """Sends the same bytes whenever something arrives: as wrk waits for them, that is a request."""

    answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write to."""
        self.transport: asyncio.WriteTransport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Answer without a look."""
        if not self.answer:
            self.answer = write_answer(data.split(maxsplit=2)[1].decode())
        self.transport.write(self.answer)


async def serve(port: int) -> None:
    """Answer on a port until the process is ended."""
    server = await asyncio.get_running_loop().create_server(Floor, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
