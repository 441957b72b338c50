"""Schemas: those of the structs as msgspec writes them, tidied, and the envelopes around them."""

from inspect import cleandoc
from typing import Annotated, Any, Union

import msgspec
from msgspec import UNSET, UnsetType

from api.feeds.item import JsonFeed
from api.http.health import Liveness, Readiness
from api.http.holdings import HoldingsDocument, HoldingsQuestion
from api.http.index import Index
from api.http.meta import Meta
from api.http.problems import Problem
from api.http.snapshots import SnapshotDocument
from api.openapi.examples import example_of
from api.openapi.finish import finish
from api.openapi.texts import FORM_SCHEMAS
from api.query.include import includable
from api.query.members import ALWAYS
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from api.search.answer import SearchAnswer
from api.sync.answer import SyncChange, SyncPage
from schema.block import Block, TextBlock
from schema.inline import Inline
from schema.values import about

Schema = dict[str, Any]

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
LISTED = (*RESOURCES, SECTIONS_OF_ARTICLE)
SENT_BY_CLIENTS = ("HoldingsQuestion", "Holding")
"""What clients send has no member that is not known: it would be passed over in silence."""
PREFIX = "#/components/schemas/"
SPARSE_PREFIX = "Sparse"
"""Of the schemas of documents that come with some of their members."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page stands in its list."""

    limit: Annotated[int, about("Documents on a page at most.", 20)]
    total: Annotated[
        int | UnsetType,
        about("Documents on all pages; there only with `count=exact`.", 125),
    ] = UNSET
    after: Annotated[
        str | UnsetType, about("Cursor of the next page; absent on the last.", "WyI5Zjg2ZDA4MSJd")
    ] = UNSET
    next: Annotated[
        str | UnsetType,
        about("Address of the next page; absent on the last.", "/v1/topics?after=WyI5Zjg2ZDA4MSJd"),
        msgspec.Meta(extra_json_schema={"format": "uri-reference"}),
    ] = UNSET


def ref(name: str) -> Schema:
    """Refer to a schema."""
    return {"$ref": f"{PREFIX}{name}"}


def build_schemas() -> dict[str, Schema]:
    """Build every schema of the contract, in the order of their names."""
    structs = [
        *(resource.type.document for resource in RESOURCES),
        Page,
        Meta,
        SearchAnswer,
        SyncPage,
        JsonFeed,
        Problem,
        SnapshotDocument,
        HoldingsQuestion,
        HoldingsDocument,
        Index,
        Liveness,
        Readiness,
    ]
    tops, components = msgspec.json.schema_components(
        [*UNIONS.values(), *structs], ref_template=PREFIX + "{name}"
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
        schemas |= _envelopes(resource, schemas) | _envelopes(resource, schemas, SPARSE_PREFIX)
    finish(schemas)
    return dict(sorted(schemas.items()))


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


def _envelopes(
    resource: Resource, schemas: dict[str, Schema], prefix: str = ""
) -> dict[str, Schema]:
    """Build what a document and a page of a resource come in."""
    name = prefix + resource.type.document.__name__
    title = resource.type.title
    included = {
        target.type.plural: {
            "type": "array",
            "description": f"Each {target.type.title} once, in the order in which it is reached.",
            "examples": [[]],
            "items": ref(prefix + target.type.document.__name__),
        }
        for target in includable(resource)
    }
    data = {"examples": [example_of(schemas[name], schemas)], **ref(name)}
    after = "WyI5Zjg2ZDA4MSJd"
    page = {"limit": 20, "after": after, "next": f"{resource.type.path}?after={after}"}
    meta = {
        "description": "There only with `lang`, where that chooses.",
        "examples": [{"language": {"requested": "es", "served": "es-US"}}],
        **ref("Meta"),
    }
    meta_of = {shape: {"meta": meta} for shape in shapes_with_meta(resource)}
    return {
        f"{name}Included": {
            "title": f"{name}Included",
            "type": "object",
            "description": "What `include` asked for, by type; the same as at its own address.",
            "properties": included,
        },
        f"{name}Document": _envelope(
            f"{name}Document",
            f"One {title}.",
            name,
            {"description": f"The {title}.", **data},
            **meta_of.get("document", {}),
        ),
        f"{name}Page": _envelope(
            f"{name}Page",
            f"A page of {resource.type.plural.replace('_', ' ')}.",
            name,
            {
                "type": "array",
                "description": "The documents of the page.",
                "examples": [data["examples"]],
                "items": ref(name),
            },
            page={
                "description": "Where the page stands in the list.",
                "examples": [page],
                **ref("Page"),
            },
            **meta_of.get("list", {}),
        ),
    }


def shapes_with_meta(resource: Resource) -> set[str]:
    """Find in which envelopes of a resource a choice of language can be told."""
    same = (each for each in LISTED if each.type is resource.type)
    return {shape for each in same for shape in each.chooses_language}


def _envelope(title: str, description: str, name: str, data: Schema, **more: Schema) -> Schema:
    included = {
        "description": "There only with `include`.",
        "examples": [{}],
        **ref(f"{name}Included"),
    }
    return {
        "title": title,
        "type": "object",
        "description": description,
        "properties": {"data": data, "included": included, **more},
        "required": ["data", *(each for each in more if each != "meta")],
    }
