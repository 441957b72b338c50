"""What changed in a release behind a place in its history, and what a copy of it must hold."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from api.store.release import Release
from api.store.sync_statements import (
    FIND_MARK,
    LIST_NARROWER,
    LIST_REMOVED,
    LIST_REVS,
    SELECT_CHANGED,
    select_changed,
    select_pending,
)
from schema.document import ChangeClass, WithdrawalReason

PART = 20_000
"""Documents that are read at once for a digest: a statement has a deadline."""


class Scope(NamedTuple):
    """What belongs to a copy."""

    types: tuple[str, ...]
    """Names of types, in the order of the resources."""
    topics: tuple[str, ...] | None = None
    """Ids of a topic and all narrower ones; None where all documents belong."""
    lang: str | None = None

    @property
    def seq_column(self) -> str:
        """What a position counts: in a narrowed copy, sections go with their articles."""
        return "seq" if self.topics is None and self.lang is None else "scope_seq"

    def values(self) -> dict[str, Any]:
        """Write it as values of statements."""
        topics = None if self.topics is None else _encode(self.topics)
        scope = {"topics": topics, "relation": "topics", "lang": self.lang}
        return {"types": _encode(self.types), **scope}


class Position(NamedTuple):
    """A position in the order of changes: behind a document that changed with a seq."""

    seq: int
    id: str


class Removed(NamedTuple):
    """What is left of a document."""

    id: str
    type: str
    slug: str
    reason: WithdrawalReason
    replacement_id: str | None
    withdrawn_at: str
    change_class: ChangeClass


class Entry(NamedTuple):
    """A document that changed, by its last change."""

    position: Position
    removed: Removed | None = None
    """What is left of it, if it is not published any more."""
    is_in: bool = True
    """Whether it belongs to the copy; it may have before."""


class Changed(NamedTuple):
    """A document as it is after its last change."""

    id: str
    type: str
    slug: str
    rev: str
    updated_at: str
    stale_on: str | None
    change_class: ChangeClass
    body: bytes


def find_mark(release: Release, seq: int) -> str | None:
    """Find the mark of the history up to a seq; None if the history is shorter."""
    if seq == 0:
        return ""
    rows = release.fetch(FIND_MARK, {"seq": seq})
    return str(rows[0][0]) if rows else None


def find_topics(release: Release, topic: str) -> tuple[str, ...]:
    """Find a topic, by its id, and all narrower ones."""
    found, frontier = [topic], [topic]
    while frontier:
        rows = release.fetch(LIST_NARROWER, {"ids": _encode(frontier), "relation": "broader"})
        frontier = sorted({id_ for (id_,) in rows}.difference(found))
        found += frontier
    return tuple(sorted(found))


def list_entries(
    release: Release, scope: Scope, behind: Position, begun: int, count: int
) -> list[Entry]:
    """List the first documents that changed behind a position, each once, oldest first.

    Args:
        release: What is published now.
        scope: What belongs to the copy.
        behind: How far the copy has come.
        begun: What was published last when it was begun: it never had what was gone by then.
        count: How many are wanted.
    """
    entries: list[Entry] = []
    values = {**scope.values(), "seq": behind.seq, "id": behind.id, "begun": begun, "limit": count}
    removals = {"seq": max(behind.seq, begun), "limit": count}
    for type_ in scope.types:
        changed = release.fetch(select_changed(scope.seq_column), {**values, "type": type_})
        entries += [Entry(Position(seq, id_), None, bool(is_in)) for seq, id_, is_in in changed]
        removed = release.fetch(LIST_REMOVED, {**removals, "type": type_})
        entries += [Entry(Position(seq, row[0]), Removed(*row)) for seq, *row in removed]
    return sorted(entries, key=lambda entry: entry.position)[:count]


def read_changed(release: Release, ids: Sequence[str]) -> dict[str, Changed]:
    """Read documents, by their ids."""
    rows = map(Changed._make, release.fetch(SELECT_CHANGED, {"ids": _encode(ids)}))
    return {row.id: row for row in rows}


def list_pending(release: Release, scope: Scope, ids: Sequence[str], end: Position) -> list[str]:
    """List what documents name and what a copy that has come to `end` does not have yet."""
    values = {**scope.values(), "ids": _encode(ids), "seq": end.seq, "id": end.id}
    return [id_ for (id_,) in release.fetch(select_pending(scope.seq_column), values)]


def digest_scope(release: Release, scope: Scope) -> tuple[str, int]:
    """Hash all documents of a copy, as sorted lines `id:rev`, with SHA-256, and count them."""
    pairs = [f"{id_}:{rev}" for id_, rev in _list_revs(release, scope)]
    return hashlib.sha256("\n".join(pairs).encode()).hexdigest(), len(pairs)


def _list_revs(release: Release, scope: Scope) -> Iterator[tuple[str, str]]:
    id_, values = "", {**scope.values(), "limit": PART}
    while rows := release.fetch(LIST_REVS, {**values, "id": id_}):
        yield from rows
        id_ = rows[-1][0]


def _encode(values: Sequence[str]) -> str:
    return msgspec.json.encode(values).decode()
