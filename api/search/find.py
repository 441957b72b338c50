"""Find what fits best: what has all the words or, if nothing has, what has any of them."""

from collections.abc import Sequence
from typing import NamedTuple

from tantivy import Query, Searcher

from api.search.match import Matcher, all_of, any_of
from api.search.parse import SearchQuery
from api.search.topics import Phrase
from schema.topic import Topic


class Found(NamedTuple):
    """What was found, the best first, and the query that found it."""

    rows: list[int]
    """In the release's table `search`."""
    scores: list[float]
    query: Query
    has_all_words: bool


def find(
    matcher: Matcher, asked: SearchQuery, phrases: Sequence[Phrase], topic: Topic | None
) -> Found:
    """Find documents; `phrases` are the words of the query, `topic` is the one to filter by."""
    filters = match_filters(matcher, asked, topic)
    strict = all_of([*match_phrases(matcher, asked, phrases), *filters])
    found = run(matcher.searcher, strict, asked.limit, has_all_words=True)
    if found.rows or len(asked.words) == 1:
        return found
    loose = all_of([match_any_word(matcher, asked, phrases), *filters])
    found_loosely = run(matcher.searcher, loose, asked.limit, has_all_words=False)
    return found_loosely if found_loosely.rows else found


def match_phrases(matcher: Matcher, asked: SearchQuery, phrases: Sequence[Phrase]) -> list[Query]:
    """Match each phrase; only the last one can end with the beginning of a word."""
    *before, last = phrases
    return [
        *(matcher.phrase(phrase, ends_open=False) for phrase in before),
        matcher.phrase(last, ends_open=asked.ends_open),
    ]


def match_any_word(matcher: Matcher, asked: SearchQuery, phrases: Sequence[Phrase]) -> Query:
    """Match any of the words, and any of the topics that they name."""
    *before, last = asked.words
    clauses = matcher.beginning(last) if asked.ends_open else matcher.word(last)
    for word in before:
        clauses += matcher.word(word)
    for phrase in phrases:
        clauses += matcher.topics(phrase.topics)
    return any_of(clauses)


def match_filters(matcher: Matcher, asked: SearchQuery, topic: Topic | None) -> list[Query]:
    """Match what the filters let through; there are as many queries as filters."""
    filters = []
    if asked.types:
        filters.append(matcher.label("type", asked.types))
    if asked.lang is not None:
        filters.append(matcher.label("lang", matcher.languages(asked.lang)))
    if topic is not None:
        filters.append(matcher.label("topic", [topic.id]))
    return filters


def run(searcher: Searcher, query: Query, limit: int, *, has_all_words: bool) -> Found:
    """Run a query; between equal scores the earlier row comes first."""
    hits = searcher.search(query, limit=limit, count=False).hits
    rows = searcher.fast_field_values("row", [address for _, address in hits])
    ranked = sorted((-score, int(row or 0)) for (score, _), row in zip(hits, rows, strict=True))
    return Found([row for _, row in ranked], [-score for score, _ in ranked], query, has_all_words)
