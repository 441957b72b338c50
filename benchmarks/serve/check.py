"""What must be right before answers are counted, and after."""

from collections.abc import Sequence
from statistics import mean

import msgspec

from benchmarks.serve.load import LEAST, Run
from benchmarks.serve.systems import System
from benchmarks.serve.wire import Caller, Reply, Request
from benchmarks.serve.workloads import Workload

SAMPLES = 25
HEAD = 2000
"""Bytes that the head of an answer may take."""
TOLERANCE = 0.9
"""Of the sampled size, that an answer has at least on average."""


class Fault(Exception):
    """An answer is not what it should be; the figures would mean nothing."""


def sample(count: int) -> range:
    """Choose some requests, evenly spread; all, if a run has as many."""
    return range(0, count, count // SAMPLES if count > LEAST else 1)


def look(
    port: int, system: System, workload: Workload, requests: list[Request], expected: list[Reply]
) -> float:
    """Ask for a sample, look at every answer, and give the mean size of the bodies in bytes.

    Args:
        port: Where the system answers.
        system: Who answers.
        workload: What is asked.
        requests: All requests, in the order of the keys.
        expected: This service's own plain answers to the same sample.

    Raises:
        Fault: An answer has another status, coding or content, or no ETag.
    """
    chosen = sample(len(requests))
    with Caller(port) as caller:
        replies = [caller.ask(requests[number]) for number in chosen]
    for reply in replies:
        _compare_head(reply, system, workload)
    if system.is_exact and not workload.is_conditional:
        for reply, known in zip(replies, expected, strict=True):
            _compare_body(reply, known)
    elif not (system.is_constant or workload.is_conditional):
        for number, reply in zip(chosen, replies, strict=True):
            _find_content(reply, workload, workload.keys[number])
    return mean(len(reply.body) for reply in replies)


def _compare_head(reply: Reply, system: System, workload: Workload) -> None:
    wanted = 304 if workload.is_conditional else 200
    if reply.status != wanted:
        raise Fault(f"status {reply.status}")
    if system.is_ours and not reply.etag:
        raise Fault("no ETag")
    coding = "" if system.is_constant or workload.is_conditional else workload.coding
    if reply.coding != coding:
        raise Fault(f"not coded as {workload.coding}" if coding else f"coded as {reply.coding}")
    if workload.is_conditional and reply.body:
        raise Fault("a body in a 304")


def _compare_body(reply: Reply, known: Reply) -> None:
    plain = reply.plain()
    if plain is not None and plain != known.body:
        raise Fault("other bytes than the plain answer")
    if reply.coding and not 0 < len(reply.body) < len(known.body):
        raise Fault("not smaller than the plain answer")


def _find_content(reply: Reply, workload: Workload, key: str) -> None:
    """See that a peer answers with JSON that has something in it, and what was asked for."""
    try:
        content = msgspec.json.decode(reply.body)
    except msgspec.DecodeError:
        raise Fault("no JSON") from None
    if not content and workload.shape != "search":
        raise Fault("an empty answer")
    if workload.shape in {"page", "record"} and f'"{key}"'.encode() not in reply.body:
        raise Fault("another document")


def count(run: Run, body: float, requests: Sequence[Request], *, is_once: bool) -> None:
    """Look at what wrk counted.

    Raises:
        Fault: Not every answer was what the sample was.
    """
    if run.refused or run.broken:
        raise Fault(f"{run.refused} answers refused, {run.broken} connections broken")
    if not run.requests:
        raise Fault("no answer in time")
    if not body * TOLERANCE <= run.size <= body / TOLERANCE + HEAD:
        raise Fault(f"{run.size:.0f} bytes an answer instead of {body:.0f}")
    if is_once and run.requests > len(requests):
        raise Fault("something was asked for twice")
