"""The cases that tests are driven by: resources, relations, and an address for every route."""

from collections.abc import Iterator

import pytest

from api.portal.assets import path_of, read_assets
from api.resources import RESOURCES, Relation, Resource
from api.routes.documents import SETS
from schema.feed import FEEDS
from schema.section import BODY_FORMATS

EACH_RESOURCE = pytest.mark.parametrize(
    "resource", RESOURCES, ids=[resource.type.name for resource in RESOURCES]
)

EACH_RELATION = pytest.mark.parametrize(
    ("resource", "relation"),
    [
        pytest.param(resource, relation, id=f"{resource.type.name}.{relation.name}")
        for resource in RESOURCES
        for relation in resource.relations
    ],
)


def bodies_of(resource: Resource, relation: Relation) -> Iterator[str]:
    """List what may be asked of the bodies in an answer, as the end of an address."""
    yield ""
    if "section" in {resource.type.name, relation.target.name}:
        yield from (f"&body={form}" for form in BODY_FORMATS)


DOCUMENTS = {
    "articles": "migraine",
    "sections": "migraine.care",
    "studies": "able-trial",
    "references": "able-2020",
    "practitioners": "jane-example",
    "service-bundles": "quiet-week",
    "topics": "migraine",
}

ASSETS = {name: path_of(name) for name in read_assets()}
"""Addresses of the files that pages load, by their names without hash."""

PAGES = (
    "/docs",
    "/docs/reference",
    "/docs/query",
    "/docs/languages",
    "/docs/feeds",
    "/docs/caching",
    "/docs/representations",
    "/docs/partners",
    "/docs/offline",
    "/docs/errors",
    "/docs/changelog",
)

ROUTES: dict[str, str] = {
    "/": "/",
    **{page: page for page in PAGES},
    "/docs/assets/{name:str}": ASSETS["portal.js"],
    "/docs/errors/{code:str}": "/docs/errors/bad-cursor",
    "/openapi.json": "/openapi.json",
    "/livez": "/livez",
    "/readyz": "/readyz",
    "/v1/search": "/v1/search?q=rest",
    "/v1/sync": "/v1/sync?limit=3",
    "/v1/snapshots/latest": "/v1/snapshots/latest",
    **{feed.path: feed.path for feed in FEEDS},
    "/v1/oembed": "/v1/oembed?url=https://clinic.example/articles/migraine",
    "/sitemap.xml": "/sitemap.xml",
    "/sitemaps/{name:str}": "/sitemaps/1.xml",
    "/v1/articles/{key:str}/sections": "/v1/articles/migraine/sections",
    **{path: path for path in SETS},
    **{f"/v1/{name}": f"/v1/{name}" for name in DOCUMENTS},
    **{f"/v1/{name}/{{key:str}}": f"/v1/{name}/{slug}" for name, slug in DOCUMENTS.items()},
}
"""An address that is answered for every route of the application whose answer is read at once.

The others are files, which tests/offline/ downloads, and what is asked with a body.
"""

ELSEWHERE = {
    "/v1/holdings/check": "takes a body: tests/offline/test_holdings.py",
    "/v1/snapshots/{name:str}": "is streamed: tests/offline/test_snapshots.py",
}
"""Routes that are tested on their own."""

EACH_ROUTE = pytest.mark.parametrize("target", ROUTES.values())
