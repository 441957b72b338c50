"""What will go away: since when, until when, and what takes its place."""

from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime

import msgspec

NOTICE = timedelta(days=365)
"""The least time between saying that something goes, and taking it away."""


class Deprecation(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a resource, a relation, a field or a parameter, announced.

    >>> Deprecation(since=date(2027, 1, 1), sunset=date(2028, 1, 1), replacement="`topics`").words
    'Deprecated since 2027-01-01 and gone on 2028-01-01; use `topics`.'
    """

    since: date
    sunset: date
    """The first day without it."""
    replacement: str
    """What to use, in words."""

    def __post_init__(self) -> None:
        """See that clients get the time that they were promised.

        Raises:
            ValueError: It would be taken away too soon.
        """
        if self.sunset - self.since < NOTICE:
            raise ValueError(
                f"What is deprecated on {self.since} stays until {self.since + NOTICE} at least, "
                f"and not until {self.sunset}"
            )

    @property
    def words(self) -> str:
        """Say it for the contract."""
        return f"Deprecated since {self.since} and gone on {self.sunset}; use {self.replacement}."

    @property
    def since_field(self) -> str:
        """Write the header field Deprecation (RFC 9745).

        >>> end = Deprecation(since=date(2027, 1, 1), sunset=date(2028, 1, 1), replacement="x")
        >>> end.since_field, end.sunset_field
        ('@1798761600', 'Sat, 01 Jan 2028 00:00:00 GMT')
        """
        return f"@{int(_midnight(self.since).timestamp())}"

    @property
    def sunset_field(self) -> str:
        """Write the header field Sunset (RFC 8594)."""
        return format_datetime(_midnight(self.sunset), usegmt=True)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def describe(description: str, end: Deprecation | None) -> str:
    """Say what a thing is, and when it ends if it does."""
    return f"{description} {end.words}" if end else description
