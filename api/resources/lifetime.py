"""How long answers may be used: a lifetime for each class of content, and the numbers in it."""

from collections.abc import Iterable

import msgspec

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEAR = 365 * DAY


class Lifetime(msgspec.Struct, frozen=True, kw_only=True):
    """How long an answer may be used without asking again, in seconds (RFC 9111, RFC 5861)."""

    private: int
    """In the cache of one client, which nobody can purge."""
    shared: int
    """In a cache between many clients and us, which is purged when something is published."""
    revalidating: int = 0
    """How much longer while a new one is being fetched."""
    failing: int = 0
    """How much longer while we cannot be reached."""
    is_immutable: bool = False
    """Whether the address never has other bytes."""


CONTENT = Lifetime(private=MINUTE, shared=5 * MINUTE, revalidating=10 * MINUTE, failing=DAY)
"""Articles and what they rest on. What is withdrawn is gone 11 minutes later, without any purge."""
CARE = Lifetime(private=MINUTE // 2, shared=MINUTE, failing=HOUR)
"""People and what they offer: who has lost a licence must not be recommended for a day."""
ABSENCE = Lifetime(private=MINUTE // 2, shared=MINUTE // 2)
"""Where a document is not, or not any more: it may be published in the next moment."""
MANUAL = Lifetime(private=5 * MINUTE, shared=5 * MINUTE, revalidating=DAY, failing=DAY)
"""The contract and its pages, which change with the code."""
FOREVER = Lifetime(private=YEAR, shared=YEAR, is_immutable=True)
"""Files that are named by their hash."""


def strictest(lifetimes: Iterable[Lifetime]) -> Lifetime:
    """Take the shortest of each time: what an answer may be that has several classes in it.

    >>> strictest([CONTENT, CARE]) == CARE, strictest([CARE, CONTENT]).failing
    (True, 3600)
    """
    first, *others = lifetimes
    for each in others:
        first = Lifetime(
            private=min(first.private, each.private),
            shared=min(first.shared, each.shared),
            revalidating=min(first.revalidating, each.revalidating),
            failing=min(first.failing, each.failing),
            is_immutable=first.is_immutable and each.is_immutable,
        )
    return first
