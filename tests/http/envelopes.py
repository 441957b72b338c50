"""Take answers apart without changing a byte of the documents in them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from api.resources import Resource
from tests.client import Answer, Client


class DocumentEnvelope(msgspec.Struct):
    """One document as it came."""

    data: msgspec.Raw
    included: dict[str, list[msgspec.Raw]] = {}


class PageEnvelope(msgspec.Struct):
    """A page of documents as they came."""

    data: list[msgspec.Raw]
    page: dict[str, Any]
    included: dict[str, list[msgspec.Raw]] = {}


def open_document(answer: Answer) -> DocumentEnvelope:
    """Take the answer of one document apart."""
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body, type=DocumentEnvelope)


def open_page(answer: Answer) -> PageEnvelope:
    """Take a page apart."""
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body, type=PageEnvelope)


def read_documents(client: Client, resource: Resource, query: str = "") -> list[bytes]:
    """Read a whole list that fits one page; the bytes of each document."""
    page = open_page(client.get(f"{resource.type.path}?limit=100{query}"))
    assert "next" not in page.page
    return [bytes(raw) for raw in page.data]


def decode_all(bodies: list[bytes]) -> list[Any]:
    """Decode documents."""
    return [msgspec.json.decode(body) for body in bodies]


def follow(client: Client, target: str) -> Iterator[PageEnvelope]:
    """Walk a list along the addresses that its pages give."""
    seen = {target}
    while True:
        page = open_page(client.get(target))
        yield page
        if "next" not in page.page:
            return
        target = page.page["next"]
        assert target not in seen, "the pages go round in a circle"
        seen.add(target)
