"""One process that serves until it is told to stop."""

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from api.http.log import set_up_logging
from api.loaded import load_release
from api.serve.tiers import build_tiers
from api.serve.watch import Watch
from api.serving import Serving
from api.settings import Settings, WrongSettings

DRAIN = 9
"""Seconds that requests in flight get after SIGTERM."""
BACKLOG = 2048
"""Connections that wait to be accepted."""


class Server(uvicorn.Server):
    """uvicorn's server, without its own way with signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave all signals to the process."""
        yield


def serve(settings: Settings) -> None:
    """Answer until SIGTERM or SIGINT.

    Raises:
        WrongSettings: The address cannot be used.
        UnusableRelease: There is none that can be served.
    """
    set_up_logging(settings.log)
    listener = listen(settings)
    serving = Serving(load_release(settings.release_folder))
    tiers = build_tiers(settings, serving)
    config = uvicorn.Config(
        tiers.app,
        http=tiers.http,
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
    announce(listener)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(serve_until_told(config, listener, Watch(serving, settings.release_folder)))


async def serve_until_told(config: uvicorn.Config, listener: socket.socket, watch: Watch) -> None:
    """Run server and watch; SIGUSR1 has the watch look at once."""
    server, loop = Server(config), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.handle_exit, number, None)
    loop.add_signal_handler(signal.SIGUSR1, watch.call)
    async with asyncio.TaskGroup() as group:
        watching = group.create_task(watch.run())
        await server.serve(sockets=[listener])
        watching.cancel()


def listen(settings: Settings) -> socket.socket:
    """Take the address.

    Raises:
        WrongSettings: It is none, or somebody else has it.
    """
    host, port = settings.host, settings.port
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = error.strerror or error
        raise WrongSettings(f"HOST={host!r} PORT={port} cannot be used: {reason}.") from None


def announce(listener: socket.socket) -> None:
    """Say in the log where requests are answered."""
    name, port = listener.getsockname()[:2]
    name = f"[{name}]" if ":" in name else name
    structlog.get_logger("api").info(f"running on http://{name}:{port}")


def spare_the_collector() -> None:
    """Tell the garbage collector that what is there now is there to stay.

    A full collection over it would hold every request up for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 100)
