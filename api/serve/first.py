"""First answers: made where they are asked for, without an ASGI scope and without the framework.

What is made here is what the ordinary way makes, by the same doors and the same finish; only
plain requests for what exists come this way. Everything else is left to it.
"""

import re
from time import perf_counter, perf_counter_ns

import msgspec

from api.errors import ApiError
from api.http.coding import IDENTITY, MAX_INLINE, Coding, encode
from api.http.exchange import Exchange
from api.http.finish import essence_of, write_success
from api.http.freshness import judge
from api.http.negotiate import ANYTHING
from api.http.parts import size_of
from api.limits import MAX_TARGET
from api.loaded import Loaded
from api.routes.documents import find_door
from api.routes.feeds import find_feed
from api.serve.memo import FinishedAnswer, finish_answer
from api.serve.recipe import RECIPES
from api.store.ready import ReadyFile
from schema.form import JSON

QUERY = rb"[!$-;=?-~]+"
"""A query as the gate lets it pass."""
TARGET = re.compile(rb"(/v1(?:/[A-Za-z0-9][A-Za-z0-9._-]*){1,3})(?:\?(" + QUERY + rb"))?")
"""A canonical path without escapes, and a query as the gate lets it pass."""
TIMING = b"\r\nserver-timing: parse;dur=0.00, read;dur=%b, respond;dur=%b"
"""Of what is ready nothing has to be parsed."""
HUNDREDTH = 10_000
"""Nanoseconds in the hundredth part of a millisecond."""
HUNDREDTHS = tuple(b"%.2f" % (each / 100) for each in range(100))
"""Times below a millisecond, written once: to write a float takes as long as to find an answer."""
PLAIN = frozenset({ANYTHING, JSON})


class First(msgspec.Struct, frozen=True, gc=False):
    """An answer that was made just now."""

    finished: FinishedAnswer
    expires_at: float
    timing: bytes
    """The header field that tells how long it took, with the end of the line before it."""
    seconds: float

    @property
    def timing_field(self) -> tuple[bytes, bytes]:
        """The same field as a pair."""
        name, _, value = self.timing[2:].partition(b": ")
        return name, value


def make_first(
    loaded: Loaded, target: bytes, accept: str, coding: Coding, now: float
) -> First | None:
    """Answer a plain GET, if that is quick and goes well.

    Args:
        loaded: The release in use.
        target: As it is in the request line.
        accept: The media type that the client takes.
        coding: The content coding that it takes.
        now: Seconds since 1970.
    """
    if len(target) > MAX_TARGET:
        return None
    first = None
    if loaded.ready is not None and accept in PLAIN:
        first = make_ready(loaded, loaded.ready, target, coding, now)
    return first or make_at_door(loaded, target, accept, coding, now)


def make_ready(
    loaded: Loaded, file: ReadyFile, target: bytes, coding: Coding, now: float
) -> First | None:
    """Answer with what the release has ready, if that is what is wanted."""
    started = perf_counter_ns()
    ready = file.find(target)
    recipe = RECIPES.get(ready[0][0]) if ready is not None else None
    if ready is None or recipe is None:
        return None
    if recipe.is_list:
        ready = file.gather(ready)
    read = perf_counter_ns()
    made = recipe.finish(ready, loaded.number, coding, now)
    if made is None:
        return None
    finished, expires_at = made
    ended = perf_counter_ns()
    timing = write_timing(read - started, ended - read)
    return First(finished, expires_at, timing, (ended - started) / 1e9)


def write_timing(read: int, respond: int) -> bytes:
    r"""Write the header field that tells how long an answer took that was ready, in ms.

    Args:
        read: Nanoseconds in which it was found.
        respond: Nanoseconds in which it was finished.

    >>> write_timing(1_250_000, 12_345)
    b'\r\nserver-timing: parse;dur=0.00, read;dur=1.25, respond;dur=0.01'
    """
    if read + respond < len(HUNDREDTHS) * HUNDREDTH:
        return TIMING % (HUNDREDTHS[read // HUNDREDTH], HUNDREDTHS[respond // HUNDREDTH])
    return TIMING % (b"%.2f" % (read / 1e6), b"%.2f" % (respond / 1e6))


def make_at_door(
    loaded: Loaded, target: bytes, accept: str, coding: Coding, now: float
) -> First | None:
    """Answer as the doors do that the framework leads to."""
    match = TARGET.fullmatch(target)
    if match is None:
        return None
    path = match[1].decode()
    door = find_door(path) or find_feed(path)
    if door is None:
        return None
    started, exchange = perf_counter(), Exchange(loaded, accept)
    try:
        content = door[1](exchange, match[2] or b"")
    except ApiError:
        return None  # It is explained by those who explain everything.
    essence = essence_of(content.media_type)
    if accept not in {ANYTHING, essence}:
        return None
    if coding.name != IDENTITY and size_of(content.body) > MAX_INLINE:
        return None
    encoded = encode(content.body, coding)
    fresh = judge(exchange.basis, now)
    tail = write_success(content, exchange, encoded, fresh)
    finished = finish_answer(door[0], encoded.etag, tail, encoded.body, is_json=essence == JSON)
    timing = b"\r\nserver-timing: " + exchange.stages.write()["server-timing"].encode()
    return First(finished, fresh.expires_at, timing, perf_counter() - started)
