"""How long a page of a list takes in process, as content grows and deeper in the list.

    python -m benchmarks.lists [ARTICLES ...]      by default 1000 10000

Each page is parsed, found, read and written as a server does it, without HTTP
around it. The clinics are made by benchmarks.content, without the texts that
lists do not read; 100000 takes a long time the first time.
"""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from time import perf_counter
from typing import NamedTuple

from api.http.exchange import Exchange
from api.http.parts import Body
from api.http.respond import respond_page
from api.loaded import Loaded, load_release
from api.query.parse import parse_list_query
from api.resources import RESOURCES
from api.store.listing import Listing
from api.store.read import read_page
from benchmarks.content.release import ensure_release

RUNS = 300
ARTICLES = RESOURCES[0]
DEPTHS = (0.0, 0.5, 0.95)

QUERIES = {
    "first page": "",
    "sorted by two fields": "sort=-updated_at,title",
    "filtered by a common topic, sorted": "filter[topic]={common}&sort=-word_count",
    "filtered by a rare topic, sorted": "filter[topic]={rare}&sort=-updated_at",
    "four filters, sorted": (
        "filter[topic]={common}&filter[word_count][gte]=300&filter[lang][prefix]=en"
        "&filter[updated_at][gte]=2020-01-01T00:00:00Z&sort=-updated_at,title"
    ),
    "filter against the order": "filter[word_count][lte]=400&sort=-word_count",
}


class Cell(NamedTuple):
    """A column of the table."""

    articles: int
    depth: float


class Topics(NamedTuple):
    """Slugs of topics that many and that few articles are about."""

    common: str
    rare: str


def find_topics(listing: Listing) -> Topics:
    """Find the topic that most articles are about, and one that about 20 are."""
    rows = listing.release.fetch(
        "SELECT document.slug, posting.is_bitmap, posting.places FROM posting "
        "JOIN document ON document.id = posting.far_id "
        "WHERE posting.type = 'article' AND posting.relation = 'about'",
        {},
    )
    sizes = sorted(
        (int.from_bytes(places).bit_count() if is_bitmap else len(places) // 4, slug)
        for slug, is_bitmap, places in rows
    )
    rare = min(sizes, key=lambda each: abs(each[0] - 20))
    return Topics(common=sizes[-1][1], rare=rare[1])


def page(loaded: Loaded, query: bytes) -> Body:
    """Answer one page."""
    asked = parse_list_query(ARTICLES, query)
    found = read_page(loaded.listing, ARTICLES, asked)
    return respond_page(Exchange(loaded), found, asked, ARTICLES, ARTICLES.type.path).body


def measure(actions: Mapping[Cell, Callable[[], object]]) -> dict[Cell, float]:
    """Measure the median time of each action, in microseconds.

    They take turns, so that whatever slows the machine down for a while slows all of them down.
    """
    times: dict[Cell, list[float]] = {cell: [] for cell in actions}
    for _ in range(RUNS):
        for cell, action in actions.items():
            started = perf_counter()
            action()
            times[cell].append(perf_counter() - started)
    return {cell: median(measured) * 1_000_000 for cell, measured in times.items()}


def go_to(listing: Listing, query: str, depth: float) -> bytes:
    """Walk to a depth of a list, and write the query of the page that follows."""
    counted = parse_list_query(ARTICLES, join(query, "count=exact"))
    total = listing.find_page(ARTICLES, counted).total or 0
    after = ""
    for _ in range(int(total * depth) // 100):
        asked = parse_list_query(ARTICLES, join(query, "limit=100", after))
        after = f"after={read_page(listing, ARTICLES, asked).after}"
    return join(query, after)


def join(*parts: str) -> bytes:
    """Join the parts of a query, leaving out empty ones."""
    return "&".join(filter(None, parts)).encode()


def open_clinic(articles: int) -> Loaded:
    """Open a clinic of so many articles, and generate it the first time."""
    return load_release(
        ensure_release(articles, lambda step: print(step, file=sys.stderr), has_text=False)
    )


def pages_of(template: str, clinics: Mapping[int, Loaded]) -> dict[Cell, Callable[[], object]]:
    """Prepare one query for every clinic and every depth."""
    pages: dict[Cell, Callable[[], object]] = {}
    for articles, loaded in clinics.items():
        query = template.format(**find_topics(loaded.listing)._asdict())
        for depth in DEPTHS:
            cell = Cell(articles, depth)
            pages[cell] = partial(page, loaded, go_to(loaded.listing, query, depth))
    return pages


def main(counts: list[int]) -> None:
    """Measure each number of articles, and print a table."""
    clinics = {count: open_clinic(count) for count in counts}
    columns = [f"{depth:.0%} of {count:,}" for count in counts for depth in DEPTHS]
    print(f"| page of 20 articles, µs at | {' | '.join(columns)} | growth |")
    print(f"|---|{'---:|' * (len(columns) + 1)}")
    for name, template in QUERIES.items():
        figures = measure(pages_of(template, clinics))
        # Of the median over the depths: a page's documents differ in size, whatever their number.
        least, most = (
            median(figures[Cell(each, depth)] for depth in DEPTHS)
            for each in (counts[0], counts[-1])
        )
        row = [f"{figures[Cell(count, depth)]:,.0f}" for count in counts for depth in DEPTHS]
        print(f"| {name} | {' | '.join(row)} | {most / least:.2f} |", flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000])
