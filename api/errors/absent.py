"""Errors in what a request names: it is elsewhere, is not there, or is not there any more."""

from collections.abc import Sequence
from typing import ClassVar

from api.errors.error import ApiError, hint, shorten


class DocumentMoved(ApiError):
    """The slug is a former one."""

    code, status, title = "document-moved", 308, "The document has a new slug"
    extra_fields: ClassVar[tuple[str, ...]] = ("location",)

    def __init__(self, path: str, tail: str) -> None:
        super().__init__(
            f"The document is now at {path}.", {"Location": path + tail}, location=path
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


class UnknownForm(ApiError):
    """Documents of the type cannot be had in this form."""

    code, status, title = "unknown-form", 404, "There is no such form of the document"
    extra_fields: ClassVar[tuple[str, ...]] = ("allowed", "suggestion")

    def __init__(self, noun: str, suffix: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(suffix, allowed)
        listing = ", ".join(allowed)
        super().__init__(
            f"{noun} cannot be had as '{shorten(suffix)}'.{question} Allowed: {listing}.",
            allowed=list(allowed),
            suggestion=nearest,
        )


class SnapshotNotFound(ApiError):
    """No file of a snapshot that is kept has this name."""

    code, status, title = "snapshot-not-found", 404, "There is no such file"
    extra_fields: ClassVar[tuple[str, ...]] = ("suggestion",)

    def __init__(self, name: str, latest: str) -> None:
        super().__init__(
            f"No snapshot has a file '{shorten(name)}', or not any more. "
            f"{latest} lists those of the present one.",
            suggestion=latest,
        )


class LanguageNotFound(ApiError):
    """The document is there, but not in the language that was asked for."""

    code, status, title = "language-not-found", 404, "The document is not there in this language"
    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "allowed", "suggestion")

    def __init__(self, noun: str, lang: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(lang, allowed)
        super().__init__(
            f"This {noun} is not there in '{shorten(lang)}'.{question} There is: "
            f"{', '.join(allowed)}. Add fallback={allowed[0]} to get that in its place.",
            parameter="lang",
            allowed=list(allowed),
            suggestion=nearest,
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


class CursorExpired(ApiError):
    """A copy has come from a history that is not, or not any more, the one that is published."""

    code, status, title = "cursor-expired", 410, "The copy cannot be brought up to date"
    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "snapshot")

    def __init__(self, reason: str, snapshot: str) -> None:
        super().__init__(
            f"The copy {reason}. Begin anew with {snapshot}, or without 'since'.",
            parameter="since",
            snapshot=snapshot,
        )
