"""Cores, tools and processes of the machine that measures."""

import os
import platform
import resource
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent.parent
SERVER_CORE, LOAD_CORE = 0, 1
PACKAGES = {"wrk": "wrk", "nginx": "nginx-light", "taskset": "util-linux"}
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
PATIENCE = 120
"""Seconds that a server may take until it answers."""
FAREWELL = 10
"""Seconds that a server may take to end, before it is killed."""
FILES = 65_536
"""Descriptors that a server may have, where the machine allows it."""


class CannotMeasure(Exception):
    """The machine lacks something, or a server did not start; the message says what to do."""


def find_tool(name: str) -> str:
    """Find a program.

    Raises:
        CannotMeasure: It is not installed.
    """
    found = shutil.which(name, path=PATH)
    if found is None:
        package = PACKAGES[name]
        raise CannotMeasure(f"{name} is missing. Install it: sudo apt-get install -y {package}")
    return found


def check_cores() -> None:
    """See that server and load can have a core each.

    Raises:
        CannotMeasure: They would share one, and slow each other down.
    """
    if not {SERVER_CORE, LOAD_CORE} <= os.sched_getaffinity(0):
        raise CannotMeasure("Two cores are needed, 0 for the server and 1 for the load.")


def raise_limits() -> None:
    """Allow many open files, and turn SIGTERM into an orderly end."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, hard), hard))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def find_port() -> int:
    """Find a free port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def run_server(
    command: list[str], port: int, environment: Mapping[str, str], log: Path
) -> Iterator[int]:
    """Run a server on its core until the block ends, however it ends; give its process id.

    Raises:
        CannotMeasure: It does not answer.
    """
    pinned = [find_tool("taskset"), "-c", str(SERVER_CORE), *command]
    with log.open("wb") as output:
        process = subprocess.Popen(
            pinned,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=output,
        )
    try:
        _wait_for(process, command, port, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], command: list[str], port: int, log: Path) -> None:
    deadline = monotonic() + PATIENCE
    while monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    last = log.read_text(errors="replace").strip().splitlines()[-1:]
    name = " ".join(command)
    raise CannotMeasure(f"{name} does not answer: {' '.join(last) or 'it says nothing'}")


def memory_of(pid: int) -> float:
    """Measure the memory of a process and its children in MiB, what they share counted once."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    (line,) = (line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) / 1024 + sum(map(memory_of, children_of(pid)))


def time_of(pid: int) -> float:
    """Measure the seconds that a core has worked for a process and its children.

    What the kernel does for them counts: also that it takes what they send through the
    loopback interface to where the client can read it.
    """
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    own = sum(int(task.read_text().split()[0]) for task in tasks)
    return own / 1_000_000_000 + sum(map(time_of, children_of(pid)))


def children_of(pid: int) -> list[int]:
    """List the processes that a process started and that still run."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def describe() -> str:
    """Name the machine: processor, cores, system, Python."""
    info = Path("/proc/cpuinfo").read_text()
    models = [line.partition(":")[2].strip() for line in info.splitlines() if "model name" in line]
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    cores = f"{os.cpu_count()} x {models[0] if models else platform.machine()}"
    return f"{cores}, {system}, Python {platform.python_version()}"
