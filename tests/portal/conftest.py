"""A running server with the clinic's own content, and a browser to look at it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.server.running import running

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine; on an idle one it takes a thousandth."""
MISSING = f"{CHROMIUM} is missing: apt-get install chromium"


@contextmanager
def run_server(releases: Path, log: Path) -> Iterator[str]:
    """Run a server and give its address."""
    with running(releases, log) as server:
        yield f"http://127.0.0.1:{server.wait_for_port()}"


@contextmanager
def run_browser() -> Iterator[Browser]:
    """Run Debian's Chromium; nothing is downloaded."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )


@pytest.fixture(scope="session")
def server(shipped_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the clinic's own content."""
    with run_server(shipped_releases, tmp_path_factory.mktemp("portal") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser. It ends with its module, because its event loop leaves no room for others."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    expect.set_options(timeout=PATIENCE)
    with run_browser() as browser:
        yield browser


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Open pages; afterwards, none may have complained or asked another machine."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    hosts: set[str] = set()

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def open_page(
        path: str, width: int = 1280, scheme: str = "light", *, has_script: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=has_script,
            base_url=server,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert hosts == {urlsplit(server).netloc}
