from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator
from litestar import Litestar
from openapi_spec_validator import validate

from api.app import create_app
from api.errors import error_classes
from api.openapi import build_contract
from api.openapi.files import CONTRACT
from api.openapi.problems import WITHOUT_OPERATION, build_problem_responses
from api.resources import RESOURCES
from api.store.release import Release
from schema.site import Site
from seed.documents import KINDS
from tests.client import Client
from tests.contract.jsonfile import read_json

OUTSIDE_THE_CONTRACT = {
    "/docs": "a page to read",
    "/docs/reference": "a page to read",
    "/docs/query": "a page to read",
    "/docs/languages": "a page to read",
    "/docs/feeds": "a page to read",
    "/docs/caching": "a page to read",
    "/docs/representations": "a page to read",
    "/docs/offline": "a page to read",
    "/docs/partners": "a page to read",
    "/docs/errors": "a page to read",
    "/docs/changelog": "a page to read",
    "/docs/assets/{name}": "parts of pages",
    "/docs/errors/{code}": "a page to read",
    "/openapi.json": "the contract itself",
}


BEHIND_ANOTHER_ROUTE = {
    f"{resource.type.path}/{{key}}.{{suffix}}": "the door of a document reads the suffix itself"
    for resource in RESOURCES
    if resource.forms
}


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return build_contract()


