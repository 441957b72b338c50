"""Publish under load: how soon every worker serves a new release, and what clients see of it.

    python -m benchmarks.publish [PUBLISHES [WORKERS [CLIENTS]]]      by default 200 2 8

Clients read without pause over connections that are kept alive, and compare
every document of every answer with the edition whose number the answer bears.
Two editions that share no document are published in turn; the next one follows
as soon as all clients have read the last one. The clients run beside the
workers on the same processors, so the times are upper bounds.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import monotonic, time

from tests.server.press import Press, print_editions, set_up_press
from tests.server.running import Running, running, wait_until
from tests.server.traffic import Traffic

KINDS = ("failed", "mixed", "stale", "fallen")
"""What an answer can be wrong by; fallen: from an older release than the one before it."""
HEADS = ("publishes", "answers", "a second", *KINDS, "p50 ms", "p99 ms", "max ms")


def main(publishes: int = 200, workers: int = 2, clients: int = 8) -> None:
    """Measure, and print a row of a table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        press = set_up_press(print_editions(home))
        with running(press.releases, home / "log", WORKERS=str(workers)) as server:
            wait_until(lambda: server.has_logged("Started server process", workers), "workers")
            began = monotonic()
            traffic, published = asyncio.run(read_and_publish(server, press, publishes, clients))
            seconds = monotonic() - began
            delays = [each * 1000 for each in measure_delays(server, published, workers)]
    wrong = {kind: sum(each.startswith(kind) for each in traffic.wrong) for kind in KINDS}
    wrong["failed"] += traffic.unanswered + traffic.torn
    cuts = quantiles(delays, n=100, method="inclusive")
    rate = f"{sum(traffic.read) / seconds:.0f}"
    times = [f"{each:.0f}" for each in (cuts[49], cuts[98], max(delays))]
    print(
        f"{datetime.now(UTC).date()}, {workers} workers, {clients} clients; {len(delays)} swaps\n"
    )
    print_row(HEADS)
    print_row(["---:"] * len(HEADS))
    print_row([publishes, sum(traffic.read), rate, *wrong.values(), *times])
    if any(wrong.values()):
        print(*traffic.wrong[:10], sep="\n")
        sys.exit(1)


def print_row(cells: Iterable[object]) -> None:
    """Print a row as Markdown has it."""
    print(f"| {' | '.join(map(str, cells))} |")


async def read_and_publish(
    server: Running, press: Press, publishes: int, clients: int
) -> tuple[Traffic, dict[int, float]]:
    """Publish in turn while clients read, and note when each number was put in force."""
    traffic = Traffic(server.wait_for_port(), press.printed)
    await traffic.start(clients)
    published = {}
    for turn in range(publishes):
        number = traffic.expect(press.publish(press.editions[(turn + 1) % 2]))
        published[number] = time()
        await traffic.wait_for_number(number)
    await traffic.stop()
    return traffic, published


def measure_delays(server: Running, published: dict[int, float], workers: int) -> list[float]:
    """Compute after how many seconds each worker served each release, by its log.

    Where one comes before a worker has looked for the last one, it passes that over.
    """
    last, event = max(published), "release in force"
    wait_until(
        lambda: sum(line["number"] == last for line in server.lines(event)) == workers,
        "the last release in force",
    )
    return [
        datetime.fromisoformat(line["timestamp"]).timestamp() - published[line["number"]]
        for line in server.lines(event)
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
