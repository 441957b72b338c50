import pytest

from tests.client import Answer, Client

from .cases import EACH_ROUTE
from .problems import assert_problem

WRITES = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "MADE-UP"]
PROBLEMS = ["/v1/articles/rest", "/v1/topics?x=1", "/v1/topics/x", "/nothing", "/v1/topics/"]


ASKED_FOR = {"Accept", "If-None-Match", "If-Modified-Since", "If-Match", "Range", "Request-Id"}
OF_ONE_REQUEST = {"request-id", "server-timing"}


def stable(answer: Answer) -> dict[str, str]:
    """The headers that do not belong to one request."""
    return {name: value for name, value in answer.headers.items() if name not in OF_ONE_REQUEST}


@EACH_ROUTE
def test_head_is_get_without_the_body(target: str, client: Client) -> None:
    """Same status, same headers, same length; no bytes."""
    get = client.get(target)

    head = client.send("HEAD", target)

    assert (head.status, stable(head), head.body) == (get.status, stable(get), b"")
    assert list(head.headers) == list(get.headers)
    assert head.headers["content-length"] == str(len(get.body))


@pytest.mark.parametrize("target", PROBLEMS)
def test_head_of_a_problem_is_the_problem_without_its_body(target: str, client: Client) -> None:
    """Also what goes wrong can be asked for without the words."""
    get = client.get(target, Request_Id="same")

    head = client.send("HEAD", target, {"Request-Id": "same"})

    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


@EACH_ROUTE
def test_options_tell_what_is_allowed(target: str, client: Client) -> None:
    """For people in Allow, and for browsers in the headers of a preflight."""
    answer = client.send(
        "OPTIONS",
        target,
        {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"},
    )

    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert set(answer.headers["access-control-allow-headers"].split(", ")) >= ASKED_FOR
    assert int(answer.headers["access-control-max-age"]) > 0
    assert "content-length" not in answer.headers
    assert "content-type" not in answer.headers


@EACH_ROUTE
def test_no_other_method_is_allowed(target: str, client: Client) -> None:
    """What can be read cannot be written, and Allow is what OPTIONS say."""
    allowed = client.send("OPTIONS", target).headers["allow"]

    for method in WRITES:
        answer = client.send(method, target)

        problem = assert_problem(client, answer, 405, "method-not-allowed")
        assert answer.headers["allow"] == ", ".join(problem["allowed"]) == allowed


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "MADE-UP", "HEAD"])
def test_where_nothing_is_no_method_helps(method: str, client: Client) -> None:
    """An unknown path is unknown for every method."""
    answer = client.send(method, "/v1/nothing")

    assert answer.status == 404
    assert "allow" not in answer.headers


def test_other_headers_do_not_change_the_method(client: Client) -> None:
    """A GET is a GET, whatever a proxy or a client says beside it."""
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        answer = client.send("GET", "/v1/topics", {name: "DELETE"})

        assert answer.status == 200


def test_a_long_method_is_named_in_part(client: Client) -> None:
    """A method is a client's word like any other."""
    answer = client.send("M" * 5000, "/v1/topics")

    assert_problem(client, answer, 405, "method-not-allowed")
    assert b"M" * 65 not in answer.body
