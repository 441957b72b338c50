"""From documents to entries: what may be shown elsewhere, with its credit."""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from api.feeds.parse import read_position
from api.loaded import Loaded
from api.query.parse import ListQuery
from api.store.read import FoundPage, Row
from api.store.ready import Listed
from api.store.release import Release
from api.store.site import Site, Withdrawn, describe_site, read_withdrawn
from schema.rights import may_excerpt
from schema.topic import Topic

NAMESPACE = UUID("6f1c7ad4-0f5b-5c0e-9a55-3f6f0f3c7f4e")
"""Of the names that entries and feeds have; it never changes."""
LATEST = "9999"
"""Later than any moment."""
LINK_TO_REFERENCE = re.compile(r' href="/v1/references/[^"]*"')
LINK_TO_API = re.compile(r' href="/v1/[^"]*"')
LINK_TO_PLACE = re.compile(r' href="#')


class Excerpts(msgspec.Struct):
    """Whether parts may be shown alone."""

    allowed: bool
    max_words: int | None = None


class Terms(msgspec.Struct):
    """What of an article's rights counts here."""

    license: str
    credit: str
    canonical_url: str
    syndicable: bool
    license_url: str = ""
    credit_html: str = ""
    disclaimer: str = ""
    excerpts: Excerpts | None = None


class Article(msgspec.Struct):
    """What of an article counts here."""

    id: str
    title: str
    summary: str
    lang: str
    published_at: str
    section_ids: list[str]
    topic_ids: list[str]
    rights: Terms


class Section(msgspec.Struct):
    """What of a section counts here."""

    level: int
    anchor: str
    html: str
    heading: str = ""


class Entry(NamedTuple):
    """An article as feeds have it."""

    urn: str
    article: Article
    changed_at: str
    """When it or one of its sections last changed."""
    topics: list[str]
    """Names, in the article's order."""
    summary: str | None
    """None where not even a part may be shown."""
    html: str | None
    """The whole text with its credit; None where partners may not show it."""


class Dated(msgspec.Struct):
    """What a release adds to each document."""

    updated_at: str


class Feed(NamedTuple):
    """A page of a feed."""

    urn: str
    lineage: str
    """Of the release, for the names of what is withdrawn."""
    site: Site
    lang: str | None
    changed_at: str
    entries: list[Entry]
    withdrawn: list[Withdrawn]
    address: str
    """Of this page."""
    following: str | None
    """Of the next page."""


def name_urn(*names: str) -> str:
    """Name something for ever: equal names, equal urn.

    >>> name_urn("9f86d081884c7d65", "art_nxtnmn77kh")
    'urn:uuid:9896526b-2633-5337-9a85-cff98088fd96'
    """
    return uuid5(NAMESPACE, "/".join(names)).urn


def make_entries(lineage: str, found: FoundPage) -> list[Entry]:
    """Make the entries of a page."""
    sections = {row.id: row for row in found.included["sections"]}
    topics = {
        row.id: msgspec.json.decode(row.body, type=Topic).name for row in found.included["topics"]
    }
    return [make_entry(lineage, row, sections, topics) for row in found.rows]


def make_entry(
    lineage: str, row: Row | Listed, sections: dict[str, Row], topics: dict[str, str]
) -> Entry:
    """Make the entry of an article; what partners may not show stays out of it."""
    article = msgspec.json.decode(row.body, type=Article)
    parts = [sections[id_] for id_ in article.section_ids]
    changed_at = msgspec.json.decode(row.body, type=Dated).updated_at
    return Entry(
        urn=name_urn(lineage, article.id),
        article=article,
        changed_at=max(changed_at, *(part.updated_at for part in parts)),
        topics=[topics[id_] for id_ in article.topic_ids],
        summary=article.summary if may_show_summary(article) else None,
        html=write_html(article, parts) if article.rights.syndicable else None,
    )


def may_show_summary(article: Article) -> bool:
    """Whether the summary may be shown: as a part, where the whole may not be."""
    rights = article.rights
    excerpts = rights.excerpts or Excerpts(allowed=False)
    return may_excerpt(
        article.summary,
        syndicable=rights.syndicable,
        allowed=excerpts.allowed,
        max_words=excerpts.max_words,
    )


def write_html(article: Article, parts: Iterable[Row]) -> str:
    """Write the whole text, with the credit at its end.

    Readers show pages, not documents of the API. So citations and places in the article lead to its
    page, where the references are, and links to other documents lose their address.
    """
    rights = article.rights
    written = (write_section(msgspec.json.decode(part.body, type=Section)) for part in parts)
    page = escape(rights.canonical_url)
    html = LINK_TO_REFERENCE.sub(lambda _: f' href="{page}"', "\n".join(written))
    html = LINK_TO_PLACE.sub(lambda _: f' href="{page}#', LINK_TO_API.sub("", html))
    link = f'<a href="{page}">{escape(rights.credit)}</a>'
    ends = [rights.credit_html or link, *([escape(rights.disclaimer)] if rights.disclaimer else [])]
    return "\n".join([html, "<footer>", *(f"<p>{end}</p>" for end in ends), "</footer>"])


def write_section(section: Section) -> str:
    """Write a section below its heading."""
    if not section.heading:
        return section.html
    tag = f"h{section.level}"
    heading = f'<{tag} id="{escape(section.anchor)}">{escape(section.heading)}</{tag}>'
    return f"{heading}\n{section.html}"


def find_withdrawn(release: Release, found: FoundPage, query: ListQuery) -> list[Withdrawn]:
    """Read what was withdrawn in the time of a page, so that each is on one page only.

    A withdrawn article has no topics and no language any more, so every feed names it.
    """
    until = str(query.after[0]) if query.after else LATEST
    since = str(read_position(found.after, query.digest)[0]) if found.after else ""
    return read_withdrawn(release, since, until)


def make_feed(
    loaded: Loaded, found: FoundPage, query: ListQuery, address: str, following: str | None
) -> Feed:
    """Make a page of a feed, with its own address and that of the next page."""
    entries = make_entries(loaded.lineage, found)
    withdrawn = find_withdrawn(loaded.release, found, query)
    changes = [each.changed_at for each in entries] + [each.withdrawn_at for each in withdrawn]
    lang = next((each.text for each in query.conditions if each.written == "lang"), None)
    return Feed(
        urn=name_urn(loaded.lineage, "articles", *(f"{name}={text}" for name, text in query.given)),
        lineage=loaded.lineage,
        site=describe_site(loaded.release),
        lang=lang,
        changed_at=max(changes, default=loaded.created_at),
        entries=entries,
        withdrawn=withdrawn,
        address=address,
        following=following,
    )
