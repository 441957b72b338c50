"""openapi/CACHING.md says the numbers that are declared."""

import re
from pathlib import Path

from api.resources.lifetime import ABSENCE, CARE, CONTENT, MANUAL, Lifetime
from schema.header import MAX_KEYS

GUIDE = (Path(__file__).parent.parent.parent / "openapi" / "CACHING.md").read_text(encoding="utf-8")


def row(beginning: str) -> list[int]:
    """The numbers of a row of the table, 0 where there is none."""
    [line] = [line for line in GUIDE.splitlines() if line.startswith(f"| {beginning}")]
    cells = [re.sub(r"[ s,]", "", cell) for cell in line.strip("|").split("|")[1:]]
    return [int(cell or 0) for cell in cells]


def test_the_table_of_lifetimes_is_what_is_declared() -> None:
    """Each class has its row, with its times in seconds."""
    rows: dict[str, Lifetime] = {
        "articles": CONTENT,
        "practitioners": CARE,
        "308, 404, 410": ABSENCE,
        "the contract": MANUAL,
    }

    for beginning, lifetime in rows.items():
        private, shared, *stale = row(beginning)
        assert (private, shared or private) == (lifetime.private, lifetime.shared)
        assert stale == [lifetime.revalidating, lifetime.failing]


def test_the_number_of_names_is_what_is_declared() -> None:
    """Whoever configures a proxy reckons with it."""
    assert f"at most {MAX_KEYS} names" in GUIDE
