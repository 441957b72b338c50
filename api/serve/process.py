"""Serve from one address, with one process or with several."""

import shutil
import signal
import socket
import tempfile
from functools import cache, partial
from pathlib import Path

import structlog

from api.http.log import set_up_logging
from api.serve.address import listen, listen_for_admin, name_address
from api.serve.supervisor import Supervisor
from api.serve.worker import Post, work
from api.settings import Settings


def serve(settings: Settings) -> None:
    """Answer until SIGTERM or SIGINT.

    Raises:
        WrongSettings: An address cannot be used.
        UnusableRelease: There is none that can be served.
        CannotServe: None of several workers can start.
    """
    set_up_logging(settings.log)
    # A publisher may send it before there is a watch; by default it would end the process.
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    listener, admin = listen(settings), listen_for_admin(settings)
    announce = cache(partial(log_addresses, listener, admin))
    working = partial(work, settings, listener, admin)
    if settings.workers == 1:
        working(Post(tell=lambda _: announce()))
        return
    tallies = Path(tempfile.mkdtemp(prefix="acupoint-tallies-"))
    try:
        Supervisor(settings.workers, working, announce, tallies).run()
    finally:
        shutil.rmtree(tallies, ignore_errors=True)


def log_addresses(listener: socket.socket, admin: socket.socket | None) -> None:
    """Say in the log where requests are answered."""
    structlog.get_logger("api").info(f"running on {name_address(listener)}")
    if admin is not None:
        structlog.get_logger("api").info(f"metrics on {name_address(admin)}/metrics")
