import html
import re

import msgspec
import pytest

from api.errors import ApiError, error_classes
from api.portal.catalogue import REQUEST_ID
from api.portal.explanations import EXPLANATIONS
from api.portal.operations import operations_giving
from tests.client import Client

ERRORS = list(error_classes())
EACH_ERROR = pytest.mark.parametrize("error", ERRORS, ids=[error.code for error in ERRORS])
EVERYWHERE = [error for error, each in EXPLANATIONS.items() if each.is_everywhere]


def test_every_error_is_explained() -> None:
    """Whoever adds an error says in api/portal/explanations/ what to do about it."""
    assert set(EXPLANATIONS) == set(ERRORS)


@EACH_ERROR
def test_an_example_is_of_the_error_that_it_explains(error: type[ApiError]) -> None:
    """It is made by the code that refuses requests, and shows only members that are listed."""
    example = EXPLANATIONS[error].example()

    assert type(example) is error
    assert set(example.extras) <= set(error.extra_fields)


@EACH_ERROR
def test_a_page_shows_the_example_and_the_advice(error: type[ApiError], client: Client) -> None:
    """The whole problem, as it is sent."""
    page = client.get(f"/docs/errors/{error.code}").body.decode()
    blocks = re.findall(r"<pre[^>]*><code>(.*?)</code>", page, re.DOTALL)

    shown = msgspec.json.decode(html.unescape(re.sub(r"<[^>]+>", "", blocks[1])))

    assert shown["code"] == error.code
    assert shown["detail"] == EXPLANATIONS[error].example().detail
    assert all(f"<code>{member}</code>" in page for member in error.extra_fields)


@pytest.mark.parametrize("error", EVERYWHERE, ids=[error.code for error in EVERYWHERE])
def test_the_request_of_an_example_is_answered_so(error: type[ApiError], client: Client) -> None:
    """Where the answer does not depend on the content, any server gives it."""
    example = EXPLANATIONS[error].example()
    head, _, body = EXPLANATIONS[error].request.partition("\n\n")
    first, *fields = head.splitlines()
    method, _, target = first.partition(" ")
    headers = dict(field.split(": ") for field in fields)

    answer = client.send(method, target, {**headers, "Request-Id": REQUEST_ID}, body=body.encode())

    assert answer.status == error.status
    assert answer.json() == {
        "type": f"/docs/errors/{error.code}",
        "title": error.title,
        "status": error.status,
        "code": error.code,
        "detail": example.detail,
        "request_id": REQUEST_ID,
        **example.extras,
    }


def test_a_code_is_listed_where_it_can_come_from() -> None:
    """A cursor belongs to a list, a former slug to a document, and 405 to other methods."""
    places = {
        error.code: {each.id for each in operations_giving(error)} for error in error_classes()
    }

    assert "listTopics" in places["bad-cursor"]
    assert "getTopic" not in places["bad-cursor"]
    assert places["document-moved"] & {"getTopic", "listTopics"} == {"getTopic"}
    assert places["method-not-allowed"] == set()
