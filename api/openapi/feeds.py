"""Operations of feeds and of the sitemap."""

from typing import Any

from api.feeds.parameters import FEED_PARAMETERS, FEED_TAG, SITEMAP_PART, SITEMAP_PATH, SITEMAP_TYPE
from api.openapi.headers import (
    NOT_MODIFIED,
    ON_BODIES,
    ON_CONTENT,
    ON_EVERY_ANSWER,
    condition_refs,
    header_refs,
)
from api.openapi.parameters import query_parameter
from api.openapi.problems import problems
from api.openapi.ref import ref
from schema.feed import FEEDS, JSON_FEED, FeedFormat

ALWAYS = (400, 406, 408, 412, 414, 429, 431, 500, 503)
TEXT = ref("XmlText")


def feed_paths() -> dict[str, Any]:
    """Build the operations, by their paths."""
    return {
        **{feed.path: {"get": _feed_operation(feed)} for feed in FEEDS},
        SITEMAP_PATH: {"get": _sitemap_operation()},
        SITEMAP_PART: {"get": _part_operation()},
    }


def _feed_operation(feed: FeedFormat) -> dict[str, Any]:
    schema = ref("JsonFeed") if feed is JSON_FEED else TEXT
    withdrawn = "" if "Atom" not in feed.name else " What was withdrawn is named, too (RFC 6721)."
    return {
        "operationId": f"get{feed.name}OfArticles" if feed is not JSON_FEED else "getJsonFeed",
        "tags": [FEED_TAG["name"]],
        "summary": f"Subscribe to articles as {feed.title}",
        "description": (
            "Articles, the last change first. Where partners may not show an article there is its "
            f"title and a link, without the text.{withdrawn}"
        ),
        "parameters": [*map(query_parameter, FEED_PARAMETERS), *condition_refs()],
        "responses": _responses(feed.media_type, schema, ["Link"], "feed"),
    }


def _sitemap_operation() -> dict[str, Any]:
    return {
        "operationId": "getSitemap",
        "tags": [FEED_TAG["name"]],
        "summary": "Find the pages of the clinic's site",
        "description": (
            "The page of each article on the clinic's own site, with its last change and its "
            "translations; an index of parts where there are more than 50,000."
        ),
        "parameters": condition_refs(),
        "responses": _responses(SITEMAP_TYPE, TEXT, [], "plain"),
    }


def _part_operation() -> dict[str, Any]:
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "description": "Number of the part, from 1, as a file.",
        "schema": {"type": "string", "pattern": "^[1-9][0-9]{0,5}[.]xml$"},
        "example": "1.xml",
    }
    return {
        **_sitemap_operation(),
        "operationId": "getSitemapPart",
        "summary": "Find some of the pages of the clinic's site",
        "description": "A part of the sitemap, where that is an index.",
        "parameters": [name, *condition_refs()],
        "responses": _responses(SITEMAP_TYPE, TEXT, [], "plain") | problems((404,), "plain"),
    }


def _responses(
    media_type: str, schema: dict[str, Any], headers: list[str], kind: Any
) -> dict[str, Any]:
    success = {
        "description": "The answer.",
        "headers": header_refs([*ON_EVERY_ANSWER, *ON_BODIES, *ON_CONTENT, *headers]),
        "content": {media_type: {"schema": schema}},
    }
    return {
        "200": success,
        "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
        **problems(ALWAYS, kind),
    }
