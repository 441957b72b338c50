"""What holds for every answer that is not a success (RFC 9457)."""

from typing import Any

from api.errors import ApiError, error_classes
from tests.client import Answer, Client

MAX_PROBLEM = 2048
"""Bytes of the largest problem: nothing that a client sends makes an answer large."""

OF_EVERY_PROBLEM = {"type", "title", "status", "code", "detail", "request_id"}

EXPLAINED: set[str] = set()
"""Addresses whose pages were seen."""

ERRORS: dict[str, type[ApiError]] = {error.code: error for error in error_classes()}


def assert_problem(
    client: Client, answer: Answer, status: int | None = None, code: str | None = None
) -> Any:
    """Check the form of a problem, and which one it is; returns its members."""
    problem = answer.json()
    error = ERRORS[problem["code"]]
    assert (status or error.status, code or error.code) == (answer.status, problem["code"])
    assert answer.headers["content-type"] == "application/problem+json"
    cache_control = "public, max-age=30" if answer.status in {308, 404, 410} else "no-store"
    assert answer.headers["cache-control"] == cache_control
    assert answer.headers["content-length"] == str(len(answer.body))
    assert len(answer.body) <= MAX_PROBLEM
    assert problem["status"] == answer.status == error.status
    assert problem["title"] == error.title
    assert problem["request_id"] == answer.headers["request-id"]
    assert set(problem) - OF_EVERY_PROBLEM <= set(error.extra_fields)
    assert None not in problem.values()
    assert problem["detail"].isprintable()
    assert problem["detail"].endswith((".", "?"))
    assert_explained(client, problem["type"])
    return problem


def assert_explained(client: Client, type_: str) -> None:
    """Check, once, that the address of a problem leads to a page that explains it."""
    if type_ not in EXPLAINED:
        page = client.get(type_)
        assert page.status == 200
        assert page.headers["content-type"].startswith("text/html")
        EXPLAINED.add(type_)
