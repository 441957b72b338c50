"""Preconditions: what a client has or insists on, and whether it gets the bytes (RFC 9110, 13)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import formatdate
from functools import lru_cache
from typing import Literal

from api.http.answer import Answer

NOT_MODIFIED = 304
ABOUT_THE_BODY = frozenset(
    {
        "accept-ranges",
        "content-disposition",
        "content-type",
        "content-encoding",
        "content-language",
        "content-length",
        "last-modified",
        "link",
        "surrogate-key",
        "cache-tag",
    }
)
"""Headers of a success that its 304 leaves out: whoever has the bytes has them, for equal bytes
hold the same documents (RFC 9110, 15.4.5).
"""

CONDITIONS = ("if-match", "if-unmodified-since", "if-none-match", "if-modified-since")
REMEMBERED = 8192
"""Dates that are written once; there is one for each day of changes."""
ENTITY_TAG = re.compile(r'(W/)?("[^"]*")')
FIXDATE = "%a, %d %b %Y %H:%M:%S GMT"
RFC_850_DATE = "%A, %d-%b-%y %H:%M:%S GMT"
ASCTIME_DATE = "%a %b %d %H:%M:%S %Y"
CENTURY_AHEAD = 50
"""Years; a year of two digits that is further ahead is a past one (RFC 9110, 5.6.7)."""

Outcome = Literal["send", "not-modified", "failed"]


def evaluate(answer: Answer, headers: Mapping[str, str], now: float) -> Outcome:
    """Decide what a client gets of a success, in the order of RFC 9110, 13.2.2.

    A success is known by its tag: whatever has none is sent, as if nothing had been asked.
    """
    etag = answer.headers.get("etag")
    if etag is None or not any(name in headers for name in CONDITIONS):
        return "send"
    modified = parse_http_date(answer.headers.get("last-modified"), now)
    if "if-match" in headers:
        if not is_same(headers["if-match"], etag):
            return "failed"
    elif is_modified_after(modified, parse_http_date(headers.get("if-unmodified-since"), now)):
        return "failed"
    if "if-none-match" in headers:
        return "not-modified" if is_known(headers["if-none-match"], etag) else "send"
    # Equal and not "not later": a rollback brings back an earlier date, and other bytes with it.
    since = parse_http_date(headers.get("if-modified-since"), now)
    return "not-modified" if since is not None and since == modified else "send"


def is_known(if_none_match: str, etag: str) -> bool:
    """Whether a client that sends If-None-Match has these bytes (RFC 9110, 13.1.2).

    >>> is_known('W/"a", "b"', '"b"'), is_known("*", '"b"'), is_known('"bb"', '"b"')
    (True, True, False)
    """
    return etag in read_tags(if_none_match)


class Everything(frozenset[str]):
    """What `*` names: whatever there is."""

    __slots__ = ()

    def __contains__(self, tag: object) -> bool:
        """Whether a tag is named."""
        return True


def read_tags(if_none_match: str) -> frozenset[str]:
    """Read which bytes a client has, once for all answers that it may be asked about.

    >>> '"b"' in read_tags('W/"a", "b"'), '"b"' in read_tags("*"), '"b"' in read_tags('"bb"')
    (True, True, False)
    """
    if if_none_match.strip() == "*":
        return Everything()
    return frozenset(tag for _, tag in ENTITY_TAG.findall(if_none_match))


def is_same(if_match: str, etag: str) -> bool:
    """Whether a client that sends If-Match means these bytes; a weak tag means none (13.1.1).

    >>> is_same('"a", "b"', '"b"'), is_same("*", '"b"'), is_same('W/"b"', '"b"')
    (True, True, False)
    """
    tags = ENTITY_TAG.findall(if_match)
    return if_match.strip() == "*" or any(tag == etag and not weak for weak, tag in tags)


def is_modified_after(modified: float | None, since: float | None) -> bool:
    """Whether a date is known, and later than the one that a client insists on (13.1.4)."""
    return modified is not None and since is not None and modified > since


def parse_http_date(text: str | None, now: float) -> float | None:
    """Read a date in any of the three forms of HTTP (RFC 9110, 5.6.7); None if it is in none.

    >>> now = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", 0)
    >>> now == parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now)
    True
    >>> now == parse_http_date("Sun Nov  6 08:49:37 1994", now), parse_http_date("today", now)
    (True, None)
    """
    for form in (FIXDATE, RFC_850_DATE, ASCTIME_DATE) if text else ():
        try:
            moment = datetime.strptime(text or "", form).replace(tzinfo=UTC)
            return (_find_century(moment, now) if form == RFC_850_DATE else moment).timestamp()
        except ValueError:
            continue
    return None


def _find_century(moment: datetime, now: float) -> datetime:
    latest = datetime.fromtimestamp(now, UTC).year + CENTURY_AHEAD
    years = moment.year % 100
    return moment.replace(year=latest - (latest - years) % 100)


@lru_cache(REMEMBERED)
def write_http_date(moment: float) -> str:
    """Write a date as HTTP has it.

    >>> write_http_date(784111777)
    'Sun, 06 Nov 1994 08:49:37 GMT'
    """
    return formatdate(moment, usegmt=True)


def not_modified(answer: Answer) -> Answer:
    """Make the 304 of a success: its headers without those that describe the body."""
    kept = {name: value for name, value in answer.headers.items() if name not in ABOUT_THE_BODY}
    return Answer(status=NOT_MODIFIED, headers=kept, body=b"", expires_at=answer.expires_at)
