"""How long a page of a list takes in process, as content grows and deeper in the list.

    python -m benchmarks.lists [ARTICLES ...]      by default 1000 10000

Each page is parsed, found, read and written as a server does it, without HTTP
around it. The clinics are made by benchmarks.content, without the texts that
lists do not read; 100000 takes a long time the first time.
"""

import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter
from typing import NamedTuple

from api.http.exchange import Exchange
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


class Topics(NamedTuple):
    """Slugs of topics that many and that few articles are about."""

    common: str
    rare: str


def find_topics(listing: Listing) -> Topics:
    """Find the topic that most articles are about, and one that about 20 are."""
    rows = listing.release.fetch(
        "SELECT document.slug, posting.places FROM posting "
        "JOIN document ON document.id = posting.far_id "
        "WHERE posting.type = 'article' AND posting.relation = 'about'",
        {},
    )
    sizes = sorted((len(places) // 4, slug) for slug, places in rows)
    rare = min(sizes, key=lambda each: abs(each[0] - 20))
    return Topics(common=sizes[-1][1], rare=rare[1])


def page(loaded: Loaded, query: bytes) -> bytes:
    """Answer one page."""
    asked = parse_list_query(ARTICLES, query)
    found = read_page(loaded.listing, ARTICLES, asked)
    return respond_page(Exchange(loaded), found, asked, ARTICLES, ARTICLES.type.path).body


def measure(action: Callable[[], object]) -> float:
    """Measure the median time of an action, in microseconds."""
    action()
    times = []
    for _ in range(RUNS):
        started = perf_counter()
        action()
        times.append(perf_counter() - started)
    return median(times) * 1_000_000


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


def measure_clinic(articles: int) -> dict[str, dict[float, float]]:
    """Measure every query at every depth."""
    folder = ensure_release(articles, lambda step: print(step, file=sys.stderr), has_text=False)
    loaded = load_release(folder)
    listing = loaded.listing
    topics = find_topics(listing)
    figures: dict[str, dict[float, float]] = {}
    for name, template in QUERIES.items():
        query = template.format(**topics._asdict())
        figures[name] = {
            depth: measure(partial(page, loaded, go_to(listing, query, depth))) for depth in DEPTHS
        }
    loaded.retire()
    return figures


def main(counts: list[int]) -> None:
    """Measure each number of articles, and print a table."""
    columns = [f"{depth:.0%} of {count:,}" for count in counts for depth in DEPTHS]
    figures = {count: measure_clinic(count) for count in counts}
    print(f"| page of 20 articles, µs at | {' | '.join(columns)} |")
    print(f"|---|{'---:|' * len(columns)}")
    for name in QUERIES:
        row = [f"{figures[count][name][depth]:,.0f}" for count in counts for depth in DEPTHS]
        print(f"| {name} | {' | '.join(row)} |")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000])
