"""The operation of embeds."""

from typing import Any

from api.embeds.parameters import EMBED_PARAMETERS, EMBED_TAG, OEMBED_PATH, URL
from api.openapi.headers import (
    NOT_MODIFIED,
    ON_BODIES,
    ON_EVERY_ANSWER,
    condition_refs,
    header_refs,
)
from api.openapi.parameters import query_parameter
from api.openapi.problems import problems
from api.openapi.ref import ref
from schema.form import JSON

STATUSES = (400, 404, 406, 408, 410, 412, 414, 429, 431, 500, 501, 503)


def embed_paths() -> dict[str, Any]:
    """Build the operation, by its path."""
    parameters = [{**query_parameter(each), "required": each is URL} for each in EMBED_PARAMETERS]
    headers = [*ON_EVERY_ANSWER, *ON_BODIES, "ETag", "Surrogate-Key", "Cache-Tag", "Server-Timing"]
    operation = {
        "operationId": "getOEmbed",
        "tags": [EMBED_TAG["name"]],
        "summary": "Show an article in a frame",
        "description": (
            "How to put an article into a page of another site, by oEmbed 1.0. The frame shows "
            "the whole text where partners may show it, and otherwise title, credit and address; "
            "in any case what was retracted, and a review that is overdue."
        ),
        "parameters": [*parameters, *condition_refs()],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": header_refs(headers),
                "content": {JSON: {"schema": ref("OEmbed")}},
            },
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems(STATUSES, "embed"),
        },
    }
    return {OEMBED_PATH: {"get": operation}}
