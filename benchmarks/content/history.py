"""When everything was published and changed, without a list of it."""

from datetime import date, timedelta
from functools import cached_property
from math import ceil, gcd
from typing import NamedTuple

FIRST_DAY = date(2019, 1, 1)
TODAY = date(2026, 11, 1)
"""The day of the build; reviews are due or overdue as of it."""
UPDATED = 4
"""Every fourth document was changed once after it was published."""


class Dates(NamedTuple):
    """The first and the last entry of a document in the ledger."""

    first_seq: int
    last_seq: int
    published_at: str
    updated_at: str


class History:
    """A ledger in which the entries of any document can be looked up by its number."""

    def __init__(self, documents: int) -> None:
        self.documents = documents
        self.length = documents + ceil(documents / UPDATED)
        """Entries in the ledger."""

    @cached_property
    def stride(self) -> int:
        """Steps from the entry of one document to that of the next: it meets every entry once."""
        stride = round(self.length * 0.618)
        while gcd(stride, self.length) > 1:
            stride += 1
        return stride

    def dates_of(self, number: int) -> Dates:
        """Look up when a document was published and changed, by its number from 0."""
        slots = [number]
        if number % UPDATED == 0:
            slots.append(self.documents + number // UPDATED)
        seqs = sorted(slot * self.stride % self.length + 1 for slot in slots)
        return Dates(seqs[0], seqs[-1], self.moment_of(seqs[0]), self.moment_of(seqs[-1]))

    def moment_of(self, seq: int) -> str:
        """Date an entry: they are spread evenly over the years."""
        days = (TODAY - FIRST_DAY).days * (seq - 1) // self.length
        return f"{FIRST_DAY + timedelta(days)}T00:00:00Z"
