"""What documents are linked to, by their own words or by those of others."""

from typing import Any

Json = dict[str, Any]

OWN: dict[str, dict[str, str]] = {
    "article": {
        "sections": "section_ids",
        "references": "reference_ids",
        "studies": "study_ids",
        "topics": "topic_ids",
        "service_bundles": "service_bundle_ids",
        "practitioners": "practitioner_ids",
        "related_articles": "related_article_ids",
        "translations": "translations",
    },
    "section": {"references": "reference_ids", "studies": "study_ids"},
    "study": {"references": "reference_ids", "topics": "topic_ids"},
    "reference": {},
    "practitioner": {"topics": "topic_ids"},
    "service_bundle": {"topics": "topic_ids", "practitioners": "practitioner_ids"},
    "topic": {"broader": "broader_id"},
}
"""By type and relation: the member that names the ids."""

REVERSE: dict[str, dict[str, tuple[str, str]]] = {
    "article": {},
    "section": {"article": ("article", "sections")},
    "study": {"articles": ("article", "studies")},
    "reference": {"studies": ("study", "references"), "articles": ("article", "references")},
    "practitioner": {
        "service_bundles": ("service_bundle", "practitioners"),
        "articles": ("article", "practitioners"),
    },
    "service_bundle": {"articles": ("article", "service_bundles")},
    "topic": {
        "narrower": ("topic", "broader"),
        "articles": ("article", "topics"),
        "studies": ("study", "topics"),
        "service_bundles": ("service_bundle", "topics"),
        "practitioners": ("practitioner", "topics"),
    },
}
"""By type and relation: the type and the relation of the other documents that lead here."""

TARGETS = {
    "sections": "section",
    "references": "reference",
    "studies": "study",
    "topics": "topic",
    "service_bundles": "service_bundle",
    "practitioners": "practitioner",
    "articles": "article",
    "article": "article",
    "related_articles": "article",
    "translations": "article",
    "broader": "topic",
    "narrower": "topic",
}
"""The type that each relation leads to."""

PLURALS = {
    "article": "articles",
    "section": "sections",
    "study": "studies",
    "reference": "references",
    "practitioner": "practitioners",
    "service_bundle": "service_bundles",
    "topic": "topics",
}

RELATIONS_OF_FILTERS = {
    "section": "sections",
    "reference": "references",
    "study": "studies",
    "service_bundle": "service_bundles",
    "practitioner": "practitioners",
    "related_article": "related_articles",
    "translation": "translations",
    "broader": "broader",
    "narrower": "narrower",
}
"""The relation behind a filter; that of `article` depends on the type, `topic` is more than one."""


def relation_of_filter(type_: str, name: str) -> str:
    """Find the relation that a filter is about."""
    if name == "article":
        return "article" if type_ == "section" else "articles"
    return RELATIONS_OF_FILTERS[name]


def named_ids(document: Json, relation: str) -> list[str]:
    """List the ids that a document names for one of its own relations, as it names them."""
    value = document.get(OWN[document["type"]][relation], [])
    if isinstance(value, str):
        return [value]
    return [each["article_id"] if isinstance(each, dict) else each for each in value]
