"""Cursors of a sync: how far a copy has come, of which history, and what belongs to it.

Like those of lists they are neither secret nor signed: a forged one can only name
another position in public data.
"""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from api.errors import BadCursor
from schema.cursor import MAX_CURSOR

BEHIND_ALL = "~"
"""Sorts behind every id: the position behind everything of a seq."""

WRITTEN_LANGUAGE = re.compile("[A-Za-z0-9-]{2,35}")
"""What a language tag is made of; a cursor holds one only if a client could have asked for it."""

Seq = Annotated[int, Meta(ge=0, le=2**53)]


class Copy(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a copy holds: chosen when it is begun, and for good."""

    types: tuple[str, ...]
    """Names of types, in the order of the resources; all of them where none was chosen."""
    lang: str | None = None
    topic: str | None = None
    """Id of a topic."""
    narrower: str = ""
    """Names the topics that count for it, as they were when the copy was begun."""


class Place(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A place in a history: a seq, and the mark that the ledger has there."""

    seq: Seq = 0
    mark: str = ""


class SyncCursor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """How far a copy has come."""

    at: Place
    id: str
    """Of the last document of that seq that was sent; all of them come before `BEHIND_ALL`."""
    begun: Place
    """What was published last when the copy was begun."""
    copy: Copy


def name_topics(ids: Iterable[str]) -> str:
    """Name a set of topics."""
    return hashlib.sha256(",".join(sorted(ids)).encode()).hexdigest()[:8]


def write_sync_cursor(cursor: SyncCursor) -> str:
    """Write a cursor as clients keep it."""
    return urlsafe_b64encode(msgspec.json.encode(cursor)).rstrip(b"=").decode()


def read_sync_cursor(text: str) -> SyncCursor:
    """Read a cursor.

    >>> cursor = SyncCursor(Place(9, "9f86"), BEHIND_ALL, Place(9, "9f86"), Copy(("topic",)))
    >>> read_sync_cursor(write_sync_cursor(cursor)) == cursor
    True

    Raises:
        BadCursor: It is not a cursor, was cut short or altered.
    """
    if len(text) > MAX_CURSOR or not text.isascii():
        raise BadCursor("is not one of ours", "since")
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = msgspec.json.decode(data, type=SyncCursor)
    except (NotBase64, ValueError, msgspec.DecodeError):
        raise BadCursor("is cut short or was altered", "since") from None
    copy = cursor.copy
    is_made_here = copy.types and (copy.lang is None or WRITTEN_LANGUAGE.fullmatch(copy.lang))
    if not is_made_here or write_sync_cursor(cursor) != text:
        raise BadCursor("was altered", "since")
    return cursor
