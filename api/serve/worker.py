"""One process that answers requests until it is told to stop."""

import asyncio
import gc
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn

from api.app import create_admin_app, create_serving_app
from api.loaded import load_at_start
from api.serve.address import BACKLOG
from api.serve.metrics import Metrics
from api.serve.tiers import bound_admin, build_tiers
from api.serve.watch import Watch
from api.serving import Serving
from api.settings import Settings, WrongSettings
from schema.storage.current import Current

DRAIN = 9
"""Seconds that requests in flight get after SIGTERM."""
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
        serving = Serving(load_at_start(folder, post.last_good), self.metrics.tally)
        self.current = serving.loaded.release.current
        self.watch = Watch(serving, folder, post.tell)
        app = create_serving_app(serving)
        self.traced = trace(app) if settings.traces == "otlp" else None
        tiers = build_tiers(settings, serving, self.traced or app)
        self.server = Server(configure(tiers.app, tiers.http))
        self.admin = Server(configure(create_admin_app(serving, self.metrics.read), bound_admin()))

    async def run(self, listener: socket.socket, admin: socket.socket | None) -> None:
        """Answer until told to stop. If one part of this fails, the process does."""
        self.obey()
        async with asyncio.TaskGroup() as group:
            beside = [group.create_task(self.watch.run()), group.create_task(self.metrics.run())]
            if admin is not None:
                group.create_task(self.admin.serve(sockets=[admin]))
            await self.server.serve(sockets=[listener])
            self.admin.should_exit = True
            for task in beside:
                task.cancel()

    def obey(self) -> None:
        """Listen to signals, and to the end of the supervisor."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.server.handle_exit, number, None)
        loop.add_signal_handler(signal.SIGUSR1, self.watch.call)
        if self.post.lifeline is not None:
            loop.add_reader(self.post.lifeline, self.stop_as_orphan, self.post.lifeline)

    def stop_as_orphan(self, lifeline: socket.socket) -> None:
        """Drain, and clear away what the supervisor cannot clear away any more."""
        asyncio.get_running_loop().remove_reader(lifeline)
        self.server.should_exit = True
        if self.post.tallies is not None:
            shutil.rmtree(self.post.tallies, ignore_errors=True)


def work(
    settings: Settings, listener: socket.socket, admin: socket.socket | None, post: Post
) -> None:
    """Answer until SIGTERM or SIGINT; SIGUSR1 has the worker look for a new release at once.

    Raises:
        UnusableRelease: There is none that can be served.
    """
    worker = Worker(settings, post)
    spare_the_collector()
    post.tell(worker.current)
    with asyncio.Runner(loop_factory=worker.server.config.get_loop_factory()) as runner:
        runner.run(worker.run(listener, admin))
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
