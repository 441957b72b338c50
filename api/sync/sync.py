"""Answer a sync from one release."""

import hashlib
from typing import NamedTuple

from msgspec import UNSET, Raw

from api.errors import BadCursor, BadValue, CursorExpired
from api.search.parameters import TYPE_NAMES
from api.store.changes import (
    Changed,
    Entry,
    Position,
    Removed,
    Scope,
    digest_scope,
    find_mark,
    find_topics,
    list_entries,
    list_pending,
    read_changed,
)
from api.store.read import find_document
from api.store.release import Release
from api.sync.answer import SyncDelete, SyncPage, SyncState, SyncUpsert, Tombstone
from api.sync.cursor import BEHIND_ALL, Copy, Place, SyncCursor, name_topics, write_sync_cursor
from api.sync.parameters import DEFAULT_CHANGES, SNAPSHOT, SYNC_PATH, TOPIC
from api.sync.parse import SyncQuery
from schema.topic import TOPIC as TOPIC_TYPE

MAX_STATES = 64
"""Kinds of copies whose state is kept; others are reckoned each time."""


class Synced(NamedTuple):
    """A page, and what it rests on."""

    page: SyncPage
    types: tuple[str, ...]
    stale_on: str | None
    """The first day on which a document of the page may not hold any more."""


class Sync:
    """Brings copies up to a release. Any thread may ask; each borrows a reader."""

    def __init__(self, release: Release, seq: int, digest: str, count: int) -> None:
        self._release = release
        self._head = Place(seq, find_mark(release, seq) or "")
        self._whole = SyncState(seq=seq, digest=digest, count=count)
        self._states: dict[Scope, SyncState] = {Scope(TYPE_NAMES): self._whole}

    def next_of_snapshot(self) -> str:
        """Write where a copy goes on that holds everything that is published now."""
        cursor = SyncCursor(self._head, BEHIND_ALL, self._head, Copy(TYPE_NAMES))
        return _write_next(cursor, DEFAULT_CHANGES)

    def answer(self, query: SyncQuery) -> Synced:
        """Answer with the changes behind a cursor, or with the beginning of a copy.

        Raises:
            BadValue: The topic does not exist.
            BadCursor: The cursor names a type that there is not.
            CursorExpired: The copy comes from another history.
        """
        with self._release.borrow() as release:
            cursor = query.since or self._begin(release, query)
            return self._read_page(release, query, cursor, self._check(release, cursor))

    def _begin(self, release: Release, query: SyncQuery) -> SyncCursor:
        """Place a cursor before everything."""
        topic = None if query.topic is None else _find_topic(release, query.topic)
        narrower = name_topics(find_topics(release, topic)) if topic else ""
        copy = Copy(query.types, query.lang, topic, narrower)
        return SyncCursor(Place(), "", self._head, copy)

    def _check(self, release: Release, cursor: SyncCursor) -> Scope:
        """See that a copy comes from the history that is published, and find what belongs to it."""
        copy = cursor.copy
        if copy.types != tuple(name for name in TYPE_NAMES if name in copy.types):
            raise BadCursor("was altered", "since")
        for place in (cursor.at, cursor.begun):
            if place.seq > self._head.seq or find_mark(release, place.seq) != place.mark:
                raise CursorExpired("comes from another history than the published one", SNAPSHOT)
        if copy.topic is None:
            return Scope(copy.types, None, copy.lang)
        topics = find_topics(release, copy.topic)
        if name_topics(topics) != copy.narrower:
            raise CursorExpired("is of a topic that has other narrower topics now", SNAPSHOT)
        return Scope(copy.types, topics, copy.lang)

    def _read_page(
        self, release: Release, query: SyncQuery, cursor: SyncCursor, scope: Scope
    ) -> Synced:
        behind = Position(cursor.at.seq, cursor.id)
        found = list_entries(release, scope, behind, cursor.begun.seq, query.limit + 1)
        entries, has_more = found[: query.limit], len(found) > query.limit
        end = entries[-1].position if has_more else Position(self._head.seq, BEHIND_ALL)
        documents = read_changed(
            release, [each.position.id for each in entries if not each.removed]
        )
        kept = [each.position.id for each in entries if each.is_in and not each.removed]
        mark = find_mark(release, end.seq) or ""
        following = SyncCursor(Place(end.seq, mark), end.id, cursor.begun, cursor.copy)
        page = SyncPage(
            data=[_write_entry(each, documents) for each in entries],
            pending=list_pending(release, scope, kept, end) if has_more else [],
            has_more=has_more,
            next=_write_next(following, query.limit),
            state=self._describe(release, scope),
        )
        days = [documents[id_].stale_on for id_ in kept]
        return Synced(page, scope.types, min((day for day in days if day), default=None))

    def _describe(self, release: Release, scope: Scope) -> SyncState:
        """Say what a complete copy is; that is the same until something else is published."""
        state = self._states.get(scope)
        if state is None:
            digest, count = digest_scope(release, scope)
            state = SyncState(seq=self._head.seq, digest=digest, count=count)
            if len(self._states) < MAX_STATES:
                self._states[scope] = state
        return state


def _find_topic(release: Release, key: str) -> str:
    found = find_document(release, TOPIC_TYPE, key)
    if found is None:
        raise BadValue(TOPIC.name, key, "the id or slug of a topic is wanted")
    return found.id


def _write_entry(entry: Entry, documents: dict[str, Changed]) -> SyncUpsert | SyncDelete:
    if entry.removed is not None:
        return _write_removed(entry.position.seq, entry.removed)
    found = documents[entry.position.id]
    facts = {"type": found.type, "id": found.id, "changed_at": found.updated_at}
    if not entry.is_in:
        return SyncDelete(
            seq=entry.position.seq,
            change_class=found.change_class,
            tombstone=Tombstone(slug=found.slug, reason="out-of-scope"),
            **facts,
        )
    return SyncUpsert(
        seq=entry.position.seq,
        rev=found.rev,
        sha256=hashlib.sha256(found.body).hexdigest(),
        change_class=found.change_class,
        document=Raw(found.body),
        **facts,
    )


def _write_removed(seq: int, removed: Removed) -> SyncDelete:
    return SyncDelete(
        seq=seq,
        type=removed.type,
        id=removed.id,
        changed_at=removed.withdrawn_at,
        change_class=removed.change_class,
        tombstone=Tombstone(
            slug=removed.slug,
            reason=removed.reason,
            replacement_id=removed.replacement_id or UNSET,
        ),
    )


def _write_next(cursor: SyncCursor, limit: int) -> str:
    size = f"&limit={limit}" if limit != DEFAULT_CHANGES else ""
    return f"{SYNC_PATH}?since={write_sync_cursor(cursor)}{size}"
