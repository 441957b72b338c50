"""The sitemap: the pages of the clinic's own site, with their translations."""

from xml.etree import ElementTree as ET

import pytest

from api.feeds.sitemap import write_part, write_sitemap
from api.store.release import Release
from tests.client import Client

from .problems import assert_problem

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def locations(body: bytes) -> list[str | None]:
    return [each.text for each in ET.fromstring(body).iterfind("*/s:loc", NAMES)]


def test_every_page_is_named_with_its_last_change(client: Client) -> None:
    """Canonical addresses, and the date of the article or of its last changed section."""
    answer = client.get("/sitemap.xml")
    items = client.get("/v1/feeds/articles.json").json()["items"]
    root = ET.fromstring(answer.body)

    changed = {
        url.findtext("s:loc", None, NAMES): url.findtext("s:lastmod", None, NAMES)
        for url in root.iterfind("s:url", NAMES)
    }

    assert answer.headers["content-type"] == "application/xml"
    assert changed == {item["url"]: item["date_modified"] for item in items}


def test_translations_name_each_other(client: Client) -> None:
    """Each page names all of its family, itself included; one alone names none."""
    root = ET.fromstring(client.get("/sitemap.xml").body)
    found = {
        url.findtext("s:loc", "", NAMES).rpartition("/")[2]: {
            link.attrib["hreflang"]: link.attrib["href"].rpartition("/")[2]
            for link in url.iterfind("x:link", NAMES)
        }
        for url in root.iterfind("s:url", NAMES)
    }

    family = {"en-US": "migraine", "es-US": "migrana"}
    assert found == {"migraine": family, "migrana": family, "resting": {}}


def test_a_large_sitemap_is_an_index_of_parts(release: Release) -> None:
    """Each page is in one part, and no part has more than it may."""
    whole = write_sitemap(release)
    index = write_sitemap(release, most=2)
    parts = [write_part(release, number, most=2) for number in (1, 2, 3)]

    assert locations(index) == [f"https://clinic.example/sitemaps/{n}.xml" for n in (1, 2)]
    assert parts[0] is not None
    assert parts[1] is not None
    assert parts[2] is None
    assert [*locations(parts[0]), *locations(parts[1])] == locations(whole)


@pytest.mark.parametrize("name", ["2.xml", "0.xml", "1", "x.xml", "999999.xml", "1.xml.gz"])
def test_there_is_no_other_part(name: str, client: Client) -> None:
    """What is not a part is not there."""
    assert_problem(client, client.get(f"/sitemaps/{name}"), 404, "document-not-found")


def test_the_sitemap_goes_through_the_edge(client: Client) -> None:
    """It has a tag and a date, is written once, and is purged with any article."""
    answer = client.get("/sitemap.xml")

    assert client.get("/sitemap.xml", If_None_Match=answer.headers["etag"]).status == 304
    assert client.send("HEAD", "/sitemap.xml").headers["etag"] == answer.headers["etag"]
    assert answer.headers["surrogate-key"] == "list-articles list-sections"
    assert answer.headers["last-modified"] == "Sun, 01 Mar 2026 00:00:00 GMT"
    assert_problem(client, client.get("/sitemap.xml?a=1"), 400, "unknown-parameter")
