"""Words as search compares them: cut at everything that is no letter or digit, folded, lower case.

The index, the query and the snippets all take their words from here, so that
they cannot disagree about what a word is.
"""

import unicodedata
from typing import NamedTuple

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

ANALYZER = "folded"
"""Name under which an index knows the analyzer."""


class PlacedWord(NamedTuple):
    """A folded word, and where it stands in its text."""

    word: str
    start: int
    end: int


def build_analyzer() -> TextAnalyzer:
    """Make an analyzer; folding comes first, for a dotted capital I would grow in lower case."""
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    return builder.filter(Filter.ascii_fold()).filter(Filter.lowercase()).build()


_ANALYZER = build_analyzer()


def compose(text: str) -> str:
    """Put letters and their accents together, so that an accent cannot cut a word in two."""
    return unicodedata.normalize("NFC", text)


def find_words(text: str) -> list[str]:
    """List the words of a text, folded.

    >>> find_words("Sesión 2: ¿qué pasó en la columna?")
    ['sesion', '2', 'que', 'paso', 'en', 'la', 'columna']
    """
    return _ANALYZER.analyze(compose(text))


def place_words(composed: str) -> list[PlacedWord]:
    """List the words of a text with their places in it; the text has gone through `compose`.

    >>> place_words("¡Año nuevo!")
    [PlacedWord(word='ano', start=1, end=4), PlacedWord(word='nuevo', start=5, end=10)]
    """
    tokens = _ANALYZER.pre_tokenize(composed).tokens
    return [PlacedWord(each.text, each.char_offset_from, each.char_offset_to) for each in tokens]
