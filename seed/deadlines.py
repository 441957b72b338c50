"""Deadlines: the day from which on what a document says may not hold any more."""

from datetime import date, timedelta

from schema.article import Article, Review
from schema.document import Document
from schema.practitioner import Credential, Practitioner
from seed.articles import DAYS_DUE


def find_stale_day(document: Document, since: str) -> str | None:
    """Find the first day on which what a document says may not hold any more, if there is one.

    Caches must have let go of the document by then. `since` is the day of the
    last change of the content: a credential that had run out by then was let
    stand by whoever made that change, and is no deadline any more.
    """
    days = []
    if isinstance(document, Article):
        days = [find_review_turn(document.review)]
    elif isinstance(document, Practitioner):
        days = [find_credential_turn(each, since) for each in document.credentials]
    return min((day.isoformat() for day in days if day is not None), default=None)


def find_review_turn(review: Review) -> date | None:
    """Find the day on which a review that is kept as it is gets another state.

    >>> review = Review(state="current", last_reviewed="2025-01-01", review_due="2026-01-01")
    >>> str(find_review_turn(review))
    '2025-12-02'
    """
    if not review.review_due or review.state == "overdue":
        return None
    days = -DAYS_DUE if review.state == "current" else 1
    return shift(review.review_due, days)


def find_credential_turn(credential: Credential, since: str) -> date | None:
    """Find the day after the last one of a credential, unless it had run out before `since`."""
    until = credential.valid_until
    return shift(until, 1) if until and until >= since else None


def shift(day: str, days: int) -> date | None:
    """Count days on from a day, as far as there is a calendar.

    >>> shift("9999-12-31", 1)
    """
    try:
        return date.fromisoformat(day) + timedelta(days)
    except OverflowError:
        return None
