"""Bodies on the wire: whole or refused, however they come."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from api.app import create_serving_app
from api.limits import MAX_BODY, MAX_SENT_BODY
from api.loaded import load_release
from api.serve.tiers import build_tiers
from api.serving import Serving
from api.settings import Settings

from .wire import Wire, assert_refused, serving_tiers

pytestmark = pytest.mark.enable_socket

BODY = b'{"holdings": [{"id": "top_0000000000", "rev": "0123456789abcdef"}]}'
NOT_READ = b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.fixture(scope="module")
def wire(clinic_releases: Path) -> Iterator[Wire]:
    serving = Serving(load_release(clinic_releases))
    settings = Settings(body_deadline=0.6)
    with serving_tiers(build_tiers(settings, serving, create_serving_app(serving))) as running:
        yield running
    serving.loaded.retire()


def head(*fields: bytes, target: bytes = b"/v1/holdings/check") -> bytes:
    first = b"POST %b HTTP/1.1" % target
    own = (b"Host: localhost", b"Content-Type: application/json")
    return b"\r\n".join([first, *own, *fields, b"", b""])


def sized(body: bytes, size: int | None = None) -> bytes:
    return head(b"Content-Length: %d" % (len(body) if size is None else size)) + body


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n", extension: bytes = b"") -> bytes:
    pieces = [b"%x%b\r\n%b\r\n" % (len(each), extension, each) for each in chunks]
    return head(b"Transfer-Encoding: chunked") + b"".join(pieces) + end


@pytest.mark.parametrize(
    "data",
    [
        sized(BODY),
        chunked(BODY),
        chunked(*[BODY[place : place + 1] for place in range(len(BODY))]),
        chunked(BODY, extension=b";a=b"),
        chunked(BODY, end=b"0\r\nX-Trailer: y\r\n\r\n"),
        chunked(BODY, end=b"0\r\nContent-Type: text/plain\r\nHost: other\r\n\r\n"),
    ],
    ids=["sized", "one chunk", "many chunks", "extension", "trailer", "trailers that lie"],
)
def test_a_body_may_come_in_each_way_there_is(data: bytes, wire: Wire) -> None:
    """With its length or in chunks; what trails behind it means nothing."""
    reply = wire.ask(data)

    assert (reply.status, reply.json()["data"]["unknown"]) == (200, ["top_0000000000"])
    assert reply.headers["connection"] == "close"


@pytest.mark.parametrize("size", [1, 7])
def test_it_does_not_matter_how_a_body_is_cut(size: int, wire: Wire) -> None:
    """Byte by byte, it is the same body."""
    data = sized(BODY)
    with wire.connect() as peer:
        for start in range(0, len(data), size):
            peer.send(data[start : start + size])

        assert peer.read().status == 200


def test_a_client_that_asks_first_is_told_to_go_on(wire: Wire) -> None:
    """Expect: 100-continue gets its 100, and then the answer."""
    fields = (b"Expect: 100-continue", b"Content-Length: %d" % len(BODY))
    with wire.connect() as peer:
        peer.send(head(*fields))
        assert peer.stream.read(len(NOT_READ)) == NOT_READ

        assert peer.send(BODY).read().status == 200


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ((b"Content-Length: %d" % (MAX_BODY + 1),), 413),
        ((b"Content-Length: 2", b"Content-Encoding: gzip"), 415),
        ((b"Content-Length: 2", b"Content-Type: text/plain"), 415),
    ],
)
def test_a_client_that_asks_first_is_refused_first(
    fields: tuple[bytes, ...], status: int, wire: Wire
) -> None:
    """What the header alone rules out is never sent."""
    reply = wire.ask(head(b"Expect: 100-continue", *fields))

    assert reply.status == status


def test_a_body_for_another_address_is_not_read(wire: Wire) -> None:
    """One door takes a body; everywhere else it is refused unread, as ever."""
    data = head(b"Expect: 100-continue", b"Content-Length: 5", target=b"/v1/topics")

    reply = wire.ask(data)

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_body_that_does_not_end_is_refused_in_time(wire: Wire) -> None:
    """Fewer bytes than announced are waited for until the deadline."""
    with wire.connect() as peer:
        reply = peer.send(sized(BODY, len(BODY) + 1)).read()

        assert_refused(reply, 408, "request-timeout")
        assert peer.read_rest() == b""


@pytest.mark.parametrize(
    "data", [sized(BODY, len(BODY) + 1), chunked(BODY, end=b""), chunked(BODY, end=b"0\r\n")]
)
def test_a_body_that_is_cut_short_is_refused(data: bytes, wire: Wire) -> None:
    """A client that has said all, and not all that it announced, is told so at once."""
    with wire.connect() as peer:
        reply = peer.send(data).finish().read()

        assert_refused(reply, 400, "bad-request")


def test_what_follows_a_body_is_no_request(wire: Wire) -> None:
    """More bytes than announced are thrown away, and the connection ends."""
    second = b"GET /v1/topics HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with wire.connect() as peer:
        reply = peer.send(sized(BODY) + second).read()

        assert reply.status == 200
        assert peer.read_rest() == b""


@pytest.mark.parametrize(
    "fields",
    [
        (b"Content-Length: 5", b"Content-Length: 6"),
        (b"Content-Length: 5, 5",),
        (b"Content-Length: -1",),
        (b"Content-Length: +5",),
        (b"Content-Length: 0x5",),
        (b"Content-Length: " + b"9" * 99,),
        (b"Content-Length: 5", b"Transfer-Encoding: chunked"),
        (b"Transfer-Encoding: chunked, identity",),
        (b"Transfer-Encoding: gzip",),
    ],
)
def test_a_length_that_two_servers_could_read_differently_is_refused(
    fields: tuple[bytes, ...], wire: Wire
) -> None:
    """That is how requests are smuggled."""
    reply = wire.ask(head(*fields) + b"0\r\n\r\n")

    assert 400 <= reply.status < 500
    assert reply.headers["connection"] == "close"


@pytest.mark.parametrize("chunk", [b"x\r\n", b"-1\r\n", b"5 \n", b"1\r\nabc\r\n", b"f" * 17])
def test_a_chunk_that_is_none_is_refused(chunk: bytes, wire: Wire) -> None:
    """Nothing of it is read."""
    reply = wire.ask(head(b"Transfer-Encoding: chunked") + chunk + b"\r\n0\r\n\r\n")

    assert_refused(reply, 400, "bad-request")


@pytest.mark.parametrize(
    "data",
    [
        sized(b" " * (MAX_BODY + 1)),
        chunked(*[b" " * 1024] * (MAX_BODY // 1024 + 1)),
        chunked(b" ", extension=b";" + b"x" * 2 * MAX_SENT_BODY),
        chunked(b" ", end=b"0\r\nX: " + b"y" * 2 * MAX_SENT_BODY),
    ],
    ids=["sized", "chunks", "extension", "trailer"],
)
def test_no_more_is_read_than_a_body_may_have(data: bytes, wire: Wire) -> None:
    """Whatever the bytes are that come, there is an end to them."""
    with wire.connect() as peer:
        with suppress(ConnectionError):
            peer.send(data)
        reply = peer.read()

        assert (reply.status, reply.json()["code"]) == (413, "body-too-large")
