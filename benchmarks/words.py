"""Words that are in no language, as frequent as words are in real texts (Zipf's law)."""

from itertools import accumulate
from random import Random

SEED = 2001
VOCABULARY = 20_000
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


def make_word(rank: int) -> str:
    """Make a word that is in no language.

    >>> make_word(0), make_word(4321)
    ('bababax', 'sevebax')
    """
    size = len(SYLLABLES)
    parts = (rank % size, rank // size % size, rank // size**2)
    return "".join(SYLLABLES[part] for part in parts) + "x"


def make_spanish_word(rank: int) -> str:
    """Make a word that looks like Spanish: every fourth one has an accent.

    >>> make_spanish_word(0), make_spanish_word(3)
    ('babablo', 'bobabón')
    """
    return make_word(rank)[:-2] + ("ón" if rank % 4 == 3 else "lo")  # noqa: PLR2004


WORDS = [make_word(rank) for rank in range(VOCABULARY)]
SPANISH_WORDS = [make_spanish_word(rank) for rank in range(VOCABULARY)]
"""Both in the order of their frequency, the commonest first."""


def weigh(count: int) -> list[float]:
    """Give each of `count` things its share: the second is half as frequent as the first.

    >>> weigh(2)
    [1.0, 1.5]
    """
    return list(accumulate(1 / (rank + 1) for rank in range(count)))


WEIGHTS = weigh(VOCABULARY)


def choose_words(chance: Random, count: int, words: list[str] = WORDS) -> list[str]:
    """Draw words of a vocabulary, the common ones often."""
    return chance.choices(words, cum_weights=WEIGHTS, k=count)
