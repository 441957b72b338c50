"""RFC 9110, 13.2.2, written down a second time: what a server answers to a GET or HEAD.

Each header is given as a word for what it holds, so that nothing here parses
anything. `dated` says whether there is a Last-Modified.
"""

from itertools import product
from typing import NamedTuple

CURRENT, WEAK, OTHER, ANY = "current", "weak", "other", "any"
LISTED, LISTED_WEAK, EMPTY, TORN = "listed", "listed-weak", "empty", "torn"
SAME, BEFORE, AFTER, SAME_850, SAME_ASCTIME, NO_DATE = (
    "same",
    "before",
    "after",
    "same-850",
    "same-asctime",
    "no-date",
)
ABSENT = None

TAGS = (ABSENT, CURRENT, WEAK, OTHER, ANY, LISTED, LISTED_WEAK, EMPTY, TORN)
DATES = (ABSENT, SAME, BEFORE, AFTER, SAME_850, SAME_ASCTIME, NO_DATE)
SAME_DATES = {SAME, SAME_850, SAME_ASCTIME}


class Conditions(NamedTuple):
    """What a request insists on."""

    if_match: str | None
    if_unmodified_since: str | None
    if_none_match: str | None
    if_modified_since: str | None


def every_combination() -> list[Conditions]:
    """All there are: some thousands."""
    return [Conditions(*each) for each in product(TAGS, DATES, TAGS, DATES)]


def expected_status(asked: Conditions, *, dated: bool) -> int:
    """Go through the steps of 13.2.2."""
    # 1. If-Match is there: strong comparison.
    if asked.if_match is not ABSENT:
        if asked.if_match not in {CURRENT, ANY, LISTED}:
            return 412
    # 2. If-Match is not there, and If-Unmodified-Since is; without a date it is ignored (13.1.4).
    elif dated and asked.if_unmodified_since == BEFORE:
        return 412
    # 3. If-None-Match is there: weak comparison.
    if asked.if_none_match is not ABSENT:
        has = asked.if_none_match in {CURRENT, WEAK, ANY, LISTED, LISTED_WEAK}
        return 304 if has else 200
    # 4. If-None-Match is not there, and If-Modified-Since is; without a date it is ignored
    #    (13.1.3). A later date than ours is none that we sent: the bytes are sent, as is allowed.
    if dated and asked.if_modified_since in SAME_DATES:
        return 304
    # 5. Ranges are not served. 6. The request is performed.
    return 200
