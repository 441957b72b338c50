"""The plan of a synthetic clinic: how much there is of each type, and what everything is called.

Each document follows from its type and its place alone, so that the clinic is
made as a stream, in the same way in every run.
"""

from functools import cached_property, lru_cache
from math import isqrt
from random import Random
from typing import Any, NamedTuple

from benchmarks.words import SEED, VOCABULARY, make_word, weigh
from schema.document import ResourceType, derive_id
from schema.topic import TopicKind

SECTIONS = 8
"""Of each article."""


class Name(NamedTuple):
    """What a document is called in addresses."""

    id: str
    slug: str


class Clinic:
    """How much there is of each type, as it follows from the number of articles.

    Of 10,000 articles: 3,000 studies, 2,000 references, 500 practitioners, 200
    bundles, 300 topics. Topics grow with the square root, as vocabularies do.
    """

    def __init__(self, articles: int, *, has_text: bool = True) -> None:
        self.articles = articles
        self.has_text = has_text
        """Whether articles have sections; lists of them do without."""
        self.studies = max(4, articles * 3 // 10)
        self.references = max(8, articles // 5)
        self.practitioners = max(2, articles // 20)
        self.bundles = max(2, articles // 50)
        self.topics = max(12, 3 * isqrt(articles))
        self.modalities = self.topics // 3
        self.conditions = self.topics - self.modalities
        """Topics in the order of their frequency: first all conditions, then all modalities."""

    @cached_property
    def documents(self) -> int:
        """How many documents there are of all types."""
        others = self.studies + self.references + self.practitioners + self.bundles + self.topics
        return others + self.articles * (1 + SECTIONS)

    @cached_property
    def _weights(self) -> dict[TopicKind, list[float]]:
        return {"condition": weigh(self.conditions), "modality": weigh(self.modalities)}

    def choose_topics(self, chance: Random, kind: TopicKind, count: int) -> list[str]:
        """Draw ids of topics, each once; few topics are common, and most are rare."""
        weights = self._weights[kind]
        ranks = chance.choices(range(len(weights)), cum_weights=weights, k=count)
        return [topic_name(kind, rank).id for rank in dict.fromkeys(ranks)]


def chance_for(*parts: Any) -> Random:
    """Start the chance that belongs to one document."""
    return Random(":".join(map(str, (SEED, *parts))))  # noqa: S311 (nobody has to be unable to guess)


def choose_skewed(chance: Random, count: int, among: int) -> list[int]:
    """Draw numbers below `among`, each once; small ones are drawn more often."""
    return list(dict.fromkeys(int(chance.random() ** 1.5 * among) for _ in range(count)))


@lru_cache(maxsize=1 << 16)
def name_of(type_: ResourceType, ordinal: int) -> Name:
    """Name a document that is no topic and no section.

    >>> from schema.article import ARTICLE
    >>> name_of(ARTICLE, 12)
    Name(id='art_j0gvk3t2py', slug='fibabax-ludabax-12')
    """
    first, second = make_word(ordinal % VOCABULARY), make_word((ordinal * 31 + 7) % VOCABULARY)
    return Name(
        derive_id(type_.prefix, "synthetic", type_.name, str(ordinal)),
        f"{first}-{second}-{ordinal}",
    )


@lru_cache(maxsize=1 << 14)
def topic_name(kind: TopicKind, rank: int) -> Name:
    """Name a topic of a kind; rank 0 is the commonest one.

    >>> topic_name("condition", 0).slug, topic_name("modality", 0).slug
    ('mafedox-syndrome', 'fagifix-therapy')
    """
    slug = f"{topic_word(kind, rank)}-{'syndrome' if kind == 'condition' else 'therapy'}"
    return Name(derive_id("top", "synthetic", slug), slug)


def topic_word(kind: TopicKind, rank: int) -> str:
    """Make the word in the names of a topic; no text has it by chance."""
    return make_word(VOCABULARY * (2 if kind == "condition" else 3) + rank)
