"""Runs of text as Markdown, so that a reader of CommonMark finds the same text and marks again.

Delimiters count only where the characters beside them allow it (CommonMark
0.31, 6.2). Where they do not, as in `fo**o!**bar`, the character outside is
written as a numeric entity, which reads the same and ends in punctuation.
Strong text stands in `**` and emphasis in `_`, so that no two delimiters run
together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import punctuation
from typing import NamedTuple, assert_never

from schema.inline import CitationRun, Inline, LinkRun, Mark, StudyRun, TextRun
from schema.link import LinkTarget
from seed.render.lines import join_lines
from seed.render.runs import CitationGroup, Part, address_of, group_citations, place_of

SYNTAX = re.compile(r"[\\`*_~^<&|\[\]]")
LINK_SYNTAX = re.compile(r"[\\()&|]")
BLOCK_SIGN = re.compile(r"[-+#>]|:::")
ITEM_NUMBER = re.compile(r"(\d+)([.)])(?!\S)")
SPACES = re.compile(r"\s")

DELIMITERS: tuple[tuple[Mark, str], ...] = (("strong", "**"), ("emphasis", "_"))
"""The outer ones first."""

SCRIPTS: tuple[tuple[Mark, str], ...] = (("subscript", "~"), ("superscript", "^"))
"""Pandoc's signs; they have no place in CommonMark and stand inside all others."""


class Piece(NamedTuple):
    """Markdown without delimiters, and the marks that are still to be written around it."""

    markdown: str
    marks: frozenset[Mark] = frozenset()


def render_runs(runs: Sequence[Inline]) -> str:
    """Write runs as one line of Markdown, to stand in a cell or behind other text."""
    pieces = [piece for part in _join_equal(runs) for piece in _render_part(part)]
    return _delimit(pieces).strip().replace("![", "\\![")


def render_line(runs: Sequence[Inline]) -> str:
    """Write runs as a line of its own, which must not begin like a heading, list or quote."""
    return shield_start(render_runs(runs))


def shield_start(line: str) -> str:
    r"""Take from the start of a line what would make it another block.

    >>> print(shield_start("# of people"), shield_start("2. of May"), shield_start("2.5 mg"))
    \# of people 2\. of May 2.5 mg
    """
    if BLOCK_SIGN.match(line):
        return f"\\{line}"
    number = ITEM_NUMBER.match(line)
    return f"{number[1]}\\{line[number.end(1) :]}" if number else line


def escape(text: str) -> str:
    r"""Write text so that it is read as nothing but text.

    >>> print(escape("a*b [c] <d>"))
    a\*b \[c\] \<d>
    """
    return SYNTAX.sub(r"\\\g<0>", join_lines(text))


def link(words: str, address: str) -> str:
    r"""Write a link; the address stays the same when it is read.

    >>> print(link("the trial", "https://example.org/a_(b)?c&d"))
    [the trial](https://example.org/a_\(b\)?c\&d)
    """
    return f"[{escape(words)}]({escape_address(address)})"


def escape_address(address: str) -> str:
    """Write an address so that it can stand in the brackets of a link."""
    return LINK_SYNTAX.sub(r"\\\g<0>", address)


def _join_equal(runs: Iterable[Inline]) -> Iterator[Part]:
    """Make one run of neighbours with the same marks, which could not be told apart."""
    for marks, parts in groupby(group_citations(runs), key=_marks_of):
        if marks is None:
            yield from parts
        else:
            text = "".join(part.text for part in parts if isinstance(part, TextRun))
            yield TextRun(text=text, marks=sorted(marks))


def _marks_of(part: Part) -> frozenset[Mark] | None:
    return frozenset(part.marks or ()) if isinstance(part, TextRun) else None


def _render_part(part: Part) -> Iterator[Piece]:
    match part:
        case TextRun():
            yield from _render_text(part)
        case CitationGroup():
            yield from map(_render_citation, part.citations)
        case StudyRun():
            yield Piece(link(part.text, address_of("study", part.study_id)))
        case LinkRun():
            yield Piece(_render_link(part))
        case _:
            assert_never(part)


def _render_text(run: TextRun) -> Iterator[Piece]:
    """Write the spaces around marked text outside its marks, where delimiters allow them."""
    marks = _marks_of(run)
    text = join_lines(run.text)
    core = text.strip()
    if not marks or not core:
        yield Piece(escape(text))
        return
    before, _, after = text.partition(core)
    yield Piece(before)
    yield Piece(_script(escape(core), marks), marks)
    yield Piece(after)


def _script(markdown: str, marks: frozenset[Mark]) -> str:
    """Lower or raise text, without spaces."""
    for mark, sign in SCRIPTS:
        if mark in marks:
            markdown = sign + SPACES.sub(r"\\ ", markdown) + sign
    return markdown


def _render_citation(citation: CitationRun) -> Piece:
    words = f"[{citation.number}{place_of(citation)}]"
    return Piece(link(words, address_of("reference", citation.reference_id)))


def _render_link(run: LinkRun) -> str:
    match run:
        case LinkRun(target=LinkTarget() as target):
            return link(run.text, address_of(target.type, target.id, target.anchor))
        case LinkRun(href=str() as href):
            return link(run.text, href)
        case _:
            return escape(run.text)


def _delimit(pieces: Iterable[Piece], level: int = 0) -> str:
    """Write the delimiters of one mark, and those of the marks inside it."""
    if level == len(DELIMITERS):
        return "".join(piece.markdown for piece in pieces)
    mark, delimiter = DELIMITERS[level]
    written = ""
    inside = ""
    filled = (piece for piece in pieces if piece.markdown)
    for is_marked, group in groupby(filled, key=lambda piece: mark in piece.marks):
        inner = _delimit(group, level + 1)
        if is_marked:
            written = _shield_last(written, inner, delimiter)
            written += f"{delimiter}{inner}{delimiter}"
        else:
            written += _shield_first(inner, inside, delimiter)
        inside = inner
    return written


def _shield_last(outside: str, inside: str, delimiter: str) -> str:
    """Write the last character before a delimiter so that the delimiter can open."""
    if outside and _is_in_the_way(outside[-1], inside[0], delimiter):
        return f"{outside[:-1]}&#{ord(outside[-1])};"
    return outside


def _shield_first(outside: str, inside: str, delimiter: str) -> str:
    """Write the first character after a delimiter so that the delimiter can close."""
    if inside and _is_in_the_way(outside[0], inside[-1], delimiter):
        return f"&#{ord(outside[0])};{outside[1:]}"
    return outside


def _is_in_the_way(outer: str, inner: str, delimiter: str) -> bool:
    """Whether a delimiter between two characters might be read as text.

    Symbols beyond ASCII are punctuation since CommonMark 0.31 only, so they
    are taken for whatever is worse.
    """
    if outer.isspace() or outer in punctuation or unicodedata.category(outer)[0] == "P":
        return False
    return delimiter == "_" or unicodedata.category(inner)[0] in "PS"
