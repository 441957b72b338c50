"""A place for a worker, which is filled again whenever the worker dies."""

import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import NoReturn

import msgspec

from api.serve.worker import Post
from api.settings import WRONG_CONFIGURATION, WrongSettings
from api.store.unusable import UnusableRelease
from schema.storage.current import Current

SIGNALS = (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGUSR1)
"""What a supervisor listens to."""
FAILED = 70
"""Exit status of a worker that met something nobody foresaw (EX_SOFTWARE of sysexits)."""
STEADY = 10.0
"""Seconds that a worker has to live for its death to count as the first one."""
PAUSES = (0.0, 0.1, 0.5, 2.0, 10.0)
"""Seconds until a place is filled again, after the first death in a row, the second, and so on."""
MAX_REPORT = 4096
"""Bytes."""

Report = Current | str
"""What a worker serves or, in a sentence, why it cannot start."""


class Place:
    """Forks workers, one after the other, and hears what they report."""

    def __init__(self, post: Post, holder: socket.socket) -> None:
        self.pid: int | None = None
        self.is_serving = False
        self.complaint = ""
        """Why the last worker could not start."""
        self.due: float | None = 0.0
        """When the place is filled; None while it is."""
        self.reports, self._reporting = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.reports.setblocking(False)
        self._reporting.setblocking(False)
        self._post, self._holder = post, holder
        self._started = 0.0
        self._deaths = 0

    def fill(self, work: Callable[[Post], None], last_good: Current | None) -> None:
        """Start a worker. It begins with the signals blocked that the supervisor listens to."""
        self.is_serving, self.complaint, self.due = False, "", None
        self._started = monotonic()
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        pid = os.fork()
        if pid == 0:
            self._live(work, self._post._replace(tell=self._report, last_good=last_good))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        self.pid = pid

    def hear(self) -> Iterator[Current]:
        """Take what the worker reported, oldest first."""
        while True:
            try:
                report: Report = msgspec.json.decode(self.reports.recv(MAX_REPORT), type=Report)
            except BlockingIOError:
                return
            if isinstance(report, str):
                self.complaint = report
            else:
                self.is_serving = True
                yield report

    def leave(self) -> float:
        """Note that the worker died, and tell after how many seconds the next one starts."""
        self.pid, self.is_serving = None, False
        has_lasted = monotonic() - self._started >= STEADY
        self._deaths = 1 if has_lasted else self._deaths + 1
        pause = PAUSES[min(self._deaths, len(PAUSES)) - 1]
        self.due = monotonic() + pause
        return pause

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the worker, if there is one."""
        if self.pid is not None:
            os.kill(self.pid, number)

    def _live(self, work: Callable[[Post], None], post: Post) -> NoReturn:
        """Be the worker, from the first moment to the last."""
        status = FAILED
        try:
            self._holder.close()
            _forget_signals()
            work(post)
            status = 0
        except (WrongSettings, UnusableRelease) as error:
            self._report(str(error))
            status = WRONG_CONFIGURATION
        except BaseException:  # noqa: BLE001 (nothing of the supervisor may run in a worker)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _report(self, report: Report) -> None:
        """Tell the supervisor; where it does not listen, that is not worth waiting for."""
        with suppress(OSError):
            self._reporting.send(msgspec.json.encode(report))


def _forget_signals() -> None:
    """Take back what the supervisor did with signals; SIGUSR1 means nothing to a worker yet."""
    signal.set_wakeup_fd(-1)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
