"""One answer by three ways: from the socket, from the memo by ASGI, from the application."""

import gzip
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
import zstandard
from structlog.testing import capture_logs

from api.app import create_serving_app
from api.loaded import load_release
from api.serve.tiers import Tiers, build_tiers
from api.serving import Serving
from api.settings import Settings

from .mixture import TARGETS, mix
from .wire import Peer, Wire, serving_tiers

pytestmark = pytest.mark.enable_socket

COUNT = 1500
TIMES = 3
FEW = 40
"""Requests on a connection, so that its end is met often."""
WAYS = {
    "protocol": Settings(max_requests=FEW),
    "asgi": Settings(max_requests=FEW, protocol_tier="off"),
    "application": Settings(max_requests=FEW, protocol_tier="off", asgi_tier="off"),
}
REQUEST_ID = re.compile(rb"\r\nrequest-id: ([^\r]*)\r\n")
TIMING = re.compile(rb"\r\nserver-timing: [^\r]*\r\n")
"""What was made just now tells how long that took."""
DATE = re.compile(rb"\r\ndate: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n")
CODING = re.compile(rb"\r\ncontent-encoding: (\w+)\r\n")
DECODERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"identity": bytes,
    b"br": brotli.decompress,
    b"gzip": gzip.decompress,
    b"zstd": zstandard.decompress,
}
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n")


class Exchange(NamedTuple):
    """An answer byte for byte, but for the values of date and request id, which come beside."""

    answer: bytes
    request_id: bytes


class Caller:
    """Asks one server, on one connection as long as it lasts."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.peer: Peer | None = None

    def ask(self, request: bytes) -> Exchange:
        """Send a request, and read its answer."""
        self.peer = self.peer or self.wire.connect()
        self.peer.send(request)
        head = b"\r\n" + b"".join(iter(self.peer.stream.readline, b"\r\n")) + b"\r\n"
        length = LENGTH.search(head)
        has_body = length and not request.startswith(b"HEAD ")
        body = self.peer.stream.read(int(length[1])) if has_body and length else b""
        if b"\r\nconnection: close\r\n" in head:
            assert self.peer.read_rest() == b""
            self.close()
        return normalise(head + body)

    def close(self) -> None:
        """End the connection."""
        if self.peer is not None:
            self.peer.__exit__()
        self.peer = None


def normalise(answer: bytes) -> Exchange:
    """Leave out what is different in every answer. Problems name it in their body, coded or not."""
    head, blank, body = answer.partition(b"\r\n\r\n")
    head += b"\r\n"
    assert len(DATE.findall(head)) == 1, answer
    (request_id,) = REQUEST_ID.findall(head)
    if b"\r\ncontent-type: application/problem+json\r\n" in head:
        coding = CODING.search(head)
        decode = DECODERS[coding[1] if coding else b"identity"] if body else bytes
        body = decode(body).replace(request_id, b"ID")
        head = LENGTH.sub(b"\r\ncontent-length: N\r\n", head)
    head = TIMING.sub(b"\r\n", DATE.sub(b"\r\ndate: DATE\r\n", head))
    head = REQUEST_ID.sub(b"\r\nrequest-id: ID\r\n", head)
    return Exchange(head + blank + body, request_id)


def build(releases: Path, settings: Settings) -> Tiers:
    serving = Serving(load_release(releases))
    return build_tiers(settings, serving, create_serving_app(serving))


@pytest.fixture
def ways(clinic_releases: Path) -> Iterator[dict[str, tuple[Tiers, Caller]]]:
    """The three ways, each on a server of its own."""
    with ExitStack() as stack, capture_logs():
        found = {}
        for name, settings in WAYS.items():
            tiers = build(clinic_releases, settings)
            caller = Caller(stack.enter_context(serving_tiers(tiers)))
            stack.callback(caller.close)
            stack.callback(tiers.answers.serving.loaded.retire)
            found[name] = (tiers, caller)
        yield found


def read_etags(caller: Caller) -> dict[str, str]:
    etags = {}
    for target in TARGETS:
        answer = caller.ask(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()).answer
        found = re.search(rb"\r\netag: ([^\r]+)", answer)
        etags[target] = found[1].decode() if found else '"none"'
    return etags


def test_all_ways_give_the_same_answers(
    ways: dict[str, tuple[Tiers, Caller]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Status, header fields, their order and case, and content are equal to the last byte."""
    seen: set[bytes] = set()
    statuses: dict[bytes, int] = {}
    etags = read_etags(ways["application"][1])
    for request in mix(COUNT, etags):
        for _ in range(TIMES):
            exchanges = {name: caller.ask(request) for name, (_, caller) in ways.items()}
            expected = exchanges["application"].answer
            for name, exchange in exchanges.items():
                assert exchange.answer == expected, (name, request)
                if b"equest-Id: mine" not in request and b"equest-Id: theirs" not in request:
                    assert exchange.request_id not in seen
                seen.add(exchange.request_id)
        statuses[expected[11:14]] = statuses.get(expected[11:14], 0) + TIMES

    hits = {name: tiers.answers.number for name, (tiers, _) in ways.items()}
    assert hits["protocol"] > hits["asgi"] > COUNT * TIMES / 5  # It numbers first answers, too.
    assert hits["application"] == 0
    assert count_from_socket(ways["protocol"][0]) > COUNT * TIMES / 5
    assert count_from_socket(ways["asgi"][0]) == 0
    with capsys.disabled():
        sys.stdout.write(f"\n{COUNT} requests, {TIMES} times, 3 ways, equal: {hits=} {statuses=}\n")


def test_pipelined_requests_get_the_same_answers(
    ways: dict[str, tuple[Tiers, Caller]],
) -> None:
    """Many at once are answered as one after the other, whichever of them are known."""
    etags = read_etags(ways["application"][1])
    calm = list(mix(COUNT, etags, is_calm=True))
    for start in range(0, len(calm), FEW):
        answers = set()
        for _, caller in ways.values():
            with caller.wire.connect() as peer:
                peer.send(b"".join(calm[start : start + FEW])).finish()
                answer = b"\r\n" + peer.read_rest()
            answer = REQUEST_ID.sub(b"\r\nrequest-id: ID\r\n", answer)
            answers.add(TIMING.sub(b"\r\n", DATE.sub(b"\r\ndate: DATE\r\n", answer)))

        assert len(answers) == 1
    assert count_from_socket(ways["protocol"][0]) > len(calm) / 2


def count_from_socket(tiers: Tiers) -> int:
    tiers.answers.tick()
    return tiers.answers.from_socket
