"""What the page of a document and its licence are, as a header field has it (RFC 8288)."""

from collections.abc import Iterator

from schema.article import Article
from schema.document import Document


def write_links(document: Document) -> str:
    """Write the links that hold for a document in every form."""
    return ", ".join(f'<{url}>; rel="{relation}"' for relation, url in _links(document))


def _links(document: Document) -> Iterator[tuple[str, str]]:
    """Only an article has a page that says the same as the document (RFC 6596)."""
    rights = document.rights
    if isinstance(document, Article):
        yield "canonical", rights.canonical_url
    if rights.license_url:
        yield "license", rights.license_url
