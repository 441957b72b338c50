"""Guides: how to query, other forms, keeping answers and copies, the changelog; made beforehand.

Their sources are the files of the same names in openapi/, in capitals. The serving process has no
Markdown parser in it, so what stands in guides/ is written by `make openapi`, and a test compares
them.
"""

from pathlib import Path

from api.portal import page
from api.portal.markup import Html

FOLDER = Path(__file__).parent / "guides"

GUIDES = {
    page.QUERY: ("query", "Queries", "How to ask for lists and documents, by example."),
    page.FORMS: (
        "representations",
        "Representations",
        "One document as JSON-LD, HTML, Markdown, BibTeX and more, and what is owed for it.",
    ),
    page.PARTNERS: (
        "partners",
        "For partners",
        "Copy what is published, keep it fresh, prove that it is right, give credit, take down.",
    ),
    page.LANGUAGES: (
        "languages",
        "Languages",
        "How to ask for a language, and what falls back to which.",
    ),
    page.FEEDS: ("feeds", "Feeds", "How to follow what changes, in JSON Feed, Atom and RSS."),
    page.CACHING: ("caching", "Caching", "How long answers may be kept, and when to let them go."),
    page.OFFLINE: ("offline", "Copies", "How to keep a copy, and whether it still holds."),
    page.CHANGELOG: ("changelog", "Changelog", "What was added to the contract, and when."),
}
"""The name, the title and the description of each guide, by its path."""


def render_guides() -> dict[str, bytes]:
    """Write the pages of all guides, by their paths."""
    return {
        path: page.render_page(
            path,
            title,
            description,
            read_part(name, "text"),
            aside=read_part(name, "contents"),
        )
        for path, (name, title, description) in GUIDES.items()
    }


def read_part(name: str, part: str) -> Html:
    """Read what was rendered: the text of a guide, or its table of contents."""
    return Html((FOLDER / f"{name}.{part}.html").read_text(encoding="utf-8"))
