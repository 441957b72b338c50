"""Schemas of the contract in words: what a value is, and what has which members."""

from typing import Any

import msgspec

from api.openapi.ref import PREFIX, SPARSE_PREFIX
from api.portal.markup import Html, element, join, link, prose
from api.portal.page import PLAIN_REFERENCE
from api.portal.tables import definitions, name

Schema = dict[str, Any]

FEW = 8
"""Allowed values that are shown at once; more are behind a summary."""


def describe_type(schema: Schema) -> Html:
    """Say what a value is: a link to its schema, or a JSON type with its format and bounds."""
    if "$ref" in schema:
        target = schema["$ref"].removeprefix(PREFIX)
        return link(f"{PLAIN_REFERENCE}#schema-{target}", target)
    if "const" in schema:
        return element("code", msgspec.json.encode(schema["const"]).decode())
    if schema.get("type") == "array":
        return join("list of ", describe_type(schema["items"]))
    if "oneOf" in schema:
        return join("one of ", join(*map(describe_type, schema["oneOf"]), by=", "))
    if isinstance(schema.get("additionalProperties"), dict):
        return join("object of ", describe_type(schema["additionalProperties"]))
    return join(schema.get("type", "any"), *_bounds(schema), by=", ")


def _bounds(schema: Schema) -> list[str]:
    words = {
        "format": "{}",
        "minimum": "from {}",
        "maximum": "to {}",
        "minLength": "at least {} characters",
        "maxLength": "at most {} characters",
        "default": "{} by default",
    }
    trivial = {("minLength", 1), ("minimum", -(2**53) + 1), ("maximum", 2**53 - 1)}
    return [
        text.format(schema[key])
        for key, text in words.items()
        if key in schema and (key, schema[key]) not in trivial
    ]


def describe_values(schema: Schema) -> Html | None:
    """List the allowed values, if they are listed in the contract."""
    values = schema.get("enum") or schema.get("items", {}).get("enum")
    if not values:
        return None
    listed = join(*(element("code", value) for value in values), by=" ")
    if len(values) <= FEW:
        return element("p", "One of " if "enum" in schema else "Any of ", listed, class_="values")
    summary = element("summary", f"{len(values)} allowed values")
    return element("details", summary, element("p", listed), class_="values")


def render_schemas(schemas: dict[str, Schema]) -> Html:
    """Show every schema, but those whose documents have some of their members only."""
    return join(
        *(_render(title, each) for title, each in schemas.items() if not is_sparse(title, schemas))
    )


def is_sparse(title: str, schemas: dict[str, Schema]) -> bool:
    """Whether a schema is that of another one with fewer members."""
    return title.startswith(SPARSE_PREFIX) and title.removeprefix(SPARSE_PREFIX) in schemas


def _render(title: str, schema: Schema) -> Html:
    return element(
        "section",
        element("h3", element("code", title), id=f"schema-{title}"),
        element("p", prose(schema["description"])) if schema.get("description") else None,
        _members(schema) if schema.get("properties") else _alternatives(schema),
        class_="schema",
    )


def _members(schema: Schema) -> Html:
    required = set(schema.get("required", []))
    return definitions(
        (
            name(member) if member in required else name(member, "optional"),
            (
                element("p", describe_type(each), class_="type"),
                element("p", prose(each["description"])) if each.get("description") else None,
                describe_values(each),
            ),
        )
        for member, each in schema["properties"].items()
    )


def _alternatives(schema: Schema) -> Html:
    mapping = schema.get("discriminator", {}).get("mapping", {})
    items = (
        element("li", element("code", value), ": ", describe_type({"$ref": target}))
        for value, target in mapping.items()
    )
    return element("ul", *items)
