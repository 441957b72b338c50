"""The index of the API: where everything is, for programs that begin at the address alone."""

from typing import Annotated

import msgspec

from schema.values import Moment, about


class IndexEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A type of documents, and where they are listed."""

    type: Annotated[str, about("Type of its documents.", "service_bundle")]
    name: Annotated[str, about("Its name in paths and under `included`.", "service_bundles")]
    href: Annotated[str, about("Path of the list.", "/v1/service-bundles")]
    description: Annotated[str, about("What the documents are.", "Research that was done.")]
    count: Annotated[int, about("Documents in the release.", 4)]


class IndexRelease(msgspec.Struct, frozen=True, kw_only=True):
    """The release that this server answers from."""

    number: Annotated[int, about("Grows with every publishing and every rollback.", 3)]
    created_at: Annotated[Moment, about("When its content last changed.", "2026-11-23T00:00:00Z")]


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything is. People who open the same address in a browser get a page."""

    name: Annotated[str, about("Name of the service.", "Acupoint")]
    version: Annotated[str, about("Version of the contract.", "1.0.0")]
    release: Annotated[
        IndexRelease,
        about("What is served.", {"number": 3, "created_at": "2026-11-23T00:00:00Z"}),
    ]
    resources: Annotated[
        list[IndexEntry],
        about(
            "All types, in the order in which the contract shows them.",
            [
                {
                    "type": "topic",
                    "name": "topics",
                    "href": "/v1/topics",
                    "description": "What content is about.",
                    "count": 18,
                }
            ],
        ),
    ]
    search: Annotated[str, about("Path of the search; it needs `q`.", "/v1/search")]
    sync: Annotated[str, about("Path of what changed, for whoever holds a copy.", "/v1/sync")]
    feed: Annotated[str, about("Path of the articles as a feed.", "/v1/feeds/articles.json")]
    oembed: Annotated[str, about("Path of embeds (oEmbed 1.0); it needs `url`.", "/v1/oembed")]
    sitemap: Annotated[str, about("Path of the sitemap.", "/sitemap.xml")]
    contract: Annotated[str, about("Path of the contract, in OpenAPI 3.1.", "/openapi.json")]
    docs: Annotated[str, about("Path of the reference for people.", "/docs")]
    errors: Annotated[str, about("Path of the catalogue of problems.", "/docs/errors")]
    query: Annotated[str, about("Path of the guide to queries.", "/docs/query")]
    languages: Annotated[str, about("Path of the guide to languages.", "/docs/languages")]
    feeds: Annotated[str, about("Path of the guide to feeds.", "/docs/feeds")]
    caching: Annotated[str, about("Path of the guide to keeping answers.", "/docs/caching")]
    changelog: Annotated[str, about("Path of the contract's changelog.", "/docs/changelog")]
