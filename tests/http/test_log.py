import logging
from collections.abc import Callable, Iterator

import msgspec
import pytest
import structlog

from api.errors import BadValue
from api.http.log import describe, set_up_logging
from api.store.release import Release
from tests.client import Client

Lines = Callable[[], list[str]]

MAX_LINE = 2048
TARGETS = {
    "plain": b"/v1/topics?limit=1",
    "CR and LF": b"/v1/topics\r\nlevel: error",
    "CR and LF, escaped": b"/v1/topics%0D%0A",
    "ANSI": b"/v1/topics/\x1b[31mred",
    "ANSI, escaped": b"/v1/topics/%1B%5B31mred",
    "bidi": "/v1/topics/\u202etser".encode(),
    "bidi, escaped": b"/v1/topics/%E2%80%AEtser",
    "NUL": b"/v1/topics/\x00",
    "NUL, escaped": b"/v1/topics/%00",
    "JSON": b'/v1/topics/","level":"critical',
    "backslashes": b"/" + b"\\" * 2000,
    "raw bytes": b"/" + b"\xff" * 2000,
    "emoji": b"/v1/topics/" + b"%F0%9F%98%80" * 100,
    "long": b"/v1/topics?" + b"a" * 100_000,
    "query": b"/v1/topics?a=\r\n\x1b[0m\x00\xff",
}


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """What was logged since the last look; afterwards all is as it was."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = list(root.handlers), root.level
    set_up_logging("json")

    def read() -> list[str]:
        return capsys.readouterr().out.splitlines()

    yield read
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("name", TARGETS)
def test_a_request_is_one_line_that_a_machine_can_read(
    name: str, client: Client, lines: Lines
) -> None:
    """One object of printable ASCII, at most 2 KiB, under the id that the client got."""
    answer = client.get(TARGETS[name])

    [line] = lines()
    assert len(line) <= MAX_LINE
    assert line.isascii()
    assert line.isprintable()
    event = msgspec.json.decode(line)
    assert event["event"] == "request"
    assert event["request_id"] == answer.headers["request-id"]
    assert (event["status"], event["bytes"]) == (answer.status, len(answer.body))


def test_a_line_tells_what_was_asked(client: Client, lines: Lines) -> None:
    """Method, target, time and level are there, so that a line can be understood alone."""
    client.send("HEAD", "/v1/topics?limit=1")

    [line] = lines()
    event = msgspec.json.decode(line)
    assert (event["method"], event["target"]) == ("HEAD", "/v1/topics?limit=1")
    assert event["level"] == "info"
    assert event["timestamp"].endswith("Z")
    assert event["ms"] >= 0


@pytest.mark.parametrize("method", ["M" * 5000, "\r\n", "\x1b[31m"])
def test_a_method_is_logged_like_any_word(method: str, client: Client, lines: Lines) -> None:
    """A made-up method makes no second line and no long one."""
    client.send(method, "/v1/topics")

    [line] = lines()
    assert len(line) <= MAX_LINE
    assert line.isprintable()
    assert msgspec.json.decode(line)["status"] == 405


def test_headers_are_not_logged(client: Client, lines: Lines) -> None:
    """Cookies, keys and addresses of clients stay out of the log."""
    secret = {"Cookie": "CANARY", "Authorization": "CANARY", "X-Forwarded-For": "CANARY"}

    client.send("GET", "/v1/topics", secret)

    [line] = lines()
    assert "CANARY" not in line
    assert "192.0.2.1" not in line


def test_a_mistake_of_ours_is_logged_with_its_frames(
    release: Release, own_client: Client, lines: Lines
) -> None:
    """The line of the error has the id of the answer, and says where it was raised."""
    release.close()

    answer = own_client.get("/v1/sections")

    error, request = lines()
    event = msgspec.json.decode(error)
    assert len(error) <= MAX_LINE
    assert event["level"] == "error"
    assert event["error"].startswith("ProgrammingError")
    assert any(frame.startswith("release.py:") for frame in event["frames"])
    assert event["request_id"] == answer.headers["request-id"]
    assert msgspec.json.decode(request)["request_id"] == event["request_id"]


def test_problems_of_clients_are_no_errors_of_ours(client: Client, lines: Lines) -> None:
    """What a client does wrong wakes nobody up."""
    for target in ("/nothing", "/v1/topics/", "/v1/topics?x=1", "/v1/articles/old-advice"):
        client.get(target)

    assert {msgspec.json.decode(line)["level"] for line in lines()} == {"info"}


def test_an_error_is_described_without_values() -> None:
    """The message of an exception may hold what a client sent, so it is not logged."""
    try:
        int("CANARY")
    except ValueError as error:
        described = describe(error)

    assert described["error"].startswith("ValueError")
    assert described["frames"]
    assert "CANARY" not in str(described)


def test_a_description_is_short(lines: Lines) -> None:
    """A line stays under 2 KiB whatever was raised, however deep."""

    def fall(depth: int) -> None:
        if depth == 0:
            raise BadValue("\0" * 5000, "\0" * 5000, "\0" * 5000)
        fall(depth - 1)

    try:
        fall(100)
    except BadValue as error:
        structlog.get_logger("api").error("internal error", **describe(error))

    [line] = lines()
    assert len(line) <= MAX_LINE


def test_lines_of_the_server_are_rendered_alike(lines: Lines) -> None:
    """What uvicorn and the standard library log comes as JSON, too."""
    set_up_logging("json")

    logging.getLogger("uvicorn.error").info("started on %s", "a\nb")

    [line] = lines()
    event = msgspec.json.decode(line)
    assert (event["event"], event["level"]) == ("started on a\nb", "info")


def test_logs_can_be_text_for_a_terminal(client: Client, lines: Lines) -> None:
    """In the other form a request is one line as well, and safe to show."""
    set_up_logging("text")

    client.get(b"/v1/topics/\x1b[31m\r\n")

    [line] = lines()
    assert "status=400" in line
    assert line.isprintable()
