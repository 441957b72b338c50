"""Validators: a strong ETag over the exact bytes, and what a client already has."""

import hashlib
import re
from collections.abc import Mapping

from api.http.answer import Answer

NOT_MODIFIED = 304
ABOUT_THE_BODY = frozenset({"content-type", "content-encoding", "content-length", "link"})
"""Headers of a success that its 304 leaves out: the client has them (RFC 9110, 15.4.5)."""

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


def apply_conditions(answer: Answer, headers: Mapping[str, str]) -> Answer:
    """Leave out the bytes that a client has; problems are sent whatever it has."""
    etag = answer.headers.get("etag")
    if etag is None or not is_known(headers.get("if-none-match", ""), etag):
        return answer
    kept = {name: value for name, value in answer.headers.items() if name not in ABOUT_THE_BODY}
    return Answer(status=NOT_MODIFIED, headers=kept, body=b"")
