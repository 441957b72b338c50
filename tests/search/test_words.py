from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.search.match import Matcher
from api.search.parse import SearchQuery, parse_search_query
from api.search.suggest import LONG, Vocabulary, correct
from api.search.topics import Topics
from schema.rights import Excerpts, Rights
from schema.storage.analyzer import compose, find_words, place_words
from schema.storage.search_index import SearchIndex, ensure_search_index
from schema.topic import Topic

PROPERTY = settings(max_examples=500, derandomize=True, deadline=None)


@pytest.fixture(scope="module")
def index(shipped_releases: Path) -> SearchIndex:
    """The index of the clinic's own content."""
    (path,) = shipped_releases.glob("*.sqlite")
    return ensure_search_index(path)


@pytest.fixture(scope="module")
def vocabulary(index: SearchIndex) -> Vocabulary:
    return Vocabulary(index)


def query(text: str, mode: str = "words") -> SearchQuery:
    return parse_search_query(f"mode={mode}&q={text.replace(' ', '+')}".encode())


RIGHTS = Rights(
    license="CC-BY-4.0",
    credit="Nobody",
    credit_html="Nobody",
    canonical_url="https://clinic.example",
    syndicable=True,
    excerpts=Excerpts(allowed=True, keep=[]),
    refresh_within_days=7,
    noindex=True,
)


def topic(slug: str, name: str, *synonyms: str) -> Topic:
    return Topic(
        id=f"top_{slug}",
        slug=slug,
        rev="",
        published_at="",
        updated_at="",
        href="",
        rights=RIGHTS,
        kind="condition",
        name=name,
        description="",
        synonyms=list(synonyms),
    )


TOPICS = Topics(
    [
        topic("pain", "Pain", "ache"),
        topic("back-pain", "Back pain", "bad back", "ache"),
        topic("low-back-pain", "Low-back pain", "lumbago"),
        topic("nothing", "+"),
    ]
)


@given(st.text())
@PROPERTY
def test_a_word_is_found_where_it_stands(text: str) -> None:
    """The place of a word in its text holds that word and no other."""
    composed = compose(text)

    placed = place_words(composed)

    assert [each.word for each in placed] == find_words(text)
    assert all(find_words(composed[each.start : each.end]) == [each.word] for each in placed)


@given(st.lists(st.sampled_from(["low", "back", "pain", "bad", "ache", "the"]), max_size=16))
@PROPERTY
def test_a_query_is_split_without_loss(words: list[str]) -> None:
    """Phrases are all the words, in their order, each at its place."""
    phrases = TOPICS.split(tuple(words))

    assert [word for phrase in phrases for word in phrase.words] == words
    assert all(
        words[each.start : each.start + len(each.words)] == [*each.words] for each in phrases
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("low back pain", [["low-back-pain"]]),
        ("back pain low", [["back-pain"], []]),
        ("a bad back pain", [[], ["back-pain"], ["pain"]]),
        ("lumbago or ache", [["low-back-pain"], [], ["pain", "back-pain"]]),
        ("lumbagos", [[]]),
    ],
)
def test_names_of_topics_are_found_longest_first(text: str, expected: list[list[str]]) -> None:
    """A name inside of a longer name does not count; of equally long ones the first does."""
    phrases = TOPICS.split(tuple(find_words(text)))

    assert [[each.slug for each in phrase.topics] for phrase in phrases] == expected


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("acupunture", "acupuncture"),
        ("aucpuncture", "acupuncture"),
        ("accupuncure", "acupuncture"),
        ("Acupunture, nekc!", "acupuncture, neck!"),
        ("yga", "yoga"),
        ("acupuncture", None),
        ("acupunture NCT04982316", "acupuncture NCT04982316"),
        ("xy", None),
        ("xyzzyxyzzy", None),
        ("cronico sesiom", "cronico sesión"),
        ("qigong", None),
    ],
)
def test_only_what_is_in_no_document_is_corrected(
    text: str, suggestion: str | None, index: SearchIndex, vocabulary: Vocabulary
) -> None:
    """Known words, numbers and signs stay as they were written."""
    assert correct(query(text), Matcher(index), vocabulary) == suggestion


def test_the_beginning_of_a_word_is_no_mistake(index: SearchIndex, vocabulary: Vocabulary) -> None:
    """While somebody types, the last word is not put right, but the ones before are."""
    matcher = Matcher(index)

    assert correct(query("nekc acupunct", "prefix"), matcher, vocabulary) == "neck acupunct"
    assert correct(query("acupunct nekc", "prefix"), matcher, vocabulary) is not None
    assert correct(query("acupunct", "words"), matcher, vocabulary) is None


def test_a_correction_finds_something(index: SearchIndex, vocabulary: Vocabulary) -> None:
    """Each suggestion is a word of the index."""
    matcher = Matcher(index)
    known = [word for word, _ in index.searcher.terms_with_prefix("body", "") if word.isalpha()]

    for word in [each for each in known if len(each) > LONG][:200]:
        slip = word[:3] + word[4:]
        if not matcher.knows(slip, ends_open=False):
            (suggestion,) = find_words(vocabulary.find_nearest(slip) or "")
            assert matcher.knows(suggestion, ends_open=False)


def test_a_former_slug_still_names_its_topic() -> None:
    """A saved search does not stop working because a slug changed; a present slug comes first."""
    topics = Topics([topic("ache", "Ache"), topic("sore", "Sore")], {"sting": "top_sore"})

    assert topics.resolve("sting").slug == "sore"
    assert topics.resolve("ache").slug == "ache"
