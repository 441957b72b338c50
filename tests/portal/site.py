"""All pages of the portal, as a reader without a browser gets them."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import html5lib

from api.portal.page import START
from api.portal.pages import render_pages
from tests.client import Client

PATHS = (START, *render_pages())

Element = Any


class Sheet:
    """One page: its elements, in their order."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def elements(self) -> list[Element]:
        """Parse the page; a mistake in it is raised."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        return list(parser.parse(self.text).iter())

    def find(self, *tags: str) -> list[Element]:
        """List the elements with one of these tags."""
        return [each for each in self.elements if each.tag in tags]

    @cached_property
    def ids(self) -> list[str]:
        """List all ids."""
        return [each.attrib["id"] for each in self.elements if "id" in each.attrib]

    def links(self) -> Iterator[str]:
        """List where links lead."""
        return (each.attrib["href"] for each in self.find("a", "link"))


def read_sheet(client: Client, path: str) -> Sheet:
    """Get a page as a browser does."""
    answer = client.get(path, Accept="text/html,*/*;q=0.8")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Sheet(path, answer.body.decode())
