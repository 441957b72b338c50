import pytest

from tests.client import HOST, Client

from .cases import EACH_ROUTE
from .problems import assert_problem

TARGET = "/v1/topics"


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        "application/*",
        "APPLICATION/JSON",
        "application/json;q=0.1",
        "application/json; charset=utf-8",
        "text/html, application/json;q=0.9, */*;q=0.8",
        "text/html;q=0.5, */*;q=0.1",
        "text/html;q=0, application/json",
        "*/*;q=0, application/json",
        "application/*;q=0, application/json;q=0.001",
        ", ".join([*(f"text/x{index}" for index in range(200)), "*/*"]),
    ],
    ids=lambda accept: accept[:40] or "empty",
)
def test_a_client_that_takes_json_gets_it(accept: str, client: Client) -> None:
    """By name, by type, by anything; the most specific range decides (RFC 9110, 12.5.1)."""
    assert client.get(TARGET, Accept=accept).status == 200


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/html;q=0.5",
        "text/*, image/png",
        "application/xml",
        "application/problem+json",
        "application/json;q=0",
        "application/json;q=0.000",
        "*/*;q=0",
        "application/*;q=0",
        "application/json;q=0, */*",
        "application/json; q=0, text/html",
    ],
)
def test_a_client_that_takes_no_json_is_told(accept: str, client: Client) -> None:
    """q=0 means not acceptable (RFC 9110, 12.4.2)."""
    answer = client.get(TARGET, Accept=accept)

    problem = assert_problem(client, answer, 406, "not-acceptable")
    assert problem["allowed"] == ["application/json"]


@pytest.mark.parametrize(
    "accept",
    [
        ";;;",
        ",",
        "a",
        "/",
        "*",
        "*/json",
        "q=1",
        "application/json;q=",
        "application/json;q=x",
        "application/json;q=-1",
        "application/json;q=nan",
        "application/json;q=inf",
        "application/json;q=1e999",
        'application/json;a="b,c"',
        "\xe9/\xff",
        "/" * 5000,
    ],
    ids=lambda accept: accept[:30],
)
def test_a_malformed_accept_is_no_mistake_of_ours(accept: str, client: Client) -> None:
    """Whatever the header holds, the answer is a document or a problem of the client's."""
    answer = client.get(TARGET, Accept=accept)

    assert answer.status == 200 or assert_problem(client, answer)["status"] in {400, 406}


@pytest.mark.parametrize("target", ["/v1/topics/x", "/v1/articles/rest", "/nothing", "/v1/topics/"])
@pytest.mark.parametrize("accept", ["text/html", "application/json", "application/json;q=0"])
def test_a_problem_comes_to_every_client(accept: str, target: str, client: Client) -> None:
    """A client learns what is wrong also if it takes something else only."""
    plain = client.get(target)

    answer = client.get(target, Accept=accept)

    assert_problem(client, answer, plain.status, plain.json()["code"])


@EACH_ROUTE
def test_options_need_no_media_type(target: str, client: Client) -> None:
    """A preflight is answered whatever is accepted."""
    assert client.send("OPTIONS", target, {"Accept": "image/png"}).status == 204


@EACH_ROUTE
def test_the_type_of_an_answer_is_accepted(target: str, client: Client) -> None:
    """Every answer comes to a client that takes just its type."""
    answer = client.get(target)

    again = client.get(target, Accept=answer.headers["content-type"])

    assert (again.status, again.body) == (answer.status, answer.body)


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html;q=0.8, application/json;q=0.7",
        "text/html;q=0.5, application/json;q=0",
        "text/*;q=0.9, application/json;q=0.8",
        "text/html, */*",
        "*/*, application/json;q=0.5",
    ],
)
def test_a_browser_gets_the_start_page(accept: str, client: Client) -> None:
    """Who wants HTML more than JSON gets a page at the address of the service."""
    answer = client.get("/", Accept=accept)

    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        "application/*, text/html;q=0.9",
        "text/html, application/json",
        "text/html;q=0.3, application/json;q=0.301",
        "text/html;q=0, */*",
        "text/html;q=x, */*",
        "nonsense",
    ],
)
def test_a_program_gets_the_index(accept: str, client: Client) -> None:
    """Without a preference for HTML the answer is data."""
    answer = client.get("/", Accept=accept)

    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")


def test_the_answer_without_any_header_is_the_index(client: Client) -> None:
    """A client that says nothing is a program."""
    assert client.get("/").json()["name"] == "Acupoint"


def test_several_lines_of_accept_are_one_list(client: Client) -> None:
    """A header may come in lines (RFC 9110, 5.3)."""
    lines = [HOST, (b"accept", b"application/json;q=0.5"), (b"accept", b"text/html")]

    answer = client.send("GET", "/", raw_headers=lines)

    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0, application/json;q=0"])
def test_a_client_that_takes_neither_is_told_both(accept: str, client: Client) -> None:
    """There are two forms of the start page, and the problem names both."""
    problem = assert_problem(client, client.get("/", Accept=accept), 406, "not-acceptable")

    assert problem["allowed"] == ["application/json", "text/html"]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_caches_keep_both_forms_apart(accept: str, method: str, client: Client) -> None:
    """Vary names what decides, also on a 304, and the forms have different validators."""
    answer = client.send(method, "/", {"Accept": accept})
    other = client.get("/", Accept="text/html" if accept != "text/html" else "application/json")
    again = client.get("/", Accept=accept, If_None_Match=answer.headers["etag"])

    assert "Accept" in answer.headers["vary"].split(", ")
    assert answer.headers["etag"] != other.headers["etag"]
    assert (again.status, again.headers["vary"]) == (304, answer.headers["vary"])
