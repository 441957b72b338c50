"""First answers: made where they are asked for, without an ASGI scope and without the framework.

What is made here is what the ordinary way makes, by the same doors and the same finish; only
plain requests for what exists come this way. Everything else is left to it.
"""

import re
from time import perf_counter

import msgspec

from api.errors import ApiError
from api.http.answer import JSON
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
from api.serve.memo import FinishedAnswer
from api.serve.recipe import QUERY, find_recipe
from api.store.ready import ReadyFile

TARGET = re.compile(rb"(/v1(?:/[A-Za-z0-9][A-Za-z0-9._-]*){1,3})(?:\?(" + QUERY + rb"))?")
"""A canonical path without escapes, and a query as the gate lets it pass."""
TIMING = b"\r\nserver-timing: parse;dur=%.2f, read;dur=%.2f, respond;dur=%.2f"
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
    started = perf_counter()
    recipe, key = find_recipe(target)
    if recipe is None:
        return None
    parsed = perf_counter()
    ready = (file.find_page if recipe.is_list else file.find)(recipe.kind, key)
    if ready is None or (coding.name != IDENTITY and size_of(ready[1]) > MAX_INLINE):
        return None
    read = perf_counter()
    label, body = ready
    finished, expires_at = recipe.finish(label, body, loaded.number, coding, now)
    ended = perf_counter()
    timing = TIMING % (1000 * (parsed - started), 1000 * (read - parsed), 1000 * (ended - read))
    return First(finished, expires_at, timing, ended - started)


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
    finished = FinishedAnswer(door[0], encoded.etag, tail, encoded.body, is_json=essence == JSON)
    timing = b"\r\nserver-timing: " + exchange.stages.write()["server-timing"].encode()
    return First(finished, fresh.expires_at, timing, perf_counter() - started)
