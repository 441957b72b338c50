"""What healthy clients notice while thousands of others dawdle; and when those are dropped.

    python -m benchmarks.halfopen [CONNECTIONS]      by default 5000

A server is started with the limits that it has by itself. So many connections send
half a header and one in five as many says nothing at all, each from one of many
loopback addresses; meanwhile, in a process of its own, four healthy connections ask
for one document after the other. Needs a release: `make seed`.
"""

import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from statistics import median, quantiles
from threading import Thread
from time import monotonic, sleep

PATH = "/v1/topics/acupuncture"
REQUEST = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
HALF = REQUEST[:-4]
PER_ADDRESS = 50
"""Dawdlers from one address: fewer than the limit, so that none is refused for that."""
HEALTHY = 4
PAUSE = 0.002
"""Seconds between two healthy requests: the server is not busy with them."""
QUIET = 5.0
"""Seconds of measuring before and after."""
AT_ONCE = 100
"""Connections that are opened at the same time."""
LONGEST = 40.0
"""Seconds until a dawdler that was not dropped is given up."""
USED = 900
"""Requests on a healthy connection before it is replaced: fewer than the limit."""

Sample = tuple[float, float]
"""When a request began, and how long it took."""


class Dawdler(asyncio.Protocol):
    """Sends what it has to send, and waits until it is dropped."""

    def __init__(self, sent: bytes) -> None:
        self.sent = sent
        self.began = self.ended = 0.0
        self.answer = b""
        self.is_over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to dawdle."""
        assert isinstance(transport, asyncio.Transport)
        self.began = monotonic()
        transport.write(self.sent)

    def data_received(self, data: bytes) -> None:
        """Keep what we are told."""
        self.answer += data

    def connection_lost(self, exc: Exception | None) -> None:
        """Note when it was over."""
        self.ended = monotonic()
        if not self.is_over.done():
            self.is_over.set_result(exc)


def ask(peer: socket.socket) -> None:
    """Ask for the document, and read the whole answer."""
    peer.sendall(REQUEST)
    answer = peer.recv(65536)
    while not answer.endswith(b"}"):
        answer += peer.recv(65536)
    assert answer.startswith(b"HTTP/1.1 200")


def ask_again_and_again(port: int, results: Connection) -> None:
    """Be four healthy clients until told to stop; sends all samples."""
    samples: list[Sample] = []
    while not results.poll():
        peers = [socket.create_connection(("127.0.0.1", port)) for _ in range(HEALTHY)]
        for turn in range(USED * HEALTHY):
            began = monotonic()
            ask(peers[turn % HEALTHY])
            samples.append((began, monotonic() - began))
            sleep(PAUSE)
            if results.poll():
                break
        for peer in peers:
            peer.close()
    results.send(samples)


async def dawdle(port: int, count: int) -> tuple[float, list[Dawdler]]:
    """Open all dawdlers, wait until all are dropped; says when the last one was open."""
    loop = asyncio.get_running_loop()
    dawdlers: list[Dawdler] = []

    async def open_one(number: int) -> None:
        address = f"127.1.{number // PER_ADDRESS // 250}.{number // PER_ADDRESS % 250 + 1}"
        sent = HALF if number < count else b""
        _, dawdler = await loop.create_connection(
            lambda: Dawdler(sent), "127.0.0.1", port, local_addr=(address, 0)
        )
        dawdlers.append(dawdler)

    everyone = range(count + count // 5)
    for start in everyone[::AT_ONCE]:
        await asyncio.gather(*map(open_one, everyone[start : start + AT_ONCE]))
    opened = monotonic()
    await asyncio.wait([each.is_over for each in dawdlers], timeout=LONGEST)
    return opened, dawdlers


@contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """Start a server on a core of its own; gives its process and its port."""
    environment = {**os.environ, "PORT": "0", "LOG": "json"}
    command = ["taskset", "-c", "0", sys.executable, "-m", "api", "serve"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        events = (json.loads(line)["event"] for line in server.stdout)
        event = next((each for each in events if "running on" in each), None)
        if event is None:
            sys.exit(server.wait())
        Thread(target=server.stdout.read, daemon=True).start()
        yield server.pid, int(event.split("127.0.0.1:")[1].split()[0])
        server.terminate()


def read_memory(process: int) -> float:
    """Read the resident memory of a process, in MiB."""
    with open(f"/proc/{process}/status", encoding="ascii") as status:  # noqa: PTH123 (no file)
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def describe(name: str, samples: list[Sample], start: float, end: float) -> None:
    """Print a row about the requests that began in a stretch of time."""
    times = sorted(took * 1000 for began, took in samples if start <= began < end)
    if len(times) > 1:
        late = quantiles(times, n=1000)[989]
        row = f"{len(times):,} | {median(times):.2f} | {late:.2f} | {times[-1]:.2f}"
        print(f"| {name} | {end - start:.1f} | {row} |")


def describe_drops(name: str, dawdlers: list[Dawdler], answer: bytes) -> None:
    """Print when dawdlers were dropped, and how many were told why."""
    times = [each.ended - each.began for each in dawdlers if each.ended]
    told = sum(each.answer.startswith(answer) for each in dawdlers)
    print(
        f"{name}: {len(dawdlers):,}, dropped {len(times):,}, after {min(times):.1f} to "
        f"{max(times):.1f} s (median {median(times):.1f}), answered as they should be: {told:,}"
    )


def main(count: int) -> None:
    """Measure quiet, under load, and afterwards."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.sched_setaffinity(0, {os.cpu_count() or 1} & {1} or {0})
    with serving() as (process, port):
        results, theirs = Pipe()
        healthy = Process(target=ask_again_and_again, args=(port, theirs))
        healthy.start()
        sleep(1)
        began, before = monotonic(), read_memory(process)
        sleep(QUIET)
        loaded = monotonic()
        memory: dict[str, float] = {}

        async def load() -> tuple[float, list[Dawdler]]:
            loop = asyncio.get_running_loop()
            loop.call_later(8, lambda: memory.update(held=read_memory(process)))
            return await dawdle(port, count)

        opened, dawdlers = asyncio.run(load())
        over = max(each.ended for each in dawdlers)
        sleep(QUIET)
        after, ended = read_memory(process), monotonic()
        results.send(None)
        samples: list[Sample] = results.recv()
        healthy.join()
    first = min(each.ended for each in dawdlers)
    print("| healthy clients | seconds | requests | median ms | p99 ms | slowest ms |")
    print("|---|---:|---:|---:|---:|---:|")
    describe("quiet", samples, began, loaded)
    describe("while they connect", samples, loaded, opened)
    describe("while they dawdle", samples, opened, first)
    describe("while they are dropped", samples, first, over)
    describe("afterwards", samples, over, ended)
    print()
    describe_drops("half a header", [each for each in dawdlers if each.sent], b"HTTP/1.1 408")
    describe_drops("nothing at all", [each for each in dawdlers if not each.sent], b"")
    held = memory.get("held", after)
    each = (held - before) * 1024 / len(dawdlers)
    print(f"memory: {before:.1f} MiB before, {held:.1f} while they dawdle ({each:.1f} KiB each),")
    print(f"{after:.1f} MiB {QUIET:.0f} s after the last one was dropped")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
