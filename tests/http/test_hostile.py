import pytest

from tests.client import HOST, Client

from .problems import assert_problem

TOPICS = b"/v1/topics"
MANY = b"&".join(b"p%d=1" % index for index in range(5000))

TARGETS: dict[str, tuple[bytes, int]] = {
    "number over 2**63": (TOPICS + b"/%d" % 2**70, 404),
    "number under -2**63": (TOPICS + b"/-%d" % 2**70, 404),
    "number of 200 digits": (TOPICS + b"/" + b"9" * 200, 404),
    "key of 1,000 characters": (TOPICS + b"/" + b"a" * 1000, 404),
    "id with a line at its end": (TOPICS + b"/top_aaaaaaaaa1%0A", 400),
    "bare percent": (TOPICS + b"/%", 400),
    "half an escape": (TOPICS + b"/%4", 400),
    "no escape": (TOPICS + b"/%zz", 400),
    "no escape in the query": (TOPICS + b"?limit=%zz", 400),
    "NUL": (TOPICS + b"/%00", 400),
    "NUL in the query": (TOPICS + b"?limit=%00", 400),
    "NUL behind a slug": (TOPICS + b"/rest%00", 400),
    "lone surrogate": (TOPICS + b"/%ED%A0%80", 400),
    "lone surrogate in small letters": (TOPICS + b"/%ed%a0%80", 400),
    "lone surrogate in the query": (TOPICS + b"?include=%ED%A0%80", 400),
    "overlong slash": (TOPICS + b"/%C0%AF", 400),
    "overlong letter": (TOPICS + b"/%C1%81", 400),
    "beyond Unicode": (TOPICS + b"/%F5%80%80%80", 400),
    "half a character": (TOPICS + b"/%E2%82", 400),
    "raw byte": (TOPICS + b"/\xff", 400),
    "raw UTF-8": (TOPICS + "/é".encode(), 400),
    "raw byte in the query": (TOPICS + b"?limit=\xff", 400),
    "query of 100 KB": (TOPICS + b"?" + b"a" * 100_000, 414),
    "5,000 parameters": (TOPICS + b"?" + MANY, 414),
    "path of 100 KB": (TOPICS + b"/" * 100_000, 414),
    "two slashes": (b"//v1/topics", 400),
    "two slashes inside": (b"/v1//topics", 400),
    "slash at the end": (b"/v1/topics/", 400),
    "encoded slash": (b"/v1%2Ftopics", 400),
    "dot": (b"/v1/./topics", 400),
    "two dots": (b"/v1/articles/../topics", 400),
    "two encoded dots": (b"/v1/%2E%2E/topics", 400),
    "dots to the root": (b"/../../etc/passwd", 400),
    "encoded letter": (b"/v1/%74opics", 400),
    "escape in small letters": (TOPICS + b"/%c3%a9", 400),
    "escape that is needed": (TOPICS + b"/%C3%A9", 404),
    "escaped twice": (TOPICS + b"/%2572est", 404),
    "space": (TOPICS + b"/a b", 400),
    "encoded space": (TOPICS + b"/a%20b", 404),
    "backslash": (b"/v1\\topics", 400),
    "backslash, encoded": (b"/v1%5Ctopics", 404),
    "matrix parameter": (b"/v1/topics;a=b", 404),
    "right to left": (TOPICS + b"/%E2%80%AErest", 404),
    "no character": (TOPICS + b"/%EF%BF%BF", 404),
    "emoji": (TOPICS + b"/%F0%9F%98%80", 404),
    "SQL": (TOPICS + b"/'%20OR%201=1--", 404),
    "template": (TOPICS + b"/%7B%7B7*7%7D%7D", 404),
    "markup": (TOPICS + b"/%3Cscript%3E", 404),
    "absolute form": (b"http://other.example/v1/topics", 400),
    "authority form": (b"other.example:80", 400),
    "asterisk form": (b"*", 400),
    "nothing": (b"", 400),
    "fragment": (b"/v1/topics#x", 400),
    "line break": (b"/v1/topics\r\nX: y", 400),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_hostile_target_gets_a_problem(name: str, client: Client) -> None:
    """Each is refused by the first thing that is wrong with it, and none is our mistake."""
    target, status = TARGETS[name]

    answer = client.get(target)

    assert_problem(client, answer, status)


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("/v1/topics/", "/v1/topics"),
        ("//v1/topics", "/v1/topics"),
        ("/v1/%74opics", "/v1/topics"),
        ("/v1/topics/%c3%a9", "/v1/topics/%C3%A9"),
        ("/v1/topics/é", None),
        ("/", None),
    ],
)
def test_a_path_in_another_spelling_gives_the_right_one(
    target: str, suggestion: str | None, client: Client
) -> None:
    """A path that is suggested is one that passes."""
    answer = client.get(target)

    if suggestion is not None:
        problem = assert_problem(client, answer, 400, "bad-target")
        assert problem["suggestion"] == suggestion
        assert client.get(suggestion).status != 400


