"""Feeds: the forms in which articles can be subscribed to, and the links that lead there."""

import msgspec


class FeedFormat(msgspec.Struct, frozen=True):
    """One form in which articles can be subscribed to."""

    name: str
    title: str
    path: str
    media_type: str


JSON_FEED = FeedFormat(
    "JsonFeed", "JSON Feed 1.1", "/v1/feeds/articles.json", "application/feed+json"
)
ATOM = FeedFormat("Atom", "Atom", "/v1/feeds/articles.atom", "application/atom+xml")
RSS = FeedFormat("Rss", "RSS 2.0", "/v1/feeds/articles.rss", "application/rss+xml")
FEEDS = (JSON_FEED, ATOM, RSS)

FEED_LINKS = ", ".join(
    f'<{each.path}>; rel="alternate"; type="{each.media_type}"' for each in FEEDS
)
"""What leads to the feeds, in the header Link of articles."""
