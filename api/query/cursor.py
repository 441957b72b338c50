"""Cursors of clients, read with distrust.

A cursor is not secret and not signed: a forged one can only name another position in public data.
"""

from base64 import urlsafe_b64decode
from binascii import Error as NotBase64

import msgspec

from api.errors import BadCursor
from schema.cursor import MAX_CURSOR, Position, SortValue, write_cursor

SortKind = tuple[type[SortValue], ...]
"""The types that a sort value can have."""


def read_cursor(text: str, digest: str, kinds: tuple[SortKind, ...]) -> tuple[SortValue, ...]:
    """Read a cursor.

    >>> read_cursor(write_cursor("9f86d081", ("Yoga", "top_1wry5r7jaf")), "9f86d081", ((str,),))
    ('Yoga', 'top_1wry5r7jaf')

    Args:
        text: The cursor.
        digest: Of the list for which it must have been made.
        kinds: The types of the sort values; the id follows them.

    Raises:
        BadCursor: It is not a cursor, was cut short, or belongs to another list.
    """
    if len(text) > MAX_CURSOR or not text.isascii():
        raise BadCursor("is not one of ours")
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        position = msgspec.json.decode(data, type=Position)
    except (NotBase64, ValueError, msgspec.DecodeError):
        raise BadCursor("is cut short or was altered") from None
    if position.digest != digest:
        raise BadCursor("was made for another list or other parameters")
    if not _fits(position.values, kinds) or write_cursor(digest, position.values) != text:
        raise BadCursor("was altered")
    return position.values


def _fits(values: tuple[SortValue, ...], kinds: tuple[SortKind, ...]) -> bool:
    *sort_values, id_ = values or (None,)
    return (
        isinstance(id_, str)
        and len(sort_values) == len(kinds)
        and all(
            type(value) in kind and not _is_huge(value)
            for value, kind in zip(sort_values, kinds, strict=True)
        )
    )


def _is_huge(value: SortValue) -> bool:
    """Whether a number is more than SQLite can hold."""
    return isinstance(value, int) and abs(value) >= 2**63
