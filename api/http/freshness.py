"""How long an answer may be used, and since when it is as it is (RFC 9111, 5.2; RFC 5861)."""

from datetime import datetime
from functools import lru_cache
from math import inf
from typing import NamedTuple

import msgspec

from api.http.basis import Basis
from api.resources.lifetime import DAY, HOUR, MINUTE, Lifetime

SETTLED = DAY + HOUR
"""Seconds after the first moment of a day in which something published on that day may appear.

Changes are dated by the day. Until that day is over, and a build that was begun on it in force,
content may change again under the same date; so until then a date proves nothing.
"""
MARKS = tuple(int(MINUTE * 1.25**step) for step in range(34))
"""Seconds before a day, from a minute to more than a day, at which headers are written anew.

Times that shrink towards a day are reckoned from the next mark, so that a finished answer can be
sent as it is until then. All days begin at 0:00 UTC, so all answers change at the same marks.
"""
REMEMBERED = 8192
"""Lifetimes and days that are written and read once; there are few of either at any time."""

REVALIDATED = "public, no-cache"
"""May be kept, and must be asked about each time: what it says may not hold any more."""
NEVER = "no-store"


class Freshness(NamedTuple):
    """What the clock decides of an answer."""

    cache_control: str
    last_modified: float | None
    expires_at: float
    """From when on any of this is different. Who keeps the answer makes it anew then."""


def judge(basis: Basis, now: float) -> Freshness:
    """Find what may be said at a time.

    Whoever keeps an answer as it says, used up to its last second, has let go of it at the
    first moment of the day on which what it rests on may not hold any more.
    """
    cache_control, cached_until = limit(basis, now)
    if not basis.changed_at:
        return Freshness(cache_control, None, cached_until)
    changed = read_moment(basis.changed_at)
    if now < changed + SETTLED:
        return Freshness(cache_control, None, min(cached_until, changed + SETTLED))
    return Freshness(cache_control, changed, cached_until)


def limit(basis: Basis, now: float) -> tuple[str, float]:
    """Write Cache-Control, and find until when it is true."""
    lifetime = basis.lifetime
    if lifetime is None:
        return NEVER, inf
    if basis.stale_on is None:
        return write(lifetime), inf
    ends = read_moment(f"{basis.stale_on}T00:00:00Z")
    left = ends - now
    if left <= 0:
        return REVALIDATED, inf
    longest = max(lifetime.private, lifetime.shared) + max(lifetime.revalidating, lifetime.failing)
    if left > longest:
        return write(lifetime), ends - longest
    mark = max((mark for mark in MARKS if mark < left), default=0)
    return write(shorten(lifetime, mark), is_shortened=True), ends - mark


def shorten(lifetime: Lifetime, seconds: int) -> Lifetime:
    """Bound all times, so that none of them, one after the other, goes beyond some seconds.

    >>> short = shorten(Lifetime(private=60, shared=300, revalidating=600, failing=86400), 400)
    >>> short.private, short.shared, short.revalidating, short.failing
    (60, 300, 100, 100)
    """
    private, shared = min(lifetime.private, seconds), min(lifetime.shared, seconds)
    rest = seconds - max(private, shared)
    return msgspec.structs.replace(
        lifetime,
        private=private,
        shared=shared,
        revalidating=min(lifetime.revalidating, rest),
        failing=min(lifetime.failing, rest),
    )


@lru_cache(REMEMBERED)
def write(lifetime: Lifetime, *, is_shortened: bool = False) -> str:
    """Write a lifetime as Cache-Control.

    Where a time was cut down to nothing, caches are told not to stretch it on their own.
    """
    if lifetime.shared < 1:
        return REVALIDATED
    times = {"stale-while-revalidate": lifetime.revalidating, "stale-if-error": lifetime.failing}
    stretched = [f"{name}={seconds}" for name, seconds in times.items() if seconds]
    own = [f"s-maxage={lifetime.shared}"] if lifetime.shared != lifetime.private else []
    ends = ["must-revalidate"] if is_shortened and not stretched else []
    ends += ["immutable"] if lifetime.is_immutable else []
    return ", ".join(["public", f"max-age={lifetime.private}", *own, *stretched, *ends])


@lru_cache(REMEMBERED)
def read_moment(text: str) -> float:
    """Read a moment of a document as seconds since 1970."""
    return datetime.fromisoformat(text).timestamp()
