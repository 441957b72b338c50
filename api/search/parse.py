"""From the text of a request to what is searched for."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from api.errors import BadValue, RepeatedParameter
from api.query.language import parse_language
from api.query.limit import parse_limit
from api.query.parameters import names_of
from api.query.text import read_parameters
from api.search.parameters import (
    DEFAULT_HITS,
    FACET_NAMES,
    MAX_CHARACTERS,
    MAX_HITS,
    MAX_WORDS,
    MODES,
    SEARCH_PARAMETERS,
    TYPE_NAMES,
    FacetName,
    Mode,
)
from schema.storage.analyzer import compose, find_words, place_words

Name = TypeVar("Name", bound=str)


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A search. Words are the only thing of the client's text that reaches an index."""

    text: str
    words: tuple[str, ...]
    """Folded; at least one."""
    types: tuple[str, ...] = ()
    """All, if none is named."""
    lang: str | None = None
    topic: str | None = None
    """Id or slug, which may not exist."""
    mode: Mode = "words"
    limit: int = DEFAULT_HITS
    facets: tuple[FacetName, ...] = ()

    @property
    def ends_open(self) -> bool:
        """Whether the last word is the beginning of one."""
        return self.mode == "prefix"

    def quote(self, start: int, count: int) -> str:
        """Give some of the words back as they were written."""
        placed = place_words(self.text)[start : start + count]
        return self.text[placed[0].start : placed[-1].end]

    def is_match(self, word: str) -> bool:
        """Whether a folded word of a document is one that is looked for."""
        return word in self.words or (self.ends_open and word.startswith(self.words[-1]))


def parse_search_query(query: bytes) -> SearchQuery:
    """Read what is searched for.

    >>> parse_search_query(b"q=Dolor+lumbar+cr%C3%B3nico&lang=es").words
    ('dolor', 'lumbar', 'cronico')

    Raises:
        BadQuery: A parameter is unknown, repeated or malformed, or there is no word to look for.
    """
    given = read_parameters(query, names_of(SEARCH_PARAMETERS))
    return SearchQuery(
        text=compose(given.get("q", "")),
        words=parse_words(given.get("q", "")),
        types=parse_list("types", given.get("types"), TYPE_NAMES),
        lang=parse_language("lang", given.get("lang")),
        topic=given.get("filter[topic]"),
        mode=parse_choice("mode", given.get("mode", MODES[0]), MODES),
        limit=parse_limit(given.get("limit"), DEFAULT_HITS, MAX_HITS),
        facets=parse_list("facets", given.get("facets"), FACET_NAMES),
    )


def parse_words(text: str) -> tuple[str, ...]:
    """Read the words of q. Everything else in it is passed over, so that any text is a query.

    Raises:
        BadValue: There are no words, or more than are looked for at once.
    """
    if len(text) > MAX_CHARACTERS:
        raise BadValue("q", text, f"at most {MAX_CHARACTERS} characters are wanted")
    words = find_words(text)
    if not words:
        raise BadValue("q", text, "at least one word is wanted")
    if len(words) > MAX_WORDS:
        raise BadValue("q", text, f"at most {MAX_WORDS} words are wanted")
    return tuple(words)


def parse_list(parameter: str, text: str | None, allowed: Sequence[Name]) -> tuple[Name, ...]:
    """Read types=article,study; the order is the client's.

    Raises:
        BadValue: A name is not allowed.
        RepeatedParameter: A name is given twice.
    """
    if text is None:
        return ()
    names: list[Name] = []
    for part in text.split(","):
        name = parse_choice(parameter, part, allowed)
        if name in names:
            raise RepeatedParameter(parameter, name)
        names.append(name)
    return tuple(names)


def parse_choice(parameter: str, text: str, allowed: Sequence[Name]) -> Name:
    """Read mode=prefix.

    Raises:
        BadValue: The name is not allowed.
    """
    for name in allowed:
        if name == text:
            return name
    raise BadValue(parameter, text, f"one of {', '.join(allowed)} is wanted", allowed)
