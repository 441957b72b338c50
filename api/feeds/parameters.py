"""What a feed may be asked, declared once for the parser and for the contract."""

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
