"""Everything that can go wrong with a request, each with a code that is for ever.

    ApiError                       code                      status
    ├── DocumentMoved              document-moved            308
    ├── BadRequest                 bad-request               400
    │   ├── BadTarget              bad-target                400
    │   ├── BadQuery                                         400
    │   │   ├── UnknownParameter   unknown-parameter         400
    │   │   ├── RepeatedParameter  repeated-parameter        400
    │   │   ├── UnknownRelation    unknown-relation          400
    │   │   ├── BadValue           bad-value                 400
    │   │   ├── BadCursor          bad-cursor                400
    │   │   └── TooMuchAsked       too-much-asked            400
    ├── RouteNotFound              route-not-found           404
    ├── DocumentNotFound           document-not-found        404
    ├── MethodNotAllowed           method-not-allowed        405
    ├── NotAcceptable              not-acceptable            406
    ├── DocumentWithdrawn          document-withdrawn        410
    ├── UriTooLong                 uri-too-long              414
    ├── HeaderTooLarge             header-too-large          431
    ├── InternalError              internal-error            500
    └── StoreUnavailable           store-unavailable         503

A class states code, status and title; its constructor takes the facts. `detail`
is a sentence that a person can act on, `extras` the same facts for programs,
`headers` what HTTP wants beside them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from schema.names import find_nearest

SHOWN = 64
"""Characters of a client's input that an answer repeats at most."""


def shorten(text: str) -> str:
    r"""Make input fit for a sentence: short, and without characters that do not print.

    >>> shorten("a\x00b")
    'a\\x00b'
    """
    shown = text[:SHOWN]
    escaped = "".join(each if each.isprintable() else repr(each)[1:-1] for each in shown)
    return escaped[:SHOWN] + ("…" if len(text) > SHOWN else "")


