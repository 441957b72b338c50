"""All connections of a process: who may come in, and who has been waited for long enough."""

import asyncio
from collections import Counter
from collections.abc import Callable
from enum import IntEnum
from heapq import nsmallest
from ipaddress import IPv6Address
from typing import Protocol

from api.errors import ApiError, ServiceBusy, TooManyConnections
from api.limits import Limits
from api.serve.refusal import RefusalLog
from api.tally import Tally

ROUND = 1.0
"""Seconds in which every connection is looked at once; none has a timer of its own."""
ROUNDS_PER_DEADLINE = 4
"""A deadline that is shorter than a few seconds is kept by looking more often."""
LOOKS = 20
"""Looks that a round is divided into, so that none keeps requests waiting."""
DROPPED_AT_ONCE = 10
"""Connections that are dropped before requests have their turn: less than a millisecond."""
MADE_ROOM = 64
"""One in so many connections makes room at once, so that a crowd at the door costs little."""


class Worth(IntEnum):
    """What a connection is worth keeping for when there is no room for another; least first."""

    ENDED = 0
    """It was answered for the last time."""
    SLOW = 1
    """It keeps us waiting."""
    IDLE = 2
    """It may be used again."""
    AT_WORK = 3
    """A request is being answered; it is never dropped."""


class Member(Protocol):
    """What is asked of a connection."""

    loop: asyncio.AbstractEventLoop
    address: str | None
    """Where it comes from; nothing if that means nothing, as with a Unix socket."""
    since: float
    """When it last got on, in the time of its loop."""

    def worth(self) -> Worth:
        """Say what it is worth keeping for."""

    def is_overdue(self, now: float) -> bool:
        """Whether its deadline has passed."""

    def drop(self) -> None:
        """End it, with a problem if its client waits for an answer."""

    def close(self) -> None:
        """End it as soon as what was written has been sent."""

    def abort(self) -> None:
        """End it at once."""


class Connections:
    """The connections of one process, within its limits."""

    def __init__(
        self, limits: Limits, tally: Tally, tick: Callable[[], None] = lambda: None
    ) -> None:
        self.limits = limits
        self.tally = tally
        self.tick = tick
        """Called before the first connection, and at each look."""
        self.members: dict[Member, None] = {}
        """In the order in which they came."""
        self.by_address: Counter[str] = Counter()
        self.log = RefusalLog()
        self._timer: asyncio.Handle | None = None
        self._waiting: list[Member] = []
        """Those that this round has yet to look at, the oldest last."""
        self._share = 0
        """How many of them each look takes."""
        deadlines = (limits.header_deadline, limits.body_deadline, limits.write_deadline)
        shortest = min(*deadlines, limits.keep_alive)
        self._pause = min(ROUND, shortest / ROUNDS_PER_DEADLINE) / LOOKS

    def admit(self, member: Member) -> ApiError | None:
        """Take a connection in, and say with which problem it has to leave again, if it has to."""
        self.members[member] = None
        if self._timer is None:
            self.tick()
            self._timer = member.loop.call_later(self._pause, self.look, member.loop)
        return self._count_address(member) or self._find_room(member)

    def _count_address(self, member: Member) -> ApiError | None:
        if member.address is None:
            return None
        self.by_address[member.address] += 1
        limit, count = self.limits.max_connections_per_address, self.by_address[member.address]
        if count > 2 * limit:  # Also the problems that tell it to stop would be too many.
            member.abort()
        return TooManyConnections(limit) if count > limit else None

    def _find_room(self, newcomer: Member) -> ApiError | None:
        if len(self.members) <= self.limits.max_connections or self.make_room(newcomer):
            return None
        return ServiceBusy()

    def forget(self, member: Member) -> None:
        """Let go of a connection that has ended."""
        self.members.pop(member, None)
        if member.address is None:
            return
        self.by_address[member.address] -= 1
        if not self.by_address[member.address]:
            del self.by_address[member.address]

    def make_room(self, newcomer: Member) -> bool:
        """Drop those that are worth least, the oldest first, and say whether there were any."""
        number = max(1, self.limits.max_connections // MADE_ROOM)
        others = (each for each in self.members if each is not newcomer)
        oldest = nsmallest(number, others, key=lambda each: (each.worth(), each.since))
        least = oldest[0].worth() if oldest else Worth.AT_WORK
        if least is Worth.AT_WORK:
            return False
        for member in [each for each in oldest if each.worth() is least]:
            member.drop()
            member.close()
        return True

    def look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Drop some of those whose deadline has passed; come back while there are connections."""
        self.tick()
        if not self._waiting:
            self._waiting = list(reversed(self.members))
            self._share = -(-len(self._waiting) // LOOKS)
        is_done = self._look_at_some(loop.time())
        if self.members:
            self._timer = loop.call_later(self._pause if is_done else 0, self.look, loop)
        else:
            self._timer = None
            self._waiting.clear()

    def _look_at_some(self, now: float) -> bool:
        """Look at a share of the connections, or at less if many have to be dropped."""
        dropped = 0
        for _ in range(min(self._share, len(self._waiting))):
            member = self._waiting.pop()
            if member in self.members and member.is_overdue(now):
                member.drop()
                dropped += 1
            if dropped == DROPPED_AT_ONCE:
                return False
        return True


def group_address(host: str) -> str:
    """Name the one who has an address: of IPv6, a whole /64 belongs to one client.

    >>> group_address("192.0.2.1"), group_address("::ffff:192.0.2.1")
    ('192.0.2.1', '192.0.2.1')
    >>> group_address("2001:db8::1") == group_address("2001:db8::2:3")
    True
    """
    if ":" not in host:
        return host
    address = IPv6Address(host.partition("%")[0])
    return str(address.ipv4_mapped or address.packed[:8].hex())
