"""What both ways to a finished answer share: the release in use, what is remembered, counters."""

import secrets
from email.utils import formatdate
from math import inf
from time import time

import structlog

from api.http.log import escape
from api.loaded import Loaded
from api.serve.generations import Generations
from api.serve.memo import AnswerMemo, FinishedAnswer
from api.serve.profile import HeaderReader, Profile
from api.serving import Serving

PROFILE_SHARE = 8
"""One in so many bytes is for headers that were read."""


class Clock:
    """The start of an answer up to the value of its request id, written once a second."""

    def __init__(self, id_prefix: str) -> None:
        self.id_prefix = id_prefix
        self.second = 0
        self.refresh()

    def refresh(self) -> None:
        """Take the time. This is called some times a second."""
        now = int(time())
        if now == self.second:
            return
        self.second = now
        rest = f"date: {formatdate(now, usegmt=True)}\r\nrequest-id: {self.id_prefix}".encode()
        self.ok = b"HTTP/1.1 200 OK\r\n" + rest
        self.not_modified = b"HTTP/1.1 304 Not Modified\r\n" + rest


class Answers:
    """Finished answers of the release in use, and how often they were of use.

    The counters are for whoever watches the process: they only grow.
    """

    def __init__(self, serving: Serving, memo_bytes: int, log_every: int = 0) -> None:
        self.serving = serving
        self.profiles: Generations[Profile] = Generations(memo_bytes // PROFILE_SHARE)
        """What headers ask for that were read, by their bytes."""
        self.reader = HeaderReader()
        self.memo_bytes = memo_bytes - memo_bytes // PROFILE_SHARE
        self.log_every = log_every
        """One hit in so many is logged; none if this is 0."""
        self.clock = Clock(secrets.token_hex(6) + "-")
        self.hits = 0
        """Answers from the memo; also the second half of their request ids."""
        self.protocol_hits = 0
        """Those of them that no application was asked for."""
        self.misses = 0
        """Answers that could have come from the memo and did not yet."""
        self.best_before = inf
        """When the first of the answers that are kept must not be sent any more."""
        self.log = structlog.get_logger("api")

    def tick(self) -> None:
        """Take the time: for dates, and for what is too old to be sent."""
        self.clock.refresh()
        if time() >= self.best_before:
            self.serving.loaded.memo = None
            self.best_before = inf

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

    def keep(
        self, loaded: Loaded, name: bytes, finished: FinishedAnswer, best_before: float = inf
    ) -> None:
        """Keep an answer that was made from a release, if that is still the one in use."""
        if loaded is self.serving.loaded and time() < best_before:
            self.best_before = min(self.best_before, best_before)
            self.memo.keep(name, finished)

    def count_hit(self) -> int:
        """Count an answer, and number it."""
        self.hits += 1
        return self.hits

    def write_line(self, name: bytes, finished: FinishedAnswer, status: int, number: int) -> None:
        """Log an answer from the memo."""
        self.log.info(
            "request",
            method="GET",
            target=escape(name.partition(b" ")[2].decode("latin-1")),
            status=status,
            bytes=0 if status == 304 else finished.body_size,  # noqa: PLR2004 (Not Modified)
            ms=0.0,
            request_id=f"{self.clock.id_prefix}{number:x}",
        )
