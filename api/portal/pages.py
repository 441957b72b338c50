"""All pages that are the same for every release, written once, when the process starts."""

from functools import cache

from api.portal import page
from api.portal.catalogue import render_catalogue
from api.portal.guides import render_guides
from api.portal.reference import render_plain_reference, render_reference


@cache
def render_pages() -> dict[str, bytes]:
    """Write all pages, by their paths."""
    return {
        page.REFERENCE: render_reference(),
        page.PLAIN_REFERENCE: render_plain_reference(),
        **render_catalogue(),
        **render_guides(),
    }
