"""Schemas: those of the structs as msgspec writes them, tidied, and the envelopes around them."""

from inspect import cleandoc
from typing import Any, Union

import msgspec

from api.embeds.answer import OEmbed
from api.feeds.item import JsonFeed
from api.http.health import Liveness, Readiness
from api.http.holdings import HoldingsDocument, HoldingsQuestion
from api.http.index import Index
from api.http.meta import Meta
from api.http.problems import Problem
from api.http.snapshots import SnapshotDocument
from api.openapi.envelopes import Page, build_envelopes
from api.openapi.finish import finish
from api.openapi.ref import PREFIX, SPARSE_PREFIX, Schema, ref
from api.openapi.texts import FORM_SCHEMAS
from api.query.members import ALWAYS
from api.resources import RESOURCES, Resource
from api.search.answer import SearchAnswer
from api.sync.answer import SyncChange, SyncPage
from schema.block import Block, TextBlock
from schema.inline import Inline

AnyDocument: Any = Union[tuple(resource.type.document for resource in RESOURCES)]  # noqa: UP007 (its members are declared)

UNIONS: dict[str, Any] = {
    "Block": Block,
    "Inline": Inline,
    "TextBlock": TextBlock,
    "AnyDocument": AnyDocument,
    "SyncChange": SyncChange,
}
"""Unions get names of their own: generators merge the members of one that has none."""

UNION_DESCRIPTIONS = {
    "Block": "A block of a section's body. Skip a `type` that you do not know.",
    "Inline": "A run of text inside a block. Show the `text` of one that you do not know.",
    "TextBlock": "A block that may stand inside another one.",
    "AnyDocument": "A document of any type. Skip a `type` that you do not know.",
    "SyncChange": "A document to put into a copy, or one to take out of it.",
}
STRUCTS = (
    *(resource.type.document for resource in RESOURCES),
    Page,
    Meta,
    SearchAnswer,
    SyncPage,
    JsonFeed,
    OEmbed,
    Problem,
    SnapshotDocument,
    HoldingsQuestion,
    HoldingsDocument,
    Index,
    Liveness,
    Readiness,
)
SENT_BY_CLIENTS = ("HoldingsQuestion", "Holding")
"""What clients send has no member that is not known: it would be passed over in silence."""


def build_schemas() -> dict[str, Schema]:
    """Build every schema of the contract, in the order of their names."""
    schemas = _schemas_of_structs()
    # Documents go out as the bytes that a release keeps.
    schemas["SyncUpsert"]["properties"]["document"] |= ref("AnyDocument")
    for resource in RESOURCES:
        name = resource.type.document.__name__
        schemas[name] = _of_this_type(schemas[name], resource)
        schemas[SPARSE_PREFIX + name] = _sparse(schemas[name])
    schemas |= FORM_SCHEMAS
    for name in SENT_BY_CLIENTS:
        schemas[name]["additionalProperties"] = False
    finish(schemas)
    for resource in RESOURCES:
        for prefix in ("", SPARSE_PREFIX):
            schemas |= build_envelopes(resource, schemas, prefix)
    finish(schemas)
    return dict(sorted(schemas.items()))


def _schemas_of_structs() -> dict[str, Schema]:
    tops, components = msgspec.json.schema_components(
        [*UNIONS.values(), *STRUCTS], ref_template=PREFIX + "{name}"
    )
    unions = dict(zip(UNIONS, tops, strict=False))
    schemas = {name: _tidy(each, unions) for name, each in components.items()}
    for name, union in unions.items():
        schemas[name] = {
            "title": name,
            "description": UNION_DESCRIPTIONS[name],
            "oneOf": union["anyOf"],
            "discriminator": union["discriminator"],
        }
    return schemas


def _of_this_type(schema: Schema, resource: Resource) -> Schema:
    """Narrow what all documents have to what those of one type have, with examples of that type."""
    id_ = f"{resource.type.prefix}_0123456789"
    narrowed: dict[str, Schema] = {
        "id": {"pattern": resource.type.id_pattern, "examples": [id_]},
        "slug": {"examples": [resource.example_slug]},
        "href": {"examples": [f"{resource.type.path}/{id_}"]},
    }
    properties = {
        name: {**each, **narrowed.get(name, {})} for name, each in schema["properties"].items()
    }
    return {**schema, "properties": properties}


def _sparse(schema: Schema) -> Schema:
    """Say of a document that any member may be missing, but those that always stay."""
    title = SPARSE_PREFIX + schema["title"]
    required = [name for name in ALWAYS if name in schema["required"]]
    description = f"{schema['description']} With those members that `fields` asked for."
    return {**schema, "title": title, "description": description, "required": required}


def _tidy(schema: Any, unions: dict[str, Schema]) -> Any:
    """Mend what generators stumble over, all the way down."""
    if isinstance(schema, list):
        return [_tidy(each, unions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    for name, union in unions.items():
        if "anyOf" in schema and schema["anyOf"] == union["anyOf"]:
            return ref(name)
    tidied = {
        key: value if key in {"examples", "example"} else _tidy(value, unions)
        for key, value in schema.items()
        # Clients must bear members that are added later.
        if not (key == "additionalProperties" and value is False)
    }
    if isinstance(tidied.get("description"), str):
        tidied["description"] = cleandoc(tidied["description"])
    if "enum" in tidied:
        tidied = {"type": "string", **tidied}
        if len(tidied["enum"]) == 1:
            tidied["const"] = tidied.pop("enum")[0]
            tidied.setdefault("description", f"Always `{tidied['const']}`.")
            tidied.setdefault("examples", [tidied["const"]])
    return tidied
