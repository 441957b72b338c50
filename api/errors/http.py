"""Errors in how a request is made, and in answering it."""

from collections.abc import Sequence
from typing import ClassVar

from api.errors.error import ApiError, shorten


class BadRequest(ApiError):
    """The request is not one that this service answers."""

    code, status, title = "bad-request", 400, "The request is malformed"


class BadBody(BadRequest):
    """The body does not say what is asked."""

    code, title = "bad-body", "The body cannot be used"
    extra_fields: ClassVar[tuple[str, ...]] = ("pointer", "allowed", "suggestion")

    def __init__(
        self,
        detail: str,
        pointer: str,
        allowed: list[str] | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Take the place of the mistake as a JSON pointer (RFC 6901); the whole body is ''."""
        super().__init__(detail, pointer=pointer, allowed=allowed, suggestion=suggestion)


class BadTarget(BadRequest):
    """The address is not written the one way that every resource is addressed."""

    code, title = "bad-target", "The address is malformed"
    extra_fields: ClassVar[tuple[str, ...]] = ("suggestion",)

    def __init__(self, detail: str, suggestion: str | None = None) -> None:
        super().__init__(detail, suggestion=suggestion)


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


class CodingNotAcceptable(NotAcceptable):
    """The client rules out all of the content codings that there are."""

    code, title = "coding-not-acceptable", "No acceptable content coding"

    def __init__(self, allowed: Sequence[str]) -> None:
        ApiError.__init__(
            self,
            f"Accept-Encoding rules out all that is spoken here: {', '.join(allowed)}.",
            allowed=list(allowed),
        )


class RequestTimeout(ApiError):
    """The request did not arrive in time."""

    code, status, title = "request-timeout", 408, "The request took too long to arrive"

    def __init__(self, part: str, seconds: float) -> None:
        super().__init__(f"The {part} did not arrive within {seconds:g} seconds. Send it again.")


class PreconditionFailed(ApiError):
    """The client insists on bytes that are not the present ones."""

    code, status, title = "precondition-failed", 412, "The document is not the one that was meant"

    def __init__(self) -> None:
        super().__init__(
            "If-Match or If-Unmodified-Since rules the present form out. Ask again without it."
        )


class BodyTooLarge(ApiError):
    """The body has more bytes than are read."""

    code, status, title = "body-too-large", 413, "The body is too large"
    extra_fields: ClassVar[tuple[str, ...]] = ("limit",)

    def __init__(self, limit: int) -> None:
        super().__init__(f"The body has more than {limit} bytes. Send less at once.", limit=limit)


class UnsupportedMedia(ApiError):
    """The body is of a media type that is not read here."""

    code, status, title = "unsupported-media-type", 415, "The media type is not supported"
    extra_fields: ClassVar[tuple[str, ...]] = ("allowed",)

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(
            f"The body has to be of the type {' or '.join(allowed)}, in UTF-8. "
            "Say so in Content-Type.",
            {"Accept-Post": ", ".join(allowed)},
            allowed=list(allowed),
        )


class UnsupportedCoding(UnsupportedMedia):
    """The body is compressed."""

    code, title = "unsupported-content-coding", "The content coding is not supported"

    def __init__(self, allowed: Sequence[str]) -> None:
        ApiError.__init__(
            self,
            "The body is compressed. Send it as it is, without Content-Encoding.",
            {"Accept-Encoding": ", ".join(allowed)},
            allowed=list(allowed),
        )


class UriTooLong(ApiError):
    """The address is longer than any that is served."""

    code, status, title = "uri-too-long", 414, "The address is too long"
    extra_fields: ClassVar[tuple[str, ...]] = ("limit",)

    def __init__(self, limit: int) -> None:
        super().__init__(f"The address has more than {limit} bytes.", limit=limit)


class RangeNotSatisfiable(ApiError):
    """The file ends before the part that is asked for begins."""

    code, status, title = "range-not-satisfiable", 416, "The file has no such part"
    extra_fields: ClassVar[tuple[str, ...]] = ("size",)

    def __init__(self, size: int) -> None:
        super().__init__(
            f"The file has {size} bytes. If you have as many, it is complete.",
            {"Content-Range": f"bytes */{size}"},
            size=size,
        )


class TooManyConnections(ApiError):
    """One address has more connections than any client needs."""

    code, status, title = "too-many-connections", 429, "There are too many connections"
    extra_fields: ClassVar[tuple[str, ...]] = ("limit",)

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Your address has more than {limit} connections. Send several requests on one.",
            {"Retry-After": "1"},
            limit=limit,
        )


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


class ServiceBusy(ApiError):
    """Every connection that there may be is at work."""

    code, status, title = "service-busy", 503, "All connections are in use"

    def __init__(self) -> None:
        super().__init__("All connections are at work. Try again soon.", {"Retry-After": "1"})
