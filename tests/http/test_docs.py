import hashlib
from html.parser import HTMLParser

import pytest

from tests.client import Client

from .cases import ASSETS, PAGES
from .problems import ERRORS

EACH_PAGE = pytest.mark.parametrize(
    "target", [*PAGES, *(f"/docs/errors/{code}" for code in ERRORS)]
)
LOADING = {"src", "href", "action", "data", "poster", "srcset", "formaction"}


class Page(HTMLParser):
    """What a page loads, and what it would run in place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses, event handlers and styles."""
        self._inside = tag
        if tag != "a":
            self.addresses += [value or "" for name, value in attrs if name in LOADING]
        self.inline += [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_endtag(self, _: str) -> None:
        """Leave an element."""
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Note scripts and styles that are written into the page."""
        if self._inside in {"script", "style"} and data.strip():
            self.inline.append(data)


@EACH_PAGE
def test_a_page_loads_nothing_from_elsewhere(target: str, client: Client) -> None:
    """All that its tags load is served here, and nothing stands inline, so the policy holds."""
    answer = client.get(target)

    page = Page(answer.body.decode())
    assert answer.status == 200
    assert page.inline == []
    for address in page.addresses:
        assert address.startswith("data:,") or client.get(address).status == 200


@EACH_PAGE
def test_the_policy_of_a_page_allows_only_what_is_ours(target: str, client: Client) -> None:
    """Without inline scripts and styles, without other origins."""
    policy = client.get(target).headers["content-security-policy"]

    directives = dict(each.strip().split(" ", 1) for each in policy.split(";"))

    assert directives["default-src"] == directives["base-uri"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert set(policy.replace(";", "").split()) & {"'unsafe-inline'", "'unsafe-eval'", "*"} == set()
    assert "http" not in policy


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("swagger-ui-bundle.js", "text/javascript"),
        ("swagger-ui.css", "text/css"),
        ("portal.js", "text/javascript"),
        ("icon.svg", "image/svg+xml"),
    ],
)
def test_assets_have_their_types(name: str, media_type: str, client: Client) -> None:
    """Nothing is sniffed, so the type must be right."""
    answer = client.get(ASSETS[name])

    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.body


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../../api/app.py",
        "..%2F..%2Fapp.py",
        "swagger-ui-bundle.js.map",
        "portal.css",
        "portal.000000000000.css",
        "",
    ],
)
def test_no_other_file_is_served(name: str, client: Client) -> None:
    """Assets come from a table of names with their hashes, not from a folder."""
    assert client.get(f"/docs/assets/{name}").status in {400, 404}


def test_a_problem_without_a_page_is_not_found(client: Client) -> None:
    """The nearest code is named."""
    problem = client.get("/docs/errors/bad-curser").json()

    assert (problem["status"], problem["suggestion"]) == (404, "/docs/errors/bad-cursor")


def test_an_asset_is_named_after_its_bytes(client: Client) -> None:
    """Another version has another address, so an address can be kept for ever."""
    for address in ASSETS.values():
        digest = hashlib.sha256(client.get(address).body).hexdigest()

        assert digest.startswith(address.split(".")[-2])


def test_the_reference_reads_the_contract_from_here(client: Client) -> None:
    """The page asks for the contract of the server that it came from."""
    start = client.get(ASSETS["reference.js"]).body

    assert b'fetch("/openapi.json")' in start
    assert b"http" not in start
    assert client.get("/openapi.json").json()["openapi"].startswith("3.1")
