"""Rights: what a document says for itself, what the site says for all, and what follows."""

from html import escape
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from schema.rights import (
    KEPT,
    REFRESH_WITHIN_DAYS,
    Excerpts,
    ExcerptsSource,
    Rights,
    RightsSource,
    find_license_url,
)
from schema.section import LEAD
from schema.site import Site


def resolve_rights(own: RightsSource | UnsetType, site: Site, page: str) -> Rights:
    """Take a document's own terms where it states them, and the clinic's elsewhere.

    Args:
        own: What the document states.
        site: The clinic.
        page: Where the document stands on its site, or the site itself.
    """
    own, general = own or RightsSource(), site.rights
    syndicable = first_stated(own.syndicable, general.syndicable)
    disclaimer = first_stated(own.disclaimer, general.disclaimer)
    license_ = first_stated(own.license, general.license)
    # The address of the clinic's licence says nothing of another one.
    stated_url = first_stated(own.license_url, UNSET if own.license else general.license_url)
    days = first_stated(own.refresh_within_days, general.refresh_within_days, REFRESH_WITHIN_DAYS)
    rights = Rights(
        license=license_,
        license_url=stated_url or find_license_url(license_) or UNSET,
        credit=first_stated(own.credit, general.credit),
        credit_html="",
        canonical_url=first_stated(own.canonical_url, page),
        syndicable=syndicable,
        excerpts=resolve_excerpts(
            own.excerpts or ExcerptsSource(),
            general.excerpts or ExcerptsSource(),
            syndicable=syndicable,
            has_disclaimer=bool(disclaimer),
        ),
        refresh_within_days=days,
        noindex=first_stated(own.noindex, general.noindex, True),
        disclaimer=disclaimer,
    )
    return with_credit(rights)


def resolve_excerpts(
    own: ExcerptsSource, general: ExcerptsSource, *, syndicable: bool, has_disclaimer: bool
) -> Excerpts:
    """Find the terms of parts: where the whole is not for partners, no part of it is."""
    return Excerpts(
        allowed=syndicable and first_stated(own.allowed, general.allowed, True),
        max_words=first_stated(own.max_words, general.max_words),
        keep=[*KEPT, "disclaimer"] if has_disclaimer else [*KEPT],
    )


def rights_of_part(rights: Rights, anchor: str) -> Rights:
    """Find the terms of a section: those of its article, with its own address."""
    if anchor == LEAD:
        return rights
    url = f"{rights.canonical_url}#{anchor}"
    return with_credit(msgspec.structs.replace(rights, canonical_url=url))


def with_credit(rights: Rights) -> Rights:
    """Write the credit as HTML, with the link and the licence."""
    html = f'<a href="{escape(rights.canonical_url)}">{escape(rights.credit)}</a>'
    if rights.license_url:
        url, name = escape(rights.license_url), escape(rights.license)
        html += f', <a rel="license" href="{url}">{name}</a>'
    return msgspec.structs.replace(rights, credit_html=html)


def first_stated(*values: Any) -> Any:
    """Find the first value that is stated, also if it is false.

    >>> first_stated(UNSET, False, True)
    False
    """
    return next((each for each in values if each is not UNSET), UNSET)
