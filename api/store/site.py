"""What a release says of the clinic's site: its name, its pages, and what was taken from it."""

from typing import NamedTuple

from api.store.release import Release
from api.store.site_statements import (
    COUNT_PAGES,
    DESCRIBE_SITE,
    LIST_WITHDRAWN,
    READ_PAGES,
    READ_TRANSLATED_PAGES,
)
from schema.article import ARTICLE

MAX_WITHDRAWN = 1000
"""Withdrawn articles that one page of a feed names at most, the latest ones."""


class Site(NamedTuple):
    """The clinic's site."""

    name: str
    url: str
    """Without a slash at the end."""
    api_url: str
    """Where other sites reach the API, without a slash at the end."""


class Withdrawn(NamedTuple):
    """An article that is no longer published."""

    id: str
    reason: str
    withdrawn_at: str


class PageRow(NamedTuple):
    """The page of an article on the clinic's own site."""

    article_id: str
    url: str
    lang: str
    changed_at: str


def describe_site(release: Release) -> Site:
    """Read what the site is called, and where it is."""
    return Site(*release.fetch(DESCRIBE_SITE, {})[0])


def read_withdrawn(release: Release, since: str, until: str) -> list[Withdrawn]:
    """Read which articles were withdrawn in a time, the last ones first.

    Args:
        release: The release.
        since: The first moment.
        until: The moment behind the last.
    """
    span = {"since": since, "until": until, "limit": MAX_WITHDRAWN}
    rows = release.fetch(LIST_WITHDRAWN, {"type": ARTICLE.name, **span})
    return [Withdrawn(*row) for row in rows]


def count_pages(release: Release) -> int:
    """Count the pages of articles on the clinic's own site."""
    return int(release.fetch(COUNT_PAGES, {})[0][0])


def read_pages(release: Release, first: int, end: int) -> list[PageRow]:
    """Read some pages by their places, from the first to the one before the end."""
    return [PageRow(*row) for row in release.fetch(READ_PAGES, {"first": first, "end": end})]


def read_translated_pages(
    release: Release, first: int, end: int
) -> dict[str, list[tuple[str, str]]]:
    """Read address and language of the translations of some pages, by the id of the article."""
    found: dict[str, list[tuple[str, str]]] = {}
    asked = {"first": first, "end": end, "relation": "translations"}
    for id_, url, lang in release.fetch(READ_TRANSLATED_PAGES, asked):
        found.setdefault(id_, []).append((url, lang))
    return found
