"""The nearest known name, for every message about an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST_COMPARED = 100
"""Characters; comparing longer names costs more than the hint is worth."""


def find_nearest(name: str, known: Iterable[str]) -> str | None:
    """Find the known name that somebody who wrote `name` most likely meant.

    >>> find_nearest("refrences", ["references", "studies"])
    'references'
    >>> find_nearest("zzz", ["references", "studies"]) is None
    True
    """
    folded = {each.casefold(): each for each in sorted(known, reverse=True)}
    near = get_close_matches(name[:LONGEST_COMPARED].casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Word the nearest known name as a closing question, or say nothing.

    >>> did_you_mean("mayo-clnic", ["mayo-clinic"])
    ' Did you mean "mayo-clinic"?'
    >>> did_you_mean("zzz", ["mayo-clinic"])
    ''
    """
    nearest = find_nearest(name, known)
    return f' Did you mean "{nearest}"?' if nearest else ""
