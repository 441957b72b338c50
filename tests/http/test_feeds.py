"""Feeds: what readers get, by a reader's own parser, and what no partner may get."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import jsonschema_rs
import msgspec
import pytest

from api.feeds import parse
from schema.feed import ATOM, FEEDS, JSON_FEED, RSS, FeedFormat
from tests.client import Answer, Client

from .problems import assert_problem

SCHEMA = msgspec.json.decode((Path(__file__).parent / "jsonfeed.json").read_bytes())
EACH_FEED = pytest.mark.parametrize("feed", FEEDS, ids=[feed.name for feed in FEEDS])
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@pytest.fixture
def one_on_a_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages of one article, so that there are several."""
    parse.parse_feed_query.cache_clear()
    monkeypatch.setattr(parse, "PAGE_SIZE", 1)
    yield
    parse.parse_feed_query.cache_clear()


def read_items(client: Client, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(JSON_FEED.path + query).json()["items"]
    return items


def entries_of(answer: Answer) -> list[Any]:
    parsed = feedparser.parse(answer.body, response_headers=answer.headers)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return list(parsed.entries)


@pytest.mark.parametrize("query", ["", "?topic=rest", "?lang=es", "?topic=migraine&lang=en"])
def test_the_json_feed_is_one(query: str, client: Client, shipped: Client) -> None:
    """It fits the specification, on both contents."""
    validator = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)
    queries = {client: query, shipped: query.replace("rest", "yoga").replace("migraine", "yoga")}

    for each, asked in queries.items():
        feed = each.get(JSON_FEED.path + asked)

        assert feed.headers["content-type"] == "application/feed+json"
        assert [error.message for error in validator.iter_errors(feed.json())] == []


@pytest.mark.parametrize("feed", [ATOM, RSS], ids=["Atom", "Rss"])
@pytest.mark.parametrize("query", ["", "?topic=rest", "?lang=es"])
def test_a_reader_understands_what_all_feeds_say(
    feed: FeedFormat, query: str, client: Client
) -> None:
    """Names, addresses, titles, texts and topics are the same in each format."""
    answer = client.get(feed.path + query)
    items = read_items(client, query)

    entries = entries_of(answer)

    assert answer.headers["content-type"] == feed.media_type
    assert len(entries) == len(items) > 0
    for entry, item in zip(entries, items, strict=True):
        assert (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"])
        assert [tag.term for tag in entry.tags] == item["tags"]
        html = next((each.value for each in entry.get("content", []) if "<" in each.value), None)
        assert (html is None) == ("content_html" not in item)
        assert entry.get("summary", "") == item.get("summary", "")


def test_the_last_change_comes_first(client: Client) -> None:
    """A change of a section counts, too."""
    items = read_items(client)
    articles = {each["slug"]: each for each in client.get("/v1/articles").json()["data"]}
    changed = [each["date_modified"] for each in items]

    assert changed == sorted(changed, reverse=True)
    for item in items:
        slug = item["url"].rpartition("/")[2]
        sections = client.get(f"/v1/articles/{slug}/sections").json()["data"]
        dates = [each["updated_at"] for each in (articles[slug], *sections)]
        assert item["date_modified"] == max(dates)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?lang=es", {"Migraña"}),
        ("?lang=en", {"Migraine", "Rest"}),
        ("?topic=needling", {"Migraine"}),
        ("?topic=migraine&lang=es-US", {"Migraña"}),
        ("?topic=rest&lang=es", set()),
    ],
)
def test_a_feed_is_narrowed_by_topic_and_language(
    query: str, titles: set[str], client: Client
) -> None:
    """In every format; each choice is a feed with a name of its own."""
    assert {item["title"] for item in read_items(client, query)} == titles
    names = {ET.fromstring(client.get(ATOM.path + each).body)[0].text for each in ("", query)}
    assert len(names) == 2


@EACH_FEED
def test_what_is_not_for_partners_has_no_text(feed: FeedFormat, client: Client) -> None:
    """The title and a link, and nothing of what stands in the article."""
    answer = client.get(f"{feed.path}?topic=rest").body.decode()
    whole = client.get(f"{feed.path}?topic=needling").body.decode()

    assert "https://clinic.example/articles/resting" in answer
    assert "Rest is simple" not in answer
    assert "How to do nothing" not in answer
    assert "attacks" in whole


