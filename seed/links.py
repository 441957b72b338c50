"""What the page of a document and its licence are, as a header field has it (RFC 8288)."""

from collections.abc import Iterator
from string import ascii_letters, digits, punctuation
from urllib.parse import quote

from schema.article import Article
from schema.document import Document

AS_IT_IS = ascii_letters + digits + punctuation
"""What an address has in a header as elsewhere; all else is escaped there (RFC 3987, 3.1)."""


def write_links(document: Document) -> str:
    """Write the links that hold for a document in every form."""
    links = ((relation, quote(url, safe=AS_IT_IS)) for relation, url in _links(document))
    return ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links)


def _links(document: Document) -> Iterator[tuple[str, str]]:
    """Only an article has a page that says the same as the document (RFC 6596)."""
    rights = document.rights
    if isinstance(document, Article):
        yield "canonical", rights.canonical_url
    if rights.license_url:
        yield "license", rights.license_url
