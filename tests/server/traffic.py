"""Clients that read without pause, and look at every document and every release number."""

import asyncio
import random
from collections.abc import Callable, Mapping
from operator import ge
from time import monotonic
from typing import Any, NamedTuple, Self

import msgspec

from tests.server.editions import Edition, documents_of
from tests.server.press import Press

TARGETS = (
    "/v1/articles?include=sections,references,studies,topics&limit=100",
    "/v1/articles/migraine?include=sections,references",
    "/v1/topics?limit=100",
    "/v1/studies/able-trial?include=references",
    "/v1/references?limit=100",
    "/v1/search?q=trial&types=study",
)
SOON = 30
"""Seconds after which a condition is given up; it is met in a fraction of that."""
STALE = 5.0
"""Seconds after a publishing from which on no worker may answer from an older release."""


class Answer(NamedTuple):
    """What a client read."""

    status: int
    headers: Mapping[str, str]
    body: Any


class Connection:
    """A connection that is kept alive."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.number = 0
        """Of the last answer's release."""

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def get(self, target: str) -> Answer:
        """Ask, and read the whole answer.

        Raises:
            IncompleteReadError: The connection was closed before the end of an answer.
            ConnectionError: It was reset.
        """
        self.writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await self.reader.readuntil(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").rstrip().split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        try:
            body = await self.reader.readexactly(int(headers["content-length"]))
        except asyncio.IncompleteReadError:
            raise asyncio.IncompleteReadError(head, None) from None
        return Answer(int(status.split()[1]), headers, msgspec.json.decode(body))

    def close(self) -> None:
        """Let it go."""
        self.writer.transport.abort()


class Traffic:
    """Readers of one server, and what they found wrong."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.editions: dict[int, Edition] = {}
        """What is in force, or will be, under each number."""
        self.published: list[tuple[float, int]] = []
        """When a number was put in force, by the monotonic clock."""
        self.connections: list[Connection] = []
        self.read: list[int] = []
        """How many answers each client has read."""
        self.unanswered = 0
        """Requests that met the end of their connection, and can be repeated on another one."""
        self.torn = 0
        """Answers that ended in the middle."""
        self.wrong: list[str] = []
        """Answers that failed, were mixed, were stale, or were older than the one before."""
        self._tasks: list[asyncio.Task[None]] = []

    def publish(self, press: Press, edition: Edition) -> int:
        """Publish, so that the clients know beforehand what they may read."""
        self.editions[press.number + 1] = edition
        number = press.publish(edition).number
        self.published.append((monotonic(), number))
        return number

    async def start(self, count: int) -> None:
        """Let so many clients read, each over a connection of its own."""
        for place in range(count):
            self.connections.append(await Connection.open(self.port))
            self.read.append(0)
            self._tasks.append(asyncio.create_task(self._read(place)))

    async def stop(self) -> None:
        """Let all clients go.

        Raises:
            OSError: A client could not connect.
        """
        for task in self._tasks:
            task.cancel()
        for end in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(end, Exception):
                raise end
        for connection in self.connections:
            connection.close()

    async def wait_for(self, is_met: Callable[[], bool]) -> None:
        """Read on until a condition is met."""
        deadline = monotonic() + SOON
        while not is_met():
            assert monotonic() < deadline, f"not within {SOON} s"
            assert not any(task.done() for task in self._tasks)
            await asyncio.sleep(0.002)

    async def wait_for_answers(self, count: int) -> None:
        """Read on until every client has read so many answers more."""
        enough = [read + count for read in self.read]
        await self.wait_for(lambda: all(map(ge, self.read, enough)))

    async def wait_for_number(self, number: int) -> None:
        """Read on until every client has read that release, or a later one."""
        await self.wait_for(lambda: all(each.number >= number for each in self.connections))

    async def wait_until_refused(self) -> None:
        """Read on until no client can connect any more."""
        async with asyncio.timeout(SOON):
            ends = await asyncio.gather(*self._tasks, return_exceptions=True)
        assert {type(end) for end in ends} == {ConnectionRefusedError}, ends
        self._tasks.clear()

    async def _read(self, place: int) -> None:
        while True:
            connection = self.connections[place]
            target = random.choice(TARGETS)  # noqa: S311 (no secret)
            started = monotonic()
            try:
                answer = await connection.get(target)
            except ConnectionError:
                self.unanswered += 1
            except asyncio.IncompleteReadError as error:
                self.torn += bool(error.partial)
                self.unanswered += not error.partial
            else:
                self.read[place] += 1
                self._check(connection, target, answer, started)
                if answer.headers.get("connection") != "close":
                    continue
            connection.close()
            self.connections[place] = await Connection.open(self.port)

    def _check(self, connection: Connection, target: str, answer: Answer, started: float) -> None:
        if answer.status != 200:
            self.wrong.append(f"failed: {target}: {answer.status} {answer.body}")
            return
        number = int(answer.headers["acupoint-release"])
        if number < connection.number:
            self.wrong.append(f"fallen: {target}: {number} after {connection.number}")
        connection.number = number
        if any(number < due and at + STALE < started for at, due in self.published):
            self.wrong.append(f"stale: {target} of release {number}")
        edition = self.editions[number]
        holds = edition.has_titled if target.startswith("/v1/search") else edition.holds
        if not all(map(holds, documents_of(answer.body))):
            self.wrong.append(f"mixed: {target} of release {number}")
