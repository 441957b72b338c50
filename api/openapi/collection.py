"""The contract as a collection of requests, for Postman, Bruno, Insomnia and their like."""

from typing import Any

import msgspec

FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
BASE = {"key": "base", "value": "http://localhost:8000"}
"""The variable with the address of the service."""


def build_collection(contract: dict[str, Any]) -> dict[str, Any]:
    """Build a folder for each tag, with a request for each operation.

    Everything that can be asked is there, with its example, and turned off unless it is needed.
    """
    info = contract["info"]
    shared = contract["components"]["parameters"]
    folders: dict[str, dict[str, Any]] = {
        tag["name"]: {**_named(tag), "item": []} for tag in contract["tags"]
    }
    for path, methods in contract["paths"].items():
        for method, operation in methods.items():
            request = _request(path, method, operation, shared)
            folders[operation["tags"][0]]["item"].append(request)
    return {
        "info": {
            "name": info["title"],
            "version": info["version"],
            "description": info["description"],
            "schema": FORMAT,
        },
        "item": list(folders.values()),
        "variable": [BASE],
    }


def _named(tag: dict[str, str]) -> dict[str, str]:
    return {"name": tag["name"], "description": tag["description"]}


def _request(
    path: str, method: str, operation: dict[str, Any], shared: dict[str, Any]
) -> dict[str, Any]:
    parameters = [
        shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
        for each in operation.get("parameters", [])
    ]
    kinds = {
        kind: [each for each in parameters if each["in"] == kind]
        for kind in ("path", "query", "header")
    }
    query = [_entry(each) for each in kinds["query"]]
    parts = [f":{part[1:-1]}" if part.startswith("{") else part for part in path.split("/")[1:]]
    asked = "&".join(f"{each['key']}={each['value']}" for each in query if not each["disabled"])
    return {
        "name": operation["summary"],
        "request": {
            "method": method.upper(),
            "description": operation["description"],
            "header": [_entry(each) for each in kinds["header"]],
            **_body(operation),
            "url": {
                "raw": "/".join(["{{base}}", *parts]) + (f"?{asked}" if asked else ""),
                "host": ["{{base}}"],
                "path": parts,
                "query": query,
                "variable": [_entry(each) for each in kinds["path"]],
            },
        },
        "response": [],
    }


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    """Show the body of an operation that takes one; its language decides the Content-Type."""
    if "requestBody" not in operation:
        return {}
    [content] = operation["requestBody"]["content"].values()
    raw = msgspec.json.format(msgspec.json.encode(content["example"]), indent=2).decode()
    return {"body": {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}}


def _entry(parameter: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": parameter["name"],
        "value": write_value(parameter["example"]),
        "description": parameter["description"],
        "disabled": not parameter["required"],
    }


def write_value(value: Any) -> str:
    """Write a value as an address has it.

    >>> write_value(["sections", "studies"]), write_value(True), write_value(20)
    ('sections,studies', 'true', '20')
    """
    if isinstance(value, list):
        return ",".join(map(write_value, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
