import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.enable_socket


class Server(NamedTuple):
    """A running server."""

    process: subprocess.Popen[str]
    port: int


def start(releases: Path, **settings: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "RELEASES": str(releases), "PORT": "0", "LOG": "json", **settings}
    return subprocess.Popen(
        [sys.executable, "-m", "api", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(releases: Path, **settings: str) -> Iterator[Server]:
    """Run a server on a free port that it names in its log."""
    process = start(releases, **settings)
    try:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "running on" in line)
        event = str(msgspec.json.decode(line)["event"])
        yield Server(process, int(event.split("127.0.0.1:")[1].split(maxsplit=1)[0]))
    finally:
        process.kill()
        process.communicate()


def exchange(port: int, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


@pytest.fixture(scope="module")
def server(clinic_releases: Path) -> Iterator[Server]:
    with serving(clinic_releases) as running:
        yield running


def test_server_answers_over_a_socket(server: Server) -> None:
    """What is answered in process is answered on the wire, without naming the server."""
    request = b"GET /v1/topics/rest HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    answer = exchange(server.port, request)

    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b'"slug":"rest"' in answer
    assert b"server:" not in answer.lower()


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /v1/topics HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET /v1/topics\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/topics?\x80 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/topics HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/topics#x HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    ],
    ids=lambda data: data[:24].decode("latin-1"),
)
def test_what_is_no_http_is_refused_with_a_problem(server: Server, data: bytes) -> None:
    """Also where no request could be parsed, the answer is a problem and no 500."""
    answer = exchange(server.port, data)

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 4")
    assert b"content-type: application/problem+json" in head.lower()
    assert msgspec.json.decode(body)["code"]


def test_limits_are_settings(clinic_releases: Path) -> None:
    """What the environment says is what a connection meets."""
    with serving(
        clinic_releases, HEADER_DEADLINE="0.2", MAX_CONNECTIONS_PER_ADDRESS="1"
    ) as running:
        address = ("127.0.0.1", running.port)
        with socket.create_connection(address, timeout=5) as one:
            one.sendall(b"GET /")
            with socket.create_connection(address, timeout=5) as two:
                assert two.recv(12) == b"HTTP/1.1 429"
            assert one.recv(12) == b"HTTP/1.1 408"


def test_sigterm_ends_the_process_in_peace(clinic_releases: Path) -> None:
    """A process that is asked to stop drains and says nothing of errors."""
    with serving(clinic_releases) as running:
        running.process.send_signal(signal.SIGTERM)

        status = running.process.wait(timeout=15)

    assert status in {0, -signal.SIGTERM}


@pytest.mark.parametrize(
    ("damage", "advice"),
    [
        (lambda folder: (folder / "CURRENT").unlink(), "There is no release in"),
        (lambda folder: overwrite(next(folder.glob("*.sqlite"))), "is not the file that was"),
    ],
    ids=["no release", "wrong hash"],
)
def test_server_refuses_to_start_in_one_sentence(
    damage: object, advice: str, clinic_releases: Path, tmp_path: Path
) -> None:
    """Without a sound release there is nothing to serve, and one line says what to do."""
    for path in (each for each in clinic_releases.iterdir() if each.is_file()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for path in tmp_path.glob("*.sqlite"):
        if path.name not in (tmp_path / "CURRENT").read_text():
            path.unlink()
    assert callable(damage)
    damage(tmp_path)

    started = time.monotonic()
    process = start(tmp_path)
    output, error = process.communicate(timeout=20)

    assert process.returncode == 78
    assert error.count("\n") == 1
    assert advice in error
    assert "seed build" in error
    assert output == ""
    assert time.monotonic() - started < 20


def overwrite(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"HEADER_DEADLINE": "0"}, "HEADER_DEADLINE"),
        ({"MAX_CONNECTIONS": "-1"}, "MAX_CONNECTIONS"),
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"LOG": "xml"}, "LOG"),
    ],
)
def test_wrong_settings_are_named(settings: dict[str, str], name: str, tmp_path: Path) -> None:
    """A setting that cannot be used ends the start with its name and value."""
    process = start(tmp_path, **settings)
    _, error = process.communicate(timeout=20)

    assert process.returncode == 78
    assert f"{name}={settings[name]!r}" in error
    assert error.count("\n") == 1
