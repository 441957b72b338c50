"""How long a search takes in process, as the number of documents grows; FTS5 for comparison.

    python -m benchmarks.search [DOCUMENTS ...]      by default 10000 100000

The documents are made up: words of made-up syllables, as frequent as words are
in real texts (Zipf's law), the same in every run. The index is built and asked
by the code that serves; the other half of an answer, reading the hits from
the release, does not depend on the number of documents.
"""

import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from api.search.find import find
from api.search.match import BOOSTS, Matcher
from api.search.parse import parse_search_query
from api.search.topics import Topics
from benchmarks.words import SEED, WORDS, choose_words
from schema.storage.search_index import TEXT_FIELDS, open_index, write_index
from schema.storage.search_rows import SearchRow

LENGTH = 150
"""Words in a document."""
TITLE_LENGTH = 8
RUNS = 50
SLOW_RUNS = 5
"""Of what takes long enough to be measured in fewer."""
BUILD = "build, seconds"
SIZE = "size, MiB"

QUERIES = {
    "commonest word": "{0}",
    "common word": "{10}",
    "rare word": "{5000}",
    "two commonest words": "{0}+{1}",
    "two common words": "{10}+{20}",
    "commonest word of one type": "{0}&types=article",
    "beginning of three letters": "bad&mode=prefix",
}
"""What is asked; a number is the rank of a word in the order of their frequency."""

CREATE = f"""
CREATE VIRTUAL TABLE search USING fts5 (
  id UNINDEXED, {", ".join(TEXT_FIELDS)}, tokenize = 'unicode61 remove_diacritics 2'
)
"""
INSERT = "INSERT INTO search VALUES (?, ?, ?, ?, ?)"
SELECT = """
SELECT rowid FROM search WHERE search MATCH ?
ORDER BY bm25(search, 0, ?, ?, ?, ?) LIMIT 10
"""


def make_rows(count: int) -> Iterator[SearchRow]:
    """Make documents; the first ones are the same whatever the number."""
    chance = random.Random(SEED)  # noqa: S311 (nobody has to be unable to guess them)
    for row in range(1, count + 1):
        text = choose_words(chance, LENGTH)
        yield SearchRow(
            row=row,
            id=f"art_{row:010}",
            type="article",
            lang="en-US",
            topic_ids=[],
            title=" ".join(text[:TITLE_LENGTH]),
            synonyms="",
            headings="",
            body=" ".join(text[TITLE_LENGTH:]),
        )


def measure(action: Callable[[], object], runs: int) -> float:
    """Measure the median time of an action, in milliseconds."""
    times = []
    for _ in range(runs):
        started = perf_counter()
        action()
        times.append(perf_counter() - started)
    return median(times) * 1000


def measure_index(rows: list[SearchRow], folder: Path) -> dict[str, float]:
    """Build the index that serves, and search it."""
    started = perf_counter()
    manifest = write_index(folder, rows)
    figures = {BUILD: perf_counter() - started}
    figures[SIZE] = sum(path.stat().st_size for path in folder.iterdir()) / 2**20
    index = open_index(folder, manifest)
    matcher, topics = Matcher(index), Topics([])
    for name, text in QUERIES.items():
        query = parse_search_query(f"q={text.format(*WORDS)}".encode())
        phrases = topics.split(query.words)
        figures[name] = measure(partial(find, matcher, query, phrases, None), RUNS)
    return figures


def measure_fts5(rows: list[SearchRow], folder: Path) -> dict[str, float]:
    """Build a table like the one in a release, and search it."""
    path = folder / "fts5.sqlite"
    with closing(sqlite3.connect(path)) as database:
        started = perf_counter()
        database.execute(CREATE)
        database.executemany(INSERT, map(_texts, rows))
        database.execute("INSERT INTO search (search) VALUES ('optimize')")
        database.commit()
        figures = {BUILD: perf_counter() - started, SIZE: path.stat().st_size / 2**20}
        for name, text in QUERIES.items():
            if "&" not in text:
                words = " ".join(parse_search_query(f"q={text.format(*WORDS)}".encode()).words)
                values = (words, *BOOSTS.values())
                figures[name] = measure(partial(_search, database, values), SLOW_RUNS)
    return figures


def _texts(row: SearchRow) -> tuple[str, ...]:
    return (row.id, row.title, row.synonyms, row.headings, row.body)


def _search(database: sqlite3.Connection, values: tuple[object, ...]) -> object:
    return database.execute(SELECT, values).fetchall()


def main(counts: list[int]) -> None:
    """Measure each number of documents, and print a table."""
    for count in counts:
        rows = list(make_rows(count))
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            index = Path(folder) / "index"
            index.mkdir()
            fast, slow = measure_index(rows, index), measure_fts5(rows, Path(folder))
        print(f"\n| {count:,} documents | tantivy | FTS5 |\n|---|---:|---:|")
        for name, figure in fast.items():
            unit = "" if name in {BUILD, SIZE} else ", ms"
            compared = f"{slow[name]:,.2f}" if name in slow else ""
            print(f"| {name}{unit} | {figure:,.2f} | {compared} |")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [10_000, 100_000])
