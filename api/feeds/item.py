"""What a JSON Feed holds (https://www.jsonfeed.org/version/1.1/), for the contract, too."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from schema.values import Language, Moment, about

Version = Literal["https://jsonfeed.org/version/1.1"]
VERSION: Version = "https://jsonfeed.org/version/1.1"
AUTHOR = {"name": "Example Clinic", "url": "https://example.org/neck-pain"}
ITEM = {
    "id": "urn:uuid:9896526b-2633-5337-9a85-cff98088fd96",
    "url": "https://example.org/neck-pain",
    "title": "Neck pain",
    "content_text": "What helps.",
    "date_published": "2026-11-23T00:00:00Z",
    "date_modified": "2026-11-23T00:00:00Z",
    "authors": [AUTHOR],
    "language": "en-US",
}


class JsonFeedAuthor(msgspec.Struct, frozen=True, kw_only=True):
    """Who must be credited."""

    name: Annotated[str, about("The words of the credit.", "Example Clinic")]
    url: Annotated[str, about("The address to link to.", "https://example.org/neck-pain")]


class JsonFeedItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article. Where partners may not show it, there is its title and a link."""

    id: Annotated[str, about("Name of the article; it never changes.", ITEM["id"])]
    url: Annotated[str, about("The page of the article.", ITEM["url"])]
    title: Annotated[str, about("Title.", "Neck pain")]
    content_html: Annotated[
        str | UnsetType, about("The whole text, with its credit.", "<p>Rest.</p>")
    ] = UNSET
    content_text: Annotated[
        str | UnsetType,
        about("In place of the text, where it may not be shown: summary or title.", "What helps."),
    ] = UNSET
    summary: Annotated[str | UnsetType, about("What it is about.", "What helps.")] = UNSET
    date_published: Moment
    date_modified: Moment
    authors: Annotated[list[JsonFeedAuthor], about("Who must be credited.", [AUTHOR])]
    tags: Annotated[list[str], about("Names of its topics.", ["Neck pain"])] = []
    language: Language


class JsonFeed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Articles, the last change first."""

    version: Annotated[Version, about("Version of the format.", VERSION)]
    title: Annotated[str, about("Name of the clinic.", "Example Clinic")]
    home_page_url: Annotated[str, about("Its site.", "https://example.org")]
    feed_url: Annotated[str, about("Path of this page.", "/v1/feeds/articles.json")]
    next_url: Annotated[
        str | UnsetType,
        about(
            "Path of the next page; absent on the last.", "/v1/feeds/articles.json?after=WyI5Il0"
        ),
    ] = UNSET
    language: Annotated[str | UnsetType, about("The language that was asked for.", "es")] = UNSET
    items: Annotated[list[JsonFeedItem], about("The articles of the page.", [ITEM])]
