"""The index for programs: what the start page says, as data."""

from api.embeds.parameters import OEMBED_PATH
from api.feeds.parameters import SITEMAP_PATH
from api.http.index import Index, IndexEntry, IndexRelease
from api.loaded import Loaded
from api.openapi import VERSION
from api.portal import page
from api.resources import RESOURCES
from api.search.parameters import SEARCH_PATH
from api.sync.parameters import SYNC_PATH
from schema.feed import JSON_FEED


def make_index(loaded: Loaded) -> Index:
    """Say where everything is, and from which release is answered."""
    return Index(
        name="Acupoint",
        version=VERSION,
        release=IndexRelease(number=loaded.number, created_at=loaded.created_at),
        resources=[
            IndexEntry(
                type=resource.type.name,
                name=resource.type.plural,
                href=resource.type.path,
                description=resource.description,
                count=loaded.counts.get(resource.type.name, 0),
            )
            for resource in RESOURCES
        ],
        search=SEARCH_PATH,
        sync=SYNC_PATH,
        feed=JSON_FEED.path,
        oembed=OEMBED_PATH,
        sitemap=SITEMAP_PATH,
        contract=page.CONTRACT,
        docs=page.REFERENCE,
        errors=page.ERRORS,
        query=page.QUERY,
        languages=page.LANGUAGES,
        feeds=page.FEEDS,
        caching=page.CACHING,
        changelog=page.CHANGELOG,
    )
