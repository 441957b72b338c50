"""One process that answers requests until it is told to stop."""

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import uvicorn

from api.app import create_serving_app
from api.loaded import load_at_start
from api.serve.protocol import ProblemProtocol
from api.serve.watch import Watch
from api.serving import Serving
from api.settings import Settings
from schema.storage.current import Current

DRAIN = 9
"""Seconds that requests in flight get after SIGTERM."""
BACKLOG = 2048
"""Connections that wait to be accepted."""
THRESHOLDS = (10_000, 20, 100)
"""Allocations until young objects are looked at, and how rarely older ones are."""


class Post(NamedTuple):
    """What a worker is given by whoever started it."""

    tell: Callable[[Current], None]
    """Is told which release is served, at the start and after each swap."""
    last_good: Current | None = None
    """What other workers serve; never anything older is served."""
    lifeline: socket.socket | None = None
    """Ends when the supervisor does, and then nobody needs this worker any more."""


class Server(uvicorn.Server):
    """uvicorn's server, without its own way with signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave all signals to the worker."""
        yield


def work(settings: Settings, listener: socket.socket, post: Post) -> None:
    """Answer until SIGTERM or SIGINT; SIGUSR1 has the worker look for a new release at once.

    Raises:
        UnusableRelease: There is none that can be served.
    """
    folder = settings.release_folder
    serving = Serving(load_at_start(folder, post.last_good))
    watch = Watch(serving, folder, post.tell)
    config = uvicorn.Config(
        create_serving_app(serving),
        http=ProblemProtocol,
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        backlog=BACKLOG,
        timeout_graceful_shutdown=DRAIN,
    )
    spare_the_collector()
    post.tell(serving.loaded.release.current)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_answer(Server(config), listener, watch, post.lifeline))


async def _answer(
    server: Server, listener: socket.socket, watch: Watch, lifeline: socket.socket | None
) -> None:
    """Run server and watch side by side; if one of them fails, the process does."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.handle_exit, number, None)
    loop.add_signal_handler(signal.SIGUSR1, watch.call)
    if lifeline is not None:
        loop.add_reader(lifeline, _stop_orphan, server, lifeline)
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(watch.run())
        await server.serve(sockets=[listener])
        watching.cancel()


def _stop_orphan(server: Server, lifeline: socket.socket) -> None:
    asyncio.get_running_loop().remove_reader(lifeline)
    server.should_exit = True


def spare_the_collector() -> None:
    """Tell the garbage collector that what is there now is there to stay.

    A full collection over it would hold every request up for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
