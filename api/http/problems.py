"""Every answer that is not a success: application/problem+json (RFC 9457)."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from msgspec import UNSET, UnsetType

from api.embeds.parameters import OEMBED_PATH
from api.errors import (
    ApiError,
    InternalError,
    MethodNotAllowed,
    RouteNotFound,
    UnknownForm,
)
from api.feeds.parameters import SITEMAP_PATH
from api.http.answer import PROBLEM, Answer
from api.http.freshness import NEVER, write
from api.http.holdings import HOLDINGS_PATH
from api.resources import RESOURCES
from api.resources.lifetime import ABSENCE
from api.search.parameters import SEARCH_PATH
from api.sync.parameters import SYNC_PATH
from schema.document import WithdrawalReason
from schema.feed import FEEDS
from schema.values import Moment, about

PAGES = "/docs/errors/"
"""Where each code is explained; `type` points there."""

ABSENT = frozenset({308, 404, 410})
"""What says where a document is not; every other problem is one of a single request."""

SET_FORMS = {
    resource.type.path: [f".{form.suffix}" for form in resource.set_forms] for resource in RESOURCES
}
"""The suffixes that the lists of a resource have, by path."""

KNOWN_PATHS = [
    *(resource.type.path for resource in RESOURCES),
    SEARCH_PATH,
    SYNC_PATH,
    *(feed.path for feed in FEEDS),
    OEMBED_PATH,
    SITEMAP_PATH,
]


ADDRESS = msgspec.Meta(extra_json_schema={"format": "uri-reference"})


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What went wrong, for people (`detail`) and for programs (`code` and the members below)."""

    type: Annotated[str, ADDRESS, about("Where it is explained.", "/docs/errors/unknown-parameter")]
    title: Annotated[str, about("What kind of problem it is.", "The parameter is not known")]
    status: Annotated[int, about("Status of the answer.", 400)]
    code: Annotated[str, about("Name of the problem; it never changes.", "unknown-parameter")]
    detail: Annotated[
        str,
        about("What to do about it.", "There is no parameter 'limt' here. Did you mean 'limit'?"),
    ]
    request_id: Annotated[str, about("Names this request in our logs.", "5f3b9a7c2d1e4f60")]
    parameter: Annotated[str | UnsetType, about("The parameter at fault.", "limt")] = UNSET
    pointer: Annotated[
        str | UnsetType,
        about("Place of the mistake in the body, as a JSON pointer.", "/holdings/0/rev"),
    ] = UNSET
    allowed: Annotated[list[str] | UnsetType, about("What may be written.", ["limit"])] = UNSET
    suggestion: Annotated[str | UnsetType, about("What was probably meant.", "limit")] = UNSET
    limit: Annotated[int | UnsetType, about("The limit that was passed.", 2048)] = UNSET
    size: Annotated[int | UnsetType, about("Bytes of the file.", 847872)] = UNSET
    location: Annotated[
        str | UnsetType, about("Where the document is now.", "/v1/topics/neck-pain")
    ] = UNSET
    id: Annotated[str | UnsetType, about("Id of the withdrawn document.", "top_y2bqv5r3ss")] = UNSET
    reason: Annotated[
        WithdrawalReason | UnsetType, about("Why the document was withdrawn.", "merged")
    ] = UNSET
    withdrawn_at: Annotated[
        Moment | UnsetType, about("When it was withdrawn.", "2026-11-23T00:00:00Z")
    ] = UNSET
    snapshot: Annotated[
        str | UnsetType,
        about("Path of what a copy can begin anew with.", "/v1/snapshots/latest"),
        msgspec.Meta(extra_json_schema={"format": "uri-reference"}),
    ] = UNSET
    replacement: Annotated[
        str | UnsetType, about("What to read instead.", "/v1/topics/neck-pain")
    ] = UNSET


def problem_answer(error: ApiError, request_id: str) -> Answer:
    """Make the answer to a request that went wrong."""
    problem = Problem(
        type=f"{PAGES}{error.code}",
        title=error.title,
        status=error.status,
        code=error.code,
        detail=error.detail,
        request_id=request_id,
        **error.extras,
    )
    headers = {name.lower(): value for name, value in error.headers.items()}
    cache_control = write(ABSENCE) if error.status in ABSENT else NEVER
    return Answer(
        status=error.status,
        headers={"content-type": PROBLEM, "cache-control": cache_control, **headers},
        body=msgspec.json.encode(problem),
    )


def translate(
    error: Exception, method: str, path: str, known_paths: Sequence[str] = KNOWN_PATHS
) -> ApiError:
    """Find the error of ours that an exception stands for; what nobody foresaw is internal."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, NotFoundException):
        return explain_route(path, known_paths)
    if isinstance(error, MethodNotAllowedException):
        allowed = "POST" if path == HOLDINGS_PATH else "GET"
        return MethodNotAllowed(method, expand_methods(allowed))
    return InternalError()


def explain_route(path: str, known_paths: Sequence[str]) -> ApiError:
    """Say that nothing is served at a path, or in which forms the list before the dot is."""
    stem, dot, suffix = path.partition(".")
    forms = SET_FORMS.get(stem) if dot else None
    if forms and stem in known_paths:
        return UnknownForm(f"The list {stem}", f".{suffix}", forms)
    return RouteNotFound(path, known_paths)


def expand_methods(allow: str) -> list[str]:
    """Add what is answered for every path: HEAD beside GET, and OPTIONS.

    >>> expand_methods("GET, OPTIONS")
    ['GET', 'HEAD', 'OPTIONS']
    """
    methods = {each.strip() for each in allow.split(",")} | {"OPTIONS"}
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)
