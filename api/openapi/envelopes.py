"""What documents and pages of a resource come in."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.openapi.examples import example_of
from api.openapi.ref import Schema, ref
from api.query.include import includable
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from schema.values import about

LISTED = (*RESOURCES, SECTIONS_OF_ARTICLE)
AFTER = "WyI5Zjg2ZDA4MSJd"
META = {
    "description": "There only with `lang`, where that chooses.",
    "examples": [{"language": {"requested": "es", "served": "es-US"}}],
    **ref("Meta"),
}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page stands in its list."""

    limit: Annotated[int, about("Documents on a page at most.", 20)]
    total: Annotated[
        int | UnsetType,
        about("Documents on all pages; there only with `count=exact`.", 125),
    ] = UNSET
    after: Annotated[
        str | UnsetType, about("Cursor of the next page; absent on the last.", AFTER)
    ] = UNSET
    next: Annotated[
        str | UnsetType,
        about("Address of the next page; absent on the last.", f"/v1/topics?after={AFTER}"),
        msgspec.Meta(extra_json_schema={"format": "uri-reference"}),
    ] = UNSET


def build_envelopes(
    resource: Resource, schemas: dict[str, Schema], prefix: str = ""
) -> dict[str, Schema]:
    """Build what a document and a page of a resource come in.

    Args:
        resource: The resource.
        schemas: Those of the documents, which the examples are made from.
        prefix: Of the names of the documents that come.
    """
    name = prefix + resource.type.document.__name__
    data = {"examples": [example_of(schemas[name], schemas)], **ref(name)}
    chosen = shapes_with_meta(resource)
    built = (
        _included(name, resource, prefix),
        _document(name, resource, data, {"meta": META} if "document" in chosen else {}),
        _page(name, resource, data, {"meta": META} if "list" in chosen else {}),
    )
    return {each["title"]: each for each in built}


def _included(name: str, resource: Resource, prefix: str) -> Schema:
    return {
        "title": f"{name}Included",
        "type": "object",
        "description": "What `include` asked for, by type; the same as at its own address.",
        "properties": {
            target.type.plural: {
                "type": "array",
                "description": f"Each {target.type.title} once, in the order in which it is "
                "reached.",
                "examples": [[]],
                "items": ref(prefix + target.type.document.__name__),
            }
            for target in includable(resource)
        },
    }


def _document(name: str, resource: Resource, data: Schema, meta: dict[str, Schema]) -> Schema:
    title = resource.type.title
    described = {"description": f"The {title}.", **data}
    return _envelope(f"{name}Document", f"One {title}.", name, described, **meta)


def _page(name: str, resource: Resource, data: Schema, meta: dict[str, Schema]) -> Schema:
    documents = {
        "type": "array",
        "description": "The documents of the page.",
        "examples": [data["examples"]],
        "items": ref(name),
    }
    page = {"limit": 20, "after": AFTER, "next": f"{resource.type.path}?after={AFTER}"}
    place = {
        "description": "Where the page stands in the list.",
        "examples": [page],
        **ref("Page"),
    }
    description = f"A page of {resource.type.plural.replace('_', ' ')}."
    return _envelope(f"{name}Page", description, name, documents, page=place, **meta)


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
