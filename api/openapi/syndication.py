"""Operations of those who keep a copy: what they download, and whether it still holds."""

import re
from typing import Any

from api.http.holdings import HOLDING, HOLDINGS_PATH
from api.http.snapshots import FILE, LATEST_PATH, SNAPSHOTS_PATH
from api.limits import MAX_BODY, MAX_HOLDINGS
from api.openapi.headers import (
    NOT_MODIFIED,
    ON_BODIES,
    ON_EVERY_ANSWER,
    condition_refs,
    header_refs,
)
from api.openapi.paths import ON_EVERY_OPERATION, Operation
from api.openapi.problems import problems
from api.openapi.ref import ref
from api.openapi.texts import FORM_SCHEMAS
from schema.form import JSON
from schema.storage.snapshot import CODINGS, MEDIA_TYPES

PRECONDITION_FAILED = 412
SNAPSHOTS_TAG = {"name": "snapshots", "description": "All content at once, as files to keep."}
HOLDINGS_TAG = {"name": "holdings", "description": "Whether a copy still holds."}
ON_FILES = (
    "Accept-Ranges",
    "Content-Disposition",
    "Content-Length",
    "ETag",
)
ON_QUESTIONS = tuple(each for each in ON_EVERY_OPERATION if each != PRECONDITION_FAILED)
ENDINGS = "|".join(map(re.escape, MEDIA_TYPES)), "|".join(map(re.escape, filter(None, CODINGS)))
NAME = f"^[0-9a-f]{{64}}({ENDINGS[0]})({ENDINGS[1]})?$"


def build_syndication_paths() -> dict[str, Any]:
    """Build the operations."""
    return {
        LATEST_PATH: {"get": _latest_operation()},
        f"{SNAPSHOTS_PATH}/{{name}}": {"get": _file_operation()},
        HOLDINGS_PATH: {"post": _holdings_operation()},
    }


def _latest_operation() -> Operation:
    return {
        "operationId": "getLatestSnapshot",
        "tags": [SNAPSHOTS_TAG["name"]],
        "summary": "Find the files of the latest snapshot",
        "description": (
            "All content of the release that is served, as a SQLite file with a full-text index "
            "and as one document a line; each as it is, and compressed; for everyone, and for "
            "partners without what they may not show. What is listed is there."
        ),
        "parameters": condition_refs(),
        "responses": {
            "200": _success("SnapshotDocument", "ETag", "Surrogate-Key", "Cache-Tag"),
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems(ON_EVERY_OPERATION, "plain"),
        },
    }


def _file_operation() -> Operation:
    return {
        "operationId": "downloadSnapshot",
        "tags": [SNAPSHOTS_TAG["name"]],
        "summary": "Download a file of a snapshot",
        "description": (
            "The name is the SHA-256 of the file, so its bytes never change and may be kept for "
            "ever. A download that was cut off goes on with `Range`. A compressed file is a file "
            "of its own and is not decompressed on the way."
        ),
        "parameters": [
            {
                "name": "name",
                "in": "path",
                "required": True,
                "description": "Name of the file, as the manifest has it.",
                "schema": {"type": "string", "pattern": NAME, "maxLength": 80},
                "example": str(FILE["href"]).rpartition("/")[2],
            },
            *condition_refs(),
            *_range_parameters(),
        ],
        "responses": {
            "200": _bytes("The file."),
            "206": _bytes("The part that was asked for.", "Content-Range"),
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems((*ON_EVERY_OPERATION, 404, 416), "file"),
        },
    }


def _bytes(description: str, *headers: str) -> dict[str, Any]:
    example = FORM_SCHEMAS["FileBytes"]["examples"][0]
    return {
        "description": description,
        "headers": header_refs([*ON_EVERY_ANSWER, *ON_FILES, *headers]),
        "content": {
            each: {"schema": ref("FileBytes"), "example": example}
            for each in (*MEDIA_TYPES.values(), "application/zstd", "application/gzip")
        },
    }


def _holdings_operation() -> Operation:
    return {
        "operationId": "checkHoldings",
        "tags": [HOLDINGS_TAG["name"]],
        "summary": "Check which documents of a copy still hold",
        "description": (
            f"Send ids and revs of up to {MAX_HOLDINGS:,} documents, in {MAX_BODY} bytes at most, "
            "and learn which are current, which have changed and how gravely, which were "
            "withdrawn and which never were. Each id comes back in exactly one list. Nothing is "
            "kept of the question."
        ),
        "requestBody": {
            "description": "What is held.",
            "required": True,
            "content": {
                JSON: {"schema": ref("HoldingsQuestion"), "example": {"holdings": [HOLDING]}}
            },
        },
        "responses": {
            "200": _success("HoldingsDocument", "Server-Timing"),
            **problems((*ON_QUESTIONS, 413, 415), "holdings"),
        },
    }


def _success(schema: str, *headers: str) -> dict[str, Any]:
    return {
        "description": "The answer.",
        "headers": header_refs([*ON_EVERY_ANSWER, *ON_BODIES, *headers]),
        "content": {JSON: {"schema": ref(schema)}},
    }


def _range_parameters() -> list[dict[str, Any]]:
    described = {
        "Range": ("The part that is asked for, one range of bytes.", "bytes=262144-"),
        "If-Range": (
            "ETag of the part that is there; if the file is another one, all of it is sent.",
            '"bdf3694ebdfd5de374899becd5922a8f"',
        ),
    }
    return [
        {
            "name": name,
            "in": "header",
            "required": False,
            "description": description,
            "schema": {"type": "string"},
            "example": example,
        }
        for name, (description, example) in described.items()
    ]
