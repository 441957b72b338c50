"""The ledger: the append-only history of everything that was ever published.

One line of JSON for each change, in `seed/ledger.jsonl`. The dates of the
documents, the tombstones and the order of a sync all come from it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec
from msgspec import UNSET

from schema.change import Change
from schema.document import ChangeClass, Document, WithdrawalReason
from schema.section import SECTION
from seed.mistake import Mistake

LEDGER = "ledger.jsonl"
"""Its name, and its path in mistakes."""


class Removal(NamedTuple):
    """A document that the sources withdraw."""

    type: str
    id: str
    slug: str
    reason: WithdrawalReason
    replacement_id: str | None


@dataclass(frozen=True)
class Ledger:
    """A history of changes, oldest first."""

    changes: tuple[Change, ...] = ()

    @cached_property
    def last(self) -> dict[str, Change]:
        """The last change of each document, by id."""
        return {change.id: change for change in self.changes}

    @cached_property
    def first(self) -> dict[str, Change]:
        """The first change of each document, by id."""
        return {change.id: change for change in reversed(self.changes)}

    def live(self) -> dict[str, Change]:
        """The last change of each document that is published, by id."""
        return {key: change for key, change in self.last.items() if change.op == "upsert"}

    @property
    def lineage(self) -> str:
        """Tell this history from any other: it is named after its first entry."""
        first = msgspec.json.encode(self.changes[0]) if self.changes else b""
        return hashlib.sha256(first).hexdigest()[:16]

    def encode(self) -> bytes:
        """Write the ledger as lines of JSON."""
        return b"".join(msgspec.json.encode(change) + b"\n" for change in self.changes)


def read_ledger(path: Path, mistakes: list[Mistake]) -> Ledger:
    """Read a ledger and see that it is a history; without a file it is empty."""
    data = path.read_bytes() if path.exists() else b""
    changes: list[Change] = []
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            change = msgspec.json.decode(line, type=Change)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            sentence = f"Not an entry of a ledger: {error}. Restore the line."
            mistakes.append(Mistake(LEDGER, number, "LED002", sentence))
            return Ledger(tuple(changes))
        if msgspec.json.encode(change) != line:
            sentence = "The line is not as it was written. Restore it."
            mistakes.append(Mistake(LEDGER, number, "LED002", sentence))
        mistakes += _find_disorder(change, changes[-1] if changes else None, number)
        changes.append(change)
    return Ledger(tuple(changes))


def _find_disorder(change: Change, previous: Change | None, number: int) -> Iterable[Mistake]:
    if change.seq != number:
        sentence = f"seq is {change.seq} and should be {number}. Restore the line."
        yield Mistake(LEDGER, number, "LED002", sentence)
    if previous is not None and change.at < previous.at:
        sentence = f"{change.at} is before the entry above. Restore the line."
        yield Mistake(LEDGER, number, "LED002", sentence)
    if (change.op == "upsert") != (change.rev is not UNSET):
        sentence = "An upsert has a rev, a delete has none. Restore the line."
        yield Mistake(LEDGER, number, "LED002", sentence)


def compare_with_published(ledger: Ledger, published: Sequence[Change]) -> list[Mistake]:
    """See that everything in the release in force is still in the ledger, unaltered."""
    mine = ledger.changes[: len(published)]
    for number, (line, theirs) in enumerate(zip_longest(mine, published), start=1):
        if line != theirs:
            was = "is missing from" if line is None else "differs in"
            sentence = (
                f"Published entry {number} {was} the ledger. "
                "Restore the line; corrections are new lines."
            )
            return [Mistake(LEDGER, number, "LED002", sentence)]
    return []


def advance(
    ledger: Ledger,
    documents: Iterable[Document],
    removals: Iterable[Removal],
    today: str,
    classes: Mapping[str, ChangeClass] = MappingProxyType({}),
) -> Ledger:
    """Add what changed: documents with a new rev, then what is gone.

    Args:
        ledger: The history so far.
        documents: All documents that are published now, those that others name first.
        removals: What the sources withdraw.
        today: The day of the changes; all of them get its first moment.
        classes: What a change of a document means, by id, where it is more than editorial.
    """
    at = f"{today}T00:00:00Z"
    added: list[Change] = []

    def append(**facts: object) -> None:
        seq = len(ledger.changes) + len(added) + 1
        facts["change_class"] = classes.get(str(facts["id"]), "editorial")
        added.append(msgspec.convert({"seq": seq, "at": at, **facts}, Change))

    here = set()
    for document in documents:
        here.add(document.id)
        last = ledger.last.get(document.id)
        if last is None or last.op == "delete" or last.rev != document.rev:
            type_name = str(type(document).__struct_config__.tag)
            names = {"type": type_name, "id": document.id, "slug": document.slug}
            append(op="upsert", rev=document.rev, **names)
    for removal in [*removals, *_gone_sections(ledger, here)]:
        last = ledger.last.get(removal.id)
        facts: dict[str, object] = {"reason": removal.reason}
        if removal.replacement_id:
            facts["replacement_id"] = removal.replacement_id
        known = last and (last.reason or None, last.replacement_id or None)
        if removal.id not in here and known != (removal.reason, removal.replacement_id):
            names = {"type": removal.type, "id": removal.id, "slug": removal.slug}
            append(op="delete", **names, **facts)
    return Ledger((*ledger.changes, *added))


def _gone_sections(ledger: Ledger, here: set[str]) -> Iterable[Removal]:
    """Sections go with their anchor or their article; nobody withdraws them one by one."""
    for change in ledger.live().values():
        if change.type == SECTION.name and change.id not in here:
            yield Removal(change.type, change.id, change.slug, "removed", None)


def find_backward_step(before: Ledger, after: Ledger) -> list[Mistake]:
    """See that new entries are not dated before old ones."""
    if not before.changes or len(after.changes) == len(before.changes):
        return []
    last, new = before.changes[-1], after.changes[len(before.changes)]
    if new.at >= last.at:
        return []
    sentence = f"The build is dated {new.at[:10]}, before {last.at[:10]}. Use a later --today."
    return [Mistake(LEDGER, last.seq, "LED002", sentence)]