class ApiError(Exception):
    """Any answer that is not a success."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 500
    title: ClassVar[str] = ""
    extra_fields: ClassVar[tuple[str, ...]] = ()
    """The members that an answer may have beside those of every problem."""

    def __init__(self, detail: str, headers: dict[str, str] | None = None, **extras: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = headers or {}
        self.extras = {name: value for name, value in extras.items() if value is not None}


def hint(name: str, allowed: Sequence[str]) -> tuple[str, str | None]:
    """Word the nearest allowed name as a question, and give the name itself."""
    nearest = find_nearest(name, allowed)
    return (f" Did you mean '{nearest}'?" if nearest else ""), nearest


class DocumentMoved(ApiError):
    """The slug is a former one."""

    code, status, title = "document-moved", 308, "The document has a new slug"
    extra_fields: ClassVar[tuple[str, ...]] = ("location",)

    def __init__(self, location: str) -> None:
        super().__init__(
            f"The document is now at {location}.", {"Location": location}, location=location
        )


class BadRequest(ApiError):
    """The request is not one that this service answers."""

    code, status, title = "bad-request", 400, "The request is malformed"


class BadTarget(BadRequest):
    """The address is not written the one way that every resource is addressed."""

    code, title = "bad-target", "The address is malformed"
    extra_fields: ClassVar[tuple[str, ...]] = ("suggestion",)

    def __init__(self, detail: str, suggestion: str | None = None) -> None:
        super().__init__(detail, suggestion=suggestion)


class BadQuery(BadRequest):
    """The parameters are not ones that this resource takes."""

    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "allowed", "suggestion")


class UnknownParameter(BadQuery):
    """There is no such parameter."""

    code, title = "unknown-parameter", "The parameter is not known"

    def __init__(self, name: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(name, allowed)
        listing = ", ".join(allowed) or "none"
        super().__init__(
            f"There is no parameter '{shorten(name)}' here.{question} Allowed: {listing}.",
            parameter=shorten(name),
            allowed=list(allowed),
            suggestion=nearest,
        )


class RepeatedParameter(BadQuery):
    """The same parameter is there twice."""

    code, title = "repeated-parameter", "The parameter is given twice"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The parameter '{shorten(name)}' is given twice. Give it once; "
            "several values are separated by commas.",
            parameter=shorten(name),
        )


class UnknownRelation(BadQuery):
    """The resource has no such relation."""

    code, title = "unknown-relation", "The relation is not known"

    def __init__(self, name: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(name, allowed)
        super().__init__(
            f"There is no relation '{shorten(name)}' here.{question} "
            f"Allowed: {', '.join(allowed)}.",
            parameter="include",
            allowed=list(allowed),
            suggestion=nearest,
        )


class BadValue(BadQuery):
    """The value does not fit the parameter."""

    code, title = "bad-value", "The value does not fit the parameter"

    def __init__(
        self, parameter: str, value: str, wanted: str, allowed: Sequence[str] | None = None
    ) -> None:
        question, nearest = hint(value, allowed or ())
        super().__init__(
            f"'{shorten(value)}' does not fit the parameter '{parameter}': {wanted}.{question}",
            parameter=parameter,
            allowed=list(allowed) if allowed else None,
            suggestion=nearest,
        )


class BadCursor(BadQuery):
    """The cursor is not one that this list gave."""

    code, title = "bad-cursor", "The cursor does not belong to this list"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The cursor {reason}. Take 'after' from the page before, with the same parameters.",
            parameter="after",
        )


class TooMuchAsked(BadQuery):
    """The answer would be larger than any answer may be."""

    code, title = "too-much-asked", "The answer would be too large"
    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "allowed", "suggestion", "limit")

    def __init__(self, parameter: str, wanted: str, limit: int) -> None:
        super().__init__(
            f"More than {limit} {wanted} were asked for. Lower 'limit' or ask for less.",
            parameter=parameter,
            limit=limit,
        )


class RouteNotFound(ApiError):
    """Nothing is served at this path."""

    code, status, title = "route-not-found", 404, "Nothing is served at this path"
    extra_fields: ClassVar[tuple[str, ...]] = ("suggestion",)

    def __init__(self, path: str, known: Sequence[str]) -> None:
        question, nearest = hint(path, known)
        super().__init__(f"Nothing is served at '{shorten(path)}'.{question}", suggestion=nearest)


class DocumentNotFound(ApiError):
    """There is no such document, and there never was one."""

    code, status, title = "document-not-found", 404, "There is no such document"
    extra_fields: ClassVar[tuple[str, ...]] = ("suggestion",)

    def __init__(self, noun: str, key: str, suggestion: str | None) -> None:
        question = f" Did you mean '{suggestion}'?" if suggestion else ""
        super().__init__(f"There is no {noun} '{shorten(key)}'.{question}", suggestion=suggestion)


class MethodNotAllowed(ApiError):
    """The resource is read only, or the method is none."""

    code, status, title = "method-not-allowed", 405, "The method is not allowed"
    extra_fields: ClassVar[tuple[str, ...]] = ("allowed",)

    def __init__(self, method: str, allowed: Sequence[str]) -> None:
        super().__init__(
            f"{shorten(method)} is not allowed here. Allowed: {', '.join(allowed)}.",
            {"Allow": ", ".join(allowed)},
            allowed=list(allowed),
        )


class NotAcceptable(ApiError):
    """The client takes none of the media types that there are."""

    code, status, title = "not-acceptable", 406, "No acceptable media type"
    extra_fields: ClassVar[tuple[str, ...]] = ("allowed",)

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(
            f"Accept leaves none of the media types that are served here: {', '.join(allowed)}.",
            allowed=list(allowed),
        )


class DocumentWithdrawn(ApiError):
    """The document was published and is no more."""

    code, status, title = "document-withdrawn", 410, "The document was withdrawn"
    extra_fields: ClassVar[tuple[str, ...]] = ("id", "reason", "withdrawn_at", "replacement")

    def __init__(
        self, noun: str, id_: str, reason: str, withdrawn_at: str, replacement: str | None
    ) -> None:
        instead = f" Read {replacement} instead." if replacement else ""
        super().__init__(
            f"The {noun} {id_} is no longer published since {withdrawn_at[:10]} "
            f"({reason}).{instead}",
            id=id_,
            reason=reason,
            withdrawn_at=withdrawn_at,
            replacement=replacement,
        )


class UriTooLong(ApiError):
    """The address is longer than any that is served."""

    code, status, title = "uri-too-long", 414, "The address is too long"
    extra_fields: ClassVar[tuple[str, ...]] = ("limit",)

    def __init__(self, limit: int) -> None:
        super().__init__(f"The address has more than {limit} bytes.", limit=limit)


class HeaderTooLarge(ApiError):
    """The header is larger than any client needs."""

    code, status, title = "header-too-large", 431, "The header is too large"
    extra_fields: ClassVar[tuple[str, ...]] = ("limit",)

    def __init__(self, limit: int, what: str) -> None:
        super().__init__(f"The header has more than {limit} {what}.", limit=limit)


class InternalError(ApiError):
    """A mistake of ours. The answer says no more than that."""

    code, status, title = "internal-error", 500, "Something went wrong here"

    def __init__(self) -> None:
        super().__init__("The mistake is ours and was logged under this request_id.")


class StoreUnavailable(ApiError):
    """The content cannot be read in time."""

    code, status, title = "store-unavailable", 503, "The content cannot be read now"

    def __init__(self) -> None:
        super().__init__("Reading took too long. Try again in a moment.", {"Retry-After": "1"})


def error_classes(root: type[ApiError] = ApiError) -> Iterator[type[ApiError]]:
    """List every error with a code of its own, parents before children."""
    for each in root.__subclasses__():
        if "code" in vars(each):
            yield each
        yield from error_classes(each)
