"""Frames in a real browser: a page of another site shows what it may, and nothing else of ours."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from .conftest import PATIENCE, run_server

pytestmark = [pytest.mark.enable_socket, pytest.mark.xdist_group("portal")]

ATTRIBUTES = 'width="640" height="480" sandbox="allow-popups allow-popups-to-escape-sandbox"'
"""Of the frame, as oEmbed writes them."""


@pytest.fixture(scope="module")
def clinic_server(clinic_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the small clinic."""
    with run_server(clinic_releases, tmp_path_factory.mktemp("embed") / "log") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing but what it shows is loaded; pictures are not fetched."""
    context = browser.new_context()
    context.route(re.compile("^https:"), lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture
def partner() -> Iterator[str]:
    """The address of another site, whose one page frames what its query names."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with the page."""
            frame = f'<iframe src="{unquote(self.path.partition("?")[2])}" {ATTRIBUTES}></iframe>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html>{frame}".encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def show_in_frame(page: Page, partner: str, address: str) -> list[str]:
    """Show an address in a frame of another site, and list what the browser finds wrong."""
    messages: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            messages.append(message.text)

    page.on("console", note)
    page.goto(f"{partner}?{quote(address, safe='')}")
    return messages


def test_an_article_is_shown_in_a_frame_of_another_site(
    page: Page, partner: str, clinic_server: str
) -> None:
    """Text, warning and credit are seen, in the style that the policy lets in."""
    messages = show_in_frame(page, partner, f"{clinic_server}/v1/articles/migraine.embed.html")

    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Migraine", exact=True)).to_be_visible()
    expect(frame.get_by_text("Migraine comes in attacks")).to_be_visible()
    expect(frame.locator(".warning")).to_have_css("font-weight", "700")
    expect(frame.locator(".credit")).to_contain_text("Test Clinic")
    # The picture is one of another site, which is not there.
    assert [each for each in messages if "net::ERR" not in each] == []


def test_a_place_in_the_text_is_found_within_the_frame(
    page: Page, partner: str, clinic_server: str
) -> None:
    """Numbers lead to the references below, without a new page."""
    show_in_frame(page, partner, f"{clinic_server}/v1/articles/migraine.embed.html")
    frame = page.frame_locator("iframe")

    frame.get_by_role("link", name="1", exact=True).first.click()

    expect(frame.locator("li").filter(has_text="A trial of needling")).to_be_in_viewport()
    assert page.url.startswith(partner)
    assert len(page.context.pages) == 1


def test_a_link_to_another_page_opens_beside_the_frame(
    page: Page, partner: str, clinic_server: str
) -> None:
    """Who reads on leaves the frame, and the page around it stays."""
    show_in_frame(page, partner, f"{clinic_server}/v1/articles/resting.embed.html")
    link = page.frame_locator("iframe").locator(".credit a").first

    with page.context.expect_page() as opened:
        link.click()

    assert opened.value is not page
    assert page.url.startswith(partner)


@pytest.mark.parametrize("name", ["migraine.html", "migraine"])
def test_no_other_answer_is_shown_in_a_frame(
    name: str, page: Page, partner: str, clinic_server: str
) -> None:
    """The browser obeys the policy."""
    messages = show_in_frame(page, partner, f"{clinic_server}/v1/articles/{name}")

    expect(page.frame_locator("iframe").get_by_text("Migraine comes")).to_have_count(0)
    assert any("frame-ancestors" in each for each in messages)
