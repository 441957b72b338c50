"""The body of a request: of one media type, bounded, and looked at before it is read."""

import re
from collections.abc import Mapping
from typing import Any

from api.errors import BadRequest, BodyTooLarge, UnsupportedCoding, UnsupportedMedia
from api.http.coding import IDENTITY
from schema.form import JSON

CUT_SHORT = "The body ended before it was complete. Send all of it."
JSON_TYPE = re.compile(r'application/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?', re.IGNORECASE)


def check_announcement(headers: Mapping[str, str], limit: int) -> None:
    """Check what a header says of the body. Until then, a client that asked first waits for it.

    Raises:
        UnsupportedMedia: It is not JSON, or in another character set.
        UnsupportedCoding: It is compressed.
        BodyTooLarge: It has more bytes.
    """
    if not JSON_TYPE.fullmatch(headers.get("content-type", "")):
        raise UnsupportedMedia([JSON])
    if headers.get("content-encoding", IDENTITY).lower() != IDENTITY:
        raise UnsupportedCoding([IDENTITY])
    if is_larger(headers.get("content-length", ""), limit):
        raise BodyTooLarge(limit)


def is_larger(length: str, limit: int) -> bool:
    """Whether a length is known, and beyond a limit.

    >>> is_larger("0099", 99), is_larger("100", 99), is_larger("9" * 5000, 99), is_larger("x", 9)
    (False, True, True, False)
    """
    if not re.fullmatch("[0-9]+", length):
        return False
    digits = length.lstrip("0")
    return len(digits) > len(str(limit)) or int(digits or "0") > limit


async def read_body(receive: Any, limit: int) -> bytes:
    """Read a body as far as it may go.

    Raises:
        BodyTooLarge: It goes further.
        BadRequest: The client ended it before it was complete.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadRequest(CUT_SHORT)
        body += message.get("body", b"")
        if len(body) > limit:
            raise BodyTooLarge(limit)
        if not message.get("more_body"):
            return bytes(body)
