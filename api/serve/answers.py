"""What both ways to a finished answer share: the release in use, what is remembered, counters."""

import secrets
from collections.abc import Callable
from email.utils import formatdate
from math import inf
from time import time

import structlog

from api.http.log import describe, escape
from api.loaded import Loaded
from api.serve.first import First, make_first
from api.serve.generations import Generations
from api.serve.memo import AnswerMemo, FinishedAnswer, Uses
from api.serve.profile import HeaderReader, Profile
from api.serving import Serving

PROFILE_SHARE = 8
"""One in so many bytes is for headers that were read."""

Now = Callable[[], float]
"""Tells the seconds since 1970."""


class Clock:
    """The start of an answer up to the value of its request id, written once a second."""

    def __init__(self, id_prefix: str, now: float) -> None:
        self.id_prefix = id_prefix
        self.second = -1
        self.refresh(int(now))

    def refresh(self, second: int) -> None:
        """Take the time. This is called some times a second."""
        if second == self.second:
            return
        self.second = second
        rest = f"date: {formatdate(second, usegmt=True)}\r\nrequest-id: {self.id_prefix}".encode()
        self.ok = b"HTTP/1.1 200 OK\r\n" + rest
        self.not_modified = b"HTTP/1.1 304 Not Modified\r\n" + rest


class Answers:
    """Finished answers of the release in use, and how often they are of use."""

    def __init__(
        self, serving: Serving, memo_bytes: int, log_every: int = 0, now: Now = time
    ) -> None:
        self.serving = serving
        self.now = now
        self.profiles: Generations[Profile] = Generations(memo_bytes // PROFILE_SHARE)
        """What headers ask for that were read, by their bytes."""
        self.reader = HeaderReader()
        self.memo_bytes = memo_bytes - self.profiles.budget
        self.log_every = log_every
        """One hit in so many is logged; none if this is 0."""
        self.clock = Clock(secrets.token_hex(6) + "-", now())
        self.number = 0
        """Of the last answer from the memo: the second half of its request id."""
        self.uses: dict[str, Uses] = {}
        """What was sent from the socket and is not yet in the tally, by route."""
        self.from_socket = 0
        """How many answers were, until the last tick."""
        self.expires_at = inf
        """When the first of the answers that are kept is not true any more."""
        self.log = structlog.get_logger("api")

    @property
    def memo(self) -> AnswerMemo:
        """The memo of the release in use."""
        loaded = self.serving.loaded
        if loaded.memo is None:
            loaded.memo = AnswerMemo(self.memo_bytes)
        memo: AnswerMemo = loaded.memo
        return memo

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return self.memo.size + self.profiles.size

    def tick(self) -> None:
        """Take the time, some times a second: for dates, and for what is too old to be sent.

        Counts go into the tally here: to count each answer there would cost more than to find it.
        """
        self.clock.refresh(int(self.now()))
        self.drop_expired()
        tally = self.serving.tally
        tally.memo_bytes = self.size
        for route, uses in self.uses.items():
            for status, count in ((200, uses.ok), (304, uses.not_modified)):
                if count:
                    tally.count_hits(route, "GET", status, count)
            self.from_socket += uses.ok + uses.not_modified
            uses.ok = uses.not_modified = 0
            if uses.first:
                tally.count_answers(route, "GET", uses.first)
                uses.first.clear()

    def drop_expired(self) -> None:
        """Let go of all answers, if one of them is not true any more."""
        if self.now() >= self.expires_at:
            self.serving.loaded.memo = None
            self.expires_at = inf

    def keep(
        self, loaded: Loaded, name: bytes, finished: FinishedAnswer, expires_at: float = inf
    ) -> None:
        """Keep an answer that was made from a release, if that is still the one in use."""
        is_true = loaded is self.serving.loaded and self.now() < expires_at
        # Another request for the same may have been quicker, and what it got may be in use.
        if is_true and self.memo.find(name) is None:
            self._put(name, finished, expires_at)

    def _put(self, name: bytes, finished: FinishedAnswer, expires_at: float) -> None:
        self.expires_at = min(self.expires_at, expires_at)
        uses = self.uses.get(finished.route)
        finished.uses = uses or self.uses.setdefault(finished.route, Uses())
        self.memo.keep(name, finished)

    def make(self, name: bytes, target: bytes, profile: Profile) -> First | None:
        """Make an answer that is not there yet, if that is quick, and keep it."""
        serving = self.serving
        try:
            first = make_first(serving.loaded, target, profile.accept, profile.coding, self.now())
        except Exception as error:  # noqa: BLE001 (the ordinary way answers, or says what is wrong)
            self._note_failure(name, error)
            return None
        if first is not None:
            serving.tally.misses += 1
            self._put(name, first.finished, first.expires_at)
        return first

    def _note_failure(self, name: bytes, error: Exception) -> None:
        self.log.error("first answer failed", target=write_target(name), **describe(error))

    def take_number(self) -> int:
        """Number an answer."""
        self.number += 1
        return self.number

    def write_line(
        self,
        name: bytes,
        finished: FinishedAnswer,
        method: str,
        status: int,
        number: int,
        seconds: float = 0.0,
    ) -> None:
        """Log an answer, if it is one of those that are logged; from the memo it takes no time."""
        if not self.log_every or number % self.log_every:
            return
        self.log.info(
            "request",
            method=method,
            target=write_target(name),
            status=status,
            bytes=0 if status == 304 else finished.body_size,  # noqa: PLR2004 (Not Modified)
            ms=round(1000 * seconds, 2),
            request_id=f"{self.clock.id_prefix}{number:x}",
        )


def write_target(name: bytes) -> str:
    """Write the target that an answer is named by, so that a log can bear it."""
    return escape(name.partition(b" ")[2].decode("latin-1"))
