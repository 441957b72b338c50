"""Marks of formatted text: kept as characters of their own until all text around them is escaped.

The citation processor escapes some of what it takes from an item and forgets the rest, so it gets
a formatter that escapes nothing, and everything is escaped here, once.
"""

from collections.abc import Callable
from html import escape
from itertools import count

FIRST = 0xE000
"""The first character of Unicode's private use: no text has them once they are stripped."""
TAGS = ("i", "b", "u", "sup", "sub")
OPENING = {tag: chr(FIRST + 2 * place) for tag, place in zip(TAGS, count(), strict=False)}
CLOSING = {tag: chr(FIRST + 2 * place + 1) for tag, place in zip(TAGS, count(), strict=False)}
AS_TAGS = {
    **{ord(mark): f"<{tag}>" for tag, mark in OPENING.items()},
    **{ord(mark): f"</{tag}>" for tag, mark in CLOSING.items()},
}
AS_NOTHING = dict.fromkeys(AS_TAGS)


def strip_marks(text: str) -> str:
    """Take from a text what could be taken for a mark."""
    return text.translate(AS_NOTHING)


def write_html(marked: str) -> str:
    """Write marked text as HTML.

    >>> write_html("Rest & " + MarkingFormatter.Italic("sleep"))
    'Rest &amp; <i>sleep</i>'
    """
    return escape(marked, quote=False).translate(AS_TAGS)


def _mark(tag: str) -> Callable[[str], str]:
    return lambda text: f"{OPENING[tag]}{text}{CLOSING[tag]}"


class MarkingFormatter:
    """A formatter as the citation processor wants it: it marks, and escapes nothing."""

    preformat = staticmethod(str)
    Italic = Oblique = staticmethod(_mark("i"))
    Bold = staticmethod(_mark("b"))
    Light = SmallCaps = staticmethod(str)
    Underline = staticmethod(_mark("u"))
    Superscript = staticmethod(_mark("sup"))
    Subscript = staticmethod(_mark("sub"))
