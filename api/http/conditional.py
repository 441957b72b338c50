"""Validators: a strong ETag over the exact bytes, and what a client already has."""

import hashlib
import re

ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')


def make_etag(body: bytes) -> str:
    """Name the bytes of a body: equal bytes, equal tag, on every machine."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether a client that sends If-None-Match has these bytes (RFC 9110, 13.1.2).

    >>> is_known('W/"a", "b"', '"b"'), is_known("*", '"b"'), is_known('"bb"', '"b"')
    (True, True, False)
    """
    return if_none_match.strip() == "*" or etag in ENTITY_TAG.findall(if_none_match)
