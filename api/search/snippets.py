"""Snippets: the words of a document around what was looked for, as runs of text.

Runs need no markup and no offsets, which every client counts differently.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from api.search.answer import SnippetRun
from schema.storage.analyzer import PlacedWord, compose, place_words

LENGTH = 30
"""Words in a snippet."""

CUT = "…"
LINE_END = re.compile(r"\s*\n\s*")
SPACE = re.compile(r"[^\S\n]+")

IsMatch = Callable[[str], bool]


def make_snippet(texts: Iterable[str], is_match: IsMatch) -> list[SnippetRun]:
    """Make a snippet of the first text that has a match or, if none has, of the first text.

    >>> [run.text for run in make_snippet(["Pain in the back."], {"back"}.__contains__)]
    ['Pain in the ', 'back', '.']
    """
    first: tuple[str, list[PlacedWord]] | None = None
    for text in map(compose, texts):
        words = place_words(text)
        if any(is_match(placed.word) for placed in words):
            return list(_cut(text, words, is_match))
        if words and first is None:
            first = text, words
    return list(_cut(*first, is_match)) if first else []


def _cut(text: str, words: Sequence[PlacedWord], is_match: IsMatch) -> Iterator[SnippetRun]:
    matches = [index for index, placed in enumerate(words) if is_match(placed.word)]
    first = find_window([(index, words[index].word) for index in matches], len(words))
    last = min(first + LENGTH, len(words))
    position = words[first].start if first else 0
    end = words[last - 1].end if last < len(words) else len(text)
    if first:
        yield SnippetRun(text=CUT, is_match=False)
    for index in matches:
        if first <= index < last:
            yield from _run(text[position : words[index].start], is_match=False)
            yield from _run(text[words[index].start : words[index].end], is_match=True)
            position = words[index].end
    yield from _run(text[position:end], is_match=False)
    if last < len(words):
        yield SnippetRun(text=CUT, is_match=False)


def find_window(matches: Sequence[tuple[int, str]], count: int) -> int:
    """Find where a snippet begins: with the most different matches, then the most, then early.

    Args:
        matches: Place and word of each match, in order.
        count: How many words the text has.
    """
    best, best_score = (0, 0), (0, 0)
    for index, (start, _) in enumerate(matches):
        inside = [each for each in matches[index : index + LENGTH] if each[0] < start + LENGTH]
        score = (len({word for _, word in inside}), len(inside))
        if score > best_score:
            best, best_score = (start, inside[-1][0]), score
    spare = LENGTH - (best[1] - best[0] + 1)
    return max(0, min(best[0] - spare // 2, count - LENGTH))


def _run(text: str, *, is_match: bool) -> Iterator[SnippetRun]:
    """Make a run, if there is a text; white space becomes one space or one end of a line."""
    if text:
        yield SnippetRun(text=LINE_END.sub("\n", SPACE.sub(" ", text)), is_match=is_match)
