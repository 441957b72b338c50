from typing import Any

import pytest

from tests.client import Client

from .conftest import Ask

FILTERS = (
    "types=article,study",
    "types=topic",
    "lang=es",
    "lang=es-US",
    "filter[topic]=neck-pain",
    "filter[topic]=top_kp2ykg8mq2",
    "types=section&lang=en&filter[topic]=acupuncture",
)
LANGUAGES = ("es", "es-US", "es-MX", "en")


def ids(answer: Any) -> set[str]:
    return {hit["id"] for hit in answer["data"]}


def counts(answer: Any, facet: str) -> dict[str, int]:
    return {each["value"]: each["count"] for each in answer["facets"][facet]}


@pytest.mark.parametrize("filter_", FILTERS)
@pytest.mark.parametrize("q", ["irnich", "sesion", "sham", "serious", "hygiene"])
def test_a_filter_only_leaves_out(q: str, filter_: str, ask: Ask) -> None:
    """What is found with a filter is found without it, with the same score."""
    everything = {hit["id"]: hit["score"] for hit in ask(q, "limit=50")["data"]}
    filtered = {hit["id"]: hit["score"] for hit in ask(q, f"limit=50&{filter_}")["data"]}

    assert filtered == {id_: everything[id_] for id_ in filtered}


def test_types_are_what_was_asked_for(ask: Ask) -> None:
    """Only the named types are found."""
    answer = ask("acupuncture", "types=article,service_bundle&limit=50")

    assert {hit["type"] for hit in answer["data"]} == {"article", "service_bundle"}


def test_a_language_includes_its_regions(ask: Ask) -> None:
    """`es` finds es-US, es-US finds itself, es-MX finds nothing here."""
    spanish, american, mexican, english = (ask("acupuntura", f"lang={each}") for each in LANGUAGES)

    assert ids(spanish) == ids(american) != set()
    assert {hit["lang"] for hit in spanish["data"]} == {"es-US"}
    assert mexican["data"] == english["data"] == []


def test_a_topic_includes_the_narrower_ones(ask: Ask) -> None:
    """What is about chronic neck pain is about neck pain, by id as by slug."""
    narrow = ids(ask("acupuncture", "filter[topic]=chronic-neck-pain&types=article,study"))
    broad = ids(ask("acupuncture", "filter[topic]=neck-pain&types=article,study"))
    by_id = ids(ask("acupuncture", "filter[topic]=top_y2bqv5r3ss&types=article,study"))

    assert narrow < broad
    assert by_id == broad


def test_parts_are_about_what_the_whole_is_about(library: Client, ask: Ask) -> None:
    """A section is found by its article's topic, a reference by the topics of its studies."""
    sections = ask("needles", "types=section&filter[topic]=acupuncture")["data"]
    (reference,) = ask("irnich", "types=reference&filter[topic]=neck-pain")["data"]

    assert sections
    for hit in sections:
        article = library.get(f"{hit['href']}?include=article").json()["included"]["articles"][0]
        assert "top_vaandfyab6" in article["topic_ids"]
    assert reference["slug"] == "irnich-2001"


@pytest.mark.parametrize("q", ["neck", "sesion", "lumbago", "acupunct qwertz", "xyzzy"])
def test_facets_add_up_to_what_was_found(q: str, ask: Ask) -> None:
    """Each document has one type and one language, and all of them are counted."""
    answer = ask(q, "facets=type,lang&limit=50")

    total = sum(counts(answer, "type").values())
    assert total == sum(counts(answer, "lang").values())
    assert total == len(answer["data"]) or len(answer["data"]) == 50 < total


def test_a_facet_counts_what_its_filter_finds(ask: Ask) -> None:
    """Who follows a value finds as many documents as were announced."""
    facets = ask("neck", "facets=type,topic")

    for value, count in counts(facets, "type").items():
        assert sum(counts(ask("neck", f"facets=lang&types={value}"), "lang").values()) == count
    for value, count in counts(facets, "topic").items():
        narrowed = ask("neck", f"facets=lang&filter[topic]={value}")
        assert sum(counts(narrowed, "lang").values()) == count


def test_facets_are_there_when_asked_for(ask: Ask) -> None:
    """Counting costs time, so only what is wanted is counted."""
    assert "facets" not in ask("neck")
    assert list(ask("neck", "facets=topic")["facets"]) == ["topic"]


def test_facets_begin_with_the_most_frequent_value(ask: Ask) -> None:
    """The order is one that can be shown as it is, and always the same."""
    (*_, facet) = ask("pain", "facets=topic")["facets"].values()

    ranks = [(-each["count"], each["id"]) for each in facet]
    assert ranks == sorted(ranks)
    assert {"value", "id", "name", "count"} == set(facet[0])
