"""Serve from one address, with one process or with several."""

import signal
import socket
from functools import cache, partial

import structlog

from api.http.log import set_up_logging
from api.serve.supervisor import Supervisor
from api.serve.worker import BACKLOG, Post, work
from api.settings import Settings, WrongSettings


def serve(settings: Settings) -> None:
    """Answer until SIGTERM or SIGINT.

    Raises:
        WrongSettings: The address cannot be used.
        UnusableRelease: There is none that can be served.
        CannotServe: None of several workers can start.
    """
    set_up_logging(settings.log)
    # A publisher may send it before there is a watch; by default it would end the process.
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    listener = listen(settings)
    announce = cache(partial(log_address, listener))
    if settings.workers == 1:
        work(settings, listener, Post(tell=lambda _: announce()))
    else:
        Supervisor(settings.workers, partial(work, settings, listener), announce).run()


def listen(settings: Settings) -> socket.socket:
    """Take the address.

    Raises:
        WrongSettings: It is none, or somebody else has it.
    """
    host, port = settings.host, settings.port
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongSettings(f"HOST={host!r} PORT={port} cannot be used: {reason}.") from None


def log_address(listener: socket.socket) -> None:
    """Say in the log where requests are answered."""
    name, port = listener.getsockname()[:2]
    name = f"[{name}]" if ":" in name else name
    structlog.get_logger("api").info(f"running on http://{name}:{port}")
