"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import msgspec
from msgspec import UNSET

from api.feeds.entries import Entry, Feed
from api.feeds.item import VERSION, JsonFeed, JsonFeedAuthor, JsonFeedItem


def write_json_feed(feed: Feed) -> bytes:
    """Write a page of a feed."""
    return msgspec.json.encode(
        JsonFeed(
            version=VERSION,
            title=feed.site.name,
            home_page_url=feed.site.url,
            feed_url=feed.address,
            next_url=feed.following or UNSET,
            language=feed.lang or UNSET,
            items=[_item(entry) for entry in feed.entries],
        )
    )


def _item(entry: Entry) -> JsonFeedItem:
    article = entry.article
    rights = article.rights
    return JsonFeedItem(
        id=entry.urn,
        url=rights.canonical_url,
        title=article.title,
        content_html=UNSET if entry.html is None else entry.html,
        content_text=(entry.summary or article.title) if entry.html is None else UNSET,
        summary=entry.summary or UNSET,
        date_published=article.published_at,
        date_modified=entry.changed_at,
        authors=[JsonFeedAuthor(name=rights.credit, url=rights.canonical_url)],
        tags=entry.topics,
        language=article.lang,
    )
