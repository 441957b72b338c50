"""The contract: an OpenAPI 3.1 document out of the declarations and the structs."""

from functools import cache
from typing import Any

from api.embeds.parameters import EMBED_TAG
from api.feeds.parameters import FEED_TAG
from api.limits import MAX_HEADER, MAX_HEADERS, MAX_TARGET
from api.openapi.components import build_schemas
from api.openapi.examples import add_examples
from api.openapi.headers import (
    NOT_MODIFIED,
    build_conditions,
    build_headers,
    build_not_modified,
)
from api.openapi.parameters import build_parameters
from api.openapi.paths import INDEX_TAG, build_paths
from api.openapi.problems import build_problem_responses
from api.openapi.syndication import HOLDINGS_TAG, SNAPSHOTS_TAG, build_syndication_paths
from api.resources import RESOURCES
from api.search.parameters import SEARCH_TAG
from api.sync.parameters import SYNC_TAG

VERSION = "1.1.0"

DESCRIPTION = f"""\
Evidence-first content of an integrative-care clinic: articles in sections, the studies and
references that every statement rests on, practitioners, service bundles and topics.

- Optional facts that are unknown are absent, never null. Arrays are always there.
- Ids never change. A former slug answers 308, a withdrawn document 410.
- Every answer that is not a success is a problem (RFC 9457) with a stable `code`.
- Unknown, repeated and malformed parameters are refused, with the nearest valid name.
- Answers carry a strong `ETag`; send it back as `If-None-Match` and unchanged content costs a 304.
- `Cache-Control` says how long an answer may be used, `Accept-Encoding` chooses br, zstd or gzip.
- Articles, references, practitioners and service bundles come in other forms than JSON as well, by
  suffix or by `Accept`: JSON-LD, HTML, Markdown, CSL-JSON, BibTeX, RIS, formatted citations.
- Every document has `rights`: what is owed by whoever shows it.
- An address has {MAX_TARGET} bytes at most, a header {MAX_HEADER} in {MAX_HEADERS} fields.
- Within /v1 things are added and never changed or removed. Ignore members you do not know.
"""


@cache
def build_contract() -> dict[str, Any]:
    """Build the whole document, once in a process: it depends on the code only."""
    tags = [
        {"name": resource.type.plural, "description": resource.description}
        for resource in RESOURCES
    ]
    paths, schemas = build_paths() | build_syndication_paths(), build_schemas()
    responses = {NOT_MODIFIED: build_not_modified()} | build_problem_responses()
    add_examples(paths, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Acupoint",
            "version": VERSION,
            "summary": "Headless, evidence-first content for integrative care.",
            "description": DESCRIPTION,
            "contact": {"name": "The Acupoint team"},
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/", "description": "The server that this document comes from."}],
        "tags": [
            *tags,
            SEARCH_TAG,
            SYNC_TAG,
            SNAPSHOTS_TAG,
            HOLDINGS_TAG,
            FEED_TAG,
            EMBED_TAG,
            INDEX_TAG,
            {"name": "health", "description": "For those who run the service."},
        ],
        "security": [],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": build_parameters() | build_conditions(),
            "responses": responses,
            "headers": build_headers(paths, responses),
        },
    }
