"""A map that is bounded by bytes and keeps what is asked for."""

from typing import Generic, Protocol, TypeVar

MAX_SHARE = 8
"""No entry takes more than one in so many of the bytes."""
PER_ENTRY = 200
"""Bytes that an entry takes beside its key and value: its places in dictionaries."""


class Sized(Protocol):
    """A value that knows how many bytes it holds."""

    size: int


V = TypeVar("V", bound=Sized)


class Generations(Generic[V]):
    """Keeps entries in two generations, and forgets the older one when the younger is full.

    An entry that was asked for in the meantime is in the younger one again. So a
    flood of entries that nobody asks for twice cannot wash away those that are in use,
    and finding one costs one look into a dictionary.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.largest = budget // MAX_SHARE
        """Bytes of the largest entry that is kept."""
        self.young: dict[bytes, V] = {}
        self.old: dict[bytes, V] = {}
        self._young_size = self._old_size = 0

    @property
    def size(self) -> int:
        """Bytes of everything that is kept; never more than the budget."""
        return self._young_size + self._old_size

    def find(self, key: bytes) -> V | None:
        """Find an entry, and keep it for longer."""
        found = self.young.get(key)
        return found if found is not None or not self.old else self._find_old(key)

    def drop(self, key: bytes) -> None:
        """Let go of an entry that was found just now."""
        self._young_size -= cost_of(key, self.young.pop(key))

    def _find_old(self, key: bytes) -> V | None:
        found = self.old.pop(key, None)
        if found is not None:
            self._old_size -= cost_of(key, found)
            self.keep(key, found)
        return found

    def keep(self, key: bytes, value: V) -> None:
        """Keep an entry, unless it is too large."""
        cost = len(key) + value.size + PER_ENTRY
        if cost > self.largest or key in self.young:
            return
        if self.old and key in self.old:
            self._old_size -= cost_of(key, self.old.pop(key))
        if self._young_size + cost > self.budget // 2:
            self.old, self._old_size = self.young, self._young_size
            self.young, self._young_size = {}, 0
        self.young[key] = value
        self._young_size += cost


def cost_of(key: bytes, value: Sized) -> int:
    """Count the bytes of an entry."""
    return len(key) + value.size + PER_ENTRY
