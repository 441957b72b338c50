"""Errors in what a request asks for: the parameters."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from api.errors.error import ApiError, hint, shorten
from api.errors.http import BadRequest


class BadQuery(BadRequest):
    """The parameters are not ones that this resource takes."""

    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "allowed", "suggestion")


class UnknownParameter(BadQuery):
    """There is no such parameter."""

    code, title = "unknown-parameter", "The parameter is not known"

    def __init__(
        self, name: str, allowed: Sequence[str], known: Sequence[str] | None = None
    ) -> None:
        """Take all `known` names where `allowed` lists families of them, like filter[{field}]."""
        question, nearest = hint(name, known or allowed)
        listing = ", ".join(allowed) or "none"
        super().__init__(
            f"There is no parameter '{shorten(name)}' here.{question} Allowed: {listing}.",
            parameter=shorten(name),
            allowed=list(allowed),
            suggestion=nearest,
        )


class FormatNotImplemented(ApiError):
    """The answer does not come in a format that others of its kind have."""

    code, status, title = "format-not-implemented", 501, "The format is not implemented"
    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "allowed")

    def __init__(self, name: str, allowed: Sequence[str]) -> None:
        listing = ", ".join(allowed)
        super().__init__(
            f"The format '{name}' is not implemented. Allowed: {listing}.",
            parameter="format",
            allowed=list(allowed),
        )


class RepeatedParameter(BadQuery):
    """The same parameter is there twice."""

    code, title = "repeated-parameter", "The parameter is given twice"

    def __init__(self, name: str, value: str | None = None) -> None:
        what = f"In '{shorten(name)}', '{shorten(value)}'" if value else f"'{shorten(name)}'"
        super().__init__(
            f"{what} is given twice. Give it once; several values are separated by commas.",
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


class UnknownFilter(BadQuery):
    """The list cannot be filtered by this."""

    code, title = "unknown-filter", "The filter is not known"

    def __init__(self, parameter: str, name: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(name, allowed)
        super().__init__(
            f"This list cannot be filtered by '{shorten(name)}'.{question} "
            f"Allowed: {', '.join(allowed)}.",
            parameter=shorten(parameter),
            allowed=list(allowed),
            suggestion=nearest,
        )


class UnknownOperator(BadQuery):
    """The filter has no such operator."""

    code, title = "unknown-operator", "The operator is not known"

    def __init__(self, parameter: str, name: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(name, allowed)
        super().__init__(
            f"This filter has no operator '{shorten(name)}'.{question} "
            f"Allowed: {', '.join(allowed)}.",
            parameter=shorten(parameter),
            allowed=list(allowed),
            suggestion=nearest,
        )


class UnsortableField(BadQuery):
    """The list cannot be sorted by this."""

    code, title = "unsortable-field", "The list cannot be sorted by this field"

    def __init__(self, name: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(name, allowed)
        super().__init__(
            f"This list cannot be sorted by '{shorten(name)}'.{question} "
            f"Allowed: {', '.join(allowed)}, each with a '-' before it for descending.",
            parameter="sort",
            allowed=list(allowed),
            suggestion=nearest,
        )


class UnknownField(BadQuery):
    """Documents of the type have no such member."""

    code, title = "unknown-field", "The member is not known"

    def __init__(self, parameter: str, name: str, allowed: Sequence[str]) -> None:
        question, nearest = hint(name, allowed)
        super().__init__(
            f"There is no member '{shorten(name)}'.{question} Allowed: {', '.join(allowed)}.",
            parameter=parameter,
            allowed=list(allowed),
            suggestion=nearest,
        )


class BadValue(BadQuery):
    """The value does not fit the parameter."""

    code, title = "bad-value", "The value does not fit the parameter"

    def __init__(
        self,
        parameter: str,
        value: str,
        wanted: str,
        allowed: Sequence[str] | None = None,
        known: Iterable[str] = (),
    ) -> None:
        """Take `allowed` where an answer can list them all, `known` where it can only suggest."""
        question, nearest = hint(value, allowed or list(known))
        super().__init__(
            f"'{shorten(value)}' does not fit the parameter '{parameter}': {wanted}.{question}",
            parameter=parameter,
            allowed=list(allowed) if allowed else None,
            suggestion=nearest,
        )


class BadCursor(BadQuery):
    """The cursor is not one that was given for this."""

    code, title = "bad-cursor", "The cursor does not belong to this list"

    def __init__(self, reason: str, parameter: str = "after") -> None:
        source = "'next' of the answer" if parameter == "since" else "'after' from the page"
        super().__init__(
            f"The cursor {reason}. Take {source} before, with the same parameters.",
            parameter=parameter,
        )


class TooMuchAsked(BadQuery):
    """The answer would be larger than any answer may be."""

    code, title = "too-much-asked", "The answer would be too large"
    extra_fields: ClassVar[tuple[str, ...]] = ("parameter", "allowed", "suggestion", "limit")

    def __init__(
        self,
        parameter: str,
        wanted: str,
        limit: int,
        advice: str = "Ask for less at a time.",
        suggestion: str | None = None,
    ) -> None:
        super().__init__(
            f"More than {limit} {wanted} were asked for. {advice}",
            parameter=parameter,
            limit=limit,
            suggestion=suggestion,
        )
