"""Operations of the contract, as the pages show them: parameters resolved, filters together."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from api.errors import ApiError
from api.openapi import build_contract

Schema = dict[str, Any]

FILTER = re.compile(r"(filter\[\w+\])(?:\[(\w+)\])?")

GIVEN_WITH = {
    "unknown-relation": "include",
    "unknown-field": "fields[",
    "unknown-filter": "filter[",
    "unknown-operator": "filter[",
    "unsortable-field": "sort",
    "bad-cursor": "after",
}
"""Codes that only a parameter can give; without it, the parameter is unknown."""


class Asked(msgspec.Struct, kw_only=True):
    """One parameter, or a filter with all of its operators."""

    name: str
    place: str
    is_required: bool
    description: str
    schema: Schema
    example: Any
    operators: list[str]


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One operation."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    asked: tuple[Asked, ...]
    body: Schema | None
    """What its body is made of, if it takes one."""
    responses: Schema


def read_operations(contract: Schema) -> list[Operation]:
    """List all operations, in the order of the contract."""
    return [
        Operation(
            id=each["operationId"],
            method=method.upper(),
            path=path,
            tag=each["tags"][0],
            summary=each["summary"],
            description=each["description"],
            asked=tuple(_ask(each.get("parameters", []), contract["components"]["parameters"])),
            body=_read_body(each),
            responses=each["responses"],
        )
        for path, methods in contract["paths"].items()
        for method, each in methods.items()
    ]


def _read_body(operation: Schema) -> Schema | None:
    if "requestBody" not in operation:
        return None
    [content] = operation["requestBody"]["content"].values()
    schema: Schema = content["schema"]
    return schema


def _ask(parameters: list[Schema], shared: dict[str, Schema]) -> Iterator[Asked]:
    """Resolve references, and put the operators of a filter together."""
    filters: dict[str, Asked] = {}
    for each in parameters:
        parameter = shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each
        match = FILTER.fullmatch(parameter["name"])
        if match and match[1] in filters:
            filters[match[1]].operators.append(match[2])
            continue
        asked = Asked(
            name=parameter["name"],
            place=parameter["in"],
            is_required=parameter["required"],
            description=parameter["description"],
            schema=parameter["schema"],
            example=parameter["example"],
            operators=[],
        )
        if match and not match[2]:
            filters[match[1]] = asked
        yield asked


@cache
def all_operations() -> list[Operation]:
    """List the operations of the contract, once."""
    return read_operations(build_contract())


def operations_giving(error: type[ApiError]) -> list[Operation]:
    """List the operations that can answer with an error."""
    prefix = GIVEN_WITH.get(error.code, "")
    return [
        operation
        for operation in all_operations()
        if str(error.status) in operation.responses
        and (not prefix or any(each.name.startswith(prefix) for each in operation.asked))
    ]
