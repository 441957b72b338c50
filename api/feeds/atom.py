"""Atom (RFC 4287), in pages (RFC 5005), with what was withdrawn (RFC 6721)."""

from functools import partial

from api.feeds.entries import Entry, Feed, name_urn
from api.feeds.xml import ATOM, LANG, TOMBSTONES, Element, element, element_with, write
from api.store.site import Withdrawn
from schema.feed import ATOM as FORMAT


def write_atom(feed: Feed) -> bytes:
    """Write a page of a feed."""
    link = partial(element, "link")
    author = element("author", element("name", text=feed.site.name))
    following = link(rel="next", href=feed.following) if feed.following else None
    root = element_with(
        "feed",
        {"xmlns": ATOM, LANG: feed.lang},
        element("id", text=feed.urn),
        element("title", text=feed.site.name),
        element("updated", text=feed.changed_at),
        author,
        link(rel="self", href=feed.address, type=FORMAT.media_type),
        link(rel="alternate", href=feed.site.url),
        following,
        *(_deleted(each, feed.lineage) for each in feed.withdrawn),
        *(_entry(each) for each in feed.entries),
    )
    return write(root)


def _entry(entry: Entry) -> Element:
    article = entry.article
    rights = article.rights
    licence = rights.license_url or None
    return element_with(
        "entry",
        {LANG: article.lang},
        element("id", text=entry.urn),
        element("title", text=article.title),
        element("published", text=article.published_at),
        element("updated", text=entry.changed_at),
        element("link", rel="alternate", href=rights.canonical_url, hreflang=article.lang),
        element("link", rel="license", href=licence) if licence else None,
        element("author", element("name", text=rights.credit)),
        element("rights", text=f"{rights.credit}, {rights.license}"),
        *(element("category", term=topic) for topic in entry.topics),
        element("summary", text=entry.summary) if entry.summary else None,
        element("content", text=entry.html, type="html") if entry.html else None,
    )


def _deleted(withdrawn: Withdrawn, lineage: str) -> Element:
    ref = name_urn(lineage, withdrawn.id)
    comment = element(f"{{{TOMBSTONES}}}comment", text=withdrawn.reason)
    return element(f"{{{TOMBSTONES}}}deleted-entry", comment, ref=ref, when=withdrawn.withdrawn_at)
