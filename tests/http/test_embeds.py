"""Embeds: what other sites are told by oEmbed, and that only one form may stand in their frames."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs
import msgspec
import pytest

from schema.embed import OEMBED_PATH, OEMBED_TYPE, STYLE_HASH
from tests.client import Client

from .cases import ROUTES
from .problems import assert_problem

SCHEMA = msgspec.json.decode((Path(__file__).parent / "oembed.json").read_bytes())
SITE = "https://clinic.example"
PAGE = f"{SITE}/articles/migraine"
ANCESTORS = re.compile(r"frame-ancestors ([^;]*)")


def ask(client: Client, url: str, more: str = "") -> Any:
    answer = client.get(f"{OEMBED_PATH}?url={quote(url, safe='')}{more}")
    assert answer.status == 200, answer.body
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def frame_of(oembed: Any) -> dict[str, str]:
    """Read the attributes of the frame, the only element that there is."""
    [tag] = re.findall(r"<iframe ([^>]*)></iframe>", oembed["html"])
    assert oembed["html"] == f"<iframe {tag}></iframe>"
    return {name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}


def test_an_article_is_told_as_rich(client: Client) -> None:
    """Title, credit and provider, how long that holds, and the frame."""
    answer = ask(client, PAGE)

    frame = frame_of(answer)
    assert {key: value for key, value in answer.items() if key != "html"} == {
        "type": "rich",
        "version": "1.0",
        "title": "Migraine",
        "author_name": "Test Clinic",
        "author_url": PAGE,
        "provider_name": "Test Clinic",
        "provider_url": SITE,
        "cache_age": 7 * 24 * 60 * 60,
        "width": 640,
        "height": 480,
    }
    assert frame["src"] == f"{SITE}/v1/articles/art_aaaaaaaaa1.embed.html"
    assert (frame["title"], frame["width"], frame["height"]) == ("Migraine", "640", "480")
    assert frame["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"


def test_every_article_is_told_as_the_specification_wants_it(
    client: Client, shipped: Client
) -> None:
    """By its page and by its address in the API alike; and the frame that is named is there."""
    validator = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True)

    for each in (client, shipped):
        for article in each.get("/v1/articles").json()["data"]:
            answer = ask(each, article["rights"]["canonical_url"])
            assert [error.message for error in validator.iter_errors(answer)] == []
            assert answer == ask(each, article["href"])
            assert answer["height"] == (480 if article["rights"]["syndicable"] else 240)
            path = frame_of(answer)["src"].removeprefix(answer["provider_url"])
            assert each.get(path).headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "url",
    [
        f"{PAGE}/",
        f"{PAGE}?from=mail&x=1",
        f"{PAGE}#care",
        "http://CLINIC.example/articles/migraine",
        f"{SITE}/v1/articles/migraine",
        f"{SITE}/v1/articles/art_aaaaaaaaa1.html",
        "/v1/articles/migraine.embed.html",
        "/v1/articles/art_aaaaaaaaa1",
    ],
)
def test_an_article_is_known_by_each_of_its_addresses(url: str, client: Client) -> None:
    """What people copy is seldom the canonical address to the letter."""
    assert ask(client, url) == ask(client, PAGE)


@pytest.mark.parametrize("url", [f"{SITE}/articles/rest", "/v1/articles/rest"])
def test_a_former_address_is_known(url: str, client: Client) -> None:
    """Posts on other sites stay as they were written, whatever we rename."""
    assert ask(client, url)["author_url"] == f"{SITE}/articles/resting"


@pytest.mark.parametrize(
    ("given", "width", "height"),
    [
        ("&maxwidth=320", 320, 480),
        ("&maxheight=200", 640, 200),
        ("&maxwidth=9999&maxheight=9999", 640, 480),
        ("&maxwidth=1&maxheight=1", 1, 1),
        ("&format=json&dnt=1", 640, 480),
    ],
)
def test_a_frame_fits_the_room_that_there_is(
    given: str, width: int, height: int, client: Client
) -> None:
    """It is never larger than was asked for, and never larger than it needs to be."""
    answer = ask(client, PAGE, given)

    frame = frame_of(answer)
    assert (answer["width"], answer["height"]) == (width, height)
    assert (frame["width"], frame["height"]) == (str(width), str(height))


@pytest.mark.parametrize(
    ("query", "status", "code", "parameter"),
    [
        ("", 400, "bad-value", "url"),
        ("url=", 400, "bad-value", "url"),
        ("url=migraine", 400, "bad-value", "url"),
        ("url=ftp://clinic.example/articles/migraine", 400, "bad-value", "url"),
        ("url=javascript:alert(1)", 400, "bad-value", "url"),
        ("url=//clinic.example/articles/migraine", 400, "bad-value", "url"),
        ("url=https://[clinic/", 400, "bad-value", "url"),
        (f"url={PAGE}/{'x' * 1970}", 400, "bad-value", "url"),
        (f"url={PAGE}/{'x' * 2020}", 414, "uri-too-long", None),
        (f"url={PAGE}&url={PAGE}", 400, "repeated-parameter", "url"),
        (f"url={PAGE}&maxwidth=0", 400, "bad-value", "maxwidth"),
        (f"url={PAGE}&maxheight=10000", 400, "bad-value", "maxheight"),
        (f"url={PAGE}&maxwidth=wide", 400, "bad-value", "maxwidth"),
        (f"url={PAGE}&dnt=maybe", 400, "bad-value", "dnt"),
        (f"url={PAGE}&format=yaml", 400, "bad-value", "format"),
        (f"url={PAGE}&callback=run", 400, "unknown-parameter", "callback"),
        (f"url={PAGE}&format=xml", 501, "format-not-implemented", "format"),
        ("url=https://other.example/articles/migraine", 404, "document-not-found", None),
        (f"url={SITE}", 404, "document-not-found", None),
        (f"url={SITE}/articles/", 404, "document-not-found", None),
        (f"url={SITE}/articles/{'x' * 900}", 404, "document-not-found", None),
        (f"url={SITE}/articles/migraine/print", 404, "document-not-found", None),
        ("url=/v1/topics/rest", 404, "document-not-found", None),
        ("url=/v1/articles/art_0000000000", 404, "document-not-found", None),
    ],
)
def test_what_cannot_be_framed_is_a_problem(
    query: str, status: int, code: str, parameter: str | None, client: Client
) -> None:
    """With the statuses of oEmbed, and the words of all problems."""
    problem = assert_problem(client, client.get(f"{OEMBED_PATH}?{query}"), status, code)

    assert problem.get("parameter") == parameter


@pytest.mark.parametrize("key", ["/v1/articles/old-advice", f"{SITE}/articles/old-advice"])
def test_what_was_withdrawn_is_told_so(key: str, client: Client) -> None:
    """410 with the reason and what to read instead; in the frame as well."""
    for target in (f"{OEMBED_PATH}?url={key}", "/v1/articles/old-advice.embed.html"):
        problem = assert_problem(client, client.get(target), 410, "document-withdrawn")
        assert (problem["reason"], problem["replacement"]) == ("merged", "/v1/articles/resting")


def test_a_misspelt_article_is_suggested(client: Client) -> None:
    """As at its own address."""
    answer = client.get(f"{OEMBED_PATH}?url={PAGE}s")

    assert assert_problem(client, answer, 404)["suggestion"] == "migraine"


@pytest.mark.parametrize("target", ["/v1/articles/migraine", "/v1/articles/migraine.html"])
def test_articles_lead_to_their_embed(target: str, client: Client) -> None:
    """By the header, and in pages by the element that clients of oEmbed look for."""
    answer = client.get(target)

    address = "/v1/oembed?url=/v1/articles/art_aaaaaaaaa1"
    assert f'<{address}>; rel="alternate"; type="{OEMBED_TYPE}"' in answer.headers["link"]
    if target.endswith(".html"):
        element = f'<link rel="alternate" type="{OEMBED_TYPE}" href="{SITE}{address}">'
        assert element in answer.body.decode()
    assert client.get(address).json()["title"] == "Migraine"


def test_one_form_alone_may_stand_in_frames(client: Client) -> None:
    """Every other answer forbids it; that one lets nothing run, send or load but pictures."""
    frame = "/v1/articles/migraine.embed.html"
    policies = {target: client.get(target).headers for target in (frame, *ROUTES.values())}

    allowed = {
        target: ANCESTORS.findall(headers["content-security-policy"])
        for target, headers in policies.items()
    }

    assert allowed.pop(frame) == ["*"]
    assert set(map(tuple, allowed.values())) == {("'none'",)}
    assert not any("x-frame-options" in headers for headers in policies.values())
    assert policies[frame]["content-security-policy"].split("; ") == [
        "default-src 'none'",
        "img-src https:",
        f"style-src '{STYLE_HASH}'",
        "base-uri 'none'",
        "form-action 'none'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
        "frame-ancestors *",
    ]


def test_a_frame_is_had_by_its_suffix_only(client: Client) -> None:
    """Whoever wants HTML gets the page, which holds no more than it did."""
    page = client.get("/v1/articles/migraine", Accept="text/html")

    assert page.body == client.get("/v1/articles/migraine.html").body
    assert "embed" not in page.headers["link"].partition(OEMBED_PATH)[0]


def test_oembed_goes_through_the_edge(client: Client) -> None:
    """Tags, HEAD, lifetimes and names for caches are those of the article."""
    target = f"{OEMBED_PATH}?url={PAGE}"
    answer = client.get(target)

    head = client.send("HEAD", target)
    known = client.get(target, If_None_Match=answer.headers["etag"])
    gone = client.get(f"{OEMBED_PATH}?url={SITE}/articles/nothing")

    assert (head.status, head.headers["etag"]) == (200, answer.headers["etag"])
    assert known.status == 304
    assert answer.headers["cache-control"].startswith("public, max-age=60")
    assert answer.headers["surrogate-key"] == "art_aaaaaaaaa1"
    assert gone.headers["surrogate-key"] == "list-articles"
    assert "last-modified" not in answer.headers
