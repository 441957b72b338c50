"""Serve from one address, with one process or with several."""

import signal
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from api.http.log import set_up_logging
from api.portal.pages import render_pages
from api.serve.address import Doors, name_address, open_doors
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
    with closing(open_doors(settings)) as doors:
        announce = cache(partial(log_addresses, doors))
        if settings.workers == 1:
            work(settings, doors, Post(tell=lambda _: announce()))
            return
        # Workers inherit them, so that one that takes another's place is there at once.
        render_pages()
        with TemporaryDirectory(prefix="acupoint-tallies-", ignore_cleanup_errors=True) as tallies:
            posts = [Post(number, Path(tallies)) for number in range(settings.workers)]
            Supervisor(posts, partial(work, settings, doors), announce, doors.close).run()


def log_addresses(doors: Doors) -> None:
    """Say in the log where requests are answered."""
    structlog.get_logger("api").info(f"running on {name_address(doors.public)}")
    if doors.admin is not None:
        structlog.get_logger("api").info(f"metrics on {name_address(doors.admin)}/metrics")