def test_no_suggestion_is_cut_short(client: Client) -> None:
    """A path that is too long to be repeated is not suggested in part."""
    answer = client.get(f"/v1/topics/{'a' * 500}/")

    problem = assert_problem(client, answer, 400, "bad-target")
    assert problem.get("suggestion") in {None, f"/v1/topics/{'a' * 500}"}


@pytest.mark.parametrize(("size", "status"), [(2047, 404), (2048, 404), (2049, 414)])
def test_an_address_has_2048_bytes_at_most(size: int, status: int, client: Client) -> None:
    """The limit is the same with and without a query, and what it is called."""
    path = b"/" + b"a" * (size - 1)
    with_query = b"/" + b"a" * (size - 4) + b"?b="

    assert client.get(path).status == status
    assert client.get(with_query).status == status


@pytest.mark.parametrize(("size", "status"), [(16_383, 200), (16_384, 200), (16_385, 431)])
def test_a_header_has_16_kib_at_most(size: int, status: int, client: Client) -> None:
    """Names, values and four bytes for each line."""
    rest = size - len(b"".join(HOST)) - 4 - len(b"x") - 4

    answer = client.send("GET", "/v1/topics", raw_headers=[HOST, (b"x", b"y" * rest)])

    assert answer.status == status


@pytest.mark.parametrize(("count", "status"), [(63, 200), (64, 200), (65, 431), (100, 431)])
def test_a_header_has_64_fields_at_most(count: int, status: int, client: Client) -> None:
    """Host is one of them."""
    fields = [(b"x-%d" % index, b"") for index in range(count - 1)]

    answer = client.send("GET", "/v1/topics", raw_headers=[HOST, *fields])

    assert answer.status == status


@pytest.mark.parametrize(
    "host",
    [b"localhost", b"localhost:8000", b"127.0.0.1:1", b"[::1]", b"[::1]:8000", b"a_b.example"],
)
def test_a_host_is_a_name_or_an_address(host: bytes, client: Client) -> None:
    """What browsers and proxies send passes."""
    assert client.send("GET", "/v1/topics", raw_headers=[(b"host", host)]).status == 200


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [b"a.example", b"b.example"],
        [b"a.example", b"a.example"],
        [b""],
        [b"a:b"],
        [b"a@b"],
        [b"a,b"],
        [b"a b"],
        [b"a/b"],
        [b"a:"],
        [b":80"],
        [b"a:1:2"],
        [b"a:999999"],
        [b"[::1"],
        [b"\xff"],
        [b"a\r\nb"],
    ],
)
def test_any_other_host_is_refused(hosts: list[bytes], client: Client) -> None:
    """Exactly one, so that no proxy sees another site than we do."""
    answer = client.send("GET", "/v1/topics", raw_headers=[(b"host", host) for host in hosts])

    assert_problem(client, answer, 400, "bad-request")


def test_a_port_out_of_range_is_no_mistake_of_ours(client: Client) -> None:
    """Nobody looks at the host, so that nothing can stumble over it."""
    answer = client.send("GET", "/v1/topics", raw_headers=[(b"host", b"a:99999")])

    assert answer.status in {200, 400}


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({"Content-Length": "1"}, 400),
        ({"Content-Length": "x"}, 400),
        ({"Transfer-Encoding": "chunked"}, 400),
        ({"Content-Length": "0"}, 200),
        ({"Content-Type": "text/xml"}, 200),
    ],
)
def test_reading_needs_no_body(
    method: str, header: dict[str, str], status: int, client: Client
) -> None:
    """A body that nobody reads could be taken for the next request."""
    answer = client.send(method, "/v1/topics", header)

    assert answer.status == (204 if (method, status) == ("OPTIONS", 200) else status)


def test_what_no_header_means_changes_nothing(client: Client) -> None:
    """Odd names and bytes in headers that nobody asked for pass unread."""
    odd = [(b"\xff", b"\xff"), (b"cookie", b"=;=;\x00"), (b"content-type", b"a/b;" * 50)]

    answer = client.send("GET", "/v1/topics", raw_headers=[HOST, *odd])

    assert (answer.status, answer.body) == (200, client.get("/v1/topics").body)
