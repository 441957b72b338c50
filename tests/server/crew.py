"""Workers that misbehave, under the real supervisor.

    python -m tests.server.crew BEHAVIOUR [BEHAVIOUR ...]

Each worker does what its behaviour says; each start is a line on standard output.
"""

import signal
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import gettempdir

import structlog

from api.http.log import set_up_logging
from api.serve import place, supervisor
from api.serve.supervisor import CannotServe, Supervisor
from api.serve.worker import Post
from api.settings import WrongSettings
from schema.storage.current import Current

CURRENT = Current(number=1, file="", sha256="", bytes=0)


def serve(post: Post) -> None:
    """Be a good worker."""
    post.tell(CURRENT)
    signal.pause()


def hang(post: Post) -> None:
    """Ignore that it is time to end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    post.tell(CURRENT)
    while True:
        time.sleep(1)


def crash(_: Post) -> None:
    """Meet something that nobody foresaw."""
    raise RuntimeError("unforeseen")


def refuse(_: Post) -> None:
    """Be set up wrongly."""
    raise WrongSettings("SETTING='x' cannot be used.")


def obey(post: Post) -> None:
    """Be a good worker, until somebody makes it impossible."""
    if Path(gettempdir(), "broken").exists():
        refuse(post)
    serve(post)


def work(behaviours: list[str], post: Post) -> None:
    """Do what the behaviour of the place says."""
    ways = {"serve": serve, "hang": hang, "crash": crash, "refuse": refuse, "obey": obey}
    ways[behaviours[post.number]](post)


def announce() -> None:
    """Say that the supervisor has heard of a worker that answers."""
    structlog.get_logger("crew").info("announced")


def main(*behaviours: str) -> None:
    """Run the crew, a hundred times less patient than in earnest."""
    set_up_logging("json")
    supervisor.GRACE = 0.1
    place.PAUSES = (0.0, 0.001, 0.005, 0.02, 0.1)
    posts = [Post(number) for number in range(len(behaviours))]
    try:
        Supervisor(posts, partial(work, list(behaviours)), announce).run()
    except CannotServe as error:
        sys.stderr.write(f"Error: {error}\n")
        sys.exit(78)


if __name__ == "__main__":
    main(*sys.argv[1:])
