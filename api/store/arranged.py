"""All documents of a type in one order, and pages taken from it."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FIRST_STEP = 1024
"""Places that are looked at first when a page is filled; each further step is longer."""
STEP_GROWTH = 4
FEW = 32
"""One of so many documents, or fewer: they are sorted, instead of looked for along the order."""

Mask = NDArray[np.bool_]
Places = NDArray[np.uint32]


class Arranged:
    """An order of all documents of a type."""

    def __init__(self, places: Places) -> None:
        self.places = places
        """The place of the first document, of the second, and so on."""

    @cached_property
    def positions(self) -> Places:
        """Where in the order the document at each place stands."""
        positions = np.empty_like(self.places)
        positions[self.places] = np.arange(len(self.places), dtype=positions.dtype)
        return positions

    def take(self, mask: Mask | None, start: int, count: int) -> list[int]:
        """Take the first `count` places from position `start` on that a mask lets through.

        Args:
            mask: By place; None where everything passes.
            start: How many documents of the order are skipped, be they let through or not.
            count: How many are wanted; fewer are returned where the order ends.
        """
        if mask is None:
            return _listed(self.places[start : start + count])
        if np.count_nonzero(mask) * FEW < len(mask):
            return self._pick(mask, start, count)
        return self._walk(mask, start, count)

    def _pick(self, mask: Mask, start: int, count: int) -> list[int]:
        """Look at every document that passes: the cost is theirs, wherever they stand."""
        positions = self.positions[np.flatnonzero(mask)]
        positions = np.sort(positions[positions >= start])
        return _listed(self.places[positions[:count]])

    def _walk(self, mask: Mask, start: int, count: int) -> list[int]:
        """Go along the order until the page is full; where many pass, that is soon."""
        found: list[int] = []
        step = FIRST_STEP
        while len(found) < count and start < len(self.places):
            part = self.places[start : start + step]
            found += _listed(part[mask.take(part)][: count - len(found)])
            start, step = start + step, step * STEP_GROWTH
        return found


def _listed(places: Places) -> list[int]:
    listed: list[int] = places.tolist()
    return listed
