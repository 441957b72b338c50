"""What a feed may be asked, declared once for the parser and for the contract."""

import msgspec

from api.query.filters import MAX_KEY
from api.query.parameters import AFTER, LANG, Parameter

FEED_TAG = {
    "name": "feeds",
    "description": "Articles for readers and partners, the last change first; and the sitemap.",
}
SITEMAP_PATH = "/sitemap.xml"
SITEMAP_PART = "/sitemaps/{name}"
SITEMAP_TYPE = "application/xml"

PAGE_SIZE = 20
"""Articles on a page of a feed."""

TOPIC = Parameter(
    name="topic",
    description="Id or slug of a topic: only what is about it or about a narrower one.",
    schema={"type": "string", "minLength": 1, "maxLength": MAX_KEY},
    example="neck-pain",
)
FEED_PARAMETERS = (TOPIC, LANG, AFTER)


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
