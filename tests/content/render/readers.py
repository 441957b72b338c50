"""What a reader finds in blocks and in each of their forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from schema.block import (
    Block,
    BundleList,
    Callout,
    EvidenceTable,
    ImageBlock,
    ListBlock,
    Paragraph,
    Quote,
    Steps,
    Table,
)
from schema.inline import CitationRun, Inline, Mark, TextRun
from seed.render.labels import ENGLISH, warn_about

Letter = tuple[str, frozenset[Mark]]

MARKS_OF_TAGS: dict[str, Mark] = {
    "strong": "strong",
    "em": "emphasis",
    "sub": "subscript",
    "sup": "superscript",
}
REFERENCES = "/v1/references/"
CITATION = re.compile(r"\[([0-9][^\[\]]*)\]")
NO_BLOCKS = frozenset({"code_block", "fence", "heading_open", "hr", "html_block"})
NO_RUNS = frozenset({"code_inline", "hardbreak", "html_inline", "softbreak"})
"""What no block or run can become, whatever its text is."""

INLINE_TAGS = frozenset({"a", "em", "strong", "sub", "sup"})
VOID_TAGS = frozenset({"img"})
COMMONMARK = MarkdownIt("commonmark").enable("table")
PANDOC = MarkdownIt("commonmark").use(sub_plugin).use(superscript_plugin)


def normalise(text: str) -> str:
    """Count any spaces as one."""
    return " ".join(text.split())


def contents_of(block: Block) -> Iterator[list[Inline]]:
    """Every piece of running text in a block, in reading order."""
    match block:
        case Paragraph():
            yield block.content
        case ListBlock() | Steps():
            for item in block.items:
                yield item.content
                for child in item.children:
                    yield from contents_of(child)
        case Table():
            yield from _table_contents(block)
        case Quote() | Callout():
            for each in block.blocks:
                yield from contents_of(each)
        case _:
            pass


def _table_contents(table: Table) -> Iterator[list[Inline]]:
    yield table.caption or []
    yield from (column.heading for column in table.columns)
    for group in table.groups:
        yield group.label or []
        yield from (cell.content for row in group.rows for cell in row.cells)
    yield from (note.content for note in table.notes)


def words_of(blocks: list[Block], *, with_tones: bool = False) -> str:
    """Read the words of blocks, without citations."""
    parts = (part for block in blocks for part in _words_of(block, with_tones=with_tones))
    return normalise(" ".join(parts))


def _words_of(block: Block, *, with_tones: bool) -> Iterator[str]:
    match block:
        case EvidenceTable():
            yield from ENGLISH.columns
            for row in block.rows:
                yield from (
                    row.title + warn_about(row, ENGLISH),
                    row.condition,
                    row.comparison,
                    row.outcome,
                )
        case BundleList():
            yield from (f"{item.title}: {item.summary}" for item in block.items)
        case ImageBlock():
            yield from (block.image.alt, block.caption or "")
        case _:
            yield ENGLISH.tones[block.tone] if with_tones and isinstance(block, Callout) else ""
            for content in contents_of(block):
                yield "".join(run.text for run in content if not isinstance(run, CitationRun))


def numbers_of(blocks: list[Block]) -> list[int]:
    """List the numbers of the citations in blocks."""
    contents = (content for block in blocks for content in contents_of(block))
    return [run.number for content in contents for run in content if isinstance(run, CitationRun)]


def numbers_in_text(text: str) -> list[int]:
    """List the numbers in marks such as [1, 2] and [1, p. 3; 2]."""
    marks = [match[1] for match in CITATION.finditer(text)]
    separated = [mark.split(", " if re.fullmatch("[0-9, ]+", mark) else "; ") for mark in marks]
    return [int(re.split(r"\D", item)[0]) for items in separated for item in items]


@dataclass
class Page:
    """What was found in HTML or Markdown; `words` are without citations."""

    tags: list[str] = field(default_factory=list)
    attributes: set[tuple[str, str]] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    cited: str = ""
    words: str = ""
    letters: list[Letter] = field(default_factory=list)


class _PageParser(HTMLParser):
    """Reads HTML, and fails where an element is closed that is not open."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.page.tags.append(tag)
        self.page.attributes.update((tag, name) for name in attributes)
        self.page.addresses += [attributes["href"]] if "href" in attributes else []
        self.page.words += "" if tag in INLINE_TAGS else " "
        self.page.words += attributes.get("alt", "")
        if tag not in VOID_TAGS:
            self.open.append((tag, attributes.get("class") == "citation"))

    def handle_endtag(self, tag: str) -> None:
        self.page.words += "" if tag in INLINE_TAGS else " "
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(is_citation for _, is_citation in self.open):
            self.page.cited += data
        else:
            self.page.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def read_html(html: str) -> Page:
    """Parse HTML; every element must be closed where it was opened."""
    parser = _PageParser()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return parser.page


def read_markdown(markdown: str, parser: MarkdownIt = COMMONMARK) -> Page:
    """Parse Markdown, as CommonMark with pipe tables unless another dialect is named."""
    page = Page()
    for token in parser.parse(markdown):
        assert token.type not in NO_BLOCKS
        if token.nesting != -1 and token.type != "inline":
            page.tags.append(token.tag)
        page.words += " "
        _read_inline(token.children or [], page)
    return page


def _read_inline(tokens: list[Token], page: Page) -> None:
    open_tokens: list[str] = []
    for token in tokens:
        assert token.type not in NO_RUNS
        if token.nesting == -1:
            open_tokens.pop()
            continue
        if token.tag:
            page.tags.append(token.tag)
        if token.type == "link_open":
            page.addresses.append(str(token.attrs["href"]))
        if token.nesting == 1:
            open_tokens.append(str(token.attrs.get("href", token.tag)))
        text = "".join(each.content for each in token.children or [token])
        if any(each.startswith(REFERENCES) for each in open_tokens):
            page.cited += text
        else:
            page.words += text
            marks = frozenset(MARKS_OF_TAGS[tag] for tag in open_tokens if tag in MARKS_OF_TAGS)
            page.letters += [(letter, marks) for letter in text if not letter.isspace()]


def letters_of(blocks: list[Block]) -> list[Letter]:
    """List the letters of running text with their marks, without citations."""
    runs = (run for block in blocks for content in contents_of(block) for run in content)
    marked = (
        (run.text, frozenset(run.marks or ()) if isinstance(run, TextRun) else frozenset())
        for run in runs
        if not isinstance(run, CitationRun)
    )
    return [(each, marks) for text, marks in marked for each in text if not each.isspace()]
