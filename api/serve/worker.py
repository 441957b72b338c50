"""One process that answers requests until it is told to stop."""

import asyncio
import gc
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import uvicorn

from api.app import create_admin_app, create_serving_app
from api.loaded import load_at_start
from api.serve.address import BACKLOG, Doors
from api.serve.metrics import Metrics
from api.serve.tiers import bound_admin, build_tiers
from api.serve.watch import Watch
from api.serving import Serving
from api.settings import Settings, WrongSettings
from schema.storage.current import Current

LINGER = 1.0
"""Seconds after SIGTERM in which clients may ask once more, and learn that it was the last time."""
DRAIN = 8
"""Seconds that requests in flight get after that."""
STEP = 0.02
"""Seconds between two looks whether clients are gone."""
THRESHOLDS = (10_000, 20, 100)
"""Allocations until young objects are looked at, and how rarely older ones are."""


class Post(NamedTuple):
    """What a worker is given by whoever started it."""

    number: int = 0
    """Place of the worker."""
    tallies: Path | None = None
    """Folder in which workers leave their tallies; there is none where one works alone."""
    lifeline: socket.socket | None = None
    """Ends when the supervisor does, and then nobody needs this worker any more."""
    last_good: Current | None = None
    """What other workers serve; never anything older is served."""
    tell: Callable[[Current], None] = lambda _: None
    """Is told which release is served, at the start and after each swap."""


class Server(uvicorn.Server):
    """uvicorn's server, without its own way with signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave all signals to the worker."""
        yield


class Worker:
    """A server and what goes with it: the watch, the metrics, and the server that shows these.

    Raises:
        WrongSettings: Traces are wanted, and their library is not there.
        UnusableRelease: There is none that can be served.
    """

    def __init__(self, settings: Settings, post: Post) -> None:
        folder, self.post = settings.release_folder, post
        self.metrics = Metrics(post.number, post.tallies)
        self.serving = Serving(load_at_start(folder, post.last_good), self.metrics.tally)
        self.watch = Watch(self.serving, folder, post.tell)
        self.draining: asyncio.Task[None] | None = None
        app = create_serving_app(self.serving)
        self.traced = trace(app) if settings.traces == "otlp" else None
        tiers = build_tiers(settings, self.serving, self.traced or app)
        self.server = Server(configure(tiers.app, tiers.http))
        admin = create_admin_app(self.serving, self.metrics.read)
        self.admin = Server(configure(admin, bound_admin()))

    async def run(self, doors: Doors) -> None:
        """Answer until told to stop. If one part of this fails, the process does."""
        self.obey()
        async with asyncio.TaskGroup() as group:
            beside = [group.create_task(self.watch.run()), group.create_task(self.metrics.run())]
            if doors.admin is not None:
                group.create_task(self.admin.serve(sockets=[doors.admin]))
            await self.server.serve(sockets=[doors.public])
            self.admin.should_exit = True
            for task in beside:
                task.cancel()

    def obey(self) -> None:
        """Listen to signals, and to the end of the supervisor."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop, number)
        loop.add_signal_handler(signal.SIGUSR1, self.watch.call)
        if self.post.lifeline is not None:
            loop.add_reader(self.post.lifeline, self.stop_as_orphan, self.post.lifeline)

    def stop(self, number: signal.Signals) -> None:
        """Drain; whoever interrupts that ends it at once."""
        if self.draining is None:
            self.draining = asyncio.get_running_loop().create_task(self.drain())
        elif number == signal.SIGINT:
            self.server.should_exit = self.server.force_exit = True

    async def drain(self) -> None:
        """Take no connection any more, let clients ask once more on theirs, and then end.

        A connection that is closed while a request is on its way to it loses
        that request, so each is closed with an answer, if one is asked for in time.
        """
        deadline = monotonic() + LINGER
        try:
            self.serving.is_draining = True
            for listening in getattr(self.server, "servers", ()):
                listening.close()
            # The server has no event for this, and looks at the same set in the same way.
            while self.server.server_state.connections and monotonic() < deadline:  # noqa: ASYNC110
                await asyncio.sleep(STEP)
        finally:
            self.server.should_exit = True

    def stop_as_orphan(self, lifeline: socket.socket) -> None:
        """Drain, and clear away what the supervisor cannot clear away any more."""
        asyncio.get_running_loop().remove_reader(lifeline)
        self.stop(signal.SIGTERM)
        if self.post.tallies is not None:
            shutil.rmtree(self.post.tallies, ignore_errors=True)


def work(settings: Settings, doors: Doors, post: Post) -> None:
    """Answer until SIGTERM or SIGINT; SIGUSR1 has the worker look for a new release at once.

    Raises:
        UnusableRelease: There is none that can be served.
    """
    worker = Worker(settings, post)
    spare_the_collector()
    post.tell(worker.serving.loaded.release.current)
    with asyncio.Runner(loop_factory=worker.server.config.get_loop_factory()) as runner:
        runner.run(worker.run(doors))
    if worker.traced is not None:
        worker.traced.close()


def trace(app: Any) -> Any:
    """Have requests traced, by a library that is imported only for this."""
    try:
        from api.serve import traces  # noqa: PLC0415 (an extra, that need not be installed)
    except ModuleNotFoundError as error:
        advice = "Install requirements-otel.txt."
        raise WrongSettings(f"TRACES='otlp' cannot be used: {error}. {advice}") from None
    return traces.trace(app)


def configure(app: Any, http: Any) -> uvicorn.Config:
    """Say how an application is served, and by which protocol."""
    return uvicorn.Config(
        app,
        http=http,
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        backlog=BACKLOG,
        timeout_graceful_shutdown=DRAIN,
    )


def spare_the_collector() -> None:
    """Tell the garbage collector that what is there now is there to stay.

    A full collection over it would hold every request up for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
