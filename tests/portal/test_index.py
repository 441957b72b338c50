from jsonschema import Draft202012Validator

from api.openapi import VERSION, build_contract
from api.resources import RESOURCES
from tests.client import Client


def test_the_index_fits_the_contract(client: Client) -> None:
    """GetIndex is an operation like every other."""
    contract = build_contract()
    operation = contract["paths"]["/"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": contract["components"]})

    index = client.get("/").json()

    assert operation["operationId"] == "getIndex"
    assert [error.message for error in validator.iter_errors(index)] == []


def test_the_index_names_everything(client: Client) -> None:
    """A program finds all lists with their sizes, and every address leads somewhere."""
    index = client.get("/").json()
    resources = index["resources"]

    assert [each["type"] for each in resources] == [resource.type.name for resource in RESOURCES]
    for each in resources:
        page = client.get(f"{each['href']}?count=exact").json()["page"]
        assert page["total"] == each["count"]
    for name in (
        "contract",
        "docs",
        "errors",
        "query",
        "languages",
        "feeds",
        "feed",
        "sitemap",
        "caching",
        "changelog",
    ):
        assert client.get(index[name]).status == 200
    assert client.get(f"{index['search']}?q=rest").status == 200


def test_the_index_says_what_is_served(client: Client) -> None:
    """The version of the contract, and the release with its day."""
    index = client.get("/").json()
    release = client.get("/readyz").json()["release"]

    assert index["version"] == VERSION
    assert index["release"] == {name: release[name] for name in ("number", "created_at")}
