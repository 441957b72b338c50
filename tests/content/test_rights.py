"""How terms are resolved: the document's own, the site's, and what follows from them."""

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from schema.rights import Rights, RightsSource, SiteRights, find_license_url
from schema.site import Site
from seed.rights import resolve_rights

PAGE = "https://example.org/articles/rest"


def resolve(site: dict[str, Any], own: dict[str, Any] | None = None) -> Rights:
    rights = {"license": "CC-BY-4.0", "credit": "Example & Clinic", "syndicable": True} | site
    clinic = Site(
        name="Example",
        tagline="-",
        city="-",
        default_lang="en",
        base_url="https://example.org",
        rights=msgspec.convert(rights, SiteRights),
    )
    return resolve_rights(msgspec.convert(own, RightsSource) if own else UNSET, clinic, PAGE)


@pytest.mark.parametrize(
    ("license_", "url"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-ND-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("public-domain", None),
        ("all-rights-reserved", None),
        ("CC-BY", None),
    ],
)
def test_only_known_licences_have_an_address(license_: str, url: str | None) -> None:
    """No address is guessed for a licence that we cannot tell."""
    assert find_license_url(license_) == url


def test_the_address_of_a_licence_belongs_to_that_licence() -> None:
    """An article under another licence does not get the address of the clinic's."""
    site = {"license": "House-1.0", "license_url": "https://example.org/terms"}

    assert resolve(site).license_url == "https://example.org/terms"
    assert resolve(site, {"license": "Other-1.0"}).license_url is UNSET


def test_the_credit_is_escaped() -> None:
    """A name with an ampersand is a name in HTML, too."""
    rights = resolve({"license": "House-1.0"})

    assert rights.credit_html == f'<a href="{PAGE}">Example &amp; Clinic</a>'


@pytest.mark.parametrize(
    ("site", "own", "expected"),
    [
        ({}, {}, (True, UNSET)),
        ({"excerpts": {"max_words": 80}}, {}, (True, 80)),
        ({"excerpts": {"max_words": 80}}, {"excerpts": {"max_words": 20}}, (True, 20)),
        ({"excerpts": {"allowed": False}}, {}, (False, UNSET)),
        ({"excerpts": {"allowed": False}}, {"excerpts": {"allowed": True}}, (True, UNSET)),
        ({"syndicable": False}, {"excerpts": {"allowed": True}}, (False, UNSET)),
    ],
)
def test_parts_follow_the_whole(site: Any, own: Any, expected: Any) -> None:
    """Each term of parts is the nearest that is stated, and none may be shown of what may not."""
    excerpts = resolve(site, own).excerpts

    assert (excerpts.allowed, excerpts.max_words) == expected


def test_a_disclaimer_stays_with_every_part() -> None:
    """Words that must be shown are named among what a part keeps."""
    rights = resolve({"disclaimer": "No advice.", "noindex": False, "refresh_within_days": 1})

    assert rights.disclaimer == "No advice."
    assert rights.excerpts.keep == ["credit", "citations", "safety", "disclaimer"]
    assert (rights.noindex, rights.refresh_within_days) == (False, 1)
