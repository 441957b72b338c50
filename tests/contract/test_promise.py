import re
from typing import Any

import msgspec
import pytest

from tests.contract.promise import Received, check_promise, find_faults

HEADERS = {"content-type": "application/json", "acupoint-release": "3"}
LIVE = Received("GET", "/livez", "", 200, HEADERS, b'{"status":"live"}')
PROBLEM: dict[str, Any] = {
    "type": "/docs/errors/bad-request",
    "title": "The request is malformed",
    "status": 400,
    "code": "bad-request",
    "detail": "Mend it.",
    "request_id": "x",
}


def problem(**members: Any) -> Received:
    """An answer to /livez that is a problem."""
    body = msgspec.json.encode(PROBLEM | members)
    headers = HEADERS | {"content-type": "application/problem+json"}
    return LIVE._replace(status=400, headers=headers, body=body)


def test_what_is_promised_passes() -> None:
    """An answer that the contract knows has no faults."""
    assert find_faults(LIVE) == []
    assert find_faults(problem()) == []


FAULTS: dict[str, tuple[Received, str]] = {
    "status": (LIVE._replace(status=418), "the status 418 is not documented"),
    "media type": (
        LIVE._replace(headers=HEADERS | {"content-type": "text/plain"}),
        "the media type 'text/plain' is not documented",
    ),
    "header": (LIVE._replace(headers=HEADERS | {"x-new": "1"}), "the header x-new is not"),
    "number": (
        LIVE._replace(headers=HEADERS | {"acupoint-release": "x"}),
        "the header acupoint-release is no number",
    ),
    "member": (LIVE._replace(body=b'{"status":"live","more":1}'), "'more' was unexpected"),
    "value": (LIVE._replace(body=b'{"status":"dead"}'), "status: "),
    "body": (LIVE._replace(body=b""), "a body of application/json is missing"),
    "code": (problem(code="unsortable-field"), "code: "),
    "parameter": (LIVE._replace(query="x=1"), "the parameter 'x' is not documented"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_not_promised_is_found_with_file_and_line(name: str) -> None:
    """Whoever adds something is told where to declare it, and what to run."""
    received, words = FAULTS[name]

    [fault] = find_faults(received)

    assert re.match(r"openapi/v1\.json:\d{3,}: GET /livez: ", fault)
    assert words in fault
    assert fault.endswith('; declare it under api/openapi/ and run "make openapi"')


def test_problems_need_no_operation() -> None:
    """On another path, or with another method, a problem is one of the known ones."""
    elsewhere = problem()._replace(path="/elsewhere", status=404)
    unknown = problem(code="made-up")._replace(method="DELETE", status=405)
    page = LIVE._replace(path="/elsewhere", status=500)

    assert find_faults(elsewhere) == []
    assert find_faults(unknown) == ["v1.json:1: made-up is no code"]
    assert "not as a problem" in find_faults(page)[0]


def test_a_broken_promise_fails_the_test_that_got_it() -> None:
    """The check is an assertion: no test passes with an answer that is not promised."""
    with pytest.raises(AssertionError, match="418 is not documented"):
        check_promise(LIVE._replace(status=418))
