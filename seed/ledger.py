"""The ledger: the append-only history of everything that was ever published.

One line of JSON for each change, in `seed/ledger.jsonl`. The dates of the
documents, the tombstones and the order of a sync all come from it.
"""

from dataclasses import dataclass

from schema.change import Change

LEDGER_NAME = "ledger.jsonl"


@dataclass(frozen=True, slots=True)
class Ledger:
    """A history of changes, oldest first."""

    changes: tuple[Change, ...] = ()

    def last(self) -> dict[str, Change]:
        """The last change of each document, by id."""
        return {change.id: change for change in self.changes}

    def first(self) -> dict[str, Change]:
        """The first change of each document, by id."""
        return {change.id: change for change in reversed(self.changes)}

    def live(self) -> dict[str, Change]:
        """The last change of each document that is published, by id."""
        return {key: change for key, change in self.last().items() if change.op == "upsert"}
