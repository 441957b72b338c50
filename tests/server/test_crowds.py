import gc
from contextlib import ExitStack

import pytest
from structlog.testing import capture_logs
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.errors import BadRequest
from api.limits import Limits
from api.serve.protocol import RequestProtocol
from api.serve.refusal import LINES_PER_SECOND, RefusalLog

from .apps import Patient, echo
from .wire import GET, Peer, Wire, assert_refused, serving, wait_until

pytestmark = pytest.mark.enable_socket

LIMIT = 4
LASTING = (RequestProtocol, RequestResponseCycle)
FEW = Limits(max_connections_per_address=LIMIT)


def connect(stack: ExitStack, wire: Wire, number: int, host: str = "127.0.0.1") -> list[Peer]:
    """Open connections that last as long as the stack."""
    return [stack.enter_context(wire.connect(host)) for _ in range(number)]


def test_an_address_has_so_many_connections_and_no_more() -> None:
    """The one too many is told so before it asks, and the others do not notice."""
    with serving(echo, FEW) as wire, ExitStack() as stack:
        peers = connect(stack, wire, LIMIT)
        assert all(peer.send(GET).read().status == 200 for peer in peers)
        (late,) = connect(stack, wire, 1)
        reply = late.read()

        assert_refused(reply, 429, "too-many-connections")
        assert (reply.json()["limit"], reply.headers["retry-after"]) == (LIMIT, "1")
        assert late.read_rest() == b""
        assert all(peer.send(GET).read().status == 200 for peer in peers)


def test_a_connection_that_ends_makes_room_for_another() -> None:
    """What counts is what is open now."""
    with serving(echo, FEW) as wire, ExitStack() as stack:
        for _ in range(3):
            peers = connect(stack, wire, LIMIT)
            assert all(peer.send(GET).read().status == 200 for peer in peers)
            for peer in peers:
                peer.__exit__()
            wait_until(lambda: not wire.connections.by_address)


def test_another_address_has_its_own_connections() -> None:
    """One client cannot take the place of another."""
    with serving(echo, FEW) as wire, ExitStack() as stack:
        connect(stack, wire, LIMIT)
        (other,) = connect(stack, wire, 1, "127.0.0.2")

        assert other.send(GET).read().status == 200


def test_a_flood_from_one_address_is_not_even_answered() -> None:
    """Twice the limit, and connections are closed without a word."""
    with serving(echo, FEW) as wire, ExitStack() as stack:
        connect(stack, wire, 2 * LIMIT)
        wait_until(lambda: wire.connections.by_address["127.0.0.1"] == 2 * LIMIT)
        (late,) = connect(stack, wire, 1)

        assert late.read_rest() == b""


def test_the_oldest_slow_connection_makes_room() -> None:
    """When all places are taken, those who keep us waiting lose theirs, oldest first."""
    with serving(echo, Limits(max_connections=LIMIT)) as wire, ExitStack() as stack:
        healthy, *slow = connect(stack, wire, LIMIT)
        assert healthy.send(GET).read().status == 200
        for peer in slow:
            peer.send(GET[:-1])
        wait_until(lambda: count_begun(wire) == len(slow))
        (newcomer,) = connect(stack, wire, 1)

        assert_refused(slow[0].read(), 408, "request-timeout")
        assert all(peer.send(GET).read().status == 200 for peer in (healthy, newcomer))
        assert all(peer.send(GET[-1:]).read().status == 200 for peer in slow[1:])


def count_begun(wire: Wire) -> int:
    return sum(vars(each)["head_size"] > 0 for each in wire.connections.members)


def test_a_crowd_at_the_door_does_not_shut_out_the_healthy() -> None:
    """However many dawdle, whoever asks is answered, and no more stay than may."""
    with serving(echo, Limits(max_connections=64)) as wire, ExitStack() as stack:
        for number in range(10):
            crowd = connect(stack, wire, 30, f"127.0.0.{number + 2}")
            for peer in crowd:
                peer.send(b"GET /slow")
            (newcomer,) = connect(stack, wire, 1)

            assert newcomer.send(GET).read().status == 200
        wait_until(lambda: len(wire.connections.members) <= 64)


def test_an_idle_connection_makes_room_if_none_is_slow() -> None:
    """Who may ask again can connect again."""
    with serving(echo, Limits(max_connections=LIMIT)) as wire, ExitStack() as stack:
        peers = connect(stack, wire, LIMIT)
        assert all(peer.send(GET).read().status == 200 for peer in peers)
        (newcomer,) = connect(stack, wire, 1)

        assert newcomer.send(GET).read().status == 200
        wait_until(lambda: sum(not peer.is_open() for peer in peers) == 1)


def test_a_request_at_work_never_makes_room() -> None:
    """If every connection waits for us, the newcomer is told to come again."""
    app = Patient()
    with serving(app, Limits(max_connections=LIMIT)) as wire, ExitStack() as stack:
        peers = connect(stack, wire, LIMIT)
        for peer in peers:
            peer.send(GET)
        wait_until(lambda: len(app.waiting) == LIMIT)
        (newcomer,) = connect(stack, wire, 1)
        reply = newcomer.read()

        assert_refused(reply, 503, "service-busy")
        assert reply.headers["retry-after"] == "1"
        for _ in peers:
            app.release()
        assert [peer.read().status for peer in peers] == [200] * LIMIT


def test_a_connection_that_has_ended_leaves_nothing_behind() -> None:
    """Its objects are freed as it ends: none waits for the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        with serving(echo, Limits()) as wire:
            for sent in (GET, GET[:-2], b"nonsense\r\n\r\n", GET + GET):
                with wire.connect() as peer:
                    peer.send(sent).finish().read_rest()
            wait_until(lambda: not wire.connections.members)
            wait_until(lambda: not any(isinstance(each, LASTING) for each in gc.get_objects()))
    finally:
        gc.enable()


def test_refusals_are_counted_by_code() -> None:
    """What never becomes a request can be watched all the same."""
    with serving(echo, Limits(max_connections_per_address=1)) as wire, ExitStack() as stack:
        connect(stack, wire, 1)[0].send(b"nonsense\r\n\r\n").read()
        connect(stack, wire, 1)[0].read()

        assert wire.connections.tally.problems == {"bad-request": 1, "too-many-connections": 1}


def test_a_flood_of_refusals_does_not_flood_the_log() -> None:
    """A few lines a second, and then how many there were."""
    log = RefusalLog()

    with capture_logs() as lines:
        for second in (1.0, 2.5):
            for _ in range(LINES_PER_SECOND + 15):
                log.write(BadRequest("nonsense"), "id", second)

    assert [line["event"] for line in lines].count("refused") == 2 * LINES_PER_SECOND
    assert [line["count"] for line in lines if "count" in line] == [15]
