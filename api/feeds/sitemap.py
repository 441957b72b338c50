"""The sitemap of the clinic's own site (https://www.sitemaps.org/protocol.html).

Every page comes with its translations, as hreflang wants it: each names all, itself included.
"""

from collections.abc import Iterable

from api.feeds.parameters import SITEMAP_PART
from api.feeds.xml import SITEMAP, XHTML, Element, element, write
from api.store.release import Release
from api.store.site import (
    PageRow,
    count_pages,
    describe_site,
    read_pages,
    read_translated_pages,
)

MAX_PAGES = 50_000
"""Pages in one sitemap: what the protocol allows."""


def write_sitemap(release: Release, most: int = MAX_PAGES) -> bytes:
    """Write the sitemap or, where there are more pages than one may have, an index of its parts."""
    count = count_pages(release)
    if count <= most:
        return write_pages(release, 0, count)
    site = describe_site(release)
    parts = range(1, -(-count // most) + 1)
    paths = (SITEMAP_PART.replace("{name}", f"{part}.xml") for part in parts)
    maps = (element("sitemap", element("loc", text=f"{site.url}{path}")) for path in paths)
    return write(element("sitemapindex", *maps, xmlns=SITEMAP))


def write_part(release: Release, part: int, most: int = MAX_PAGES) -> bytes | None:
    """Write one part of the sitemap, from 1; None if there is no such part."""
    first, count = (part - 1) * most, count_pages(release)
    if part < 1 or first >= max(count, 1):
        return None
    return write_pages(release, first, min(first + most, count))


def write_pages(release: Release, first: int, end: int) -> bytes:
    """Write the pages with some places."""
    pages = read_pages(release, first, end)
    translated = read_translated_pages(release, first, end)
    urls = (_url(page, translated.get(page.article_id, ())) for page in pages)
    return write(element("urlset", *urls, xmlns=SITEMAP))


def _url(page: PageRow, others: Iterable[tuple[str, str]]) -> Element:
    family = [(page.url, page.lang), *others]
    alternates = (
        element(f"{{{XHTML}}}link", rel="alternate", hreflang=lang, href=url)
        for url, lang in (family if len(family) > 1 else ())
    )
    lastmod = element("lastmod", text=page.changed_at)
    return element("url", element("loc", text=page.url), lastmod, *alternates)
