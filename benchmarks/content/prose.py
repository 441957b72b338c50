"""Sentences out of words that are in no language."""

from random import Random

from benchmarks.words import SPANISH_WORDS, WORDS, choose_words


class Prose:
    """Writes for one document, in one language."""

    def __init__(self, chance: Random, lang: str = "en-US") -> None:
        self.chance = chance
        self.words = SPANISH_WORDS if lang.startswith("es") else WORDS

    def phrase(self, count: int) -> str:
        """Write words without a stop, the first one with a capital."""
        return " ".join(choose_words(self.chance, count, self.words)).capitalize()

    def sentence(self, count: int) -> str:
        """Write words with a full stop."""
        return f"{self.phrase(count)}."

    def name(self) -> str:
        """Make a name of two words that nobody bears."""
        return " ".join(self.chance.choices(self.words, k=2)).title()
