"""wrk: one thread, on its own core."""

import subprocess
from math import ceil
from pathlib import Path
from time import time_ns

import msgspec

from benchmarks.serve.machine import LOAD_CORE, CannotMeasure, find_tool

CONNECTIONS = 32
SCRIPT = Path(__file__).parent / "walk.lua"
MARK = "RESULT "
LEAST = 200
"""Answers that a run has at least: few would be other ones in each run, and cost more or less."""
GRACE = 10
"""Seconds after which wrk ends by itself, if the script did not end it."""


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What wrk counted."""

    requests: int
    microseconds: int
    bytes: int
    """Heads and bodies."""
    p50: int
    """Microseconds."""
    p99: int
    refused: int
    """Answers with a status above 399."""
    broken: int
    """Connections that failed, and requests that timed out."""

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.microseconds * 1_000_000

    @property
    def size(self) -> float:
        """Bytes of an answer with its head, on average."""
        return self.bytes / max(1, self.requests)


def put_load(
    port: int,
    requests: Path,
    seconds: float,
    first: int = 0,
    *,
    is_varying: bool = False,
    is_once: bool = False,
) -> Run:
    """Ask for all that a file lists, again and again, for some seconds and some requests at least.

    Args:
        port: Of the server.
        requests: The file.
        seconds: How long.
        first: How many requests of the file are passed over to begin with.
        is_varying: No head is sent twice.
        is_once: The run ends with the last request of the file, if not before.

    Raises:
        CannotMeasure: wrk fails.
    """
    longest = ceil(seconds) + GRACE
    options = ["-t1", f"-c{CONNECTIONS}", f"-d{longest}s", "--timeout", "10s", "--latency"]
    script = ["-s", str(SCRIPT), f"http://127.0.0.1:{port}", "--"]
    arguments = [str(requests), f"127.0.0.1:{port}", str(seconds)]
    arguments += [str(LEAST + CONNECTIONS), str(first)]
    if is_varying or is_once:
        arguments.append("once" if is_once else f"{time_ns():x}.")
    pinned = [find_tool("taskset"), "-c", str(LOAD_CORE), find_tool("wrk")]
    done = subprocess.run(
        [*pinned, *options, *script, *arguments], capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(MARK)]
    if done.returncode or not lines:
        raise CannotMeasure(f"wrk fails: {(done.stderr or done.stdout).strip()}")
    return msgspec.json.decode(lines[0].removeprefix(MARK), type=Run)
