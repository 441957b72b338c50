from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest

from api.embeds.parameters import URL
from api.openapi import build_contract
from api.openapi.collection import write_value
from api.query.include import includable, include_paths
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE
from schema.section import SECTION
from tests.client import Client

CONTRACT: dict[str, Any] = build_contract()
NEEDED = {"q": "lumbago", "url": URL.example}
"""Without these there is no search, and nothing to embed."""


class Operation(NamedTuple):
    """An address without parameters, and those that it takes."""

    path: str
    address: str
    parameters: list[dict[str, Any]]


def operations() -> Iterator[Operation]:
    """All operations, at the documents of the examples."""
    shared = CONTRACT["components"]["parameters"]
    for path, methods in CONTRACT["paths"].items():
        parameters = [
            shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
            for each in methods.get("get", {}).get("parameters", [])
        ]
        keys = {each["name"]: each["example"] for each in parameters if each["in"] == "path"}
        asked = [each for each in parameters if each["in"] == "query"]
        yield Operation(path, path.format(**keys), asked)


OPERATIONS = [each for each in operations() if each.parameters]


def ask(client: Client, operation: Operation, **given: Any) -> tuple[int, Any]:
    """Ask for something, and for what is needed to ask at all."""
    names = {each["name"] for each in operation.parameters}
    needed = {name: value for name, value in NEEDED.items() if name in names}
    query = {name: write_value(value) for name, value in (needed | given).items()}
    answer = client.get(f"{operation.address}?{urlencode(query)}")
    is_json = answer.headers["content-type"].partition(";")[0].endswith("json")
    return answer.status, answer.json() if is_json else answer.body


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.path)
def test_defaults_are_what_is_done_without(operation: Operation, shipped: Client) -> None:
    """Generated clients send defaults: that is the same as sending nothing."""
    defaults = {
        each["name"]: each["schema"]["default"]
        for each in operation.parameters
        if "default" in each["schema"]
    }

    status, answer = ask(shipped, operation, **defaults)
    _, plain = ask(shipped, operation)

    # The address of the next page repeats what was given.
    for each in (answer, plain):
        if isinstance(each, dict):
            each.get("page", {}).pop("next", None)
    assert status == 200
    assert answer == plain


def way_to(operation: Operation, type_name: str) -> dict[str, str]:
    """Find what to include so that documents of a type are in the answer."""
    if operation.path.endswith("{key}/sections"):
        start = SECTIONS_OF_ARTICLE
    else:
        start = next(each for each in RESOURCES if operation.path.startswith(each.type.path))
    if type_name == start.type.name:
        return {}
    ways = {
        path: target
        for path in include_paths(start)
        for target in includable(start)
        if path.rpartition(".")[2] == target.type.plural
    }
    return {"include": next(path for path, each in ways.items() if each.type.name == type_name)}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.path)
def test_examples_of_parameters_are_taken(operation: Operation, shipped: Client) -> None:
    """What the reference shows can be sent as it stands, with what it depends on."""
    refused = {}
    for each in operation.parameters:
        name = each["name"]
        needed = {}
        if name == "body":
            needed = way_to(operation, SECTION.name)
        elif name.startswith("fields["):
            needed = way_to(operation, name[7:-1])
        elif name == "fallback":
            needed = {"lang": "fr"}
        # A cursor belongs to what gave it; tests/query and tests/sync walk with cursors.
        if name not in {"after", "since"}:
            status, answer = ask(shipped, operation, **{name: each["example"]}, **needed)
            if status != 200:
                refused[name] = answer["detail"]

    assert refused == {}
