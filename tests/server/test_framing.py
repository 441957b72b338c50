from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.app import create_serving_app
from api.limits import MAX_HEAD, MAX_HEADER, MAX_HEADERS, MAX_TARGET, Limits
from api.loaded import load_release
from api.serve.tiers import build_tiers
from api.serving import Serving
from api.settings import Settings

from .apps import Patient, echo
from .wire import GET, Wire, assert_refused, serving, serving_tiers, wait_until

pytestmark = pytest.mark.enable_socket

HOST = b"Host: localhost\r\n"
MEGABYTES = 5 * 2**20


@pytest.fixture(scope="module")
def clinic(clinic_releases: Path) -> Iterator[Wire]:
    """The small clinic, served over a socket as the process serves it."""
    serving = Serving(load_release(clinic_releases))
    with serving_tiers(build_tiers(Settings(), serving, create_serving_app(serving))) as running:
        yield running
    serving.loaded.retire()


def get(target: bytes, *fields: bytes, version: bytes = b"1.1") -> bytes:
    lines = [b"GET %b HTTP/%b" % (target, version), HOST.strip(), *fields, b"", b""]
    return b"\r\n".join(lines)


@pytest.mark.parametrize(
    "data",
    [
        get(b"/v1/topics", b"X: " + b"a" * MEGABYTES),
        get(b"/v1/topics", b"X:" + b" " * MEGABYTES),
        get(b"/v1/topics", b"a" * MEGABYTES + b": b"),
        get(b"/v1/topics", *[b"X: y"] * (MEGABYTES // 6)),
        b"\r\n" * MEGABYTES,
        b"GET" + b" " * MEGABYTES,
    ],
    ids=["value", "space", "name", "fields", "empty lines", "no address"],
)
def test_five_megabytes_of_header_are_refused(data: bytes, clinic: Wire) -> None:
    """The answer comes after 16 KiB, and the rest is thrown away unread."""
    with clinic.connect() as peer:
        peer.send(data[: MAX_HEAD + 1])
        assert_refused(peer.read(), 431, "header-too-large")
        peer.send(data[MAX_HEAD + 1 :])

        assert peer.read_rest() == b""


def test_no_more_of_a_header_is_kept_than_may_be(clinic: Wire) -> None:
    """What is thrown away is not kept first: it does not matter how much follows."""
    with clinic.connect() as peer:
        peer.send(get(b"/v1/topics", b"X: " + b"a" * MEGABYTES))
        assert peer.read().status == 431
        connection: Any
        (connection,) = clinic.connections.members

        assert len(connection.inbox) == 0


@pytest.mark.parametrize(("size", "status"), [(-1, 200), (0, 200), (1, 431)])
def test_a_header_has_16_kib_at_most_on_the_wire(size: int, status: int, clinic: Wire) -> None:
    """The limit of the parser is no tighter than that of the gate."""
    rest = MAX_HEADER + size - len(b"hostlocalhost") - 4 - len(b"x") - 4

    reply = clinic.ask(get(b"/v1/topics", b"X: " + b"y" * rest))

    assert reply.status == status


@pytest.mark.parametrize(("count", "status"), [(-1, 200), (0, 200), (1, 431)])
def test_a_header_has_64_fields_at_most_on_the_wire(count: int, status: int, clinic: Wire) -> None:
    """Host is one of them."""
    reply = clinic.ask(get(b"/v1/topics", *[b"X: y"] * (MAX_HEADERS - 1 + count)))

    assert reply.status == status


@pytest.mark.parametrize(("size", "status"), [(-1, 404), (0, 404), (1, 414), (MEGABYTES, 414)])
def test_an_address_has_2048_bytes_at_most_on_the_wire(
    size: int, status: int, clinic: Wire
) -> None:
    """The limit is the same for an address that arrives whole and for one that never ends."""
    path = b"/" + b"a" * (MAX_TARGET - 1 + size)

    assert clinic.ask(get(path)).status == status


def test_a_long_address_is_refused_before_it_has_arrived(clinic: Wire) -> None:
    """Nothing more is waited for once it is too long."""
    with clinic.connect() as peer:
        reply = peer.send(b"GET /" + b"a" * MAX_TARGET).read()

        assert_refused(reply, 414, "uri-too-long")
        assert peer.read_rest() == b""


@pytest.mark.parametrize(
    "fields",
    [[], [HOST, HOST], [HOST, b"Host: other\r\n"], [b"Host:\r\n"], [b"Host: a@b\r\n"]],
    ids=["none", "twice", "two", "empty", "odd"],
)
def test_a_request_without_one_sane_host_is_refused(fields: list[bytes], clinic: Wire) -> None:
    """No proxy can see another site than we do."""
    reply = clinic.ask(b"GET /v1/topics HTTP/1.1\r\n" + b"".join(fields) + b"\r\n")

    assert (reply.status, reply.json()["code"]) == (400, "bad-request")


@pytest.mark.parametrize(
    "target",
    [
        b"http://localhost/v1/topics",
        b"HTTP://LOCALHOST/v1/topics",
        b"https://localhost/v1/topics?limit=1",
    ],
)
def test_an_absolute_address_is_answered(target: bytes, clinic: Wire) -> None:
    """Servers have to (RFC 9112, 3.2.2)."""
    assert clinic.ask(get(target)).status == 200


@pytest.mark.parametrize(
    "target",
    [
        b"http://other/v1/topics",
        b"http://user@localhost/v1/topics",
        b"http://localhost:80/v1/topics",
        b"http://localhost",
        b"http:///v1/topics",
        b"ftp://localhost/v1/topics",
        b"*",
        b"/v1/topics#",
        b"/v1/topics?#x",
        b"http://localhost/#x",
    ],
)
def test_any_other_form_of_address_is_refused(target: bytes, clinic: Wire) -> None:
    """No second host, no user, no other scheme, no fragment."""
    reply = clinic.ask(get(target))

    assert reply.status == 400
    assert reply.json()["code"] in {"bad-target", "bad-request"}


@pytest.mark.parametrize("version", [b"0.9", b"1.2", b"2.0", b"3.0"])
def test_another_version_is_refused(version: bytes, clinic: Wire) -> None:
    """HTTP/1.0 and 1.1 are spoken."""
    assert_refused(clinic.ask(get(b"/v1/topics", version=version)), 400, "bad-request")
    assert clinic.ask(get(b"/v1/topics", version=b"1.0")).status == 200


def test_http_without_a_version_is_refused(clinic: Wire) -> None:
    """HTTP/0.9 has no status and no header to answer with."""
    assert_refused(clinic.ask(b"GET /v1/topics\r\n\r\n"), 400, "bad-request")


@pytest.mark.parametrize("body", [b"Content-Length: 5000000", b"Transfer-Encoding: chunked"])
def test_a_body_on_a_get_is_refused_unread(body: bytes, clinic: Wire) -> None:
    """The answer does not wait for the body, and the connection ends with it."""
    with clinic.connect() as peer:
        reply = peer.send(get(b"/v1/topics", body)).read()

        assert (reply.status, reply.json()["code"]) == (400, "bad-request")
        assert reply.headers["connection"] == "close"
        assert peer.read_rest() == b""


def test_what_follows_a_body_is_no_request(clinic: Wire) -> None:
    """Whatever proxies think where a body ends: nothing behind one is answered."""
    smuggled = b"POST /v1/topics HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\n\r\nbody" + GET
    with clinic.connect() as peer:
        assert peer.send(smuggled).read().status == 405

        assert peer.read_rest() == b""


@pytest.mark.parametrize(
    "data",
    [
        b"GET /v1/topics HTTP/1.1\nHost: localhost\n\n",
        get(b"/v1/topics", b" folded: x"),
        get(b"/v1/topics", b"X: a\x00b"),
        get(b"/v1/topics", b"X: a\rb"),
        get(b"/v1/topics", b"X : a"),
        get(b"/v1/topics", b"Content-Length: 1", b"Transfer-Encoding: chunked"),
        get(b"/v1/topics", b"Content-Length: +1"),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"get / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_cannot_be_parsed_ends_the_connection(data: bytes, clinic: Wire) -> None:
    """A problem says so, and nothing that follows is guessed at."""
    with clinic.connect() as peer:
        assert_refused(peer.send(data).read(), 400, "bad-request")
        peer.send(GET)

        assert peer.read_rest() == b""


def test_a_head_that_is_refused_gets_no_content(clinic: Wire) -> None:
    """Whoever asks for the header only reads nothing behind it."""
    with clinic.connect() as peer:
        reply = peer.send(b"HEAD /v1/topics HTTP/1.1\r\nHost : x\r\n\r\n").read("HEAD")

        assert (reply.status, reply.headers["content-type"]) == (400, "application/problem+json")
        assert peer.read_rest() == b""


@pytest.mark.parametrize("protocol", [b"h2c", b"websocket", b"TLS/1.0"])
def test_an_upgrade_is_passed_over(protocol: bytes, clinic: Wire) -> None:
    """The answer is the one to the same request without it (RFC 9110, 7.8)."""
    asked = get(b"/v1/topics", b"Connection: Upgrade", b"Upgrade: " + protocol)
    with clinic.connect() as peer:
        assert peer.send(asked + GET).read().status == 200
        assert peer.read().status == 200


def test_pipelined_requests_are_answered_in_order() -> None:
    """However fast the later ones would be: one is answered after the other."""
    app = Patient()
    paths = [b"/%d" % number for number in range(20)]
    with serving(app, Limits()) as wire, wire.connect() as peer:
        peer.send(b"".join(get(path) for path in paths))
        for path in paths:
            wait_until(lambda: len(app.waiting) == 1)
            app.release()

            assert peer.read().body == path
        assert peer.is_open()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64, 100, 4096])
def test_it_does_not_matter_how_requests_are_cut(size: int) -> None:
    """Requests that arrive in pieces of any size are the same requests."""
    asked = b"".join(get(b"/%d" % number, b"X: " + b"y" * number) for number in range(30))
    with serving(echo, Limits()) as wire, wire.connect() as peer:
        for start in range(0, len(asked), size):
            peer.send(asked[start : start + size])

        assert [peer.read().body for _ in range(30)] == [b"/%d" % number for number in range(30)]


def test_thousands_of_pipelined_requests_are_answered() -> None:
    """More than one read brings, and more than the client reads at first."""
    count = 9000
    limits = Limits(max_requests=2 * count)
    with serving(echo, limits) as wire, wire.connect() as peer:
        peer.send(b"".join(get(b"/%d" % number) for number in range(count)))

        assert all(peer.read().body == b"/%d" % number for number in range(count))


def test_a_mistake_in_the_pipeline_is_answered_in_its_turn() -> None:
    """What came before it is answered first, what comes after it is not."""
    app = Patient()
    with serving(app, Limits()) as wire, wire.connect() as peer:
        peer.send(get(b"/1") + b"nonsense\r\n\r\n" + get(b"/2"))
        wait_until(lambda: len(app.waiting) == 1)
        app.release()

        assert peer.read().body == b"/1"
        assert_refused(peer.read(), 400, "bad-request")
        assert peer.read_rest() == b""


def test_a_client_that_has_said_all_is_answered() -> None:
    """Closing one half of a connection says that nothing follows, not that nobody listens."""
    app = Patient()
    with serving(app, Limits()) as wire, wire.connect() as peer:
        peer.send(get(b"/1") + get(b"/2")).finish()
        for _ in range(2):
            wait_until(lambda: len(app.waiting) == 1)
            app.release()

        assert [peer.read().body for _ in range(2)] == [b"/1", b"/2"]
        assert peer.read_rest() == b""


def test_the_last_request_of_a_connection_is_told_so() -> None:
    """After as many as there may be, the answer says that the connection ends."""
    with serving(echo, Limits(max_requests=3)) as wire, wire.connect() as peer:
        replies = [peer.send(GET).read() for _ in range(3)]

        assert ["connection" in each.headers for each in replies] == [False, False, True]
        assert peer.read_rest() == b""


def test_a_connection_has_1000_requests_at_most(clinic: Wire) -> None:
    """The limit that is set when nothing is."""
    with clinic.connect() as peer:
        replies = [peer.send(GET).read() for _ in range(Limits().max_requests)]

        assert {each.status for each in replies} == {200}
        assert replies[-1].headers["connection"] == "close"
        assert "connection" not in replies[-2].headers
        assert peer.read_rest() == b""
