"""What counts as a word."""

import pytest

from seed.render import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Most side effects pass.", 4),
        ("It is safe [1]. It helps [1, 2].", 5),
        ("It is safe [1, p. 3; 2].", 3),
        ("post-acupuncture pain, 8.5% to 13.8%", 5),
        ("su acupunturista está de acuerdo", 5),
        ("6\u20138 treatments \u2013 not more 🙂", 4),
        ("- one\n- two\n\n> 1. three\n> 2. four", 4),
        ("10. ten\n    1. eleven", 2),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    """Words hold a letter or a digit; citations, signs and item numbers are none."""
    assert count_words(text) == count
