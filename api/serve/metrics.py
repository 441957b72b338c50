"""Metrics for Prometheus: the tallies of all workers, added up when somebody asks.

Each worker writes its tally into a folder that all of them read, so whichever is
asked answers for all. A worker that takes the place of a dead one goes on from
the counts of that one.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from time import monotonic, time

import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from api.serve.thread import in_thread
from api.tally import BOUNDS, Latency, Tally, merge

INTERVAL = 1.0
"""Seconds between two writings of a tally."""
FRESH = 5.0
"""Seconds after which a worker that wrote nothing is taken for dead, or for stuck."""
SUFFIX = ".tally"


class Noted(msgspec.Struct, frozen=True):
    """A tally, and when it was written."""

    at: float
    """By the monotonic clock, which all processes of a machine share."""
    tally: Tally


class Metrics:
    """The metrics of a service, as one of its workers tells them.

    Args:
        worker: Place of this worker.
        folder: Where all workers leave their tallies; there is none where one works alone.
    """

    def __init__(self, worker: int = 0, folder: Path | None = None) -> None:
        self.worker = worker
        self.folder = folder
        self.tally = self._take_over()

    async def run(self) -> None:
        """Write the tally of this worker again and again, if others work beside it."""
        while self.folder is not None:
            self.write()
            await asyncio.sleep(INTERVAL)

    def write(self) -> bytes:
        """Leave the tally for the other workers; whoever reads sees all of it or the last one."""
        note = msgspec.msgpack.encode(Noted(monotonic(), self.tally))
        # Whatever happens to that folder is no reason not to serve.
        with suppress(OSError):
            if self.folder is not None:
                draft = self.folder / f"{self.worker}.draft"
                draft.write_bytes(note)
                draft.replace(draft.with_suffix(SUFFIX))
        return note

    async def read(self) -> bytes:
        """Write all metrics as Prometheus reads them. What is told was left for others before."""
        mine = self.write()
        return await in_thread(lambda: render(self._collect(mine)))

    def _collect(self, mine: bytes) -> dict[int, Noted]:
        paths = self.folder.glob(f"*{SUFFIX}") if self.folder else []
        notes = {int(path.stem): path.read_bytes() for path in paths}
        notes[self.worker] = mine
        decode = msgspec.msgpack.Decoder(Noted).decode
        return {worker: decode(note) for worker, note in sorted(notes.items())}

    def _take_over(self) -> Tally:
        """Go on from the counts of a worker that had this place before."""
        if self.folder is None:
            return Tally()
        try:
            note = (self.folder / f"{self.worker}{SUFFIX}").read_bytes()
        except FileNotFoundError:
            return Tally()
        return merge([msgspec.msgpack.decode(note, type=Noted).tally])


def render(notes: Mapping[int, Noted]) -> bytes:
    """Write metrics in the text format of Prometheus, version 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_Collected(notes))
    return generate_latest(registry)


class _Collected:
    """What the library wants: something that it can collect from."""

    def __init__(self, notes: Mapping[int, Noted]) -> None:
        self.notes = notes

    def collect(self) -> Iterator[Metric]:
        now, total = monotonic(), merge([note.tally for note in self.notes.values()])
        alive = {worker: note.tally for worker, note in self.notes.items() if now - note.at < FRESH}
        yield from _count_requests(total)
        yield from _count_memo(total, alive)
        yield from _describe_releases(total, alive)
        yield GaugeMetricFamily("acupoint_workers", "Workers that answer.", len(alive))


def _count_requests(total: Tally) -> Iterator[Metric]:
    answers = CounterMetricFamily(
        "acupoint_requests", "Requests that were answered.", labels=["route", "method", "status"]
    )
    for (route, method, status), count in sorted(total.answers.items()):
        answers.add_metric([route, method, str(status)], count)
    yield answers
    durations = HistogramMetricFamily(
        "acupoint_request_duration_seconds",
        "How long answers took that were not only remembered.",
        labels=["route"],
    )
    for route, latency in sorted(total.latencies.items()):
        durations.add_metric([route], _accumulate(latency), latency.seconds)
    yield durations
    yield _count(
        "acupoint_problems", "Requests that were answered with a problem.", "code", total.problems
    )


def _count_memo(total: Tally, alive: Mapping[int, Tally]) -> Iterator[Metric]:
    yield CounterMetricFamily("acupoint_memo_hits", "Answers that were remembered.", total.hits)
    yield CounterMetricFamily("acupoint_memo_misses", "Answers that were not.", total.misses)
    sizes = {worker: tally.memo_bytes for worker, tally in alive.items()}
    yield _gauge("acupoint_memo_bytes", "Size of the answers that are remembered.", sizes)


def _describe_releases(total: Tally, alive: Mapping[int, Tally]) -> Iterator[Metric]:
    numbers = {worker: tally.release for worker, tally in alive.items()}
    yield _gauge("acupoint_release_number", "Number of the release that is served.", numbers)
    ages = {worker: time() - tally.served_since for worker, tally in alive.items()}
    yield _gauge("acupoint_release_age_seconds", "How long that has been served.", ages)
    degraded = {worker: int(tally.is_degraded) for worker, tally in alive.items()}
    yield _gauge(
        "acupoint_release_degraded", "1 while the release in force cannot be used.", degraded
    )
    yield CounterMetricFamily("acupoint_release_swaps", "New releases in use.", total.swaps)
    yield _count(
        "acupoint_releases_refused", "Releases that could not be used.", "reason", total.refusals
    )


def _count(name: str, about: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, about, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family


def _gauge(name: str, about: str, values: Mapping[int, float]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=["worker"])
    for worker, value in values.items():
        family.add_metric([str(worker)], value)
    return family


def _accumulate(latency: Latency) -> list[tuple[str, float]]:
    """Write buckets as Prometheus has them: each holds all that was not slower."""
    bounds = [*map(str, BOUNDS), "+Inf"]
    return list(zip(bounds, accumulate(latency.counts), strict=True))
