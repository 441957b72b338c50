"""The articles that addresses lead to, be they pages or documents of the API."""

from collections.abc import Iterable
from typing import Any

import msgspec

from api.errors import DocumentNotFound
from api.store.read import Row, explain_absence, find_document
from api.store.release import Release
from api.store.site import Site
from api.store.site_statements import FIND_CANONICAL
from api.store.statements import LOOK_UP_ALIAS
from schema.article import ARTICLE, PAGES


def read_by_address(release: Release, site: Site, urls: tuple[str, ...]) -> Row:
    """Read the article at an address; a former slug is taken, too.

    Args:
        release: The release.
        site: The clinic's site.
        urls: Spellings of the address, the most exact one first.

    Raises:
        DocumentWithdrawn: The article was published and is no more.
        DocumentNotFound: There never was one.
    """
    key = find_key(release, site, urls)
    if key is None:
        raise DocumentNotFound(ARTICLE.title, urls[0], None)
    values: dict[str, Any] = {"type": ARTICLE.name, "key": key}
    [(slug,)] = release.fetch(LOOK_UP_ALIAS, values) or [(key,)]
    row = find_document(release, ARTICLE, slug)
    if row is None:
        raise explain_absence(release, ARTICLE, key, "")
    return row


def find_key(release: Release, site: Site, urls: Iterable[str]) -> str | None:
    """Find the id or slug that an address names; None if it is none of ours."""
    known = release.fetch(FIND_CANONICAL, {"urls": msgspec.json.encode(urls).decode()})
    if known:
        return str(known[0][0])
    places = (f"{site.url}{PAGES}", f"{site.api_url}{ARTICLE.path}/", f"{ARTICLE.path}/")
    names = (url.removeprefix(place) for url in urls for place in places if url.startswith(place))
    return next((name.partition(".")[0] for name in names if name), None)
