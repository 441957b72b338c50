"""Rights: every document says what is owed for it, whole or sparse, listed or included."""

from typing import Any

import pytest

from api.resources import RESOURCES, Resource
from tests.client import Client

from .cases import EACH_RESOURCE

PAGE = "https://clinic.example/articles/migraine"
DEED = "https://creativecommons.org/licenses/by/4.0/"


def rights_at(client: Client, target: str) -> Any:
    return client.get(target).json()["data"]["rights"]


def test_a_document_says_what_is_owed(client: Client) -> None:
    """Licence, credit, address, and the duties of a copy are data, and complete."""
    assert rights_at(client, "/v1/articles/migraine") == {
        "license": "CC-BY-4.0",
        "license_url": DEED,
        "credit": "Test Clinic",
        "credit_html": (
            f'<a href="{PAGE}">Test Clinic</a>, <a rel="license" href="{DEED}">CC-BY-4.0</a>'
        ),
        "canonical_url": PAGE,
        "syndicable": True,
        "excerpts": {"allowed": True, "keep": ["credit", "citations", "safety"]},
        "refresh_within_days": 7,
        "noindex": True,
    }


def test_an_article_may_have_terms_of_its_own(client: Client) -> None:
    """What an article states counts for it, and what follows from that as well."""
    rights = rights_at(client, "/v1/articles/resting")

    assert rights["license"] == "CC-BY-ND-4.0"
    assert rights["license_url"] == "https://creativecommons.org/licenses/by-nd/4.0/"
    assert not rights["syndicable"]
    assert not rights["excerpts"]["allowed"]


def test_a_section_has_the_terms_of_its_article_and_its_own_address(client: Client) -> None:
    """Whoever shows a part links to that part."""
    whole, part = (
        rights_at(client, target)
        for target in ("/v1/articles/migraine", "/v1/sections/migraine.care")
    )

    own = {"canonical_url", "credit_html"}
    assert part["canonical_url"] == f"{PAGE}#care"
    assert {key: part[key] for key in part.keys() - own} == {
        key: whole[key] for key in whole.keys() - own
    }


def test_what_has_no_page_is_linked_to_the_site(client: Client) -> None:
    """No address is made up for documents that are not known to have a page."""
    assert rights_at(client, "/v1/topics/rest")["canonical_url"] == "https://clinic.example"


@EACH_RESOURCE
def test_rights_stay_in_sparse_documents(resource: Resource, client: Client) -> None:
    """No choice of members leaves the terms out."""
    target = f"{resource.type.path}?fields[{resource.type.name}]=id&limit=1"

    [document] = client.get(target).json()["data"]

    assert document["rights"]["credit"] == "Test Clinic"


@pytest.mark.parametrize("name", ["license", "credit", "credit_html", "syndicable", "excerpts"])
def test_all_types_promise_rights(name: str, client: Client) -> None:
    """The contract says so, so that generated clients have them on every type."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]

    documents = [schemas[resource.type.document.__name__] for resource in RESOURCES]

    assert all("rights" in each["required"] for each in documents)
    assert name in schemas["Rights"]["required"]
