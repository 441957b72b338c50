"""Large files over a socket: as fast as the client takes them, and no faster."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import msgspec
import pytest

from api.app import create_serving_app
from api.limits import Limits
from api.loaded import load_release
from api.serve.tiers import build_tiers
from api.serving import Serving
from api.settings import Settings
from schema.storage.snapshot import SNAPSHOT_VERSION, SUFFIX, Manifest, SnapshotFile

from .wire import Peer, Wire, serving_tiers, wait_until

pytestmark = pytest.mark.enable_socket

MEGABYTE = 2**20
SIZE = 48 * MEGABYTE
"""Far more than all buffers between the two ends hold."""
SMALL = 64 * 1024
DEADLINE = 0.6
DATA = Random(0).randbytes(SIZE)  # noqa: S311 (nobody has to be unable to guess)
"""Bytes of which no two parts are alike."""
NAME = "ab" * 32 + ".ndjson"


@pytest.fixture(scope="module")
def releases(clinic_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small clinic with a large file in its snapshot."""
    copied = tmp_path_factory.mktemp("large") / "releases"
    shutil.copytree(clinic_releases, copied)
    folder = next(copied.glob(f"*{SUFFIX}"))
    file = SnapshotFile(
        form=".ndjson", ending="", bytes=SIZE, sha256="ab" * 32, audience="everyone"
    )
    manifest = Manifest(version=SNAPSHOT_VERSION, files=[file])
    (folder / "manifest.json").chmod(0o644)
    (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    (folder / NAME).write_bytes(DATA)
    return copied


@pytest.fixture(scope="module")
def wire(releases: Path) -> Iterator[Wire]:
    serving = Serving(load_release(releases))
    settings = Settings(write_deadline=DEADLINE, keep_alive=5)
    with serving_tiers(build_tiers(settings, serving, create_serving_app(serving))) as running:
        yield running
    serving.loaded.retire()


def get(target: str, *fields: str) -> bytes:
    return "\r\n".join([f"GET {target} HTTP/1.1", "Host: localhost", *fields, "", ""]).encode()


DOWNLOAD = get(f"/v1/snapshots/{NAME}")


def is_held() -> bool:
    """Whether this process, of which the server is a thread, has the file open."""
    return any(name_of(link) == NAME for link in Path("/proc/self/fd").iterdir())


def name_of(descriptor: Path) -> str:
    """The name of what a descriptor is of; none, if it was closed meanwhile."""
    try:
        return descriptor.readlink().name
    except OSError:
        return ""


def read_head(peer: Peer) -> dict[str, str]:
    """Read status and header, and leave the body where it is."""
    head: dict[str, Any] = {"status": peer.stream.readline().split()[1].decode()}
    for line in iter(peer.stream.readline, b"\r\n"):
        name, _, value = line.decode().partition(":")
        head[name.lower()] = value.strip()
    return head


def test_a_large_file_arrives_whole(wire: Wire) -> None:
    """Every byte in its place, and the connection is good for another request."""
    with wire.connect() as peer:
        reply = peer.send(DOWNLOAD).read()

        assert reply.status == 200
        assert reply.body == DATA
        assert peer.send(get("/v1/topics")).read().status == 200
    wait_until(lambda: not is_held())


def test_what_was_cut_off_goes_on(wire: Wire) -> None:
    """The first part, then the rest from where it stopped: the whole file."""
    with wire.connect() as peer:
        head = read_head(peer.send(DOWNLOAD))
        first = peer.stream.read(MEGABYTE + 17)

    rest = wire.ask(
        get(f"/v1/snapshots/{NAME}", f"Range: bytes={len(first)}-", f"If-Range: {head['etag']}")
    )

    assert rest.status == 206
    assert rest.headers["content-range"] == f"bytes {len(first)}-{SIZE - 1}/{SIZE}"
    assert first + rest.body == DATA


def test_a_slow_client_is_not_cut_off_while_it_reads(wire: Wire) -> None:
    """Three deadlines long it takes a little at a time, and everything is right."""
    with wire.connect(buffer=SMALL) as peer:
        read_head(peer.send(DOWNLOAD))
        started, taken = monotonic(), b""
        while monotonic() - started < 3 * DEADLINE:
            taken += peer.stream.read(2 * SMALL)

        assert taken == DATA[: len(taken)]
        assert len(taken) < SIZE
        taken += peer.stream.read(SIZE - len(taken))
        assert taken == DATA


def test_a_client_that_stops_reading_is_dropped(wire: Wire) -> None:
    """After the write deadline, and the file is closed with the connection."""
    with wire.connect(buffer=SMALL) as peer:
        read_head(peer.send(DOWNLOAD))
        wait_until(lambda: not wire.connections.members)
        wait_until(lambda: not is_held())

        with pytest.raises((ConnectionError, AssertionError)):
            assert len(peer.stream.read(SIZE)) == SIZE


def test_no_more_is_read_than_a_client_takes(wire: Wire) -> None:
    """What is held for one that does not read is bounded, however large the file."""
    with wire.connect(buffer=SMALL) as peer:
        read_head(peer.send(DOWNLOAD))
        connection: Any
        [connection] = wire.connections.members
        transport = connection.transport
        wait_until(lambda: transport.get_write_buffer_size() > 0)

        assert transport.get_write_buffer_size() < MEGABYTE
        assert vars(connection)["written"] < 16 * MEGABYTE


def test_a_client_that_goes_ends_the_reading(wire: Wire) -> None:
    """The file is let go of, and nobody reads on for nothing."""
    with wire.connect(buffer=SMALL) as peer:
        read_head(peer.send(DOWNLOAD))
        assert is_held()

    wait_until(lambda: not is_held())


def test_a_file_that_gets_shorter_meanwhile_ends_the_connection(releases: Path, wire: Wire) -> None:
    """The client sees that something is missing, because less came than was announced."""
    path = next(releases.glob(f"*{SUFFIX}")) / NAME
    with wire.connect(buffer=SMALL) as peer:
        read_head(peer.send(DOWNLOAD))
        os.truncate(path, MEGABYTE)
        try:
            received = peer.stream.read(SIZE)
        finally:
            path.write_bytes(DATA)

    assert len(received) < SIZE


def test_other_clients_are_answered_meanwhile(wire: Wire) -> None:
    """Twenty downloads that nobody reads keep nobody waiting."""
    peers = [wire.connect(buffer=SMALL) for _ in range(20)]
    for peer in peers:
        read_head(peer.send(DOWNLOAD))

    assert wire.ask(get("/v1/topics?limit=1")).status == 200

    for peer in peers:
        peer.__exit__()


def test_limits_are_those_of_the_settings() -> None:
    """The deadline that these tests are quick with is one that a server can be given."""
    assert Limits(write_deadline=DEADLINE).write_deadline == DEADLINE
