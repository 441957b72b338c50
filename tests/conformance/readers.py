"""Readers that are not ours, for every form of every document of the clinic's own content.

    python -m tests.conformance.readers     print what each of them says

A reader raises, or lists faults, where what it reads is not what it takes. Each gets all
documents of its formats, and all pages of what comes in pages.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import feedparser
import html5lib
import jsonschema_rs
import msgspec
import rispy
import structlog
from bibtexparser.entrypoint import parse_string
from lxml import etree
from markdown_it import MarkdownIt

from api.app import create_app
from api.feeds.parameters import SITEMAP_PATH
from api.resources import RESOURCES
from api.store.release import open_release
from schema.feed import ATOM, JSON_FEED, RSS
from schema.form import (
    BIBTEX,
    CITATION_HTML,
    CITATION_TEXT,
    CSL,
    EMBED,
    HTML,
    JSON_LD,
    MARKDOWN,
    RIS,
    STYLES,
    Form,
)
from tests.client import SHIPPED_TIME, Answer, Client, stop_clock
from tests.conformance.csl import SCHEMA
from tests.content.representations.vocabulary import expand, find_faults, read_vocabulary

FEED_SCHEMA = Path(__file__).parent.parent / "http" / "jsonfeed.json"
NEXT = re.compile(r'<([^>]*)>; rel="next"')
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?", re.ASCII)
MOST_PAGES, LONGEST_ADDRESS = 50_000, 2048
"""What one sitemap may hold (https://www.sitemaps.org/protocol.html)."""

Read = Callable[[Answer], int]
"""Reads an answer and counts what is in it.

Raises:
    AssertionError, or whatever the reader raises: It is not what it says it is.
"""


class Reader(NamedTuple):
    """Who reads a format, and where all of it is."""

    format: str
    by: str
    """The package whose version counts."""
    read: Read
    find: Callable[[Client], Iterator[Answer]]


class Verdict(NamedTuple):
    """What a reader said."""

    format: str
    documents: int
    faults: list[str]
    reader: str


def answers_in(form: Form) -> Callable[[Client], Iterator[Answer]]:
    """Get all documents that can be had in a form, one by one and in sets."""

    def find(client: Client) -> Iterator[Answer]:
        queries = [f"?style={style}" for style in STYLES] if form.is_styled else [""]
        for resource in (each for each in RESOURCES if form in each.forms):
            path = resource.type.path
            hrefs = [
                each["href"] for page in pages_of(client, path) for each in page.json()["data"]
            ]
            for query in queries:
                yield from (client.get(f"{href}.{form.suffix}{query}") for href in hrefs)
                if form.is_set:
                    yield from pages_of(client, f"{path}.{form.suffix}{query}")

    return find


def pages_at(path: str) -> Callable[[Client], Iterator[Answer]]:
    """Get all pages of what begins at a path."""
    return lambda client: pages_of(client, path)


def pages_of(client: Client, target: str) -> Iterator[Answer]:
    """Get a page, and those that it leads to."""
    while target:
        answer = client.get(target)
        assert answer.status == 200, target
        yield answer
        following = NEXT.search(answer.headers.get("link", ""))
        target = following[1] if following else ""


def read_json_ld(answer: Answer) -> int:
    """Expand a node, and look for each of its terms in the vocabulary of schema.org."""
    faults = list(find_faults(expand(answer.json()), read_vocabulary()))
    assert not faults, faults
    return 1


def read_csl(answer: Answer) -> int:
    """Hold items against what CSL says of them."""
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(answer.json())
    return len(answer.json())


def read_bibtex(answer: Answer) -> int:
    """Read entries: none of them twice, and nothing between them."""
    library = parse_string(answer.body.decode())
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    return len(library.entries)


def read_ris(answer: Answer) -> int:
    """Read records; each has a type and an id, and no tag is unknown."""
    records = rispy.loads(answer.body.decode())
    assert all({"type_of_reference", "id"} <= each.keys() for each in records)
    assert not any("unknown_tag" in each for each in records)
    return len(records)


def read_page(answer: Answer) -> int:
    """Parse a whole page; the first error of HTML raises."""
    html5lib.HTMLParser(strict=True).parse(answer.body.decode())
    return 1


def read_citations(answer: Answer) -> int:
    """Parse formatted citations as a part of a page."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(
        answer.body.decode()
    )
    entries = [each for each in tree.iter() if each.get("class") == "csl-entry"]
    assert all("".join(each.itertext()).strip() for each in entries)
    return len(entries)


def read_lines(answer: Answer) -> int:
    """Read citations as text: one on each line, without markup."""
    lines = answer.body.decode().splitlines()
    assert all(line.strip() and not re.search(r"</?[a-z]+>", line) for line in lines)
    return len(lines)


def read_markdown(answer: Answer) -> int:
    """Parse CommonMark: one title, levels that do not skip, links that lead out, no raw HTML."""
    tokens = MarkdownIt("commonmark").enable("table").parse(answer.body.decode())
    levels = [int(each.tag[1]) for each in tokens if each.type == "heading_open"]
    inside = [run for each in tokens for run in each.children or ()]
    links = [str(run.attrs["href"]) for run in inside if run.type == "link_open"]
    assert levels[0] == 1
    assert all(1 < later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(link.startswith("https://") for link in links)
    assert not [each for each in (*tokens, *inside) if each.type in {"html_block", "html_inline"}]
    return 1


def read_feed(answer: Answer) -> int:
    """Parse a feed, as readers of feeds do."""
    parsed = feedparser.parse(answer.body, response_headers=answer.headers)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert all(each.id and each.title and each.link for each in parsed.entries)
    return len(parsed.entries)


def read_json_feed(answer: Answer) -> int:
    """Hold a feed against the schema of JSON Feed 1.1."""
    schema = msgspec.json.decode(FEED_SCHEMA.read_bytes())
    jsonschema_rs.Draft202012Validator(schema, validate_formats=True).validate(answer.json())
    return len(answer.json()["items"])


def read_sitemap(answer: Answer) -> int:
    """Parse a sitemap by the rules of the protocol, with translations that name each other."""
    root = etree.fromstring(answer.body)
    assert root.tag == f"{SITEMAP}urlset"
    assert len(root) <= MOST_PAGES
    families = {}
    for url in root:
        place, changed, *links = url
        assert [url.tag, place.tag] == [f"{SITEMAP}url", f"{SITEMAP}loc"]
        assert place.text.startswith("https://")
        assert len(place.text) < LONGEST_ADDRESS
        assert changed.tag == f"{SITEMAP}lastmod"
        assert MOMENT.fullmatch(changed.text)
        assert {each.tag for each in links} <= {ALTERNATE}
        families[place.text] = {each.get("href") for each in links} or {place.text}
    assert all(families[other] == family for family in families.values() for other in family)
    return len(root)


READERS = (
    Reader("JSON-LD", "PyLD", read_json_ld, answers_in(JSON_LD)),
    Reader("CSL-JSON", "jsonschema_rs", read_csl, answers_in(CSL)),
    Reader("BibTeX", "bibtexparser", read_bibtex, answers_in(BIBTEX)),
    Reader("RIS", "rispy", read_ris, answers_in(RIS)),
    Reader("HTML, articles", "html5lib", read_page, answers_in(HTML)),
    Reader("HTML, frames", "html5lib", read_page, answers_in(EMBED)),
    Reader("HTML, citations", "html5lib", read_citations, answers_in(CITATION_HTML)),
    Reader("Text, citations", "", read_lines, answers_in(CITATION_TEXT)),
    Reader("Markdown", "markdown-it-py", read_markdown, answers_in(MARKDOWN)),
    Reader("Atom", "feedparser", read_feed, pages_at(ATOM.path)),
    Reader("RSS 2.0", "feedparser", read_feed, pages_at(RSS.path)),
    Reader("JSON Feed 1.1", "jsonschema_rs", read_json_feed, pages_at(JSON_FEED.path)),
    Reader("Sitemap", "lxml", read_sitemap, pages_at(SITEMAP_PATH)),
)


def judge(reader: Reader, client: Client) -> Verdict:
    """Have a reader read all that there is in its format."""
    documents, faults = 0, []
    for answer in reader.find(client):
        try:
            documents += reader.read(answer)
        except Exception as fault:  # noqa: BLE001 (Each library has errors of its own.)
            faults.append(f"{type(fault).__name__}: {fault}")
    name = f"{reader.by} {version(reader.by)}" if reader.by else "lines of UTF-8"
    return Verdict(reader.format, documents, faults, name)


def write_table(verdicts: list[Verdict]) -> str:
    """Write verdicts as a table, and behind it each fault."""
    rows = [("format", "documents", "verdict", "reader")]
    for each in verdicts:
        verdict = f"{len(each.faults)} faults" if each.faults else "reads"
        rows.append((each.format, str(each.documents), verdict, each.reader))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    faults = [f"{each.format}: {fault}" for each in verdicts for fault in each.faults]
    return "\n".join([*lines, *faults])


def main() -> int:
    """Judge the clinic's own content; 1 if any reader finds a fault."""
    from tests.conftest import build_shipped  # noqa: PLC0415 (pytest's, and not needed by tests)

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("warning"))
    with tempfile.TemporaryDirectory() as folder:
        release = open_release(build_shipped(Path(folder)))
        client = Client(create_app(release, stop_clock(SHIPPED_TIME)))
        verdicts = [judge(reader, client) for reader in READERS]
        client.close()
        release.close()
    print(write_table(verdicts))  # noqa: T201 (This is what it is for.)
    return int(any(each.faults for each in verdicts))


if __name__ == "__main__":
    sys.exit(main())
