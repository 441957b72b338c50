from collections import Counter
from pathlib import Path

from schema.article import ARTICLE
from seed.body.read import read_bodies
from seed.check import check_content
from seed.directory import Directory
from seed.documents import KINDS
from seed.ledger import Ledger
from seed.mistake import LEVELS, Mistake
from seed.read.content import read_content

CONTENT = Path(__file__).parents[3] / "seed" / "content"
EXPECTED = {
    "REF001": 7,
    "STU002": 1,
    "STU003": 1,
    "STU006": 4,
    "REV001": 8,
    "BUN002": 2,
    "BUN003": 4,
}
"""As counted by hand in the notes on the rules."""


def test_the_starter_content_has_the_warnings_that_were_counted_by_hand() -> None:
    """No rule raises a false alarm on real content, and none is silent."""
    mistakes: list[Mistake] = []
    content = read_content(CONTENT, KINDS, mistakes)
    directory = Directory.of(content)
    bodies = read_bodies(content.published(ARTICLE.name), directory, mistakes)

    found = check_content(content, bodies, Ledger(), "2026-11-24")

    counts = Counter(each.code for each in found if LEVELS[each.code] != "info")
    assert mistakes == []
    assert counts == EXPECTED
