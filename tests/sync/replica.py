"""A client that holds a copy, and what a copy must be, found naively."""

import hashlib
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import msgspec

from tests.client import Client
from tests.query.model.values import Json
from tests.sync.history import Edition

OWN_TOPICS = {"article", "study", "practitioner", "service_bundle"}
TYPES = ("article", "section", "study", "reference", "practitioner", "service_bundle", "topic")


class Wanted(NamedTuple):
    """What a client wants to hold."""

    types: tuple[str, ...] = TYPES
    lang: str | None = None
    topic: str | None = None

    def target(self, limit: int) -> str:
        """Write the address that begins the copy."""
        parts = [f"limit={limit}"]
        if self.types != TYPES:
            parts.append(f"types={','.join(self.types)}")
        if self.lang:
            parts.append(f"lang={self.lang}")
        if self.topic:
            parts.append(f"filter[topic]={self.topic}")
        return "/v1/sync?" + "&".join(parts)


class Replica:
    """Holds a copy, and asks for one page at a time."""

    def __init__(self, wanted: Wanted, limit: int) -> None:
        self.wanted = wanted
        self.next = wanted.target(limit)
        self.documents: dict[str, Json] = {}
        self.pending: set[str] = set()
        self.seen: list[str] = []
        """Ids of this walk, in the order in which they came."""
        self.has_more = True
        self.state: dict[str, Any] = {}
        self.pages = 0

    def ask(self, client: Client) -> int:
        """Ask for a page, and put it into the copy; says with which status it was answered."""
        answer = client.get(self.next)
        self.pages += 1
        if answer.status != 200:
            return answer.status
        if not self.has_more:
            self.seen = []
        page = msgspec.json.decode(answer.body)
        for change in page["data"]:
            self.seen.append(change["id"])
            self.pending.discard(change["id"])
            self._apply(change)
        self.pending |= set(page["pending"])
        self.has_more, self.next, self.state = page["has_more"], page["next"], page["state"]
        return 200

    def _apply(self, change: dict[str, Any]) -> None:
        if change["op"] == "delete":
            self.documents.pop(change["id"], None)
            return
        document = change["document"]
        raw = msgspec.json.encode(document)
        assert hashlib.sha256(raw).hexdigest() == change["sha256"]
        assert (document["id"], document["rev"]) == (change["id"], change["rev"])
        self.documents[change["id"]] = document

    def digest(self) -> str:
        """Prove what the copy is."""
        pairs = sorted(f"{id_}:{each['rev']}" for id_, each in self.documents.items())
        return hashlib.sha256("\n".join(pairs).encode()).hexdigest()


def select(edition: Edition, wanted: Wanted) -> dict[str, Json]:
    """Find what a copy must hold."""
    topics = narrower(edition, wanted.topic) if wanted.topic else None
    return {
        id_: each
        for id_, each in edition.documents.items()
        if each["type"] in wanted.types and belongs(edition, each, topics, wanted.lang)
    }


def belongs(edition: Edition, document: Json, topics: set[str] | None, lang: str | None) -> bool:
    """Whether a document belongs to a copy of some topics in a language."""
    owner = edition.documents[str(document.get("article_id", document["id"]))]
    if topics is not None and owner["type"] in OWN_TOPICS and not topics & {*owner["topic_ids"]}:
        return False
    return lang is None or owner["type"] != "article" or f"{owner['lang']}-".startswith(f"{lang}-")


def narrower(edition: Edition, topic: str) -> set[str]:
    """Find a topic and everything below it."""
    found = {topic}
    while True:
        more = {each["id"] for each in edition.of_type("topic") if each.get("broader_id") in found}
        if more <= found:
            return found
        found |= more


def named_by(document: Json) -> Iterator[str]:
    """List the ids of all documents that a document names in a relation."""
    for name, value in document.items():
        if name.endswith("_ids"):
            yield from value
        elif name in {"article_id", "parent_id", "broader_id"}:
            yield value
    for each in document.get("translations", []):
        yield each["article_id"]


def choose_wanted(chance: Random, edition: Edition) -> Wanted:
    """Choose what a client wants."""
    if chance.random() < 0.3:
        return Wanted()
    types = tuple(name for name in TYPES if chance.random() < 0.7) or TYPES
    topics = [each["id"] for each in edition.of_type("topic")]
    topic = chance.choice(topics) if topics and chance.random() < 0.5 else None
    return Wanted(types, chance.choice([None, None, "en", "es", "en-US"]), topic)
