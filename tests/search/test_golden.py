import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.search.match import BOOSTS
from api.search.parse import parse_words

from .conftest import Ask
from .golden import ELSEWHERE_OFFLINE, MISSPELT, PLAIN, WITH_OPTIONS, Golden

OFFLINE = """
SELECT document.type, document.slug
FROM search
JOIN document ON document.id = search.id
WHERE search MATCH ?
ORDER BY bm25(search, 0, 0, 0, ?, ?, ?, ?), search.rowid
LIMIT 1
"""


@pytest.fixture(scope="module")
def file(shipped_releases: Path) -> Iterator[sqlite3.Connection]:
    """The release file as an app has it, without a server."""
    (path,) = shipped_releases.glob("*.sqlite")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def test_the_golden_set_has_forty_searches() -> None:
    """It covers every type, and no search is there twice."""
    golden = [*PLAIN, *WITH_OPTIONS]

    assert len({(each.q, each.options) for each in golden} | set(MISSPELT)) >= 40
    assert len({each.type for each in golden}) == 7


@pytest.mark.parametrize("golden", [*PLAIN, *WITH_OPTIONS], ids=lambda each: each.q)
def test_what_is_looked_for_comes_first(golden: Golden, ask: Ask) -> None:
    """Whoever looks for it sees it at the top."""
    first = ask(golden.q, golden.options)["data"][0]

    assert (first["type"], first["slug"]) == (golden.type, golden.slug)


@pytest.mark.parametrize(("slip", "meant"), MISSPELT.items(), ids=str)
def test_a_slip_of_the_finger_is_mended(slip: str, meant: Golden, ask: Ask) -> None:
    """The suggestion is what was meant, and leads to what was looked for."""
    suggestion = ask(slip)["did_you_mean"]

    first = ask(suggestion)["data"][0]

    assert suggestion == meant.q
    assert (first["type"], first["slug"]) == (meant.type, meant.slug)


@pytest.mark.parametrize("golden", PLAIN, ids=lambda each: each.q)
def test_a_copy_without_a_server_finds_the_same(golden: Golden, file: sqlite3.Connection) -> None:
    """The table in the release, with the same weights, has the same first hit."""
    words = " ".join(f'"{word}"' for word in parse_words(golden.q))

    first = file.execute(OFFLINE, (words, *BOOSTS.values())).fetchone()

    is_same = first == (golden.type, golden.slug)
    assert is_same != (golden.q in ELSEWHERE_OFFLINE), first
