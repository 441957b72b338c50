"""One process that serves one release until it is told to stop."""

import uvicorn

from api.app import create_serving_app
from api.http.log import set_up_logging
from api.loaded import load_release
from api.serve.protocol import ProblemProtocol
from api.serving import Serving
from api.settings import Settings

DRAIN = 10
"""Seconds that requests in flight get after SIGTERM."""


def serve(settings: Settings) -> None:
    """Verify the release, open it, and answer until SIGTERM or SIGINT.

    Raises:
        UnusableRelease: There is none that can be served.
    """
    loaded = load_release(settings.release_folder)
    set_up_logging(settings.log)
    config = uvicorn.Config(
        create_serving_app(Serving(loaded)),
        host=settings.host,
        port=settings.port,
        http=ProblemProtocol,
        ws="none",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=DRAIN,
    )
    uvicorn.Server(config).run()
