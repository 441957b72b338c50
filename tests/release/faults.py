"""Run a build in a process that dies, or whose disk fails, at the N-th call that counts.

    python -m tests.release.faults kill|count|ENOSPC|EIO N FOLDER [rollback]
    python -m tests.release.faults each 0 FOLDER [rollback]

`each` kills at every call there is, in copies FOLDER-1, FOLDER-2 and so on.

Python's audit events announce opening, renaming and removing; the functions
that have no event are wrapped. `count` prints how many calls there are.
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from seed import __main__ as command_line
from tests.conftest import SECOND_DAY

EVENTS = frozenset({"os.rename", "os.remove", "os.chmod", "os.mkdir", "sqlite3.connect"})
WRAPPED = ("fsync", "replace")


class Faults:
    """Counts calls, and lets the N-th one fail."""

    def __init__(self, mode: str, at: int, folder: str) -> None:
        self.mode, self.at, self.folder = mode, at, folder
        self.calls = 0

    def count(self) -> None:
        """Count one call, and fail if it is the one."""
        self.calls += 1
        if self.calls != self.at:
            return
        if self.mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.mode in {"ENOSPC", "EIO"}:
            number = getattr(errno, self.mode)
            raise OSError(number, os.strerror(number))

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take an audit event; opening counts where a file of ours is written."""
        if event == "open" and isinstance(arguments[0], str | bytes | Path):
            name, writes = str(arguments[0]), bool((arguments[2] or 0) & os.O_ACCMODE)
            if writes and name.startswith(self.folder):
                self.count()
        elif event in EVENTS:
            self.count()

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Count the calls of a function that has no audit event."""

        def counted(*arguments: Any, **options: Any) -> Any:
            self.count()
            return function(*arguments, **options)

        return counted


def main(mode: str, at: str, folder: str, command: str = "build") -> None:
    """Build the clinic in a folder, or roll it back, under faults."""
    faults = Faults(mode, int(at), folder)
    for name in WRAPPED:
        setattr(os, name, faults.wrap(getattr(os, name)))
    home = Path(folder)
    options = {"releases": "releases"}
    sys.argv = ["seed", command]
    if command == "build":
        sys.argv += ["--today", SECOND_DAY]
        options |= {"content": "content", "ledger": "ledger.jsonl"}
    for name, value in options.items():
        sys.argv += [f"--{name}", str(home / value)]
    sys.addaudithook(faults.hear)
    try:
        command_line.run()
    finally:
        if mode == "count":
            sys.stdout.write(f"calls: {faults.calls}\n")


def kill_at_each_call(folder: str, command: str = "build") -> None:
    """Let one process after the other die one call later, until one reaches the end."""
    for at in count(1):
        copy = f"{folder}-{at}"
        shutil.copytree(folder, copy)
        child = os.fork()
        if child == 0:
            main("kill", str(at), copy, command)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            return


if __name__ == "__main__":
    if sys.argv[1] == "each":
        kill_at_each_call(*sys.argv[3:])
    else:
        main(*sys.argv[1:])
