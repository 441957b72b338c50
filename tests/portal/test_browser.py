from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from api.portal.pages import render_pages
from api.portal.samples import SAMPLES

from .conftest import Visit

pytestmark = pytest.mark.enable_socket

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
PLACES = ["/", *(path for path in render_pages() if "/errors/" not in path)]
OF_EACH_KIND = ("bad-value", "document-withdrawn", "internal-error", "route-not-found")
"""Pages of problems: with and without members, a link that runs the example, and operations."""
EACH_PLACE = pytest.mark.parametrize(
    "path", [*PLACES, *(f"/docs/errors/{code}" for code in OF_EACH_KIND)]
)
TOPIC = "#operations-topics-getTopic"


LIKE_THE_FIRST = ".operation ~ .operation, .schema ~ .schema, .members > div:nth-of-type(n + 6)"
"""Of hundreds of parts of the reference that are made in one way, axe-core looks at one of each."""


def violations(page: Page, *rules: str, within: str = "html") -> list[str]:
    """What axe-core has to say about a page: a line for each rule that it breaks; all are tried."""
    page.evaluate(f"document.querySelectorAll('{LIKE_THE_FIRST}').forEach(each => each.remove())")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    options |= {"runOnly": list(rules)} if rules else {}
    answer = page.evaluate("([place, each]) => axe.run(place, each)", [within, options])
    found: list[dict[str, Any]] = answer["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def show(visit: Visit, path: str, width: int = 1280, scheme: str = "light") -> Page:
    page = visit(path, width, scheme)
    if path == "/docs":
        expect(page.locator("#try .opblock").first).to_be_visible()
    return page


def luminance(page: Page, selector: str, name: str) -> float:
    """How bright a colour is, from 0 to 1."""
    colour = page.locator(selector).first.evaluate(f"each => getComputedStyle(each).{name}")
    red, green, blue = (int(each) for each in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def visible_panels(page: Page) -> list[int]:
    return [place for place, each in enumerate(page.locator(".panel").all()) if each.is_visible()]


@EACH_PLACE
def test_a_page_is_sound_on_a_phone_and_on_a_desk(path: str, visit: Visit) -> None:
    """375 px wide nothing scrolls sideways, the scheme is the reader's, axe-core finds nothing."""
    page = show(visit, path, 375, "dark")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert luminance(page, "html", "backgroundColor") < 0.2
    assert luminance(page, "h1", "color") > 0.8
    assert violations(page, "color-contrast") == []

    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})

    assert luminance(page, "html", "backgroundColor") > 0.8
    assert violations(page) == []


def test_a_request_is_tried_on_this_server(visit: Visit) -> None:
    """In the reference: open an operation, fill in what it needs, execute, see 200."""
    page = show(visit, "/docs")

    page.click(f"{TOPIC} .opblock-summary-control")
    page.fill(f"{TOPIC} [aria-label=key]", "yoga")
    page.click(f"{TOPIC} .execute")

    answer = page.locator(f"{TOPIC} .live-responses-table")
    expect(answer).to_be_in_viewport()
    expect(answer).to_be_focused()
    expect(answer.locator(".response-col_status").last).to_contain_text("200")
    expect(answer).to_contain_text('"slug": "yoga"')
    assert violations(page, within=TOPIC) == []


def test_a_link_opens_its_operation_in_the_reference(visit: Visit) -> None:
    """From the reference as text, "Try it" leads to the open form."""
    page = visit("/docs/reference")

    page.click('a[href="/docs#/health/getReadiness"]')

    expect(page.locator("#operations-health-getReadiness .execute")).to_be_visible()


def test_an_example_of_the_query_guide_runs_in_place(visit: Visit) -> None:
    """The button shows what this server answers, and hides it again."""
    page = visit("/docs/query")
    button = page.locator("[data-run]").first

    button.click()

    answer = page.locator(".answer")
    expect(answer).to_contain_text("200 application/vnd.acupoint.sparse+json")
    expect(answer).to_contain_text('"BackInAction trial"')
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(answer).to_have_count(0)


def test_an_example_also_runs_as_a_link(visit: Visit) -> None:
    """Without a script there is a link, which leads to the answer."""
    page = visit("/docs/query", has_script=False)

    page.locator("a.run").first.click()

    assert "BackInAction trial" in page.content()


def test_tabs_work_with_the_keyboard(visit: Visit) -> None:
    """One is shown; the arrow keys choose another one, and the focus can be seen."""
    page = visit("/", has_script=False)
    page.focus("#language-0")

    assert visible_panels(page) == [0]
    page.keyboard.press("ArrowRight")

    assert visible_panels(page) == [1]
    expect(page.locator("#language-1 + label")).to_have_css("outline-style", "solid")


def test_a_print_shows_all_languages(visit: Visit) -> None:
    """Paper has no tabs."""
    page = visit("/")

    page.emulate_media(media="print")

    assert visible_panels(page) == list(range(len(SAMPLES)))


def test_examples_name_the_server_of_the_page(visit: Visit, server: str) -> None:
    """What is copied can be run as it is."""
    page = visit("/")

    assert page.locator(".panel code").first.inner_text().startswith(f"curl -g '{server}/v1/")


def test_a_copy_is_the_whole_text(visit: Visit) -> None:
    """The button puts the code in the clipboard and says so."""
    page = visit("/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.locator("[data-copy]").first.click()

    expect(page.locator("[data-copy]").first).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".panel code").first.inner_text()


def test_the_first_tab_stop_skips_to_the_content(visit: Visit) -> None:
    """A keyboard need not walk through the head of every page."""
    page = visit("/docs/errors/bad-cursor")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_an_error_page_says_what_to_do(visit: Visit) -> None:
    """Also without a script."""
    page = visit("/docs/errors/unknown-parameter", has_script=False)

    expect(page.locator("h1")).to_have_text("The parameter is not known")
    expect(page.locator("main")).to_contain_text("Did you mean 'limit'?")
    expect(page.locator("button:visible")).to_have_count(0)


def test_the_reference_can_be_read_without_a_script(visit: Visit) -> None:
    """The page with the forms leads to the one without."""
    page = visit("/docs", has_script=False)

    page.locator("noscript a").click()

    expect(page.locator("h1")).to_have_text("Reference as text")