def operations(contract: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in contract["paths"].items():
        for operation in methods.values():
            yield path, operation


def walk(schema: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a JSON document that is not an example, with its place."""
    if isinstance(schema, dict):
        yield place, schema
        for key, value in schema.items():
            if key not in {"example", "examples"}:
                yield from walk(value, f"{place}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from walk(value, f"{place}/{index}")


def test_committed_contract_is_what_the_code_says(contract: dict[str, Any]) -> None:
    """openapi/v1.json is generated, never written."""
    assert read_json(CONTRACT) == contract, 'run "make openapi" and read the diff'


def test_contract_is_valid_openapi(contract: dict[str, Any]) -> None:
    """A validator that is not ours accepts the document."""
    validate(contract)


def test_served_contract_is_the_committed_one(client: Client) -> None:
    """/openapi.json promises what the repository promises."""
    answer = client.get("/openapi.json")

    assert answer.json() == read_json(CONTRACT)


def test_every_operation_is_described(contract: dict[str, Any]) -> None:
    """Generated clients get a name, a group and words for each operation."""
    seen = [operation for _, operation in operations(contract)]

    assert all(each[key] for each in seen for key in ("operationId", "summary", "description"))
    assert all(each["tags"] for each in seen)
    assert len({each["operationId"] for each in seen}) == len(seen)


def test_every_parameter_is_described(contract: dict[str, Any]) -> None:
    """A parameter has a type, a description, an example, and its allowed values if it has any."""
    shared = contract["components"]["parameters"]
    parameters = [
        shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
        for _, operation in operations(contract)
        for each in operation.get("parameters", [])
    ]

    assert all(each["description"] and each["schema"]["type"] for each in parameters)
    assert all("example" in each for each in parameters)
    includes = [each for each in parameters if each["name"] == "include"]
    assert all(each["schema"]["items"]["enum"] for each in includes)


def test_every_field_has_a_description_and_an_example(contract: dict[str, Any]) -> None:
    """A client developer never has to guess what a field means or looks like."""
    bare = [
        f"{name}.{field}"
        for name, schema in contract["components"]["schemas"].items()
        for field, property_ in schema.get("properties", {}).items()
        if not (property_.get("description") and property_.get("examples"))
    ]

    assert bare == []


def test_examples_in_the_contract_fit_their_schemas(contract: dict[str, Any]) -> None:
    """What is shown is what is allowed."""
    wrong = []
    for name, schema in contract["components"]["schemas"].items():
        for field, property_ in schema.get("properties", {}).items():
            rooted = {**property_, "components": contract["components"]}
            validator = Draft202012Validator(rooted)
            wrong += [
                f"{name}.{field}: {error.message}"
                for example in property_.get("examples", [])
                for error in validator.iter_errors(example)
            ]

    assert wrong == []


def test_examples_of_operations_fit_their_schemas(contract: dict[str, Any]) -> None:
    """The answer that the reference shows is one that could come."""
    wrong = []
    for path, operation in operations(contract):
        for content in operation["responses"]["200"]["content"].values():
            if content["schema"].get("format") == "binary":
                continue
            rooted = {**content["schema"], "components": contract["components"]}
            errors = Draft202012Validator(rooted).iter_errors(content["example"])
            wrong += [f"{path}: {error.message}" for error in errors]

    assert wrong == []


def test_no_schema_is_nullable_and_every_union_has_a_name(contract: dict[str, Any]) -> None:
    """Swift and Kotlin generators drop nullable references and merge unnamed unions."""
    schemas = contract["components"]["schemas"]
    wrong = [
        place
        for place, each in walk(schemas, "")
        if each.get("type") == "null"
        or "anyOf" in each
        or ("oneOf" in each and (place.count("/") > 1 or "discriminator" not in each))
    ]

    assert wrong == []


def test_routes_and_contract_are_the_same(release: Release, contract: dict[str, Any]) -> None:
    """Nothing is served that is not promised, and nothing promised that is not served."""
    framework = create_app(release).inner
    assert isinstance(framework, Litestar)

    served = {route.path_format for route in framework.routes}

    promised = contract["paths"].keys() - BEHIND_ANOTHER_ROUTE.keys()
    assert served - OUTSIDE_THE_CONTRACT.keys() == promised
    assert contract["paths"].keys() >= BEHIND_ANOTHER_ROUTE.keys()


def codes_of(contract: dict[str, Any], operation: dict[str, Any]) -> set[str]:
    """The codes that an operation promises."""
    responses = contract["components"]["responses"]
    named = [
        responses[each["$ref"].rpartition("/")[2]]
        for each in operation["responses"].values()
        if "$ref" in each
    ]
    problems = [each["content"]["application/problem+json"] for each in named if "content" in each]
    return {code for each in problems for code in each["examples"]}


def test_every_problem_is_in_the_contract(contract: dict[str, Any]) -> None:
    """Each code belongs to an operation, or is answered where there is none."""
    promised = {code for _, each in operations(contract) for code in codes_of(contract, each)}

    assert promised == {each.code for each in error_classes() if each not in WITHOUT_OPERATION}


def test_operations_promise_the_codes_of_what_they_take(contract: dict[str, Any]) -> None:
    """What has no list has no cursor to be wrong, and what has no document no document to miss."""
    promised = {each["operationId"]: codes_of(contract, each) for _, each in operations(contract)}

    of_list, of_document = promised["listTopics"], promised["getTopic"]
    assert of_list - of_document == {
        "unknown-filter",
        "unknown-operator",
        "unsortable-field",
        "bad-cursor",
    }
    assert of_document - of_list == {
        "document-moved",
        "document-not-found",
        "document-withdrawn",
        "unknown-form",
    }
    of_article = of_document | {"language-not-found"}
    assert promised["getArticle"] == of_article
    assert promised["listSectionsOfArticle"] == of_list | of_article
    assert "unknown-relation" not in promised["searchContent"]
    assert "bad-value" not in promised["getLiveness"]


def test_problems_are_narrowed_to_their_codes(contract: dict[str, Any]) -> None:
    """The code of another operation does not fit, and every type of problem is the same type."""
    for response in build_problem_responses().values():
        content = response["content"]["application/problem+json"]
        validator = Draft202012Validator(
            {**content["schema"], "components": contract["components"]}
        )
        values = [example["value"] for example in content["examples"].values()]

        assert content["schema"]["$ref"] == "#/components/schemas/Problem"
        assert all(validator.is_valid(value) for value in values)
        assert not validator.is_valid({**values[0], "code": "made-up"})


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.type.plural)
def test_answers_fit_the_contract(
    resource: Any, contract: dict[str, Any], client: Client, shipped: Client
) -> None:
    """Every list, with everything included, is what the contract says it is."""
    includes = ",".join(relation.name for relation in resource.relations)
    operation = contract["paths"][resource.type.path]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": contract["components"]})

    pages = [each.get(f"{resource.type.path}?include={includes}") for each in (client, shipped)]

    for page in pages:
        assert page.status == 200
        assert [error.message for error in validator.iter_errors(page.json())] == []


def test_contract_names_no_host(contract: dict[str, Any]) -> None:
    """The service can stand anywhere: its addresses are relative."""
    assert contract["servers"][0]["url"] == "/"
    assert Path(CONTRACT).name == "v1.json"


def test_every_field_of_a_source_has_a_description_and_an_example() -> None:
    """Editors' tools are fed from the same words as clients'."""
    forms = [*(kind.form for kind in KINDS), Site]
    _, schemas = msgspec.json.schema_components(forms, ref_template="#/{name}")

    bare = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, property_ in schema["properties"].items()
        if not property_.get("description") or not property_.get("examples")
    ]

    assert bare == []
