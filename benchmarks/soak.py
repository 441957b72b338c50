"""Whether memory stays as it is over a million requests, and whatever they ask for.

    python -m benchmarks.soak [REQUESTS]      by default 1000000

One server, on its own content, is asked in rounds: for one document by ever other
clients, for lists and searches that nobody asked for before, for what is not
there. Resident memory is read between the rounds; the memo is full long before
the last one.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

ROUNDS = 10
BATCH = 200
"""Requests that are sent before the answers are read."""
MEMO_BYTES = 16 << 20
HEAD = "GET {target} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {agent}\r\n\r\n"

KINDS: dict[str, tuple[float, Callable[[int], tuple[str, str]]]] = {
    "the same document, other clients": (0.90, lambda n: ("/v1/topics/yoga", f"client/{n}")),
    "other lists": (
        0.06,
        lambda n: (f"/v1/articles?limit=1&filter[word_count][gte]={n}", "client"),
    ),
    "other searches": (0.01, lambda n: (f"/v1/search?q=neck+word{n}&limit=1", "client")),
    "nothing": (0.03, lambda n: (f"/v1/topics/nothing-{n}", "client")),
}
"""What is asked, and its share of all requests."""


def read_answers(stream: BinaryIO, count: int) -> None:
    """Read answers to the end of the last one."""
    for _ in range(count):
        status, length = stream.readline()[9:12], 0
        while (line := stream.readline()) != b"\r\n":
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        stream.read(length)
        if status not in {b"200", b"404"}:
            raise SystemExit(f"An answer had the status {status.decode()}.")


def read_memory(process: subprocess.Popen[bytes]) -> float:
    """Read the resident memory of a process, in MiB."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def start() -> tuple[subprocess.Popen[bytes], int]:
    """Start a server on a free port, with a memo that is soon full."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PORT": str(port),
        "LOG": "json",
        "MAX_REQUESTS": "1000000000",
        "MEMO_BYTES": str(MEMO_BYTES),
    }
    command = [sys.executable, "-m", "api", "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return process, port
    raise SystemExit("The server did not start.")


def ask(port: int, first: int, count: int) -> None:
    """Ask a number of questions of each kind, on a connection of their own."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        stream = connection.makefile("rb")
        for share, write in KINDS.values():
            numbers = range(first, first + int(count * share))
            for start_ in range(0, len(numbers), BATCH):
                batch = numbers[start_ : start_ + BATCH]
                texts = (write(number) for number in batch)
                heads = [HEAD.format(target=target, agent=agent) for target, agent in texts]
                connection.sendall("".join(heads).encode())
                read_answers(stream, len(heads))


def main(requests: int) -> None:
    """Ask, and print the memory after each round."""
    process, port = start()
    try:
        print(f"| requests | MiB |\n|---:|---:|\n| 0 | {read_memory(process):.1f} |")
        for number in range(1, ROUNDS + 1):
            each = requests // ROUNDS
            ask(port, number * each, each)
            print(f"| {number * each:,} | {read_memory(process):.1f} |", flush=True)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
