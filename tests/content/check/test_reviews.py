import pytest

from schema.change import Change
from schema.document import derive_id

from .clinic import NECK_CARE, Clinic, change, delete

PATH = "articles/neck-care.md"
REVIEW = """\
review:
  last_reviewed: 2026-01-31
  review_due: 2028-01-31
  reviewed_by: Jane Example
"""
LEAD = derive_id("sec", NECK_CARE, "lead")


def test_an_article_is_reviewed(clinic: Clinic) -> None:
    """An article without a review is published all the same, and says so."""
    clinic.replace(PATH, REVIEW, "")

    found = clinic.find("REV001")

    sentence = 'No review is recorded. The API will say "not-reviewed".'
    assert found == [f"{PATH}:2: REV001 {sentence}"]


def test_a_draft_needs_no_review(clinic: Clinic) -> None:
    """Reviews matter for what readers see."""
    clinic.replace(PATH, REVIEW, "status: draft\n")

    found = clinic.find("REV001")

    assert found == []


@pytest.mark.parametrize(
    ("due", "code", "days"),
    [
        ("2026-06-30", None, ""),
        ("2026-06-29", "REV002", "1 day"),
        ("2026-04-01", "REV002", "90 days"),
        ("2026-03-31", "REV005", "91 days"),
    ],
)
def test_a_review_is_not_missed(clinic: Clinic, due: str, code: str | None, days: str) -> None:
    """A missed review warns for as long as site.yaml gives grace, and then stops the build."""
    clinic.replace(PATH, "2028-01-31", due)

    found = clinic.find("REV002", "REV005")

    sentence = f"Review was due on {due}, {days} ago. Review it."
    assert found == ([f"{PATH}:11: {code} {sentence}"] if code else [])


def test_the_days_of_grace_are_the_sites(clinic: Clinic) -> None:
    """How long a review may be missed is written in site.yaml."""
    clinic.replace("site.yaml", "city:", "review_grace_days: 0\ncity:")
    clinic.replace(PATH, "2028-01-31", "2026-06-29")

    found = clinic.find("REV002", "REV005")

    assert [each.split()[1] for each in found] == ["REV005"]


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("2026-01-31", "2026-06-30", 0, None),
        ("2026-01-31", "2026-07-01", 10, '"last_reviewed" 2026-07-01 is in the future.'),
        ("2028-01-31", "2026-01-30", 11, '"review_due" is before "last_reviewed".'),
        ("2028-01-31", "2026-01-31", 11, '"review_due" is the same day as "last_reviewed".'),
    ],
)
def test_review_dates_agree(
    clinic: Clinic, old: str, new: str, line: int, sentence: str | None
) -> None:
    """A review is past, and the next one comes after it."""
    clinic.replace(PATH, old, new)

    found = clinic.find("REV003")

    assert [each.partition(" ")[0] for each in found] == ([f"{PATH}:{line}:"] if sentence else [])
    assert all(str(sentence) in each for each in found)


@pytest.mark.parametrize(("day", "line"), [("2026-01-31", 10), ("2028-01-31", 11)])
def test_review_dates_are_in_the_calendar(clinic: Clinic, day: str, line: int) -> None:
    """A day that does not exist is refused."""
    clinic.replace(PATH, day, "2026-02-30")

    found = clinic.find("SRC001")

    assert found == [f'{PATH}:{line}: SRC001 "2026-02-30" is not in the calendar. Correct it.']


@pytest.mark.parametrize(
    ("later", "fires"),
    [
        (change(3, "section", LEAD, "neck-care.lead", "2026-02-01"), True),
        (delete(3, "section", LEAD, "neck-care.lead", "2026-02-01"), True),
        (change(3, "section", LEAD, "neck-care.lead", "2026-01-31"), False),
        (change(3, "article", NECK_CARE, "neck-care", "2026-02-01"), False),
        (change(3, "section", "sec_0000000009", "other.lead", "2026-02-01"), False),
    ],
)
def test_a_text_that_changed_is_reviewed_again(
    clinic: Clinic, later: Change, *, fires: bool
) -> None:
    """A change of the text outdates a review; recording the review itself does not."""
    clinic.changes += [
        change(1, "section", LEAD, "neck-care.lead", "2026-01-01"),
        change(2, "article", NECK_CARE, "neck-care", "2026-01-01"),
        later,
    ]

    found = clinic.find("REV004")

    sentence = "Changed since the review of 2026-01-31. Review it again."
    assert found == ([f"{PATH}:10: REV004 {sentence}"] if fires else [])


def test_a_review_before_publication_holds(clinic: Clinic) -> None:
    """An article may be reviewed first and published later."""
    clinic.changes += [
        change(1, "section", LEAD, "neck-care.lead", "2026-03-01"),
        change(2, "article", NECK_CARE, "neck-care", "2026-03-01"),
    ]

    found = clinic.find("REV004")

    assert found == []
