"""The harness counts only what was checked, and writes only its own section."""

import asyncio
import re
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.serve.bare import app
from benchmarks.serve.check import Fault, count
from benchmarks.serve.floor import Floor
from benchmarks.serve.load import Run
from benchmarks.serve.machine import CannotMeasure, find_tool
from benchmarks.serve.report import render_table, replace_section
from benchmarks.serve.rounds import Line
from benchmarks.serve.wire import Request
from benchmarks.serve.workloads import Workload

PAGE = Workload("page", "article", "page", "/v1/articles/{}", ["migraine", "rest"])
ASKED = PAGE.requests()


def run(**changes: int) -> Run:
    counted = {"requests": 1000, "microseconds": 500_000, "bytes": 1_200_000}
    counted |= {"p50": 900, "p99": 2100, "refused": 0, "broken": 0}
    return Run(**(counted | changes))


def test_each_key_is_asked_for() -> None:
    """Requests follow the keys, and carry what their variant is about."""
    known = replace(PAGE, is_conditional=True).requests(["'a'", "'b'"])

    assert [request.target for request in ASKED] == ["/v1/articles/migraine", "/v1/articles/rest"]
    assert known[1] == Request("/v1/articles/rest", (("If-None-Match", "'b'"),))
    assert known[1].line() == "/v1/articles/rest\tIf-None-Match: 'b'"


@pytest.mark.parametrize(
    ("changes", "body", "fault"),
    [
        ({"refused": 1}, 1000, "1 answers refused"),
        ({"broken": 2}, 1000, "2 connections broken"),
        ({"requests": 0}, 1000, "no answer"),
        ({}, 10_000, "1200 bytes an answer instead of 10000"),
        ({"bytes": 9_000_000}, 1000, "9000 bytes an answer instead of 1000"),
    ],
)
def test_a_run_with_errors_is_void(changes: dict[str, int], body: float, fault: str) -> None:
    """A server that answers something else is not fast."""
    with pytest.raises(Fault, match=fault):
        count(run(**changes), body, ASKED, is_once=False)


def test_a_first_read_happens_once() -> None:
    """Whoever is asked for everything twice has answers ready."""
    count(run(), 1000, ASKED, is_once=False)

    with pytest.raises(Fault, match="twice"):
        count(run(), 1000, ASKED, is_once=True)


def test_the_table_shows_ratios_and_what_is_void() -> None:
    """Ratios come from rounds, the rest is the median of the runs."""
    runs = [run(), run(requests=2000), run(requests=3000)]
    ratios = {"by_bare": [3.0, 2.5, 2.75], "by_nginx": [1.0, 1.1, 1.2], "by_cost": [4.0, 3.0, 3.5]}
    sound = Line(PAGE, "ours", runs, "", 1000, costs=[20.0, 22.0, 30.0], **ratios)
    void = Line(PAGE, "theirs", fault="status 500")

    *_, title, first, second = render_table([sound, void]).splitlines()

    assert title == "| **article** | | | | | | | | |"
    assert first == (
        "| ours | 2.75 (2.50 to 3.00) | 1.10 | 4,000 | 0.90 | 2.10 | 22.0 | 3.50 | 1,000 |"
    )
    assert second == "| theirs | void: status 500 | | | | | | | |"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\n", "# A\n\n## B\n\nnew\n"),
        ("# A\n\n## B\n\nold\n", "# A\n\n## B\n\nnew\n"),
        ("# A\n\n## B\n\nold\n\n## C\n\nc\n", "# A\n\n## B\n\nnew\n\n## C\n\nc\n"),
    ],
)
def test_only_its_own_section_is_replaced(before: str, after: str) -> None:
    """The figures of other benchmarks stay as they are."""
    assert replace_section(before, "## B", "new") == after


def test_a_missing_tool_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever lacks a tool learns how to get it."""
    monkeypatch.setattr("benchmarks.serve.machine.PATH", "/nowhere")

    with pytest.raises(CannotMeasure, match=r"nginx is missing.*apt-get install -y nginx-light"):
        find_tool("nginx")


def test_the_measure_sends_as_many_bytes_as_it_is_asked_for() -> None:
    """Ratios are to constant bytes of the same size."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app({"path": "/600"}, None, send))
    asyncio.run(app({"path": "/304"}, None, send))

    assert [(each.get("status"), len(each.get("body", b""))) for each in sent] == [
        (200, 0),
        (None, 600),
        (304, 0),
        (None, 0),
    ]


@pytest.mark.enable_socket
def test_the_floor_sends_what_the_measure_sends_and_does_not_look_again() -> None:
    """It is as large, and no request after the first one is read."""

    async def ask(*targets: str) -> list[bytes]:
        server = await asyncio.get_running_loop().create_server(Floor, "127.0.0.1", 0)
        async with server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            answers = []
            for target in targets:
                writer.write(f"GET {target} HTTP/1.1\r\n\r\n".encode())
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head)
                body = await reader.readexactly(int(length[1]) if length else 0)
                answers.append(head.partition(b"\r\n")[0] + b" " + body)
            writer.close()
        return answers

    full = b"HTTP/1.1 200 OK " + b"x" * 600
    assert asyncio.run(ask("/600", "/304")) == [full, full]
    assert asyncio.run(ask("/304")) == [b"HTTP/1.1 304 Not Modified "]
