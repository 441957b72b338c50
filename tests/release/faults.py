"""Run a command in processes that die, or whose disk fails, at one of the calls that count.

    python -m tests.release.faults kill|ENOSPC|EIO FIRST STEP FOLDER COMMAND

COMMAND is what follows `python -m seed`, without the paths. The call FIRST fails and each STEP-th
behind it, each in a process and in a copy of the folder of its own, FOLDER-1, FOLDER-2 and so on;
how each process ended is printed. The last copy, which is not, is that of a process that came to
its end before its call.

Python's audit events announce opening, renaming and removing; the functions
that have no event are wrapped.
"""

import errno
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from seed import __main__ as command_line

EVENTS = frozenset({"os.rename", "os.remove", "os.chmod", "os.mkdir", "sqlite3.connect"})
WRAPPED = ("fsync", "replace")
UNHARMED = 100
"""With its status, that of a process that came to its end before its call."""


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


def run(faults: Faults, command: tuple[str, ...]) -> int:
    """Run a command under faults, and give its status."""
    for name in WRAPPED:
        setattr(os, name, faults.wrap(getattr(os, name)))
    home = Path(faults.folder)
    options = {"releases": "releases"}
    if command[0] == "build":
        options |= {"content": "content", "ledger": "ledger.jsonl"}
    paths = [each for name, value in options.items() for each in (f"--{name}", str(home / value))]
    sys.argv = ["seed", *command, *paths]
    sys.addaudithook(faults.hear)
    try:
        command_line.run()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 (whoever called this sees what should not be)
        traceback.print_exc()
        return 1
    return 0


def run_apart(faults: Faults, command: tuple[str, ...]) -> int:
    """Run a command in a process of its own, and give its status."""
    sys.stdout.flush()  # What waits there would be written by both.
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = run(faults, command)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status if faults.calls >= faults.at else UNHARMED + status)


def main(mode: str, first: str, step: str, folder: str, *command: str) -> None:
    """Let one call after the other fail, until a process comes to its end before it."""
    sys.dont_write_bytecode = True  # Those calls are not the command's.
    for at in count(int(first), int(step)):
        copy = f"{folder}-{at}"
        shutil.copytree(folder, copy)
        status = run_apart(Faults(mode, at, copy), command)
        if status >= UNHARMED:
            sys.exit(status - UNHARMED)
        sys.stdout.write(f"{at} {status}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
