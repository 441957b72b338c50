"""Validators: a strong ETag over the exact bytes, and what a client already has."""

import hashlib
import re

ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')


def make_etag(body: bytes) -> str:
    """Name the bytes of a body: equal bytes, equal tag, on every machine."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


class Everything(frozenset[str]):
    """What `*` names: whatever there is."""

    __slots__ = ()

    def __contains__(self, tag: object) -> bool:
        """Whether a tag is named."""
        return True


def read_tags(if_none_match: str) -> frozenset[str]:
    """Read which entity tags a client has; whether they are weak makes no difference here.

    >>> '"b"' in read_tags('W/"a", "b"'), '"b"' in read_tags("*"), '"b"' in read_tags('"bb"')
    (True, True, False)
    """
    if if_none_match.strip() == "*":
        return Everything()
    return frozenset(ENTITY_TAG.findall(if_none_match))


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether a client that sends If-None-Match has these bytes (RFC 9110, 13.1.2).

    >>> is_known('W/"a", "b"', '"b"'), is_known("*", '"b"'), is_known('"bb"', '"b"')
    (True, True, False)
    """
    return etag in read_tags(if_none_match)
