import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.conftest import ROOT
from tests.contract.tools import node_tool, run

RULES = ROOT / "openapi" / "rules" / "spectral.yaml"
NAMED = {"type": "object", "description": "One.", "unevaluatedProperties": True}
TEXT = {"type": "string", "description": "A text.", "examples": ["x"]}
HEADERS = {
    name: {"description": "One.", "schema": {"type": "string"}}
    for name in ("ETag", "Cache-Control", "Request-Id", "Acupoint-Release")
}
PROBLEM = {
    "description": "A problem.",
    "headers": HEADERS,
    "content": {
        "application/problem+json": {
            "schema": {
                "$ref": "#/components/schemas/Problem",
                "dependentSchemas": {"code": {"properties": {"code": {"enum": ["bad"]}}}},
            },
            "examples": {"bad": {"value": {"code": "bad"}}},
        }
    },
}
SOUND: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Small",
        "version": "1",
        "description": "A contract as it should be.",
        "contact": {"name": "x"},
    },
    "servers": [{"url": "/"}],
    "tags": [{"name": "things", "description": "All."}],
    "paths": {
        "/things": {
            "get": {
                "operationId": "listThings",
                "tags": ["things"],
                "summary": "List",
                "description": "Lists.",
                "parameters": [
                    {
                        "name": "q",
                        "in": "query",
                        "description": "Words.",
                        "schema": {"type": "string"},
                        "example": "x",
                    }
                ],
                "responses": {
                    "200": {
                        "description": "Things.",
                        "headers": HEADERS,
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Thing"},
                                "example": {},
                            }
                        },
                    },
                    "400": PROBLEM,
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Thing": {**NAMED, "properties": {"name": TEXT}},
            "Problem": {**NAMED, "properties": {"code": TEXT}},
        }
    },
}


def put(value: Any, *place: str) -> Callable[[Any], None]:
    """Write something wrong at a place."""

    def spoil(contract: Any) -> None:
        for key in place[:-1]:
            contract = contract[key]
        contract[place[-1]] = value

    return spoil


def drop(*place: str) -> Callable[[Any], None]:
    """Leave something out."""

    def spoil(contract: Any) -> None:
        for key in place[:-1]:
            contract = contract[int(key) if key.isdigit() and isinstance(contract, list) else key]
        del contract[place[-1]]

    return spoil


LIST = ("paths", "/things", "get")
OK = (*LIST, "responses", "200")
THING = ("components", "schemas", "Thing")
MEMBER = (*THING, "properties")
UNION = {"oneOf": [{"$ref": "#/components/schemas/Problem"}]}
MISTAKES: dict[str, Callable[[Any], None]] = {
    "operation-is-named": drop(*LIST, "summary"),
    "operation-has-an-example": drop(*OK, "content", "application/json", "example"),
    "parameter-is-described": drop(*LIST, "parameters", "0", "example"),
    "property-is-described": put({"type": "string", "description": "A."}, *MEMBER, "name"),
    "schema-is-described": drop(*THING, "description"),
    "objects-have-names": put({**TEXT, "properties": {"a": TEXT}}, *MEMBER, "inner"),
    "answers-have-names": put({"type": "string"}, *OK, "content", "application/json", "schema"),
    "unions-are-discriminated": put({"description": "U.", **UNION}, *THING),
    "unions-have-names": put({**TEXT, **UNION}, *MEMBER, "either"),
    "nothing-is-null": put({**TEXT, "type": ["string", "null"]}, *MEMBER, "name"),
    "nothing-is-nullable": put({**TEXT, "nullable": True}, *MEMBER, "name"),
    "ids-have-a-format": put(TEXT, *MEMBER, "thing_id"),
    "lists-of-ids-have-a-format": put(
        {**TEXT, "type": "array", "items": {"type": "string"}}, *MEMBER, "thing_ids"
    ),
    "moments-have-a-format": put({**TEXT, "format": "date"}, *MEMBER, "made_at"),
    "days-have-a-format": put(TEXT, *MEMBER, "made_on"),
    "addresses-have-a-format": put(TEXT, *MEMBER, "href"),
    "objects-say-whether-they-are-open": drop(*THING, "unevaluatedProperties"),
    "answers-have-headers": put({}, *OK, "headers"),
    "successes-have-a-validator": put({}, *OK, "headers"),
    "problems-name-their-codes": put(
        {"application/json": {"schema": UNION}}, *LIST, "responses", "400", "content"
    ),
    "shared-problems-name-their-codes": put(
        {"Gone": {"description": "G.", "content": {"text/plain": {}}}}, "components", "responses"
    ),
    "members-are-in-snake-case": put(TEXT, *MEMBER, "madeBy"),
}


def lint(folder: Path, contracts: dict[str, Any]) -> dict[str, set[str]]:
    """Lint several contracts at once, and list the rules that each of them breaks."""
    for name, contract in contracts.items():
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(contract))
    spectral = node_tool("spectral")
    files = [folder / f"{name}.json" for name in contracts]
    result = run(spectral, "lint", "-q", "-f", "json", "-r", RULES, *files)
    broken: dict[str, set[str]] = {name: set() for name in contracts}
    for finding in msgspec.json.decode(result.stdout):
        broken[Path(finding["source"]).stem].add(finding["code"])
    return broken


def test_every_rule_of_this_house_fires(tmp_path: Path) -> None:
    """A contract with one mistake breaks the rule that is about it; one without breaks none."""
    contracts = {"sound": SOUND}
    for rule, spoil in MISTAKES.items():
        contracts[rule] = copy.deepcopy(SOUND)
        spoil(contracts[rule])

    broken = lint(tmp_path, contracts)

    assert broken.pop("sound") == set()
    assert [rule for rule, found in broken.items() if rule not in found] == []


def test_every_rule_of_this_house_has_a_mistake() -> None:
    """Who adds a rule shows what it is against."""
    text = RULES.read_text()
    rules = [
        line.strip().rstrip(":")
        for line in text[text.index("\nrules:") :].splitlines()
        if line.startswith("  ") and not line.startswith("   ") and line.endswith(":")
    ]

    assert rules == list(MISTAKES)


@pytest.mark.parametrize("needle", ["warn", "off", "hint"])
def test_rules_are_errors(needle: str) -> None:
    """No rule is only a warning, and none of Spectral's is turned off."""
    settings = [line for line in RULES.read_text().splitlines() if not line.startswith("#")]

    assert not any(f": {needle}" in line for line in settings)
