"""The stages of an answer, timed: parse, read, respond (Server-Timing, W3C)."""

from time import perf_counter

TIMING = "%s;dur=%.2f"
"""In milliseconds, down to the 10 microseconds that a clock in a browser can tell apart."""


class Stages:
    """A stopwatch: a stage ends where the next one begins, and costs two looks at a clock."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._ended: list[tuple[str, float]] = []

    def end(self, name: str) -> None:
        """End a stage; it began with the request, or where the one before ended."""
        now = perf_counter()
        self._ended.append((name, now - self._last))
        self._last = now

    def write(self) -> dict[str, str]:
        """End the last stage and write Server-Timing, if a door has timed anything."""
        if not self._ended:
            return {}
        self.end("respond")
        timing = ", ".join([TIMING % (name, 1000 * took) for name, took in self._ended])
        return {"server-timing": timing}
