import random
from pathlib import Path

import pytest

from api.search.find import find
from api.search.match import BOOSTS, Matcher
from api.search.parse import parse_search_query
from api.search.topics import Topics
from schema.storage.search_index import SearchIndex, open_index, write_index
from schema.storage.search_rows import SearchRow

WORDS = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
DOCUMENTS = 3000


def row(
    number: int, title: str, synonyms: str = "", headings: str = "", body: str = ""
) -> SearchRow:
    id_ = f"art_{number:010}"
    return SearchRow(number, id_, "article", "en-US", [], title, synonyms, headings, body)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """Enough documents for an index to skip some of them; most words are in most of them."""
    chance = random.Random(5)  # noqa: S311 (nobody has to be unable to guess them)
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    texts = [chance.choices(WORDS, weights, k=60) for _ in range(DOCUMENTS)]
    rows = [
        row(number, " ".join(text[:5]), "", " ".join(text[5:10]), " ".join(text[10:]))
        for number, text in enumerate(texts, 1)
    ]
    folder = tmp_path_factory.mktemp("large")
    return open_index(folder, write_index(folder, rows))


@pytest.mark.parametrize("q", ["worda", "wordz", "worda wordb", "wordc wordq wordx", "word"])
@pytest.mark.parametrize("mode", ["words", "prefix"])
def test_what_is_skipped_would_not_have_been_shown(q: str, mode: str, large: SearchIndex) -> None:
    """The ranking is that of all matches, although most of them are never looked at."""
    asked = parse_search_query(f"q={q.replace(' ', '+')}&mode={mode}".encode())

    found = find(Matcher(large), asked, Topics([]).split(asked.words), None)

    every = large.searcher.search(found.query, limit=DOCUMENTS, count=True)
    scores = [score for score, _ in every.hits][: len(found.scores)]
    assert found.scores == pytest.approx(scores, rel=1e-5)
    assert len(every.hits) >= len(found.rows)


def test_equal_scores_come_in_the_order_of_their_rows(tmp_path: Path) -> None:
    """The order never depends on chance."""
    rows = [row(number, "the same") for number in range(1, 40)]
    index = open_index(tmp_path, write_index(tmp_path, rows))
    asked = parse_search_query(b"q=same&limit=20")

    found = find(Matcher(index), asked, Topics([]).split(asked.words), None)

    assert found.rows == list(range(1, 21))


def test_title_synonyms_headings_body_is_the_order_of_weight(tmp_path: Path) -> None:
    """Where a word stands decides, among documents that are alike otherwise."""
    fields = list(BOOSTS)
    rows = [
        row(number, **{other: "needle" if other == name else "filler" for other in fields})
        for number, name in enumerate(reversed(fields), 1)
    ]
    index = open_index(tmp_path, write_index(tmp_path, rows))
    asked = parse_search_query(b"q=needle")

    found = find(Matcher(index), asked, Topics([]).split(asked.words), None)

    assert fields == ["title", "synonyms", "headings", "body"]
    assert found.rows == [4, 3, 2, 1]
