"""The guides under api/portal/guides/: rendered from Markdown here, because the service must not.

    python -m tests.portal.guides --write     render them anew (make openapi does it)

A command whose answer is shown gets a link that runs it on the server that the page comes from.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from api.portal.code import code_block, run_links
from api.portal.guides import FOLDER, GUIDES
from api.portal.markup import Html, element, join
from api.portal.page import contents

OPENAPI = Path(__file__).parent.parent.parent / "openapi"
SOURCES = {name: OPENAPI / f"{name.upper()}.md" for name, _, _ in GUIDES.values()}
ADDRESSES = {SOURCES[name].name: path for path, (name, _, _) in GUIDES.items()}
LABEL = re.compile(r'aria-label="(Command: |Answer to )[^"]*"')
ASKED = re.compile(r"'localhost:8000(/[^']*)'")


def render_guide(name: str) -> dict[str, str]:
    """Render a guide: its parts by the names of their files."""
    text = SOURCES[name].read_text(encoding="utf-8")
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text))
    sections = [list(each) for _, each in groupby(tree.children, _Counter())]
    headings = [section[0] for section in sections if section[0].tag == "h2"]
    aside = contents({_slug(each): join(*_inline(each)) for each in headings})
    body = _number_labels("\n".join(_section(each) for each in sections))
    return {f"{name}.text.html": body + "\n", f"{name}.contents.html": aside + "\n"}


def _number_labels(html: str) -> str:
    """Tell apart what is shown of one address more than once: each region has a name of its own."""
    seen: Counter[str] = Counter()

    def number(match: re.Match[str]) -> str:
        seen[match[0]] += 1
        times = seen[match[0]]
        return match[0] if times == 1 else f'{match[0][:-1]}, {times}"'

    return LABEL.sub(number, html)


class _Counter:
    """Numbers the sections: a heading of the second level begins one."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, node: SyntaxTreeNode) -> int:
        """Say in which section a block stands."""
        self.number += node.tag == "h2"
        return self.number


def _section(nodes: list[SyntaxTreeNode]) -> Html:
    id_ = _slug(nodes[0])
    blocks = join(*map(_block, nodes), by="\n")
    return blocks if nodes[0].tag == "h1" else element("section", blocks, aria_labelledby=id_)


def _slug(heading: SyntaxTreeNode) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", heading.children[0].content.lower()))


def _block(node: SyntaxTreeNode) -> Html:
    match node.type:
        case "heading":
            id_ = None if node.tag == "h1" else _slug(node)
            return element(node.tag, *_inline(node), id=id_)
        case "fence":
            return _exchange(node.content) if node.info == "console" else _code(node)
        case "table":
            heads = node.children[0].children[0].children
            label = "Table: " + ", ".join(head.children[0].content for head in heads)
            region = {"tabindex": "0", "role": "region", "aria_label": label}
            return element("div", _element(node), class_="scroll", **region)
        case "inline":
            return join(*_inline_children(node))
        case _:
            return _element(node)


def _element(node: SyntaxTreeNode) -> Html:
    scope = "col" if node.tag == "th" else None
    if node.type == "paragraph" and node.hidden:
        return join(*_inline(node))
    return element(node.tag, *map(_block, node.children), scope=scope)


def _inline(node: SyntaxTreeNode) -> Iterator[Html]:
    for child in node.children:
        yield from _inline_children(child)


def _inline_children(node: SyntaxTreeNode) -> Iterator[Html]:
    for child in node.children:
        match child.type:
            case "text":
                yield join(child.content)
            case "softbreak":
                yield join("\n")
            case "code_inline":
                yield element("code", child.content)
            case "link":
                href = str(child.attrs["href"])
                yield element("a", *_inline_children(child), href=ADDRESSES.get(href, href))
            case _:
                yield element(child.tag, *_inline_children(child))


def _code(node: SyntaxTreeNode) -> Html:
    return code_block(node.content.rstrip("\n"), "Grammar" if node.info == "text" else "Code")


def _exchange(text: str) -> Html:
    """Show a command with the answer that the tests get, and offer to run it."""
    command, _, answer = text.removeprefix("$ ").rstrip("\n").partition("\n")
    [target] = ASKED.findall(command)
    is_read = " -d " not in command
    shown = re.sub(r"'localhost:8000/", "'http://localhost:8000/", command)
    return element(
        "div",
        code_block(shown, f"Command: {target}", is_wrapped=True),
        code_block(answer, f"Answer to {target}", is_wrapped=True),
        run_links(target, target) if is_read else None,
        class_="exchange",
    )


def main() -> None:
    """Write all guides."""
    for name in SOURCES:
        for file, text in render_guide(name).items():
            (FOLDER / file).write_text(text, encoding="utf-8")


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    main()
