"""What each step of a request costs in process, without sockets.

    python -m benchmarks.costs [--articles 10000] [--fast] [--affinity 0] [-o FILE]

Reads walk over all articles in shuffled order, so that none is hotter than it
would be. `python -m pyperf compare_to BEFORE AFTER` compares two files.
"""

import argparse
import os
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import pyperf
import structlog

from api.app import create_serving_app
from api.http.exchange import Exchange
from api.http.log import set_up_logging
from api.http.respond import respond_document, respond_page
from api.loaded import Loaded, load_release
from api.query.parse import parse_document_query, parse_list_query
from api.resources.articles import ARTICLES
from api.resources.practitioners import PRACTITIONERS
from api.resources.resource import Resource
from api.serving import Serving
from api.store.read import read_document, read_page
from benchmarks.content import ensure_release
from benchmarks.content.clinic import topic_name
from benchmarks.serve.workloads import Names, read_names

PROCESSES = 5
"""Fresh processes that measure each step."""
PROGRAM = ("-m", "benchmarks.costs")

Step = Callable[[], object]


class Asked(NamedTuple):
    """A request, by what it is called here."""

    name: str
    resource: Resource
    query: bytes
    path: str


def make_requests(names: Names) -> tuple[list[Asked], list[Asked]]:
    """List what is measured: requests for one document, and for a page of a list."""
    topic = topic_name("condition", 0).slug
    filtered = f"filter%5Btopic%5D={topic}&sort=-updated_at".encode()
    page = b"include=sections"
    return [
        Asked("practitioner", PRACTITIONERS, b"", f"/v1/practitioners/{names.practitioners[0]}"),
        Asked("article", ARTICLES, b"", f"/v1/articles/{names.articles[0]}"),
        Asked("article with sections", ARTICLES, page, f"/v1/articles/{names.articles[0]}"),
    ], [
        Asked("20 articles", ARTICLES, b"", "/v1/articles"),
        Asked("20 articles of a topic", ARTICLES, filtered, "/v1/articles"),
    ]


def document_steps(asked: Asked, loaded: Loaded, keys: list[str]) -> dict[str, Step]:
    """Take a request for a document apart."""
    query, release = parse_document_query(asked.resource, asked.query), loaded.release
    found = read_document(release, asked.resource, keys[0], query, "")
    following = cycle(keys)
    return {
        "parse": lambda: parse_document_query(asked.resource, asked.query),
        "read": lambda: read_document(release, asked.resource, next(following), query, ""),
        "respond": lambda: respond_document(Exchange(loaded), found, query, asked.resource),
    }


def list_steps(asked: Asked, loaded: Loaded) -> dict[str, Step]:
    """Take a request for a page of a list apart."""
    query, listing = parse_list_query(asked.resource, asked.query), loaded.listing
    found = read_page(listing, asked.resource, query)
    return {
        "parse": lambda: parse_list_query(asked.resource, asked.query),
        "read": lambda: read_page(listing, asked.resource, query),
        "respond": lambda: respond_page(Exchange(loaded), found, query, asked.resource, asked.path),
    }


class Whole:
    """A whole request through the application, from an ASGI scope to the last message."""

    def __init__(self, app: Any, asked: Asked) -> None:
        self.app = app
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": asked.path,
            "raw_path": asked.path.encode(),
            "query_string": asked.query,
            "root_path": "",
            "headers": [(b"host", b"clinic.example")],
            "client": ("192.0.2.1", 50000),
            "server": ("clinic.example", 80),
        }

    async def __call__(self) -> None:
        """Ask once."""
        await self.app(dict(self.scope), _receive, _send)


async def _receive() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _send(message: Any) -> None:
    if message.get("status", 200) != 200:  # noqa: PLR2004 (OK)
        raise AssertionError(message)


def throw_log_away() -> None:
    """Have log lines rendered as when serving, and written to nowhere."""
    set_up_logging("json")
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open to the end)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(nowhere))


def measure(runner: Any, folder: Path) -> None:
    """Measure every step of every request."""
    names, loaded = read_names(folder), load_release(folder)
    app = create_serving_app(Serving(loaded))
    documents, lists = make_requests(names)
    for asked in documents:
        keys = names.practitioners if asked.resource is PRACTITIONERS else names.articles
        for step, action in document_steps(asked, loaded, keys).items():
            runner.bench_func(f"{step}: {asked.name}", action)
    for asked in lists:
        for step, action in list_steps(asked, loaded).items():
            runner.bench_func(f"{step}: {asked.name}", action)
    for asked in (*documents, *lists):
        runner.bench_async_func(f"whole: {asked.name}", Whole(app, asked))


def _pass_on(command: list[str], options: argparse.Namespace) -> None:
    command.extend(("--articles", str(options.articles)))


def main() -> None:
    """Measure in fresh processes, each of which runs this function too."""
    runner = pyperf.Runner(processes=PROCESSES, add_cmdline_args=_pass_on, program_args=PROGRAM)
    runner.argparser.add_argument("--articles", type=int, default=10_000)
    options = runner.parse_args()
    folder = ensure_release(options.articles, lambda step: print(step, file=sys.stderr))
    throw_log_away()
    measure(runner, folder)


if __name__ == "__main__":
    main()
