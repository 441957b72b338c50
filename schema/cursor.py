"""Cursors: a position in a list, bound to the list that it was made for.

A cursor holds the sort values and the id of the last document of a page, and a digest of what
was asked. The compiler writes those of lists in their own order, a server those of all others.
"""

import hashlib
from base64 import urlsafe_b64encode

import msgspec

MAX_CURSOR = 2000
"""Characters; a longer one fits no address."""

SortValue = str | int | None
"""None for a document without a value."""


class Position(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is inside a cursor."""

    digest: str
    values: tuple[SortValue, ...]


def digest_of(*parts: str) -> str:
    """Name a list by what was asked of it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def write_cursor(digest: str, values: tuple[SortValue, ...]) -> str:
    """Make the cursor that stands behind a document.

    >>> write_cursor("9f86d081", ("Yoga", "top_1wry5r7jaf"))
    'WyI5Zjg2ZDA4MSIsWyJZb2dhIiwidG9wXzF3cnk1cjdqYWYiXV0'
    """
    encoded = msgspec.json.encode(Position(digest, values))
    return urlsafe_b64encode(encoded).rstrip(b"=").decode()
