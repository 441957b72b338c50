import time
from collections.abc import Iterator
from typing import Any

import pytest

from api.limits import MAX_UNSENT, Limits

from .apps import Large, echo, refuse_bodies
from .wire import GET, Peer, Wire, assert_refused, serving, wait_until

pytestmark = pytest.mark.enable_socket

SHORT = Limits(header_deadline=0.4, body_deadline=0.6, write_deadline=0.5, keep_alive=0.8)
HEAD = b"POST /echo HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with serving(echo, SHORT) as running:
        yield running


def took(started: float) -> float:
    return time.monotonic() - started


@pytest.mark.parametrize("sent", [b"G", GET[:-2], GET[:-1], b"\r\n\r\nGET /"])
def test_a_header_that_does_not_end_is_refused_in_time(sent: bytes, wire: Wire) -> None:
    """Half a header is waited for until the header deadline, and answered with 408."""
    started = time.monotonic()
    with wire.connect() as peer:
        reply = peer.send(sent).read()

        assert_refused(reply, 408, "request-timeout")
        assert peer.read_rest() == b""
    assert 0.3 < took(started) < 2


def test_a_dripping_header_is_refused_in_time(wire: Wire) -> None:
    """The deadline is for the whole header: one more byte buys no time."""
    with wire.connect() as peer:
        started = time.monotonic()
        peer.send(GET[:-4])
        wait_until(lambda: not peer.send(b"\r\nX: y").is_open())

        assert_refused(peer.read(), 408, "request-timeout")
    assert took(started) < 2


def test_a_second_header_has_its_own_deadline(wire: Wire) -> None:
    """On a connection that was used, the time runs from the first byte of each request."""
    with wire.connect() as peer:
        assert peer.send(GET).read().status == 200
        started = time.monotonic()
        reply = peer.send(b"GET /v1").read()

        assert_refused(reply, 408, "request-timeout")
    assert 0.3 < took(started) < 2


def test_a_connection_that_says_nothing_is_closed_in_silence(wire: Wire) -> None:
    """Browsers connect in advance; they want no answer to a question that they did not ask."""
    started = time.monotonic()
    with wire.connect() as peer:
        assert peer.read_rest() == b""
    assert 0.3 < took(started) < 2


def is_kept_by_a_line(peer: Peer) -> bool:
    """Send an empty line; one that crosses the server's close is answered with a reset."""
    try:
        return peer.send(b"\r\n").is_open()
    except (BrokenPipeError, ConnectionResetError):
        return False


def test_empty_lines_are_no_sign_of_life(wire: Wire) -> None:
    """What may stand before a request (RFC 9112, 2.2) does not keep a connection open."""
    with wire.connect() as peer:
        started = time.monotonic()
        wait_until(lambda: not is_kept_by_a_line(peer))
    assert took(started) < 2


def test_an_idle_connection_is_closed_in_silence(wire: Wire) -> None:
    """A connection that was used may be idle for as long as keep-alive says."""
    with wire.connect() as peer:
        assert peer.send(GET).read().status == 200
        started = time.monotonic()

        assert peer.read_rest() == b""
    assert 0.5 < took(started) < 3


def test_each_request_begins_the_idle_time_anew(wire: Wire) -> None:
    """A connection in use stays open for longer than it may be idle."""
    started = time.monotonic()
    with wire.connect() as peer:
        while took(started) < 2:
            assert peer.send(GET).read().status == 200
            pass_time(0.1)

        assert peer.is_open()


@pytest.mark.parametrize(
    "sent",
    [b"Content-Length: 5\r\n\r\nab", b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"],
    ids=["length", "chunked"],
)
def test_a_body_that_does_not_end_is_refused_in_time(sent: bytes, wire: Wire) -> None:
    """An application that waits for a body waits until the body deadline."""
    started = time.monotonic()
    with wire.connect() as peer:
        assert_refused(peer.send(HEAD + sent).read(), 408, "request-timeout")
        assert peer.read_rest() == b""
    assert 0.4 < took(started) < 3


def test_a_body_in_time_is_read(wire: Wire) -> None:
    """Whoever sends what was announced gets an answer, the last one on the connection."""
    with wire.connect() as peer:
        reply = peer.send(HEAD + b"Content-Length: 5\r\n\r\nab").send(b"cde").read()

        assert (reply.status, reply.body) == (200, b"/echoabcde")
        assert reply.headers["connection"] == "close"
        assert peer.read_rest() == b""


def test_a_body_that_nobody_reads_is_not_waited_for() -> None:
    """The answer comes before the body, and the connection ends with it."""
    with serving(refuse_bodies, SHORT) as wire, wire.connect() as peer:
        reply = peer.send(HEAD + b"Content-Length: 10000000000\r\n\r\nab").read()

        assert (reply.status, reply.headers["connection"]) == (405, "close")
        assert peer.read_rest() == b""
        peer.finish()
        wait_until(lambda: not wire.connections.members)


def test_a_client_that_reads_nothing_is_dropped() -> None:
    """Answers that nobody takes are held for the write deadline, and let go of."""
    with serving(Large(8 * 2**20), SHORT) as wire, wire.connect(buffer=4096) as peer:
        peer.send(GET)
        wait_until(lambda: len(wire.connections.members) == 1)
        started = time.monotonic()
        wait_until(lambda: not wire.connections.members)

    assert 0.4 < took(started) < 3


def test_a_client_that_reads_slowly_is_kept() -> None:
    """Who takes 64 KiB within the deadline gets all of it, however long that takes."""
    app = Large(8 * 2**20)
    with serving(app, SHORT) as wire, wire.connect(buffer=2**16) as peer:
        peer.send(GET)
        started, total = time.monotonic(), 0
        while taken := len(peer.socket.recv(2**16)):
            total += taken
            pass_time(0.01)
            if total > len(app.body):
                break

        assert total > len(app.body)
        assert took(started) > SHORT.write_deadline


def test_a_client_that_reads_nothing_is_not_answered_for_ever() -> None:
    """Behind 256 KiB that are not taken, requests wait unread."""
    app = Large(64 * 1024)
    with serving(app, Limits()) as wire, wire.connect(buffer=4096) as peer:
        peer.send(GET * 1000)
        wait_until(lambda: any(each.transport.get_write_buffer_size() for each in members(wire)))
        wait_until(lambda: all(each.flow.write_paused for each in members(wire)))
        answers, unsent = app.answers, max(buffered(wire))

        assert answers * 64 * 1024 < 2 * 2**20
        assert unsent <= MAX_UNSENT + 2**17


def pass_time(seconds: float) -> None:
    """Keep a pace: what these tests are about is time."""
    started = time.monotonic()
    wait_until(lambda: took(started) > seconds)


def members(wire: Wire) -> list[Any]:
    return list(wire.connections.members)


def buffered(wire: Wire) -> list[int]:
    return [each.transport.get_write_buffer_size() for each in members(wire)]
