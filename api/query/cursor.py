"""Cursors: a position in a list, bound to the list that it was made for.

A cursor holds the sort values and the id of the last document of a page, and a
digest of what was asked. It is not secret and not signed: a forged one can
only name another position in public data.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

import msgspec

from api.errors import BadCursor

MAX_CURSOR = 1200
"""Characters; the longest sort value has 200 characters."""

SortValue = str | int


class _Position(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is inside a cursor."""

    digest: str
    values: tuple[SortValue, ...]


def digest_of(*parts: str) -> str:
    """Name a list by what was asked of it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def write_cursor(digest: str, values: tuple[SortValue, ...]) -> str:
    """Make the cursor that stands behind a document.

    >>> read_cursor(write_cursor("9f86d081", ("Yoga", "top_1wry5r7jaf")), "9f86d081", (str, str))
    ('Yoga', 'top_1wry5r7jaf')
    """
    encoded = msgspec.json.encode(_Position(digest, values))
    return urlsafe_b64encode(encoded).rstrip(b"=").decode()


def read_cursor(
    text: str, digest: str, kinds: tuple[type[SortValue], ...]
) -> tuple[SortValue, ...]:
    """Read a cursor.

    Args:
        text: The cursor.
        digest: Of the list for which it must have been made.
        kinds: The types of the sort values, the id last.

    Raises:
        BadCursor: It is not a cursor, was cut short, or belongs to another list.
    """
    if len(text) > MAX_CURSOR or not text.isascii():
        raise BadCursor("is not one of ours")
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        position = msgspec.json.decode(data, type=_Position)
    except (NotBase64, ValueError, msgspec.DecodeError):
        raise BadCursor("is cut short or was altered") from None
    if position.digest != digest:
        raise BadCursor("was made for another list or other parameters")
    if tuple(map(type, position.values)) != kinds or write_cursor(digest, position.values) != text:
        raise BadCursor("was altered")
    if any(isinstance(value, int) and abs(value) >= 2**63 for value in position.values):
        raise BadCursor("was altered")
    return position.values
