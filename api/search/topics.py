"""The topics of a release, found by their names: in filters, and in the words of a query."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from api.errors import BadValue
from schema.storage.analyzer import find_words
from schema.topic import Topic

Words = tuple[str, ...]


class Phrase(NamedTuple):
    """Words of a query that belong together, and the topics that they are a name of."""

    words: Words
    start: int
    """Place of the first word in the query."""
    topics: tuple[Topic, ...] = ()


class Topics:
    """All topics, and every name that they have."""

    def __init__(self, topics: Iterable[Topic], former_slugs: Mapping[str, str] = {}) -> None:
        self.by_id = {topic.id: topic for topic in topics}
        self.by_slug = {topic.slug: topic for topic in self.by_id.values()}
        self._former = {slug: self.by_id[id_] for slug, id_ in former_slugs.items()}
        self._by_words: dict[Words, tuple[Topic, ...]] = {}
        for topic in self.by_id.values():
            for words in {tuple(find_words(name)) for name in (topic.name, *topic.synonyms)}:
                self._by_words[words] = (*self._by_words.get(words, ()), topic)
        self._longest = max(map(len, self._by_words), default=0)

    def resolve(self, key: str) -> Topic:
        """Find a topic by id or slug; a former slug does as well.

        Raises:
            BadValue: There is no such topic.
        """
        topic = self.by_id.get(key) or self.by_slug.get(key) or self._former.get(key)
        if topic is None:
            wanted = "the id or slug of a topic is wanted"
            raise BadValue("filter[topic]", key, wanted, known=self.by_slug)
        return topic

    def split(self, words: Words, start: int = 0) -> list[Phrase]:
        """Split a query where names of topics begin and end; the longest names come first.

        A word outside of every name is a phrase of its own.
        """
        for length in range(min(self._longest, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                end = first + length
                name = words[first:end]
                if topics := self._by_words.get(name):
                    return [
                        *self.split(words[:first], start),
                        Phrase(name, start + first, topics),
                        *self.split(words[end:], start + end),
                    ]
        return [Phrase((word,), place) for place, word in enumerate(words, start)]
