"""Read lists from end to end."""

from collections.abc import Iterator
from typing import Any

from tests.client import Client
from tests.http.envelopes import PageEnvelope, decode_all, follow
from tests.query.question import Question

LARGEST = 100
"""Documents on a page."""


def read_pages(client: Client, question: Question) -> Iterator[PageEnvelope]:
    """Read all pages."""
    return follow(client, question.target())


def read_all(client: Client, question: Question) -> list[Any]:
    """Read all documents that a question is answered with."""
    pages = read_pages(client, question._replace(limit=LARGEST))
    return decode_all([bytes(raw) for page in pages for raw in page.data])


def read_ids(client: Client, question: Question) -> list[str]:
    """List the ids of all documents that a question is answered with."""
    return [each["id"] for each in read_all(client, question)]
