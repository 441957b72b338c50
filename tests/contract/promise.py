"""The promise: whatever the service answers in any test is what the contract says.

`tests/client.py` brings every answer here. Objects are closed for this, so that a member which the
contract does not know is a fault.
"""

import gzip
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import brotli
import jsonschema_rs
import msgspec
import zstandard

from api.errors import error_classes
from api.http.answer import HTML, PROBLEM
from api.http.download import COMPRESSED_TYPES
from api.http.headers import ON_ALL_ANSWERS, ON_PREFLIGHT
from api.openapi import build_contract
from api.query.filters import canonical_name
from schema.storage.snapshot import MEDIA_TYPES

CONTRACT = Path(__file__).parent.parent.parent / "openapi" / "v1.json"
OF_HTTP = {"content-type", "content-length", "access-control-allow-methods"}
"""Described elsewhere in the contract, or by HTTP for every answer there is."""
UNDESCRIBED = OF_HTTP | {*ON_ALL_ANSWERS, *ON_PREFLIGHT} - {"cache-control"}

KEY, SUFFIX = "[^/]+?", r"(?:csl\.json|embed\.html|[a-z]+)"
READ_AS = {"GET": "get", "HEAD": "get", "POST": "post"}
"""Which operation of the contract a method is."""
FILES = {*MEDIA_TYPES.values(), *COMPRESSED_TYPES.values()}
"""What is no JSON, and has no schema."""

DECODERS = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


class Received(NamedTuple):
    """A request, and what came back."""

    method: str
    path: str
    query: str
    status: int
    headers: dict[str, str]
    body: bytes


def check_promise(received: Received) -> None:
    """See that an answer is one that the contract promises.

    Raises:
        AssertionError: It is not. Each fault comes with file and line.
    """
    faults = find_faults(received)
    assert faults == [], "\n".join(faults)


def find_faults(received: Received) -> list[str]:
    """Say what in an answer the contract does not know."""
    template = template_of(received.path)
    operation = contract()["paths"].get(template, {}).get(READ_AS.get(received.method))
    if operation is None or is_page(received):
        return [f"{CONTRACT.name}:1: {fault}" for fault in faults_outside(received)]
    response = resolve(operation["responses"].get(str(received.status)))
    if response is None:
        faults = [f"the status {received.status} is not documented"]
    else:
        faults = [
            *faults_of_headers(received, response),
            *faults_of_parameters(received, operation),
            *(faults_of_body(received, template) if received.method != "HEAD" else ()),
        ]
    where = f"openapi/{CONTRACT.name}:{line_of(template)}: {received.method} {template}"
    advice = 'declare it under api/openapi/ and run "make openapi"'
    return [f"{where}: {fault}; {advice}" for fault in faults]


def is_page(received: Received) -> bool:
    """Tell whether people are answered with a page where programs get the index."""
    return received.path == "/" and received.headers.get("content-type", "").startswith(HTML)


@cache
def contract() -> dict[str, Any]:
    """The contract that the code makes."""
    return build_contract()


def pattern_of(path: str) -> str:
    """Write the pattern of a path."""
    written = re.escape(path).replace(r"\{key\}", KEY).replace(r"\{suffix\}", SUFFIX)
    return written.replace(r"\{name\}", "[^/]+")


