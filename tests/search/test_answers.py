from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.openapi import build_contract
from api.search.parse import parse_search_query
from api.search.search import open_search
from api.store.release import Release
from tests.client import Client

from .conftest import Ask, send_search

LOW_BACK_PAIN = {"words": "lumbago", "topic_id": "top_kp2ykg8mq2", "name": "Low back pain"}
SEARCHES = (
    "q=lumbago&facets=type,topic,lang",
    "q=acupunture",
    "q=xyzzy",
    "q=neck+pain&limit=50&mode=prefix",
)


def slugs(answer: Any) -> list[str]:
    return [hit["slug"] for hit in answer["data"]]


@pytest.mark.parametrize("query", SEARCHES)
def test_answers_fit_the_contract(query: str, library: Client) -> None:
    """Every member is the one that clients were generated for."""
    contract = build_contract()
    schema = {"$ref": "#/components/schemas/SearchAnswer", "components": contract["components"]}

    answer = library.get(f"/v1/search?{query}").json()

    assert list(Draft202012Validator(schema).iter_errors(answer)) == []


def test_every_hit_leads_to_its_document(library: Client, ask: Ask) -> None:
    """A hit has the names that the document at its address has."""
    for hit in ask("pain", "limit=50")["data"]:
        document = library.get(hit["href"]).json()["data"]

        assert {key: document[key] for key in ("type", "id", "slug")} == {
            key: hit[key] for key in ("type", "id", "slug")
        }
        assert hit["title"]


def test_a_synonym_says_why(ask: Ask) -> None:
    """Lumbago finds what is about low back pain, and the answer names the topic."""
    answer = ask("lumbago", "limit=50")

    assert answer["synonyms"] == [LOW_BACK_PAIN]
    assert "backinaction" in slugs(answer)


def test_a_synonym_is_quoted_as_it_was_written(ask: Ask) -> None:
    """The words are the client's own, with their case and their signs."""
    answer = ask("Does YOGA help a Stiff-Neck?")

    assert [each["words"] for each in answer["synonyms"]] == ["YOGA", "Stiff-Neck"]


def test_the_longest_name_is_taken(ask: Ask) -> None:
    """Chronic low back pain is one topic, not three words and not low back pain."""
    names = [each["name"] for each in ask("chronic low back pain")["synonyms"]]

    assert names == ["Chronic low back pain"]


def test_a_broader_topic_stands_for_its_narrower_ones(ask: Ask) -> None:
    """Who looks for dorsalgia finds what is about low back pain."""
    assert "chronic-low-back-pain" in slugs(ask("dorsalgia", "types=topic"))


def test_all_words_come_before_any(ask: Ask) -> None:
    """Only if nothing has all of the words is any of them enough, and the answer says so."""
    strict, loose = ask("sterile needles"), ask("sterile needles qwertz")

    assert (strict["matched"], loose["matched"]) == ("all", "any")
    assert strict["data"][0]["slug"] in slugs(loose)


def test_words_may_stand_in_different_fields(ask: Ask) -> None:
    """One word of the title and one of the text are together enough."""
    answer = ask("irnich laser")

    assert answer["matched"] == "all"
    assert slugs(answer) == ["irnich-2001"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sesión", "SESION"),
        ("cuello señal", "cuello senal"),
        ("König", "konig"),
        ("ACUPUNCTURE, neck!", "neck acupuncture"),
        ("e\u0301sta", "está"),
    ],
)
def test_case_accents_and_signs_do_not_count(one: str, other: str, ask: Ask) -> None:
    """However it is typed, it finds the same."""
    first, second = ask(one), ask(other)

    assert first["data"]
    assert sorted(slugs(first)) == sorted(slugs(second))


def test_a_beginning_finds_every_word_that_goes_on(ask: Ask) -> None:
    """With mode=prefix a shorter beginning finds no less than a longer one."""
    beginnings = ["sessions"[:size] for size in (8, 7, 4, 1)]

    answers = [ask(each, "mode=prefix&facets=lang") for each in beginnings]

    counts = [sum(each["count"] for each in answer["facets"]["lang"]) for answer in answers]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_only_the_last_word_is_a_beginning(ask: Ask) -> None:
    """What was typed before is a whole word."""
    assert ask("acupunct session", "mode=prefix")["matched"] == "any"
    assert ask("session acupunct", "mode=prefix")["matched"] == "all"


def test_no_score_is_better_than_the_one_before(ask: Ask) -> None:
    """The list is ranked."""
    scores = [hit["score"] for hit in ask("acupuncture for neck pain", "limit=50")["data"]]

    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 10


def test_what_is_not_published_is_not_found(client: Client) -> None:
    """Neither a draft nor a withdrawn article can be found."""
    for q in ("CANARY 7193", "work through the pain"):
        found = send_search(client, q, "types=article").json()["data"]
        assert not {hit["slug"] for hit in found} & {"secret-plan", "old-advice"}


def test_many_threads_search_at_once(release: Release) -> None:
    """Each search has the release to itself while it reads."""
    search = open_search(release)
    queries = [parse_search_query(query.encode()) for query in SEARCHES] * 20

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(search.answer, queries))

    assert together == [search.answer(query) for query in queries]
