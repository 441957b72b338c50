"""Days: which ones are in the calendar."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import UnsetType

from seed.mistake import Mistake
from seed.read.content import SourceFile
from seed.read.tree import Key


def find_day(text: str | UnsetType) -> date | None:
    """Find the day that a text names, if it is given and in the calendar.

    >>> find_day("2024-02-29"), find_day("2026-02-29")
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def check_days(
    file: SourceFile[Any], days: Mapping[str, str | UnsetType], *keys: Key
) -> Iterator[Mistake]:
    """See that the days written at these keys are in the calendar."""
    for key, text in days.items():
        if text and find_day(text) is None:
            yield file.mistake(
                "SRC001", f'"{text}" is not in the calendar. Correct it.', *keys, key
            )
