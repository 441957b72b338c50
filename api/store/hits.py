"""What a search needs of a release: its topics, and the texts of what was found."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from api.store.release import Release
from api.store.search_statements import LIST_FORMER_SLUGS, LIST_TOPICS, SELECT_HITS
from schema.topic import TOPIC, Topic


class HitRow(NamedTuple):
    """A found document, with the texts that it can be found by."""

    id: str
    type: str
    slug: str
    stale_on: str | None
    lang: str
    title: str
    synonyms: str
    headings: str
    body: str
    article_title: str | None
    """Of a section."""


def read_topics(release: Release) -> list[Topic]:
    """Read all topics, by id."""
    rows = release.fetch(LIST_TOPICS, {"type": TOPIC.name})
    return [msgspec.json.decode(body, type=Topic) for (body,) in rows]


def read_former_slugs(release: Release) -> dict[str, str]:
    """Read the former slugs of topics, each with the id that it stood for."""
    return dict(release.fetch(LIST_FORMER_SLUGS, {"type": TOPIC.name}))


def read_hits(release: Release, rows: Iterable[int]) -> list[HitRow]:
    """Read documents by their rows in the table `search`, in the order in which they are named."""
    values = {"rows": msgspec.json.encode(list(rows)).decode()}
    return [HitRow(*row) for row in release.fetch(SELECT_HITS, values)]
