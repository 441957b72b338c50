"""RSS 2.0 (https://www.rssboard.org/rss-specification), with the whole text beside the summary."""

from datetime import datetime
from email.utils import format_datetime

from api.feeds.entries import Entry, Feed
from api.feeds.xml import ATOM, CONTENT, DUBLIN_CORE, Element, element, write
from schema.feed import RSS as FORMAT


def write_rss(feed: Feed) -> bytes:
    """Write a page of a feed."""
    link = f"{{{ATOM}}}link"
    channel = element(
        "channel",
        element("title", text=feed.site.name),
        element("link", text=feed.site.url),
        element("description", text=feed.site.name),
        element("language", text=feed.lang) if feed.lang else None,
        element("lastBuildDate", text=write_date(feed.changed_at)),
        element(link, rel="self", href=feed.address, type=FORMAT.media_type),
        element(link, rel="next", href=feed.following) if feed.following else None,
        *(_item(entry) for entry in feed.entries),
    )
    return write(element("rss", channel, version="2.0"))


def _item(entry: Entry) -> Element:
    article = entry.article
    rights = article.rights
    return element(
        "item",
        element("title", text=article.title),
        element("link", text=rights.canonical_url),
        element("guid", text=entry.urn, isPermaLink="false"),
        element("pubDate", text=write_date(entry.changed_at)),
        *(element("category", text=topic) for topic in entry.topics),
        element("description", text=entry.summary) if entry.summary else None,
        element(f"{{{CONTENT}}}encoded", text=entry.html) if entry.html else None,
        element(f"{{{DUBLIN_CORE}}}creator", text=rights.credit),
        element(f"{{{DUBLIN_CORE}}}rights", text=f"{rights.credit}, {rights.license}"),
        element(f"{{{DUBLIN_CORE}}}language", text=article.lang),
    )


def write_date(moment: str) -> str:
    """Write a moment as e-mail does (RFC 5322).

    >>> write_date("2026-11-23T00:00:00Z")
    'Mon, 23 Nov 2026 00:00:00 +0000'
    """
    return format_datetime(datetime.fromisoformat(moment))
