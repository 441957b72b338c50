"""XML, by the standard library: elements are made, and never text that is joined."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, register_namespace, tostring

__all__ = ["Element", "clean", "element", "element_with", "write"]

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (XML 1.0, 2.2)."""

for prefix, uri in {
    "atom": ATOM,
    "at": TOMBSTONES,
    "content": CONTENT,
    "dc": DUBLIN_CORE,
    "xhtml": XHTML,
}.items():
    register_namespace(prefix, uri)


def element(
    tag: str, *children: Element | None, text: str | None = None, **attributes: str | None
) -> Element:
    """Make an element; children and attributes that are None are left out.

    >>> write(element("a", element("b", text="1 < 2"), href="/x", rel=None)).split(b"?>")[1].strip()
    b'<a href="/x"><b>1 &lt; 2</b></a>'
    """
    return element_with(tag, attributes, *children, text=text)


def element_with(
    tag: str,
    attributes: Mapping[str, str | None],
    *children: Element | None,
    text: str | None = None,
) -> Element:
    """Make an element with attributes whose names are no words."""
    kept = {name: clean(value) for name, value in attributes.items() if value is not None}
    made = Element(tag, kept)
    made.text = None if text is None else clean(text)
    made.extend(child for child in children if child is not None)
    return made


def clean(text: str) -> str:
    r"""Leave out what XML cannot hold.

    >>> clean("a\x0bb")
    'ab'
    """
    return NOT_IN_XML.sub("", text)


def write(root: Element) -> bytes:
    """Write a document."""
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
