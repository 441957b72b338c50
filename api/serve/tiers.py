"""How finished answers are reached: from the socket, from any ASGI server, or not at all."""

from functools import partial
from typing import Any, NamedTuple

import structlog
import uvicorn

from api.app import create_serving_app
from api.serve.answering import AnswerProtocol
from api.serve.answers import Answers
from api.serve.connections import Connections
from api.serve.descriptors import fit_descriptors
from api.serve.door import MemoDoor
from api.serve.protocol import RequestProtocol
from api.serving import Serving
from api.settings import Settings

TESTED = frozenset({"0.54.0"})
"""Versions of uvicorn that the protocol was tested with: it overrides what is not documented."""


class Tiers(NamedTuple):
    """What uvicorn is set up with, and what there is to watch."""

    app: Any
    http: Any
    answers: Answers
    connections: Connections


def build_tiers(settings: Settings, serving: Serving, version: str = uvicorn.__version__) -> Tiers:
    """Put the ways to an answer together, as far as the settings and uvicorn's version allow."""
    answers = Answers(serving, settings.memo_bytes, settings.log_hits)
    connections = Connections(fit_descriptors(settings), answers.tick)
    has_protocol = settings.protocol_tier == "on" and version in TESTED
    app: Any = create_serving_app(serving)
    if has_protocol or settings.asgi_tier == "on":
        app = MemoDoor(app, answers, is_open=settings.asgi_tier == "on")
    http = choose_protocol(answers, connections, version, has_memo=has_protocol)
    return Tiers(app, http, answers, connections)


def choose_protocol(
    answers: Answers, connections: Connections, version: str, *, has_memo: bool
) -> Any:
    """Choose what speaks HTTP; with another uvicorn, that is uvicorn's own protocol."""
    if version not in TESTED:
        structlog.get_logger("api").warning(
            "uvicorn is of another version than the protocol was tested with; its own protocol "
            "is used, without our limits on connections",
            version=version,
            tested=sorted(TESTED),
        )
        return "httptools"
    if has_memo:
        return partial(AnswerProtocol, answers, connections)
    return partial(RequestProtocol, connections)