def test_a_text_comes_with_its_credit(client: Client) -> None:
    """At its end, with a link to the page; links lead to pages, not into the API."""
    [item] = read_items(client, "?topic=needling")
    html = item["content_html"]

    assert f'<footer>\n<p><a href="{item["url"]}">Test Clinic</a>' in html
    assert item["authors"] == [{"name": "Test Clinic", "url": item["url"]}]
    assert '"/v1/' not in html
    assert '<h2 id="signs">Signs</h2>' in html


def test_what_was_withdrawn_is_deleted(client: Client) -> None:
    """By the name that the entry had (RFC 6721), with the reason, in every Atom feed."""
    for query in ("", "?lang=es", "?topic=rest"):
        root = ET.fromstring(client.get(ATOM.path + query).body)
        [deleted] = root.findall(DELETED)

        assert deleted.attrib["when"] == "2026-03-01T00:00:00Z"
        assert deleted.attrib["ref"].startswith("urn:uuid:")
        assert deleted[0].text == "merged"
        assert deleted.attrib["ref"] not in {item["id"] for item in read_items(client)}


@pytest.mark.usefixtures("one_on_a_page")
@EACH_FEED
def test_pages_follow_each_other(feed: FeedFormat, client: Client) -> None:
    """Each article and each withdrawal comes once, and every page names the next one."""
    target, bodies = feed.path, []
    while target:
        answer = client.get(target)
        assert answer.status == 200
        bodies.append(answer.body)
        target = answer.headers.get("link", "").partition(">")[0].removeprefix("<")
        escaped = target.replace("&", "&amp;") if feed is not JSON_FEED else target
        assert escaped.encode() in answer.body

    whole = b"".join(bodies)
    assert len(bodies) == 3
    assert [whole.count(slug) > 0 for slug in (b"/migraine", b"/migrana", b"/resting")] == [
        True
    ] * 3
    assert whole.count(b"deleted-entry ") == (feed is ATOM)


@EACH_FEED
@pytest.mark.parametrize(
    ("query", "code", "parameter"),
    [
        ("topic=rst", "bad-value", "topic"),
        ("topic=", "bad-value", "topic"),
        ("lang=ES", "bad-value", "lang"),
        ("after=x", "bad-cursor", "after"),
        ("limit=5", "unknown-parameter", "limit"),
        ("lang=es&lang=en", "repeated-parameter", "lang"),
    ],
)
def test_mistakes_get_problems(
    feed: FeedFormat, query: str, code: str, parameter: str, client: Client
) -> None:
    """As everywhere, whatever the format."""
    problem = assert_problem(client, client.get(f"{feed.path}?{query}"), 400, code)

    assert problem["parameter"] == parameter


def test_another_format_is_suggested(client: Client) -> None:
    """What is not served is not there."""
    problem = assert_problem(client, client.get("/v1/feeds/articles.json5"), 404)

    assert problem["suggestion"] == JSON_FEED.path


@EACH_FEED
def test_a_feed_goes_through_the_edge(feed: FeedFormat, client: Client) -> None:
    """Tags, HEAD, codings, lifetimes and names for caches are those of a list."""
    answer = client.get(feed.path)
    head = client.send("HEAD", feed.path)
    known = client.get(feed.path, If_None_Match=answer.headers["etag"])
    coded = client.get(feed.path, Accept_Encoding="br")

    assert known.status == 304
    assert head.headers["etag"] == answer.headers["etag"]
    assert coded.headers["content-encoding"] == "br"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"].startswith("public, max-age=60")
    assert answer.headers["surrogate-key"].startswith("list-articles art_")


@pytest.mark.parametrize("target", ["/v1/articles", "/v1/articles/migraine"])
def test_articles_lead_to_their_feeds(target: str, client: Client) -> None:
    """By the header that feed readers look for, and by the index."""
    link = client.get(target).headers["link"]

    for feed in FEEDS:
        assert f'<{feed.path}>; rel="alternate"; type="{feed.media_type}"' in link
    assert client.get("/").json()["feed"] == JSON_FEED.path
