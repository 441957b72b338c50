"""How finished answers are reached: from the socket, from any ASGI server, or not at all."""

from functools import partial
from typing import Any, NamedTuple

import structlog
import uvicorn

from api.limits import Limits
from api.serve.answering import AnswerProtocol
from api.serve.answers import Answers
from api.serve.connections import Connections
from api.serve.descriptors import fit_descriptors
from api.serve.door import MemoDoor
from api.serve.protocol import RequestProtocol
from api.serving import Serving
from api.settings import Settings
from api.tally import Tally

TESTED = frozenset({"0.54.0"})
"""Versions of uvicorn that the protocol was tested with: it overrides what is not documented."""


class Tiers(NamedTuple):
    """What uvicorn is set up with, and what there is to watch."""

    app: Any
    http: Any
    answers: Answers
    connections: Connections


def build_tiers(
    settings: Settings, serving: Serving, app: Any, version: str = uvicorn.__version__
) -> Tiers:
    """Put short ways before an application, as far as the settings and uvicorn's version allow."""
    answers = Answers(serving, settings.memo_bytes, settings.log_hits)
    connections = Connections(fit_descriptors(settings), serving.tally, answers.tick)
    has_protocol = settings.protocol_tier == "on" and version in TESTED
    if has_protocol or settings.asgi_tier == "on":
        app = MemoDoor(app, answers, is_open=settings.asgi_tier == "on")
    http = choose_protocol(connections, answers if has_protocol else None, version)
    if version not in TESTED:
        structlog.get_logger("api").warning(
            "uvicorn is of another version than the protocol was tested with; its own protocol "
            "is used, without our limits on connections",
            version=version,
            tested=sorted(TESTED),
        )
    return Tiers(app, http, answers, connections)


def choose_protocol(
    connections: Connections, answers: Answers | None = None, version: str = uvicorn.__version__
) -> Any:
    """Choose what speaks HTTP; with another uvicorn, that is uvicorn's own protocol."""
    if version not in TESTED:
        return "httptools"
    if answers is None:
        return partial(RequestProtocol, connections)
    return partial(AnswerProtocol, answers, connections)


def bound_admin() -> Any:
    """Choose what speaks HTTP with those who run the service; their requests are not counted."""
    return choose_protocol(Connections(Limits(), Tally()))