@cache
def patterns() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the paths in the contract; those that name a form are tried first."""
    paths = sorted(contract()["paths"], key=lambda path: "{suffix}" not in path)
    return [(re.compile(pattern_of(path)), path) for path in paths]


@cache
def template_of(path: str) -> str:
    """Find the path of the contract that an address has; empty if it has none."""
    return next((path_ for pattern, path_ in patterns() if pattern.fullmatch(path)), "")


@cache
def line_of(template: str) -> int:
    """Find where a path stands in the committed contract."""
    lines = CONTRACT.read_text(encoding="utf-8").splitlines() if CONTRACT.exists() else []
    start = f'    "{template}": {{'
    return next((number for number, line in enumerate(lines, 1) if line == start), 1)


def resolve(value: Any) -> Any:
    """Follow a reference."""
    if isinstance(value, dict) and "$ref" in value:
        found: Any = contract()
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return found
    return value


def faults_of_headers(received: Received, response: dict[str, Any]) -> list[str]:
    """Find headers that are not described, and those of a type that is not theirs."""
    described = {name.lower(): resolve(each) for name, each in response["headers"].items()}
    unknown = sorted(set(received.headers) - UNDESCRIBED - set(described))
    wrong = [
        name
        for name, each in described.items()
        if each["schema"]["type"] == "integer" and not received.headers.get(name, "0").isdecimal()
    ]
    return [
        *(f"the header {name} is not documented" for name in unknown),
        *(f"the header {name} is no number" for name in wrong),
    ]


def faults_of_parameters(received: Received, operation: dict[str, Any]) -> list[str]:
    """Find parameters that were taken, and that the contract does not know."""
    if received.status not in {200, 304}:
        return []
    known = {resolve(each)["name"] for each in operation.get("parameters", [])}
    given = {canonical_name(name) for name, _ in parse_qsl(received.query, keep_blank_values=True)}
    return [f"the parameter '{name}' is not documented" for name in sorted(given - known)]


def faults_of_body(received: Received, template: str) -> list[str]:
    """Find where a body is not what its schema says."""
    media_type = received.headers.get("content-type", "").partition(";")[0]
    if not received.body:
        # A list without documents is no text at all, in formats that are only text.
        is_text = media_type and not media_type.endswith("json") and received.status == 200
        return [f"a body of {media_type} is missing"] if media_type and not is_text else []
    validator = validator_of(template, received.method, received.status, media_type)
    if validator is None:
        return [f"the media type '{media_type}' is not documented for {received.status}"]
    if media_type in FILES:
        return []
    coding = received.headers.get("content-encoding")
    plain = DECODERS[coding](received.body) if coding else received.body
    document = msgspec.json.decode(plain) if media_type.endswith("json") else plain.decode()
    if validator.is_valid(document):
        return []
    errors = list(validator.iter_errors(document))[:3]
    return [f"{'/'.join(map(str, each.instance_path))}: {each.message}" for each in errors]


def faults_outside(received: Received) -> list[str]:
    """Find what is wrong with a problem where the contract has no operation."""
    if received.status < 400 or received.method == "HEAD":
        return []
    media_type = received.headers.get("content-type", "")
    if media_type != PROBLEM:
        return [f"{received.status} comes as '{media_type}', not as a problem"]
    problem = msgspec.json.decode(received.body)
    known = {each.code for each in error_classes()}
    faults = [each.message for each in validator_of_problems().iter_errors(problem)]
    return [*faults, *([] if problem["code"] in known else [f"{problem['code']} is no code"])]


@cache
def validator_of(template: str, method: str, status: int, media_type: str) -> Any:
    """Build the validator of a body; None if there can be no such body."""
    operation = contract()["paths"][template][READ_AS[method]]
    response = resolve(operation["responses"][str(status)])
    content = response.get("content", {}).get(media_type)
    return build_validator(content["schema"]) if content else None


@cache
def validator_of_problems() -> Any:
    """Build the validator of any problem."""
    return build_validator({"$ref": "#/components/schemas/Problem"})


def build_validator(schema: dict[str, Any]) -> Any:
    """Build a validator of a schema of the contract."""
    rooted = {**schema, "components": {"schemas": closed_schemas()}}
    return jsonschema_rs.Draft202012Validator(rooted, validate_formats=True)


@cache
def closed_schemas() -> dict[str, Any]:
    """The schemas, without room for members that are added later."""
    return {name: _close(schema) for name, schema in contract()["components"]["schemas"].items()}


def _close(schema: dict[str, Any]) -> dict[str, Any]:
    if not schema.get("unevaluatedProperties"):
        return schema
    kept = {key: value for key, value in schema.items() if key != "unevaluatedProperties"}
    return {**kept, "additionalProperties": False}
