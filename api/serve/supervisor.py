"""Several workers on one socket: each is replaced when it dies, and all end together.

The socket is opened once and inherited, so a connection that waits to be
accepted is anybody's, and none is lost when a worker dies or drains.
"""

import gc
import os
import signal
import socket
from collections.abc import Callable, Iterable
from functools import partial
from selectors import EVENT_READ, DefaultSelector
from time import monotonic
from types import FrameType

import structlog

from api.serve.place import SIGNALS, Place
from api.serve.worker import Post
from api.settings import WRONG_CONFIGURATION
from schema.storage.current import Current

GRACE = 10.0
"""Seconds that workers get to end after SIGTERM; then they are killed."""


class CannotServe(Exception):
    """No worker can start as it is set up; the message is the one of the worker."""


class Supervisor:
    """Runs `work` in several processes.

    Args:
        posts: What each worker is given; there are as many as workers.
        work: Is done by each worker; what it raises for wrong settings ends the service.
        announce: Is called when a worker answers.
        close: Is called before the workers drain. It closes what they inherited and only this
            process still has open, so that clients are refused and do not wait for nobody.
    """

    def __init__(
        self,
        posts: Iterable[Post],
        work: Callable[[Post], None],
        announce: Callable[[], None],
        close: Callable[[], None] = lambda: None,
    ) -> None:
        lifeline, holder = socket.socketpair()
        self.places = [Place(post._replace(lifeline=lifeline), holder) for post in posts]
        self.work = work
        self.announce = announce
        self.close = close
        self.last_good: Current | None = None
        self.killing_at: float | None = None
        """When workers that are left are killed; None while nobody said stop."""
        self.failure: str | None = None
        self.log = structlog.get_logger("api")
        self._woken, self._wakes = socket.socketpair()

    def run(self) -> None:
        """Keep workers running until SIGTERM or SIGINT; SIGUSR1 is passed on to them.

        Raises:
            CannotServe: A worker cannot start as it is set up, and no other one serves.
        """
        gc.collect()
        gc.freeze()
        self._hear_signals()
        with DefaultSelector() as selector:
            selector.register(self._woken, EVENT_READ, self._obey)
            for place in self.places:
                selector.register(place.reports, EVENT_READ, partial(self._hear, place))
            while self.killing_at is None or any(place.pid for place in self.places):
                self._do_what_is_due()
                for key, _ in selector.select(self._find_pause()):
                    key.data()
                self._bury()
        if self.failure is not None:
            raise CannotServe(self.failure)

    def stop(self) -> None:
        """Have all workers drain, and start none any more."""
        if self.killing_at is None:
            self.killing_at = monotonic() + GRACE
            self.close()
        self._send(signal.SIGTERM)

    def _do_what_is_due(self) -> None:
        now = monotonic()
        if self.killing_at is not None:
            if now >= self.killing_at:
                self.log.error("workers killed", after=GRACE)
                self._send(signal.SIGKILL)
                self.killing_at = now + GRACE
            return
        for number, place in enumerate(self.places):
            if place.due is not None and place.due <= now:
                place.fill(self.work, self.last_good)
                self.log.info("worker started", worker=number, pid=place.pid)

    def _find_pause(self) -> float | None:
        """Compute how long nothing will be due."""
        due = [place.due for place in self.places if place.due is not None]
        if self.killing_at is not None:
            due = [self.killing_at]
        return max(0.0, min(due) - monotonic()) if due else None

    def _hear_signals(self) -> None:
        """Have every signal written to a socket, by number; nothing else happens when it comes."""
        self._wakes.setblocking(False)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        for number in SIGNALS:
            signal.signal(number, _leave_to_the_loop)

    def _obey(self) -> None:
        """Do what signals say; those of dead children only wake."""
        for number in self._woken.recv(4096):
            if number == signal.SIGUSR1:
                self._send(signal.SIGUSR1)
            elif number in {signal.SIGTERM, signal.SIGINT}:
                self.stop()

    def _send(self, number: signal.Signals) -> None:
        for place in self.places:
            place.send(number)

    def _hear(self, place: Place) -> None:
        """Remember the newest release that is served: no worker may begin with an older one."""
        for current in place.hear():
            self.announce()
            if self.last_good is None or current.number > self.last_good.number:
                self.last_good = current

    def _bury(self) -> None:
        """Find out which workers died, and what that means."""
        for number, place in enumerate(self.places):
            if place.pid is None:
                continue
            pid, status = os.waitpid(place.pid, os.WNOHANG)
            if pid:
                for each in self.places:
                    self._hear(each)
                self._take_leave(number, place, os.waitstatus_to_exitcode(status))

    def _take_leave(self, number: int, place: Place, status: int) -> None:
        pid, pause = place.pid, place.leave(status)
        if self.killing_at is not None:
            return
        if status == WRONG_CONFIGURATION and not any(each.is_serving for each in self.places):
            self.failure = place.complaint
            self.stop()
            return
        tell = self.log.error if status else self.log.info
        facts = {"worker": number, "pid": pid, "status": status, "starts_in": pause}
        tell("worker ended", **facts, detail=place.complaint)


def _leave_to_the_loop(_: int, __: FrameType | None) -> None:
    """Do nothing: the loop was woken."""
