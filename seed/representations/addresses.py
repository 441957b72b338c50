"""Links of a text that leaves the API: to places in the same text, and to pages that there are.

The renderers write the addresses of documents here, and nothing that an author writes can look
like one: quotes and brackets of a text are escaped.
"""

import re
from collections.abc import Callable

from schema.article import ARTICLE, Article
from schema.document import Document
from schema.reference import REFERENCE
from seed.representations.shelf import Shelf

ADDRESS = r"/v1/[a-z-]+/([a-z]{3}_[0-9a-z]{10})(#[a-z0-9-]+)?"
HTML_LINK = re.compile(rf' href="{ADDRESS}"')
WORDS = r"((?:[^\[\]\\]|\\.)*)"
MARKDOWN_LINK = re.compile(rf"(?<!\\)\[{WORDS}\]\({ADDRESS}\)")

Locate = Callable[[str, str], str | None]
"""Finds the address of a document, by id and anchor with its `#`, outside of the API."""


def locate_in(article: Article, shelf: Shelf) -> Locate:
    """Find addresses for the text of an article: only articles have pages of their own."""

    def locate(id_: str, anchor: str) -> str | None:
        if id_ == article.id:
            return anchor or article.rights.canonical_url
        if id_.startswith(REFERENCE.prefix):
            return f"#{id_}"
        document: Document | None = shelf.by_id.get(id_)
        has_page = document is not None and id_.startswith(ARTICLE.prefix)
        return f"{document.rights.canonical_url}{anchor}" if document and has_page else None

    return locate


def relocate_html(html: str, locate: Locate) -> str:
    """Give links of HTML new addresses; without one, the words stay and lead nowhere.

    >>> relocate_html('<a href="/v1/studies/stu_8222vaapw0">x</a>', lambda *_: None)
    '<a>x</a>'
    """

    def replace(match: re.Match[str]) -> str:
        address = locate(match[1], match[2] or "")
        return f' href="{address}"' if address else ""

    return HTML_LINK.sub(replace, html)


def relocate_markdown(markdown: str, locate: Locate) -> str:
    """Give links of Markdown new addresses; where there is none, or in the text, words stay.

    >>> relocate_markdown("[x](/v1/studies/stu_8222vaapw0)", lambda *_: "https://example.org/")
    '[x](https://example.org/)'
    """

    def replace(match: re.Match[str]) -> str:
        address = locate(match[2], match[3] or "")
        return f"[{match[1]}]({address})" if address and address[0] != "#" else match[1]

    return MARKDOWN_LINK.sub(replace, markdown)
