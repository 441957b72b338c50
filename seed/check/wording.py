"""How messages put names and numbers into a sentence."""

from collections.abc import Iterable


def join_quoted(names: Iterable[str], word: str = "and") -> str:
    """List names in quotes.

    >>> join_quoted(["a", "b", "c"], "or")
    '"a", "b" or "c"'
    """
    *most, last = [f'"{name}"' for name in names]
    return f"{', '.join(most)} {word} {last}" if most else last


def count(number: int, noun: str, plural: str = "") -> str:
    """Say how many.

    >>> count(1, "day"), count(40, "day"), count(2, "study", "studies")
    ('1 day', '40 days', '2 studies')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
