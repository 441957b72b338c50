"""Ranges: which part of a file a client asks for, to go on where it stopped (RFC 9110, 14)."""

import re
from collections.abc import Mapping

from api.errors import RangeNotSatisfiable
from api.http.answer import Answer
from api.http.download import Download

PARTIAL = 206
RANGE = re.compile(r"bytes=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
MAX_DIGITS = 18
BEYOND = 10**MAX_DIGITS
"""More bytes than any file has, so longer numbers need not be read."""


def cut_out(answer: Answer, file: Download, headers: Mapping[str, str]) -> None:
    """Turn a success into the part that was asked for, if one was.

    Several ranges at once get the whole file, as the RFC allows; so does a client that has the
    beginning of something else (If-Range), and one that writes what is no range.

    Raises:
        RangeNotSatisfiable: The file ends before the part begins.
    """
    asked = RANGE.fullmatch(headers.get("range", ""))
    if asked is None or headers.get("if-range", file.etag).strip() != file.etag:
        return
    part = find_part(asked[1], asked[2], file.size)
    if part is None:
        return
    file.start, file.end = part
    answer.status = PARTIAL
    answer.headers["content-range"] = f"bytes {file.start}-{file.end - 1}/{file.size}"
    answer.headers["content-length"] = str(file.end - file.start)


def find_part(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Find where a part begins and where it has ended; None if this is no range.

    >>> find_part("0", "0", 10), find_part("4", "", 10), find_part("", "3", 10)
    ((0, 1), (4, 10), (7, 10))
    >>> find_part("", "", 10), find_part("3", "2", 10), find_part("9", "99", 10)
    (None, None, (9, 10))

    Raises:
        RangeNotSatisfiable: The file ends before the part begins.
    """
    if not first:
        return _find_tail(last, size) if last else None
    start, end = _number(first), _number(last) + 1 if last else size
    if end <= start and last:
        return None
    if start >= size:
        raise RangeNotSatisfiable(size)
    return start, min(end, size)


def _find_tail(length: str, size: int) -> tuple[int, int]:
    if not _number(length) or not size:
        raise RangeNotSatisfiable(size)
    return max(0, size - _number(length)), size


def _number(digits: str) -> int:
    significant = digits.lstrip("0") or "0"
    return int(significant) if len(significant) <= MAX_DIGITS else BEYOND
