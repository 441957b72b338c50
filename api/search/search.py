"""Search a release: one call from what was asked to what is answered."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET

from api.resources import RESOURCES
from api.search.answer import AppliedSynonym, HitLimit, SearchAnswer, SearchHit
from api.search.facets import count_facets
from api.search.find import Found, find
from api.search.match import Matcher
from api.search.parameters import TYPE_NAMES
from api.search.parse import SearchQuery
from api.search.snippets import make_snippet
from api.search.suggest import Vocabulary, correct
from api.search.topics import Phrase, Topics
from api.store.hits import HitRow, read_former_slugs, read_hits, read_topics
from api.store.release import Release
from api.store.unusable import UnusableRelease
from schema.storage.search_index import SearchIndex, ensure_search_index

PATHS = {resource.type.name: resource.type.path for resource in RESOURCES}
SCORE_DIGITS = 4


class Searched(NamedTuple):
    """What a search answers, and what the answer rests on."""

    answer: SearchAnswer
    types: tuple[str, ...]
    """The types that were searched."""
    stale_on: str | None
    """The first day on which any of the found documents may not hold any more."""


class Search:
    """A release and its index, for any number of threads at once."""

    def __init__(self, release: Release, index: SearchIndex) -> None:
        self._release = release
        self._matcher = Matcher(index)
        self._topics = Topics(read_topics(release), read_former_slugs(release))
        self._vocabulary = Vocabulary(index)

    def answer(self, asked: SearchQuery) -> Searched:
        """Answer a search.

        Raises:
            BadValue: The topic to filter by does not exist.
            StoreUnavailable: The release could not be read in time.
        """
        topic = self._topics.resolve(asked.topic) if asked.topic is not None else None
        phrases = self._topics.split(asked.words)
        found = find(self._matcher, asked, phrases, topic)
        facets = count_facets(self._matcher.searcher, found.query, asked.facets, self._topics)
        rows = self._read(found)
        answer = SearchAnswer(
            data=[_hit(*each, asked) for each in zip(rows, found.scores, strict=True)],
            matched="all" if found.has_all_words else "any",
            synonyms=_name_synonyms(asked, phrases),
            did_you_mean=correct(asked, self._matcher, self._vocabulary) or UNSET,
            facets=facets if asked.facets else UNSET,
            page=HitLimit(limit=asked.limit),
        )
        stale_days = (row.stale_on for row in rows if row.stale_on is not None)
        return Searched(answer, asked.types or TYPE_NAMES, min(stale_days, default=None))

    def _read(self, found: Found) -> list[HitRow]:
        with self._release.borrow() as release:
            return read_hits(release, found.rows)


def open_search(release: Release) -> Search:
    """Open the search of a release; its index is built if there is none.

    Raises:
        UnusableRelease: There is none, and no place to build one.
    """
    try:
        return Search(release, ensure_search_index(release.path))
    except OSError as error:
        advice = "Give the server a folder for temporary files that it can write to."
        raise UnusableRelease("no-index", f"{error}. {advice}") from None


def _hit(row: HitRow, score: float, asked: SearchQuery) -> SearchHit:
    texts = (row.body, row.headings, row.synonyms, row.title)
    return SearchHit(
        type=row.type,
        id=row.id,
        slug=row.slug,
        href=f"{PATHS[row.type]}/{row.id}",
        title=row.title or row.article_title or row.slug,
        lang=row.lang,
        score=round(score, SCORE_DIGITS),
        snippet=make_snippet(texts, asked.is_match),
    )


def _name_synonyms(asked: SearchQuery, phrases: Iterable[Phrase]) -> list[AppliedSynonym]:
    """Name each topic once, with the words that stand for it."""
    named = {topic.id: (phrase, topic) for phrase in phrases for topic in phrase.topics}
    return [
        AppliedSynonym(
            words=asked.quote(phrase.start, len(phrase.words)), topic_id=topic.id, name=topic.name
        )
        for phrase, topic in named.values()
    ]
