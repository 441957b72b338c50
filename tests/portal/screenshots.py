"""The pictures under openapi/screenshots/: the start page and the reference, light and dark.

python -m tests.portal.screenshots     take them anew
"""

import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, build_shipped

from .conftest import PATIENCE, run_browser, run_server

FOLDER = ROOT / "openapi" / "screenshots"
WIDTH, HEIGHT = 1200, 860

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def main() -> None:
    """Take all pictures, of a server with the clinic's own content."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        releases = build_shipped(Path(folder))
        with run_server(releases, Path(folder) / "log") as server, run_browser() as browser:
            for scheme in SCHEMES:
                take(browser, server, scheme)


def take(browser: Browser, server: str, scheme: Scheme) -> None:
    """Take both pictures in one scheme."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme, base_url=server
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/")
    name_the_usual_address(page)
    page.screenshot(path=FOLDER / f"start-{scheme}.png")
    page.goto("/docs")
    page.locator("#try .opblock").last.wait_for()
    page.screenshot(path=FOLDER / f"reference-{scheme}.png")
    context.close()


def name_the_usual_address(page: Page) -> None:
    """Show the port that `make serve` takes, not the free one of this run."""
    page.evaluate(
        "document.querySelectorAll('[data-origin]')"
        ".forEach(each => { each.textContent = 'http://localhost:8000'; })"
    )


if __name__ == "__main__":
    main()
