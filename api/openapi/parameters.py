"""Parameters: those of one resource stand with it, those that several have stand once."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from api.openapi.ends import mark_end
from api.query.parameters import Parameter, parameters_of
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from api.resources.resource import Shape
from schema.form import Form


def query_parameters(resource: Resource, shape: Shape) -> list[dict[str, Any]]:
    """List the parameters of a resource."""
    return describe_all(parameters_of(resource, shape))


def form_parameters(resource: Resource, form: Form) -> list[dict[str, Any]]:
    """List the parameters of a list in another form than JSON."""
    return describe_all(parameters_of(resource, "list", form))


def describe_all(parameters: Iterable[Parameter]) -> list[dict[str, Any]]:
    """Describe parameters, by reference where several operations have the same."""
    shared = shared_parameters()
    return [
        {"$ref": f"#/components/parameters/{parameter_name(each)}"}
        if shared.get(parameter_name(each)) == each
        else query_parameter(each)
        for each in parameters
    ]


def parameter_name(parameter: Parameter) -> str:
    """Name a parameter as a component: `filter[year][gte]` is FilterYearGte."""
    return "".join(word.title() for word in re.findall(r"[a-z]+", parameter.name))


@cache
def shared_parameters() -> dict[str, Parameter]:
    """Find the parameters that are the same wherever they occur, in more places than one."""
    found: dict[str, list[Parameter]] = {}
    for resource in (*RESOURCES, SECTIONS_OF_ARTICLE):
        for shape in ("list", "document"):
            for each in parameters_of(resource, shape):
                found.setdefault(parameter_name(each), []).append(each)
    return {
        name: first
        for name, (first, *others) in sorted(found.items())
        if others and all(each == first for each in others)
    }


def build_parameters() -> dict[str, Any]:
    """Build the parameters that operations refer to."""
    return {name: query_parameter(each) for name, each in shared_parameters().items()}


def query_parameter(parameter: Parameter) -> dict[str, Any]:
    """Describe one parameter."""
    described = {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": parameter.description,
        "schema": parameter.schema,
        "example": parameter.example,
    }
    if parameter.is_comma_list:
        described |= {"style": "form", "explode": False}
    if parameter.name == "sort":
        described["schema"] = _name_orders(parameter.schema)
    return mark_end(described, parameter.deprecation)


def _name_orders(schema: dict[str, Any]) -> dict[str, Any]:
    """Name `-title` as title_descending.

    Some generators number what begins with no letter, so names would change with every new field.
    """
    orders = schema["items"]["enum"]
    names = [f"{each[1:]}_descending" if each.startswith("-") else each for each in orders]
    return {**schema, "items": {**schema["items"], "x-enum-varnames": names}}
