"""Formatted citations: a CSL item in a citation style, as HTML and as text.

Formatting takes some milliseconds. So the words of the processor are kept in the release, under
the hash of all that they follow from, and the next build takes over what is still the same.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from schema.form import STYLES, Style
from schema.reference import Reference
from schema.storage.layout import FormattedRow
from seed.representations.marks import strip_marks, write_html
from seed.representations.processor import run_style
from seed.representations.standing import write_standing

HERE = Path(__file__).parent
MADE_BY = ("processor.py", "quickened.py", "marks.py", "styles/*.csl")
"""Files of ours that decide about the words."""

Words = dict[str, str]
"""What the processor said, by the hash of all that it follows from."""

KNOWN: Words = {}
"""The words of this process."""


def format_html(reference: Reference, style: Style) -> str:
    """Format a reference as a line of HTML, with a word on it if it does not stand."""
    return write_html(_format(reference, style))


def format_text(reference: Reference, style: Style) -> str:
    """Format a reference as a line of text, in the words of its HTML."""
    return strip_marks(_format(reference, style))


def _format(reference: Reference, style: Style) -> str:
    """A style has nothing to say of a text without a title: its short name is all there is."""
    words = find_words(reference, style) if reference.csl.title else ""
    return (words or strip_marks(f"{reference.label}.")) + write_standing(reference)


def find_words(reference: Reference, style: Style) -> str:
    """Find the words for an item, or let the processor say them."""
    item = strip_marks(msgspec.json.encode(reference.csl).decode())
    key = name_words(item, style)
    if key not in KNOWN:
        KNOWN[key] = run_style(item, style)
    return KNOWN[key]


def name_words(item: str, style: Style) -> str:
    """Name the words for an item by all that they follow from."""
    return hashlib.sha256(f"{_name_processor()} {style} {item}".encode()).hexdigest()[:32]


@cache
def _name_processor() -> str:
    digest = hashlib.sha256(version("citeproc-py").encode())
    for pattern in MADE_BY:
        for path in sorted(HERE.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def keep_words(references: Iterable[Reference]) -> Iterator[FormattedRow]:
    """List the words for some references, for the next build."""
    items = {strip_marks(msgspec.json.encode(each.csl).decode()) for each in references}
    keys = {name_words(item, style) for item in items for style in STYLES}
    for key in sorted(keys & KNOWN.keys()):
        yield FormattedRow(key, KNOWN[key])
