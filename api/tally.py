"""What a process counts of itself: plain numbers, so that counting costs next to nothing.

Everything that a client can choose is bounded first: a route is a template, a
method one of a few, a status and a code are ours.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from time import time

import msgspec

from api.store.unusable import Reason

BOUNDS = (0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds; upper bounds of the buckets in which answers are counted. One more has no bound."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER = "other"
"""Any other method, and what belongs to no route."""

AnswerKey = tuple[str, str, int]
"""Route, method and status."""


class Latency(msgspec.Struct):
    """How long answers took."""

    counts: list[int] = msgspec.field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    """By bucket; not accumulated."""
    seconds: float = 0.0
    """All together."""


class Tally(msgspec.Struct, kw_only=True):
    """Counts of one worker. All are written by the thread that answers requests."""

    answers: dict[AnswerKey, int] = {}
    latencies: dict[str, Latency] = {}
    """By route, of the answers that were made and not only remembered."""
    problems: dict[str, int] = {}
    """By code; also those of requests that never reached the application."""
    hits: int = 0
    misses: int = 0
    memo_bytes: int = 0
    """In the answers that are remembered now."""
    swaps: int = 0
    refusals: dict[str, int] = {}
    """Of releases, by reason."""
    release: int = 0
    """Number of the release that is served."""
    served_since: float = 0.0
    """When that began, in seconds since 1970."""
    is_degraded: bool = False

    def count_answer(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answer that was made."""
        self.count_answers(route, method, [(status, seconds)])

    def count_answers(self, route: str, method: str, made: Iterable[tuple[int, float]]) -> None:
        """Count answers that were made, each with its status and the seconds that it took."""
        route = route or OTHER
        latency = self.latencies.get(route)
        if latency is None:
            latency = self.latencies[route] = Latency()
        statuses = Counter[int]()
        for status, seconds in made:
            statuses[status] += 1
            latency.counts[bisect_left(BOUNDS, seconds)] += 1
            latency.seconds += seconds
        for status, count in statuses.items():
            self._count(route, method, status, count)

    def count_hits(self, route: str, method: str, status: int, count: int = 1) -> None:
        """Count answers that were remembered."""
        self.hits += count
        self._count(route or OTHER, method, status, count)

    def count_miss(self) -> None:
        """Count a request whose answer could have been remembered, and was not."""
        self.misses += 1

    def count_problem(self, code: str) -> None:
        """Count a request that was answered with a problem."""
        self.problems[code] = self.problems.get(code, 0) + 1

    def count_refusal(self, reason: Reason) -> None:
        """Count a release that cannot be used."""
        self.refusals[reason] = self.refusals.get(reason, 0) + 1

    def note_release(self, number: int) -> None:
        """Note which release is served from now on."""
        self.swaps += self.release != 0
        self.release, self.served_since = number, time()

    def _count(self, route: str, method: str, status: int, count: int = 1) -> None:
        key = route, method if method in METHODS else OTHER, status
        self.answers[key] = self.answers.get(key, 0) + count


def merge(tallies: list[Tally]) -> Tally:
    """Add the counts of several workers up; what is true of one worker only is left out."""
    latencies: dict[str, Latency] = {}
    for route, latency in (each for tally in tallies for each in tally.latencies.items()):
        total = latencies.setdefault(route, Latency())
        total.counts = [sum(pair) for pair in zip(total.counts, latency.counts, strict=True)]
        total.seconds += latency.seconds
    return Tally(
        answers=sum((Counter(each.answers) for each in tallies), Counter()),
        latencies=latencies,
        problems=sum((Counter(each.problems) for each in tallies), Counter()),
        hits=sum(each.hits for each in tallies),
        misses=sum(each.misses for each in tallies),
        swaps=sum(each.swaps for each in tallies),
        refusals=sum((Counter(each.refusals) for each in tallies), Counter()),
    )
