from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from schema.article import ReviewSource
from schema.practitioner import Credential
from seed.articles import derive_review
from seed.deadlines import find_credential_turn, find_review_turn

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(today=DAYS, due=st.one_of(st.none(), DAYS))
@settings(max_examples=500, derandomize=True, deadline=None)
def test_the_state_of_a_review_holds_until_its_deadline(today: date, due: date | None) -> None:
    """It is the same on every day before, another one on the day, and never changes without one."""
    source = ReviewSource(
        last_reviewed="2019-01-01",
        review_due=due.isoformat() if due else UNSET,
        reviewed_by="Jane Example",
    )

    def state(day: date) -> str:
        return derive_review(source, day.isoformat()).state

    turn = find_review_turn(derive_review(source, today.isoformat()))
    last = turn - timedelta(days=1) if turn else today + timedelta(days=5000)

    assert state(last) == state(today)
    assert turn is None or (turn > today and state(turn) != state(today))


def test_a_credential_is_a_deadline_until_it_was_let_stand() -> None:
    """It holds on its last day; who changed content later was told that it has run out."""
    credential = Credential(kind="license", authority="Board", valid_until="2027-12-31")

    turns = [find_credential_turn(credential, day) for day in ("2027-12-31", "2028-01-01")]

    assert [str(turn) for turn in turns] == ["2028-01-01", "None"]


def test_a_credential_without_an_end_has_no_deadline() -> None:
    """Neither one that is given no last day nor one that is given the last one there is."""
    for until in (UNSET, "9999-12-31"):
        credential = Credential(kind="degree", authority="School", valid_until=until)

        assert find_credential_turn(credential, "2026-01-01") is None
