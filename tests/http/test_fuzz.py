from hypothesis import given, settings
from hypothesis import strategies as st

from tests.client import Answer, Client

from .problems import assert_problem
from .strategies import HEADERS, METHODS, TARGETS, Header

WITHOUT_A_PROBLEM = {
    307: "the redirect of the start page, which is for browsers",
}

NAMING = {b"request-id", b"x-request-id", b"content-length", b"transfer-encoding"}
"""Headers that make a problem name the request or its method."""

EXHAUSTIVE = settings(
    max_examples=1000,
    derandomize=True,
    deadline=None,
)


def assert_answer(client: Client, answer: Answer) -> None:
    """Check what holds for every answer to every request."""
    assert answer.status < 500
    assert answer.headers["request-id"].isascii()
    assert not any(set(value) & set("\r\n\0") for value in answer.headers.values())
    if answer.status not in {200, 204, 304, *WITHOUT_A_PROBLEM} and answer.body:
        assert_problem(client, answer)


@given(target=TARGETS)
@EXHAUSTIVE
def test_no_target_is_a_mistake_of_ours(target: bytes, client: Client) -> None:
    """Whatever bytes are asked for, the answer is a success or a problem of the client's."""
    answer = client.get(target)

    assert_answer(client, answer)
    assert answer.body or answer.status == 307


@given(target=TARGETS, headers=HEADERS, method=st.sampled_from(METHODS))
@EXHAUSTIVE
def test_no_request_is_a_mistake_of_ours(
    target: bytes, headers: list[Header], method: str, client: Client
) -> None:
    """Methods and headers add nothing that could not be answered."""
    answer = client.send(method, target, raw_headers=headers)

    assert_answer(client, answer)
    assert method != "HEAD" or not answer.body


@given(target=TARGETS, headers=HEADERS)
@EXHAUSTIVE
def test_head_is_get_for_every_request(
    target: bytes, headers: list[Header], client: Client
) -> None:
    """Also where something is wrong, HEAD has the status and the headers of GET."""
    same = [(b"request-id", b"same"), *(each for each in headers if each[0] not in NAMING)]

    get = client.send("GET", target, raw_headers=same)
    head = client.send("HEAD", target, raw_headers=same)
    for answer in (get, head):
        answer.headers.pop("server-timing", None)  # It tells of this one request.

    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")
