"""Reviews: whether articles were reviewed, and whether that still holds."""

from collections.abc import Iterator
from datetime import timedelta

from schema.article import ArticleSource, ReviewSource
from seed.check.anchors import section_changes
from seed.check.days import check_days, find_day
from seed.check.edition import Edition
from seed.check.wording import count
from seed.mistake import Mistake
from seed.read.content import SourceFile

File = SourceFile[ArticleSource]


def check_reviews(edition: Edition) -> Iterator[Mistake]:
    """See that published articles are reviewed, in time, and unchanged since."""
    changed = find_last_changes(edition)
    for file, _ in edition.articles():
        review = file.source.review
        if not review:
            sentence = 'No review is recorded. The API will say "not-reviewed".'
            yield file.mistake("REV001", sentence)
            continue
        yield from check_dates(file, review, edition)
        yield from check_due(file, review, edition)
        if changed.get(file.source.id, "") > review.last_reviewed:
            sentence = f"Changed since the review of {review.last_reviewed}. Review it again."
            yield file.mistake("REV004", sentence, "review", "last_reviewed")


def check_dates(file: File, review: ReviewSource, edition: Edition) -> Iterator[Mistake]:
    """See that the review is past and the next one comes after it."""
    days = {"last_reviewed": review.last_reviewed, "review_due": review.review_due}
    yield from check_days(file, days, "review")
    if review.last_reviewed > edition.today.isoformat():
        sentence = f'"last_reviewed" {review.last_reviewed} is in the future. Correct it.'
        yield file.mistake("REV003", sentence, "review", "last_reviewed")
    if review.review_due and review.review_due <= review.last_reviewed:
        order = "the same day as" if review.review_due == review.last_reviewed else "before"
        sentence = f'"review_due" is {order} "last_reviewed". Write a later day.'
        yield file.mistake("REV003", sentence, "review", "review_due")


def check_due(file: File, review: ReviewSource, edition: Edition) -> Iterator[Mistake]:
    """See that the next review is not missed; after the days of grace that is an error."""
    due = find_day(review.review_due)
    if due is None or edition.today <= due:
        return
    grace = edition.content.site.review_grace_days
    late = edition.today - due
    sentence = f"Review was due on {due}, {count(late.days, 'day')} ago. Review it."
    code = "REV002" if late <= timedelta(days=grace) else "REV005"
    yield file.mistake(code, sentence, "review", "review_due")


def find_last_changes(edition: Edition) -> dict[str, str]:
    """Find the day on which the text of each article last changed, by its id.

    Only sections count: an article's own rev also changes with its review,
    and the day of first publication says nothing about the text.
    """
    first = edition.ledger.first
    return {
        article_id: max(change.at[:10] for change in changes)
        for article_id, every in section_changes(edition).items()
        if article_id in first
        and (changes := [each for each in every if each.at != first[article_id].at])
    }
