"""Answers that are no success: for each kind of operation, exactly the codes that it can have."""

from itertools import chain
from typing import Any, Literal

from api.errors import (
    ApiError,
    BadBody,
    BadCursor,
    BadRequest,
    BadTarget,
    BadValue,
    CursorExpired,
    LanguageNotFound,
    MethodNotAllowed,
    RepeatedParameter,
    RouteNotFound,
    SnapshotNotFound,
    TooMuchAsked,
    UnknownField,
    UnknownFilter,
    UnknownOperator,
    UnknownParameter,
    UnknownRelation,
    UnsortableField,
    error_classes,
)
from api.http.answer import PROBLEM
from api.http.problems import ABSENT, PAGES
from api.openapi.headers import ON_BODIES, ON_EVERY_ANSWER, header_refs
from api.openapi.ref import ref
from api.query.parameters import families_of, parameter_places
from api.resources import RESOURCES

Kind = Literal["list", "document", "search", "sync", "feed", "embed", "plain", "file", "holdings"]
"""What an operation answers; those of one kind take the same families of parameters."""

STATUS_NAMES = {
    308: "DocumentMoved",
    404: "NotFound",
    406: "NotAcceptable",
    408: "RequestTimeout",
    410: "DocumentWithdrawn",
    412: "PreconditionFailed",
    413: "BodyTooLarge",
    414: "UriTooLong",
    415: "UnsupportedMedia",
    416: "RangeNotSatisfiable",
    429: "TooManyConnections",
    431: "HeaderTooLarge",
    500: "InternalError",
    501: "FormatNotImplemented",
    503: "StoreUnavailable",
}
"""The names of answers that are the same for every operation that can have them."""

NOT_FOUND_OR_TRANSLATED = "NotFoundOrTranslated"
"""The 404 of what can be asked for in a language."""

BAD_REQUESTS: dict[Kind, str] = {
    "list": "BadListRequest",
    "document": "BadDocumentRequest",
    "search": "BadSearchRequest",
    "sync": "BadSyncRequest",
    "feed": "BadFeedRequest",
    "embed": "BadEmbedRequest",
    "plain": "BadRequest",
    "file": "BadRequest",
    "holdings": "BadHoldingsRequest",
}

OWN_NAMES: dict[Kind, dict[int, str]] = {
    "sync": {410: "CursorExpired"},
    "file": {404: "SnapshotNotFound"},
}
"""Where a status means something else than everywhere: of which kind of operation."""
OWN_ERRORS: dict[str, list[type[ApiError]]] = {
    "CursorExpired": [CursorExpired],
    "SnapshotNotFound": [SnapshotNotFound],
}

WITHOUT_OPERATION = (RouteNotFound, MethodNotAllowed)
"""What is answered where the contract has no operation: another path, another method."""

ON_ANY_PATH = (BadRequest, BadTarget, UnknownParameter, TooMuchAsked)
ON_ANY_PARAMETER = (RepeatedParameter, BadValue)
ON_FAMILY: dict[str, tuple[type[ApiError], ...]] = {
    "include": (UnknownRelation,),
    "fields[{type}]": (UnknownField,),
    "filter[{field}]": (UnknownFilter, UnknownOperator),
    "sort": (UnsortableField,),
    "after": (BadCursor,),
}
"""Errors of single parameters. The one filter of a search is no family and has none of them."""

MORE_HEADERS = {
    308: ["Location"],
    415: ["Accept-Post", "Accept-Encoding"],
    416: ["Content-Range"],
    429: ["Retry-After"],
    503: ["Retry-After"],
}


def problems(
    statuses: tuple[int, ...], kind: Kind, *, has_translations: bool = False
) -> dict[str, Any]:
    """List the answers of an operation that are no success."""
    names = {400: BAD_REQUESTS[kind], **STATUS_NAMES, **OWN_NAMES.get(kind, {})}
    if has_translations:
        names[404] = NOT_FOUND_OR_TRANSLATED
    return {
        str(status): {"$ref": f"#/components/responses/{names[status]}"}
        for status in sorted(statuses)
    }


def bad_request_errors(kind: Kind) -> list[type[ApiError]]:
    """List what can be wrong with a request to an operation, in the order of the error tree."""
    errors: set[type[ApiError]] = set(ON_ANY_PATH)
    if kind == "holdings":
        errors.add(BadBody)
    if kind in ("list", "document", "search", "sync", "feed", "embed"):
        errors.update(ON_ANY_PARAMETER)
    if kind == "sync":
        errors.add(BadCursor)
    if kind in ("list", "document"):
        for family in families_of(parameter_places(RESOURCES[0], kind)):
            errors.update(ON_FAMILY.get(family, ()))
    if kind == "feed":
        errors.add(BadCursor)
    return [each for each in error_classes() if each in errors]


def build_problem_responses() -> dict[str, Any]:
    """Build the answers that operations refer to."""
    by_name = {name: bad_request_errors(kind) for kind, name in BAD_REQUESTS.items()}
    for status, name in STATUS_NAMES.items():
        errors = [each for each in error_classes() if each.status == status]
        others = [*WITHOUT_OPERATION, *chain.from_iterable(OWN_ERRORS.values())]
        by_name[name] = [each for each in errors if each not in others]
    by_name |= OWN_ERRORS
    by_name[NOT_FOUND_OR_TRANSLATED] = by_name[STATUS_NAMES[404]]
    by_name[STATUS_NAMES[404]] = [
        each for each in by_name[NOT_FOUND_OR_TRANSLATED] if each is not LanguageNotFound
    ]
    return {name: _response(errors) for name, errors in sorted(by_name.items())}


def _response(errors: list[type[ApiError]]) -> dict[str, Any]:
    status = errors[0].status
    headers = [*ON_EVERY_ANSWER, *ON_BODIES, *MORE_HEADERS.get(status, [])]
    headers += ["Surrogate-Key", "Cache-Tag"] if status in ABSENT else []
    return {
        "description": " ".join(f"`{each.code}`: {each.title}." for each in errors),
        "headers": header_refs(headers),
        "content": {PROBLEM: {"schema": _narrowed(errors), "examples": _examples(errors)}},
    }


def _narrowed(errors: list[type[ApiError]]) -> dict[str, Any]:
    """Narrow the codes, in a way that validators follow and generators pass over.

    So clients have one type for all problems, and tests know which codes are promised where.
    """
    known = {
        "code": {"enum": [each.code for each in errors]},
        "status": {"const": errors[0].status},
    }
    narrowed = {"properties": known, "unevaluatedProperties": True}
    return {**ref("Problem"), "dependentSchemas": {"code": narrowed}}


def _examples(errors: list[type[ApiError]]) -> dict[str, Any]:
    return {
        each.code: {
            "summary": each.title,
            "value": {
                "type": PAGES + each.code,
                "title": each.title,
                "status": each.status,
                "code": each.code,
                "detail": (each.__doc__ or "").partition("\n")[0],
                "request_id": "5f3b9a7c2d1e4f60",
            },
        }
        for each in errors
    }
