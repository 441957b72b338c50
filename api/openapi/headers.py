"""Headers: what answers carry, each described once, and the conditions that requests may carry."""

from collections.abc import Iterable
from typing import Any

import msgspec

HEADERS: dict[str, tuple[str, str, str]] = {
    "Accept-Encoding": ("string", "Content codings that a body may have.", "identity"),
    "Accept-Post": ("string", "Media types that a body may have.", "application/json"),
    "Accept-Ranges": ("string", "Always `bytes`: parts can be asked for with Range.", "bytes"),
    "Acupoint-Release": ("integer", "Number of the release that the answer comes from.", "3"),
    "Cache-Control": (
        "string",
        (
            "How long the answer may be used; never beyond the day on which a document in it "
            "changes by the calendar alone."
        ),
        "public, max-age=60, s-maxage=300, stale-while-revalidate=600, stale-if-error=86400",
    ),
    "Cache-Tag": (
        "string",
        "The names of Surrogate-Key, separated by commas.",
        "list-topics,top_y2bqv5r3ss",
    ),
    "Content-Disposition": ("string", "Always `attachment`: a file to save.", "attachment"),
    "Content-Length": ("integer", "Bytes of the body.", "843776"),
    "Content-Range": (
        "string",
        "Which bytes of how many these are; with 416, only how many there are.",
        "bytes 262144-843775/843776",
    ),
    "Content-Encoding": (
        "string",
        "Coding of the body: br, zstd or gzip. Absent where it is sent as it is.",
        "br",
    ),
    "Content-Language": (
        "string",
        "Language of the document, as a BCP 47 tag; absent where it does not say.",
        "es-US",
    ),
    "Deprecation": (
        "string",
        "Since when something of what was asked for is deprecated (RFC 9745).",
        "@1798761600",
    ),
    "ETag": (
        "string",
        "Strong validator of these exact bytes, in this coding.",
        '"9f86d081884c7d659a2feaa0c55ad015"',
    ),
    "Last-Modified": (
        "string",
        "The last change of anything in the answer. Absent where no date speaks for its bytes.",
        "Mon, 23 Nov 2026 00:00:00 GMT",
    ),
    "Link": (
        "string",
        (
            "Addresses (RFC 8288): of the next page of a list; of a document's own page "
            "(`canonical`), its licence (`license`), its other forms and its feeds (`alternate`, "
            "with `type`)."
        ),
        '</v1/topics?after=WyI5Il0>; rel="next"',
    ),
    "Location": ("string", "Address of the document.", "/v1/topics/neck-pain"),
    "Request-Id": (
        "string",
        "Names the request in our logs; one sent along is kept.",
        "5f3b9a7c2d1e4f60",
    ),
    "Retry-After": ("integer", "Seconds to wait.", "1"),
    "Server-Timing": (
        "string",
        "Milliseconds that parsing, reading and responding took.",
        "parse;dur=0.11, read;dur=0.05, respond;dur=0.21",
    ),
    "Sunset": (
        "string",
        "When something of what was asked for goes away (RFC 8594).",
        "Sat, 01 Jan 2028 00:00:00 GMT",
    ),
    "Surrogate-Key": (
        "string",
        (
            "Names for caches to purge: the ids of all documents in the answer, and "
            "`list-<type>` for each type of which another one could change it; 80 at most."
        ),
        "list-topics top_y2bqv5r3ss",
    ),
    "Vary": (
        "string",
        "The headers of the request that decide the coding and, where there are several, the form.",
        "Accept-Encoding",
    ),
}

CONDITIONS: dict[str, tuple[str, str]] = {
    "If-None-Match": (
        "Tags that the client has; one of them that is current is answered with 304.",
        '"9f86d081884c7d659a2feaa0c55ad015"',
    ),
    "If-Modified-Since": (
        "The Last-Modified that the client has, without If-None-Match; 304 if it is the same.",
        "Mon, 23 Nov 2026 00:00:00 GMT",
    ),
}

ON_EVERY_ANSWER = ("Cache-Control", "Request-Id", "Acupoint-Release")
ON_BODIES = ("Vary", "Content-Encoding")
NOT_MODIFIED = "NotModified"
"""The component of the answer without a body."""
ON_CONTENT = ("ETag", "Last-Modified", "Surrogate-Key", "Cache-Tag", "Server-Timing")


def header_refs(names: Iterable[str]) -> dict[str, Any]:
    """Refer to headers."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in sorted(names)}


def build_headers(*answers: dict[str, Any]) -> dict[str, Any]:
    """Build the headers that answers refer to, and no others."""
    text = msgspec.json.encode(answers).decode()
    return {
        name: {
            "description": description,
            "schema": {"type": kind},
            "example": int(example) if kind == "integer" else example,
        }
        for name, (kind, description, example) in sorted(HEADERS.items())
        if f'"#/components/headers/{name}"' in text
    }


def build_not_modified() -> dict[str, Any]:
    """Build the answer without a body, that operations refer to."""
    return {
        "description": (
            "The client has these bytes already: `If-None-Match` named their ETag, or "
            "`If-Modified-Since` was their Last-Modified."
        ),
        "headers": header_refs([*ON_EVERY_ANSWER, "Vary", "ETag", "Server-Timing"]),
    }


def condition_refs() -> list[dict[str, str]]:
    """Refer to the conditions that a request may carry."""
    return [{"$ref": f"#/components/parameters/{component_of(name)}"} for name in CONDITIONS]


def build_conditions() -> dict[str, Any]:
    """Build the conditions that operations refer to."""
    return {
        component_of(name): {
            "name": name,
            "in": "header",
            "required": False,
            "description": description,
            "schema": {"type": "string"},
            "example": example,
        }
        for name, (description, example) in CONDITIONS.items()
    }


def component_of(header: str) -> str:
    """Name a header as a component: `If-None-Match` is IfNoneMatch."""
    return header.replace("-", "")
