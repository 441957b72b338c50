"""The grammar of bodies: which Markdown is parsed, and which is refused with advice.

markdown-it-py parses; this module switches its rules, adds the citation
`[@key, p. 3]`, and reads the attributes of headings and of `:::` blocks.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError, parse
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

MAX_LEVEL = 14
"""Levels of tokens, two for each nested list; far below where the parser would drop text."""

CITATION = re.compile(r"\[(@[^\[\]]*)\](?!\()")
CITED = re.compile(r"\s*@([^\s,;]+)(?:,\s*(\S.*?))?\s*")
ATTRIBUTES_AT_END = re.compile(r"\s*(\{[^{}]*\})\s*$")

REFUSED = {
    "html_block": "HTML is not allowed. Write it in Markdown.",
    "html_inline": "HTML tag {content} is not allowed. Start a new paragraph instead.",
    "fence": "Code blocks are not supported. Write a paragraph.",
    "code_block": "The line is indented like code. Remove the spaces before it.",
    "code_inline": "Code is not supported. Remove the backquotes around {content}.",
    "hr": "Lines across the page are not supported. Use a heading.",
    "hardbreak": "A line break inside a paragraph is not supported. Start a new paragraph.",
}
"""What the parser finds and no body may hold, with the advice for each."""


def make_parser() -> MarkdownIt:
    """Put the grammar together. HTML and unsafe links are parsed, so that they can be refused."""
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table")
    parser.use(container_plugin, "div", validate=lambda *_: True)
    parser.use(attrs_plugin, after=("image",))
    parser.use(sub_plugin).use(superscript_plugin)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.core.ruler.after("block", "heading_attributes", _heading_attributes)
    parser.validateLink = _accept_link  # type: ignore[method-assign]
    return parser


def _accept_link(url: str) -> bool:  # noqa: ARG001 (markdown-it's signature)
    """Parse every link as one; the schemes are checked where a line can be named."""
    return True


def parse_markdown(text: str) -> tuple[SyntaxTreeNode, dict[str, Any], int]:
    """Parse a body.

    Returns:
        The tree, the link definitions by label, and the deepest level of any token.
    """
    env: dict[str, Any] = {}
    tokens = PARSER.parse(text, env)
    inline = [child for token in tokens for child in token.children or ()]
    deepest = max((token.level for token in [*tokens, *inline]), default=0)
    return SyntaxTreeNode(tokens), env.get("references", {}), deepest


def parse_attributes(text: str) -> dict[str, str] | None:
    """Read `{#id .class key="value"}`; nothing comes of a text that is none.

    >>> parse_attributes('{#side-effects aspect="SideEffects"}')
    {'id': 'side-effects', 'aspect': 'SideEffects'}
    >>> parse_attributes("{#") is None
    True
    """
    try:
        end, attributes = parse(text)
    except ParseError:
        return None
    return attributes if end == len(text) - 1 else None


def parse_citation(text: str) -> list[tuple[str, str | None]] | None:
    """Read the inside of a citation: keys and locators.

    >>> parse_citation("@irnich-2001, p. 3; @nih")
    [('irnich-2001', 'p. 3'), ('nih', None)]
    >>> parse_citation("@irnich-2001; see also") is None
    True
    """
    found = [CITED.fullmatch(part) for part in text.split(";")]
    return [(each[1], each[2]) for each in found if each] if all(found) else None


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Take `[@key]` as a token of its own."""
    match = CITATION.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def _heading_attributes(state: StateCore) -> None:
    """Cut `{#anchor ...}` off each heading, before the heading's own text is parsed."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type != "heading_open":
            continue
        match = ATTRIBUTES_AT_END.search(inline.content)
        attributes = parse_attributes(match[1]) if match else None
        if match and attributes is not None:
            inline.content = inline.content[: match.start()]
            heading.meta["attributes"] = attributes


PARSER = make_parser()
