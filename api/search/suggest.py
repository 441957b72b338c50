"""Suggest: the query that was probably meant, where a word of it is in no document."""

from collections import Counter, defaultdict
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from api.search.match import Matcher
from api.search.parse import SearchQuery
from schema.storage.analyzer import place_words
from schema.storage.search_index import TEXT_FIELDS, SearchIndex

MAX_KNOWN = 50_000
"""Words to suggest, the commonest; to compare one with all of them takes a few milliseconds."""

SHORTEST = 3
"""Letters; shorter words are near too many others."""

LONG = 7
"""Letters from which on two of them may be wrong; in shorter words one."""


class Vocabulary:
    """The words of an index that can be suggested: of letters only, and not too short."""

    def __init__(self, index: SearchIndex) -> None:
        counts: Counter[str] = Counter()
        for field in TEXT_FIELDS:
            for word, count in index.searcher.terms_with_prefix(field, "", limit=MAX_KNOWN):
                if len(word) >= SHORTEST and word.isalpha():
                    counts[word] += count
        self._counts = dict(nlargest(MAX_KNOWN, counts.items(), key=lambda item: item[1]))
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._counts:
            self._by_length[len(word)].append(word)
        self._accents = index.accents

    def find_nearest(self, word: str) -> str | None:
        """Find the known word that was most likely meant, as it is mostly written.

        The fewest mistakes count first, then the same first letter, then how
        common the known word is.
        """
        if len(word) < SHORTEST:
            return None
        mistakes = 1 if len(word) < LONG else 2
        near = [
            (distance, known[0] != word[0], -self._counts[known], known)
            for length in range(len(word) - mistakes, len(word) + mistakes + 1)
            for known, distance, _ in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=mistakes,
                limit=None,
            )
        ]
        best = min(near)[-1] if near else None
        return self._accents.get(best, best) if best else None


def correct(asked: SearchQuery, matcher: Matcher, vocabulary: Vocabulary) -> str | None:
    """Write a query anew with known words in place of unknown ones; None if none can be."""
    placed_words = place_words(asked.text)
    parts: list[str] = []
    end = 0
    for placed in placed_words:
        ends_open = asked.ends_open and placed is placed_words[-1]
        if matcher.knows(placed.word, ends_open=ends_open):
            continue
        if nearest := vocabulary.find_nearest(placed.word):
            parts += [asked.text[end : placed.start], nearest]
            end = placed.end
    return "".join([*parts, asked.text[end:]]) if parts else None
