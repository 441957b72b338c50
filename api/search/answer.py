"""What a search answers."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from schema.values import Count, Slug, TopicId, about

SNIPPET = [{"text": "pain in the lower ", "is_match": False}, {"text": "back", "is_match": True}]
TOPIC_COUNT = {"value": "neck-pain", "id": "top_y2bqv5r3ss", "name": "Neck pain", "count": 12}
SYNONYM = {"words": "lumbago", "topic_id": "top_kp2ykg8mq2", "name": "Low back pain"}
HIT = {
    "type": "topic",
    "id": "top_kp2ykg8mq2",
    "slug": "low-back-pain",
    "href": "/v1/topics/top_kp2ykg8mq2",
    "title": "Low back pain",
    "lang": "en-US",
    "score": 21.5,
    "snippet": SNIPPET,
}

TopicName = Annotated[str, about("Name of the topic.", "Low back pain")]


class SnippetRun(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that matched, or one that did not."""

    text: Annotated[str, about("The text, as it is in the document; … where it was cut.", "back")]
    is_match: Annotated[bool, about("Whether it is a word that was looked for.", True)]


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was found."""

    type: Annotated[str, about("Type of the document.", "topic")]
    id: Annotated[str, about("Id of the document.", "top_kp2ykg8mq2")]
    slug: Annotated[str, about("Slug of the document.", "low-back-pain")]
    href: Annotated[str, about("Path of the document, by id.", "/v1/topics/top_kp2ykg8mq2")]
    title: Annotated[
        str,
        about(
            "Title, name or heading; of a section without one, the title of its article.",
            "Low back pain",
        ),
    ]
    lang: Annotated[str, about("Language that it is written in.", "en-US")]
    score: Annotated[float, about("How well it fits; to be compared within one answer only.", 21.5)]
    snippet: Annotated[
        list[SnippetRun],
        about("Where the words are in its text: plain runs, in order, never HTML.", SNIPPET),
    ]


class AppliedSynonym(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the query that name a topic, so that what is about the topic was found too."""

    words: Annotated[str, about("The words, as they were written.", "lumbago")]
    topic_id: TopicId
    name: TopicName


class ValueCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the found documents have a value."""

    value: Annotated[str, about("The value, as its filter takes it.", "article")]
    count: Count


class TopicCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many of the found documents are about a topic, or about a narrower one."""

    value: Annotated[Slug, about("Slug of the topic, as its filter takes it.", "neck-pain")]
    id: TopicId
    name: TopicName
    count: Count


class Facets(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The found documents, counted; most frequent values first."""

    type: Annotated[
        list[ValueCount] | UnsetType,
        about("By type; adds up to all found documents.", [{"value": "article", "count": 3}]),
    ] = UNSET
    topic: Annotated[
        list[TopicCount] | UnsetType,
        about("By topic; a document can have several, and has the broader ones.", [TOPIC_COUNT]),
    ] = UNSET
    lang: Annotated[
        list[ValueCount] | UnsetType,
        about("By language; adds up to all found documents.", [{"value": "en-US", "count": 3}]),
    ] = UNSET


class HitLimit(msgspec.Struct, frozen=True, kw_only=True):
    """How long the list of found documents may be."""

    limit: Annotated[int, about("Documents in the answer at most.", 10)]


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The documents that fit best, and why they were found."""

    data: Annotated[list[SearchHit], about("Found documents, the best first.", [HIT])]
    matched: Annotated[
        Literal["all", "any"],
        about("Whether each has all of the words, or, as none has, any of them.", "all"),
    ]
    synonyms: Annotated[
        list[AppliedSynonym], about("Topics that words of the query stand for.", [SYNONYM])
    ]
    did_you_mean: Annotated[
        str | UnsetType,
        about("The query with known words in place of unknown ones.", "acupuncture"),
    ] = UNSET
    facets: Annotated[
        Facets | UnsetType,
        about("There only with `facets`.", {"type": [{"value": "article", "count": 3}]}),
    ] = UNSET
    page: Annotated[HitLimit, about("How long `data` may be.", {"limit": 10})]
