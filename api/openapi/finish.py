"""The last touch to all schemas: what lint asks for and generators can bear."""

from typing import Any

from api.resources import RESOURCES
from schema.values import ANY_ID, HTTPS_URL, LANGUAGE, SLUG

Schema = dict[str, Any]

FORMATS = {
    **{resource.type.id_pattern: "id" for resource in RESOURCES},
    ANY_ID: "id",
    f"^{SLUG}$": "slug",
    rf"^{SLUG}(\.{SLUG})?$": "slug",
    f"^{LANGUAGE}$": "language",
    HTTPS_URL: "uri",
}
"""Formats by pattern. Those that are ours tell people and tools what a text is."""

FORMATS_BY_NAME = {
    "id": "id",
    "slug": "slug",
    "lang": "language",
    "request_id": "request-id",
    **dict.fromkeys(["href", "next", "location", "replacement"], "uri-reference"),
    **dict.fromkeys(["feed_url", "next_url"], "uri-reference"),
    **dict.fromkeys(["url", "home_page_url"], "uri"),
}
"""Formats of members that have no pattern."""


def finish(schemas: dict[str, Schema]) -> None:
    """Say of each text what it is, and of each object that members can be added to it."""
    for schema in schemas.values():
        _name_formats(schema)
        for name, member in schema.get("properties", {}).items():
            if name in FORMATS_BY_NAME and member.get("type") == "string":
                member.setdefault("format", FORMATS_BY_NAME[name])
        _open(schema)


def _open(schema: Schema) -> None:
    """Say that an object may have more members than this version knows.

    Not with `additionalProperties`: where it is true, Kotlin's models do not compile and
    TypeScript's lose their exactness; where it is false, some clients refuse what is added.
    """
    if schema.get("type") == "object" and "additionalProperties" not in schema:
        schema["unevaluatedProperties"] = True


def _name_formats(schema: Any) -> None:
    if isinstance(schema, list):
        for each in schema:
            _name_formats(each)
    elif isinstance(schema, dict):
        if schema.get("pattern") in FORMATS:
            schema.setdefault("format", FORMATS[schema["pattern"]])
        for key, value in schema.items():
            if key not in {"example", "examples"}:
                _name_formats(value)
