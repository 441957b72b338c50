"""A page: what stands around its content, which is the same everywhere."""

from collections.abc import Mapping

from api.openapi import VERSION
from api.portal.assets import path_of
from api.portal.markup import Child, Html, element, join, link

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Our own files only, nothing inline; the pictures of Swagger UI are data in its style sheet."""

START, REFERENCE, PLAIN_REFERENCE = "/", "/docs", "/docs/reference"
QUERY, LANGUAGES, CACHING = "/docs/query", "/docs/languages", "/docs/caching"
FORMS, FEEDS, PARTNERS = "/docs/representations", "/docs/feeds", "/docs/partners"
OFFLINE = "/docs/offline"
ERRORS, CHANGELOG = "/docs/errors", "/docs/changelog"
CONTRACT = "/openapi.json"

PLACES = {
    REFERENCE: "Reference",
    QUERY: "Queries",
    LANGUAGES: "Languages",
    FORMS: "Representations",
    FEEDS: "Feeds",
    PARTNERS: "Partners",
    CACHING: "Caching",
    OFFLINE: "Copies",
    ERRORS: "Errors",
    CHANGELOG: "Changelog",
}
"""The pages that every page leads to."""


def render_page(
    path: str,
    title: str,
    description: str,
    *content: Child,
    aside: Html | None = None,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> bytes:
    """Write a whole page; `aside` is its table of contents."""
    name = "Acupoint" if path == START else f"{title} · Acupoint"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="description", content=description),
        element("title", name),
        element("link", rel="icon", href=path_of("icon.svg"), type="image/svg+xml"),
        *(element("link", rel="stylesheet", href=path_of(each)) for each in styles),
        element("link", rel="stylesheet", href=path_of("portal.css")),
        element("link", rel="service-desc", href=CONTRACT, type="application/json"),
        *(element("script", src=path_of(each), defer=True) for each in ("portal.js", *scripts)),
    )
    main = element("main", *content, id="content", tabindex="-1")
    body = element(
        "body",
        link("#content", "Skip to the content", class_="skip"),
        _header(path),
        element("div", aside, main, class_="with-aside") if aside else main,
        _footer(),
        class_="start" if path == START else None,
    )
    html = element("html", head, body, lang="en")
    return f"<!doctype html>\n{html}\n".encode()


def contents(entries: Mapping[str, Child], label: str = "On this page") -> Html:
    """Write a table of contents: places on the page, by their ids."""
    items = (element("li", link(f"#{id_}", text)) for id_, text in entries.items())
    return element("nav", element("ul", *items), aria_label=label, class_="contents")


def trail(*steps: tuple[str, str]) -> Html:
    """Write the way to a page from above."""
    items = (element("li", link(href, text)) for href, text in steps)
    return element("nav", element("ol", *items), aria_label="Breadcrumb", class_="trail")


def _header(path: str) -> Html:
    items = (element("li", _place(href, text, path)) for href, text in PLACES.items())
    return element(
        "header",
        link(
            START, element("span", class_="point", aria_hidden="true"), "Acupoint", class_="brand"
        ),
        element("nav", element("ul", *items), aria_label="Documentation"),
    )


def _place(href: str, text: str, path: str) -> Html:
    is_inside = path.startswith(ERRORS + "/") and href == ERRORS
    is_inside = is_inside or (path, href) == (PLAIN_REFERENCE, REFERENCE)
    current = "page" if path == href else "true" if is_inside else None
    return link(href, text, aria_current=current)


def _footer() -> Html:
    return element(
        "footer",
        element(
            "p",
            join("Contract ", VERSION, ", as data at ", link(CONTRACT, CONTRACT), ". "),
            "The code is under the MIT licence. The content belongs to the clinic.",
        ),
    )
