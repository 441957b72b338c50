"""Content codings: which one a client gets, and what a body is in it (RFC 9110, 8.4 and 12.5.3)."""

import gzip
from asyncio import to_thread
from collections.abc import Callable
from functools import lru_cache, partial
from threading import Lock
from typing import NamedTuple

import brotli
import msgspec
import zstandard

from api.http.negotiate import read_qualities
from api.http.parts import Body, join_parts
from schema.header import make_etag

MIN_BYTES = 500
"""A shorter body fits one packet either way, and is sent as it is."""
MAX_INLINE = 16 * 1024
"""Bytes that are compressed where they are, in half a millisecond; longer bodies go to a thread."""
REMEMBERED = 256
"""Values of Accept-Encoding that are read once; there are about ten in the world."""
IDENTITY = "identity"

COMPRESSORS: dict[str, Callable[[bytes | memoryview], bytes]] = {
    "br": partial(brotli.compress, mode=brotli.MODE_TEXT, quality=5),
    "zstd": partial(zstandard.compress, level=6),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
"""All of them give the same bytes for the same bytes, whenever and wherever they run.

On JSON of 5 to 160 KB, brotli 5 comes out 5 to 16 % shorter than gzip 6 in 0.8 to 2 times its
time, and 3 to 4 % shorter than zstd 6 in 2 to 3 times its time. An answer is compressed once and
sent often, so the shortest comes first; brotli 9 takes 8 to 40 times as long and gains 3 % at most.
"""
CODINGS = (*COMPRESSORS, IDENTITY)
"""The codings that are spoken; of those that a client likes equally, it gets the first."""
ALIASES = {"x-gzip": "gzip"}
LEAST_WANTED = 0.0001
"""The quality of what is taken without being named: less than any that can be written."""


class Coding(NamedTuple):
    """What one client gets. Clients with equal ones get equal bytes."""

    name: str
    min_bytes: int = MIN_BYTES
    """Shorter bodies are sent as they are; 0 for a client that rules that out."""


class Encoded(msgspec.Struct, frozen=True, gc=False):
    """A body as it is sent."""

    body: Body
    coding: str
    etag: str


@lru_cache(REMEMBERED)
def choose_coding(accept_encoding: str | None) -> Coding | None:
    """Choose the coding that a client wants most; None if it rules out all of ours.

    A client that sends no Accept-Encoding, or an empty one, gets bodies as they are.

    >>> choose_coding("gzip, deflate, br, zstd").name, choose_coding("br;q=0.2, gzip").name
    ('br', 'gzip')
    >>> choose_coding("deflate").name, choose_coding("*;q=0")
    ('identity', None)
    """
    if accept_encoding is None:
        return Coding(IDENTITY)
    given = read_qualities(accept_encoding)
    given |= {own: given.get(own, given[name]) for name, own in ALIASES.items() if name in given}
    others = given.get("*", 0.0)
    qualities = {name: given.get(name, others) for name in CODINGS}
    if IDENTITY not in given and "*" not in given:
        qualities[IDENTITY] = LEAST_WANTED
    best = max(CODINGS, key=lambda name: qualities[name])
    if not qualities[best]:
        return None
    return Coding(best, MIN_BYTES if qualities[IDENTITY] else 0)


def encode(body: Body, coding: Coding) -> Encoded:
    """Put a body into a coding, unless it is too short to gain from that, and name its bytes.

    Args:
        body: The bytes.
        coding: What the client takes.
    """
    # To copy parts together for a moment is quicker than to hash them one by one.
    whole = join_parts(body) if isinstance(body, tuple) else body
    if coding.name == IDENTITY or len(whole) < coding.min_bytes:
        return Encoded(body, IDENTITY, make_etag(whole))
    compressed = COMPRESSORS[coding.name](whole)
    return Encoded(compressed, coding.name, make_etag(compressed))


async def encode_aside(body: bytes, coding: Coding) -> Encoded:
    """Encode a body; a long one on a thread, so that nobody waits who asked for something else."""
    if coding.name == IDENTITY or len(body) <= MAX_INLINE:
        return encode(body, coding)
    return await to_thread(encode, body, coding)


class Constant:
    """Bytes that stay while the process lives: a coding of them is made once, when it is wanted."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self._lock = Lock()
        self._encoded: dict[Coding, Encoded] = {}

    async def encode_aside(self, coding: Coding) -> Encoded:
        """Find the bytes in a coding; the first time they are made, on a thread."""
        known = self._encoded.get(coding)
        return known if known is not None else await to_thread(self.encode, coding)

    def encode(self, coding: Coding) -> Encoded:
        """Find the bytes in a coding, or make them."""
        with self._lock:
            if coding not in self._encoded:
                self._encoded[coding] = encode(self.body, coding)
            return self._encoded[coding]
