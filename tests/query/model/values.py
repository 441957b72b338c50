"""Where the values are that lists are filtered and sorted by, in the documents themselves."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

DATES = {"published_at": "published_at", "updated_at": "updated_at"}
MEMBERS: dict[str, dict[str, str]] = {
    "article": {
        "title": "title",
        "lang": "lang",
        "audience": "audience",
        "review_state": "review.state",
        "review_due": "review.review_due",
        "word_count": "word_count",
        "checked_studies": "evidence.studies.checked",
        "disputed_studies": "evidence.studies.disputed",
        "retracted_references": "evidence.references.retracted",
        "syndicable": "rights.syndicable",
        **DATES,
    },
    "section": {
        "article_id": "article_id",
        "position": "position",
        "level": "level",
        "kind": "kind",
        "aspect": "aspect",
        "lang": "lang",
        "word_count": "word_count",
        **DATES,
    },
    "study": {
        "title": "title",
        "design": "design",
        "year": "year or year_to",
        "sample_size": "sample_size",
        "country": "country",
        "verification": "verification.status",
        "source_status": "source_status",
        **DATES,
    },
    "reference": {
        "citation_key": "citation_key",
        "status": "status",
        "completeness": "completeness",
        "csl_type": "csl.type",
        "year": "csl.issued.date-parts.0.0",
        **DATES,
    },
    "practitioner": {"name": "name", "kind": "kind", "city": "location.city", **DATES},
    "service_bundle": {"title": "title", "position": "position", **DATES},
    "topic": {"name": "name", "kind": "kind", **DATES},
}
"""By type and field: the path of its value, or several of which the first that is there counts."""

NUMBERS = {
    *("word_count", "checked_studies", "disputed_studies", "retracted_references"),
    *("position", "level", "year", "sample_size"),
}
FLAGS = {"syndicable"}

ORDERS = {
    "article": ["title"],
    "section": ["article_id", "position"],
    "study": ["title"],
    "reference": ["citation_key"],
    "practitioner": ["name"],
    "service_bundle": ["position"],
    "topic": ["name"],
}
"""How each list is sorted if nothing else is asked."""


def read_value(document: Json, name: str) -> Any:
    """Read the value of a field; None if the document has none."""
    for path in MEMBERS[document["type"]][name].split(" or "):
        value: Any = document
        for step in path.split("."):
            if isinstance(value, list):
                value = value[int(step)]
            else:
                value = value.get(step) if value is not None else None
        if value is not None:
            return value
    return None


def parse_value(name: str, operator: str, text: str) -> Any:
    """Read the text of a filter as a value of a field, or as what `exists` wants."""
    if operator == "exists" or name in FLAGS:
        return text == "true"
    return int(text) if name in NUMBERS else text


def is_true(value: Any, operator: str, wanted: list[Any]) -> bool:
    """Whether a value passes a filter; most operators want one value."""
    if operator == "exists":
        return bool((value is not None) == wanted[0])
    if operator == "ne":
        return value not in wanted
    return value is not None and COMPARISONS[operator](value, wanted)


COMPARISONS: dict[str, Callable[[Any, list[Any]], bool]] = {
    "range": lambda value, wanted: bool(f"{value}-".startswith(f"{wanted[0]}-")),
    "eq": lambda value, wanted: value in wanted,
    "in": lambda value, wanted: value in wanted,
    "prefix": lambda value, wanted: bool(value.startswith(wanted[0])),
    "gt": lambda value, wanted: bool(value > wanted[0]),
    "gte": lambda value, wanted: bool(value >= wanted[0]),
    "lt": lambda value, wanted: bool(value < wanted[0]),
    "lte": lambda value, wanted: bool(value <= wanted[0]),
}
