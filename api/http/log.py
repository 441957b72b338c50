"""Logs: one JSON object a line, or text for a terminal."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any, Literal

import msgspec
import structlog

MAX_FRAMES = 12
MAX_LOGGED = 256
"""Characters of a client's input in a log line."""


def set_up_logging(form: Literal["json", "text"]) -> None:
    """Send our own lines and those of the server through one renderer to standard output."""
    renderer: Any = (
        structlog.processors.JSONRenderer(serializer=_encode)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())
    )
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, renderer],
        # In one call: several workers write to one stream, and print() makes two calls of it.
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)


def describe(error: BaseException) -> dict[str, Any]:
    """Say what was raised and where, without values: they may be a client's."""
    frames = traceback.extract_tb(error.__traceback__)[-MAX_FRAMES:]
    return {
        "error": type(error).__name__,
        "frames": [f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames],
    }


def escape(text: str) -> str:
    r"""Make a client's text fit for a log: bounded, printable ASCII.

    >>> escape("/a\x1b[31m")
    '/a\\x1b[31m'
    """
    return text[:MAX_LOGGED].encode("unicode_escape").decode()[:MAX_LOGGED]


def _encode(event: Any, **_: Any) -> str:
    return msgspec.json.encode(event, enc_hook=repr).decode()
