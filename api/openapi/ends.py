"""What goes away, in the contract: marked, dated, and announced in headers."""

from typing import Any

from api.openapi.headers import build_not_modified, header_refs
from api.query.deprecated import Words
from api.resources.deprecation import Deprecation

Described = dict[str, Any]

ANNOUNCED = ("Deprecation", "Sunset")


def mark_end(described: Described, end: Deprecation | None) -> Described:
    """Mark an operation or a parameter that goes away.

    `x-sunset` is what comparisons of contracts take for leave to remove it from that day on.
    """
    if end is None:
        return described
    words = f"{described['description']} {end.words}"
    marks = {"deprecated": True, "x-sunset": end.sunset.isoformat()}
    return {**described, "description": words, **marks}


def mark_operation(operation: Described, end: Deprecation | None, words: Words) -> Described:
    """Mark an operation that goes away.

    One that is asked for in words that go away names the headers that say so, too.
    """
    if end is None and not words:
        return operation
    responses = {
        **operation["responses"],
        "200": _announced(operation["responses"]["200"]),
        "304": _announced(build_not_modified()),
    }
    return mark_end({**operation, "responses": responses}, end)


def _announced(response: Described) -> Described:
    headers = response["headers"] | header_refs(ANNOUNCED)
    return {**response, "headers": dict(sorted(headers.items()))}
