"""Facets: how many of the found documents there are of each type, topic and language."""

from collections.abc import Iterable
from typing import Any

from tantivy import Query, Searcher

from api.search.answer import Facets, TopicCount, ValueCount
from api.search.parameters import FacetName
from api.search.topics import Topics

MAX_VALUES = 1000
"""Values of one facet; what is rarer is left out."""


def count_facets(
    searcher: Searcher, query: Query, names: Iterable[FacetName], topics: Topics
) -> Facets:
    """Count everything that a query finds, not only what is in the answer."""
    wanted = {name: {"terms": {"field": name, "size": MAX_VALUES}} for name in names}
    if not wanted:
        return Facets()
    counted = searcher.aggregate(query, wanted)
    facets: dict[str, Any] = {}
    for name in wanted:
        counts = {each["key"]: int(each["doc_count"]) for each in counted[name]["buckets"]}
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if name == "topic":
            facets[name] = [_topic_count(topics, id_, count) for id_, count in ranked]
        else:
            facets[name] = [ValueCount(value=value, count=count) for value, count in ranked]
    return Facets(**facets)


def _topic_count(topics: Topics, id_: str, count: int) -> TopicCount:
    topic = topics.by_id[id_]
    return TopicCount(value=topic.slug, id=id_, name=topic.name, count=count)
