"""Servers as people start them, with their log in a file."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

import msgspec
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import ROOT

SOON = 30
"""Seconds after which a condition is given up; it is met in a fraction of that."""


def wait_until(is_met: Callable[[], Any], what: str) -> Any:
    """Wait for a condition, and give what made it true."""
    deadline = monotonic() + SOON
    while not (found := is_met()):
        assert monotonic() < deadline, f"{what}: not within {SOON} s"
        sleep(0.005)
    return found


def read_metrics(text: bytes) -> dict[str, float]:
    """Read metrics as Prometheus does."""
    return {
        f"{sample.name} {','.join(map('='.join, sorted(sample.labels.items())))}": sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


class Running:
    """A server that runs."""

    def __init__(self, command: Sequence[str], log: Path, settings: Mapping[str, str]) -> None:
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env={**os.environ, "TMPDIR": str(log.parent), **settings},
                stdout=output,
                stderr=subprocess.PIPE,
                text=True,
            )

    def lines(self, event: str) -> list[dict[str, Any]]:
        """List what was logged of an event."""
        start = f'"event":"{event}'.encode()
        written = [line for line in self.log.read_bytes().splitlines() if start in line]
        return [msgspec.json.decode(line) for line in written if line.endswith(b"}")]

    def has_logged(self, event: str, count: int) -> bool:
        """Whether an event was logged so many times."""
        return len(self.lines(event)) >= count

    def wait_for_port(self) -> int:
        """Wait until it says where it answers."""
        line = wait_until(lambda: self.lines("running on"), "an address")[0]
        return int(line["event"].rpartition(":")[2])

    def metrics(self) -> dict[str, float]:
        """Ask for the metrics: by name and labels, as they are written."""
        address = wait_until(lambda: self.lines("metrics on"), "an address")[0]["event"]
        with urlopen(address.removeprefix("metrics on "), timeout=SOON) as answer:  # noqa: S310
            return read_metrics(answer.read())

    def workers(self) -> list[int]:
        """List the processes that answer and live."""
        pids = [line["pid"] for line in self.lines("worker started")]
        ended = {line["pid"] for line in self.lines("worker ended")}
        return [pid for pid in pids if pid not in ended]

    def has_lost(self, pid: int) -> bool:
        """Whether a worker ended, and is known to have."""
        return pid not in self.workers()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process that was started."""
        self.process.send_signal(number)

    def end(self) -> tuple[int, str]:
        """Wait for the end, and tell status and what was said of errors."""
        _, error = self.process.communicate(timeout=SOON)
        return self.process.returncode, error


@contextmanager
def running(releases: Path, log: Path, **settings: str) -> Iterator[Running]:
    """Run a server, and let nothing of it survive."""
    common = {"RELEASES": str(releases), "PORT": "0", "LOG": "json"}
    with running_module(["api", "serve"], log, common | settings) as server:
        yield server


@contextmanager
def running_module(
    command: Sequence[str], log: Path, settings: Mapping[str, str]
) -> Iterator[Running]:
    """Run anything that has workers, and let nothing of it survive."""
    server = Running(command, log, settings)
    try:
        yield server
    finally:
        server.signal(signal.SIGKILL)
        for pid in server.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.process.communicate(timeout=SOON)


def is_alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
