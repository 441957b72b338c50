"""What is asked of the servers."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

import msgspec

from benchmarks.content.clinic import topic_name
from benchmarks.serve.wire import Caller, Request
from benchmarks.words import SEED, WORDS
from seed.release import read_current

Shape = Literal["page", "document", "record", "list", "filtered", "deep", "search"]
SELECT = "SELECT slug, id FROM document WHERE type = ? ORDER BY id"
TOPICS = 20
"""Of the commonest conditions, to filter by."""
SEARCHED = 200
"""Different words to search for, from the commonest to rare ones."""
DEEP = 50
"""Last pages of a list that are asked for."""
PAGE = 20
"""Documents of a page, where nothing else is asked for."""


@dataclass(frozen=True)
class Workload:
    """One row of the table for each server: requests of one kind."""

    name: str
    title: str
    shape: Shape
    target: str
    keys: Sequence[str]
    """What is put in the place of {} in the target, one request after the other."""
    coding: str = ""
    is_conditional: bool = False
    """Whether the client has the answer already."""
    is_varying: bool = False
    """Whether every head is different, as it is with real clients."""
    is_fresh: bool = False
    """Whether no answer was asked for before: the server starts anew for each round."""

    def requests(self, etags: Sequence[str] = ()) -> list[Request]:
        """Write all requests for this service.

        Args:
            etags: Of the answers, in the order of the keys, if the client has them.
        """
        targets = [self.target.format(key) for key in self.keys]
        if self.is_conditional:
            pairs = zip(targets, etags, strict=True)
            return [Request(target, (("If-None-Match", etag),)) for target, etag in pairs]
        headers = (("Accept-Encoding", self.coding),) if self.coding else ()
        return [Request(target, headers) for target in targets]


class Names(NamedTuple):
    """What there is to ask for, in an order that has nothing to do with that of the file."""

    articles: list[str]
    article_ids: list[str]
    practitioners: list[str]


def read_names(folder: Path) -> Names:
    """Read the names of the documents of the release in force."""
    current = read_current(folder)
    uri = f"{(folder / (current.file if current else '')).resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        articles = database.execute(SELECT, ["article"]).fetchall()
        practitioners = database.execute(SELECT, ["practitioner"]).fetchall()
    chance = Random(SEED)  # noqa: S311 (nobody has to be unable to guess)
    chance.shuffle(articles)
    chance.shuffle(practitioners)
    slugs, ids = zip(*articles, strict=True)
    return Names(list(slugs), list(ids), [slug for slug, _ in practitioners])


def make_workloads(names: Names, caller: Caller) -> list[Workload]:
    """List everything that can be asked; `caller` reaches a server that knows the cursors."""
    return [*_documents(names), *_lists(caller)]


def _documents(names: Names) -> list[Workload]:
    target = "/v1/articles/{}?include=sections"
    page = Workload("page", "article with its sections", "page", target, names.articles)
    text = Workload("document", "article without text", "document", "/v1/articles/{}", page.keys)
    people = names.practitioners
    record = Workload("record", "practitioner", "record", "/v1/practitioners/{}", people)
    # By slug and by id, so that there are enough for a round.
    keys = [*names.articles, *names.article_ids]
    return [
        page,
        text,
        record,
        *(_variant(each, "first", "first read", keys=keys, is_fresh=True) for each in (page, text)),
        _variant(page, "304", "not modified", is_conditional=True),
        _variant(page, "gzip", "gzip", coding="gzip"),
        _variant(page, "brotli", "brotli", coding="br"),
        _variant(page, "zstd", "zstd", coding="zstd"),
        _variant(page, "varying", "every head differs", is_varying=True),
        _variant(record, "varying", "every head differs", is_varying=True),
    ]


def _variant(workload: Workload, name: str, words: str, **changes: Any) -> Workload:
    """Ask for the same thing in another way."""
    title = f"{workload.title}, {words}"
    return replace(workload, name=f"{workload.name}-{name}", title=title, **changes)


def _lists(caller: Caller) -> list[Workload]:
    topics = [topic_name("condition", rank).slug for rank in range(TOPICS)]
    words = [WORDS[rank**2 // 2] for rank in range(SEARCHED)]
    filtered = "/v1/articles?filter%5Btopic%5D={}&sort=-updated_at"
    after = "/v1/articles?after={}"
    title = "20 articles, {}"
    cursors = find_cursors(caller)
    return [
        Workload("list", title.format("first page"), "list", "/v1/articles{}", [""]),
        Workload(
            "filtered", title.format("of a topic, latest first"), "filtered", filtered, topics
        ),
        Workload("deep", title.format("last pages"), "deep", after, cursors[-DEEP * PAGE :: PAGE]),
        Workload("list-first", title.format("first read"), "deep", after, cursors, is_fresh=True),
        Workload("search", "search, 10 hits", "search", "/v1/search?q={}&limit=10", words),
    ]


def find_cursors(caller: Caller) -> list[str]:
    """Walk the list of articles one by one, and keep the cursors: each begins a page of its own."""
    cursors = [""]
    while True:
        after = f"&after={quote(cursors[-1])}" if cursors[-1] else ""
        page = msgspec.json.decode(caller.ask(Request(f"/v1/articles?limit=1{after}")).body)["page"]
        if "after" not in page:
            return cursors[1:-PAGE]
        cursors.append(page["after"])
