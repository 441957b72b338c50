"""From parsed inline Markdown to runs."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode
from msgspec import UNSET

from schema.inline import CitationRun, Inline, LinkRun, Mark, StudyRun, TextRun
from schema.link import EXTERNAL_SCHEME, SCHEMES, LinkTarget
from schema.names import did_you_mean, find_nearest
from schema.values import HTTPS_URL, SLUG
from seed.body.markdown import REFUSED, parse_citation
from seed.body.report import Reading
from seed.read.text import find_invisible

MARKS: dict[str, Mark] = {
    "strong": "strong",
    "em": "emphasis",
    "sub": "subscript",
    "sup": "superscript",
}
PLAIN_NUMBER = re.compile(r"\[\d+(?:\s*[,;–-]\s*\d+)*\]")  # noqa: RUF001 (a range may have a dash)
FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
BARE_KEY = re.compile(r"(?<![\w.@])@([a-z0-9][a-z0-9-]*)")
ANCHOR_LINK = re.compile(rf"#({SLUG})")


def read_inline(node: SyntaxTreeNode, reading: Reading) -> list[Inline]:
    """Read the runs of an inline node; equal neighbours of text become one run."""
    line = reading.line_of(node)
    runs: list[Inline] = []
    for run in _Runs(reading, line).of(node, ()):
        if isinstance(run, TextRun) and not run.text:
            continue
        previous = runs[-1] if runs else None
        if (
            isinstance(run, TextRun)
            and isinstance(previous, TextRun)
            and run.marks == previous.marks
        ):
            runs[-1] = TextRun(text=previous.text + run.text, marks=run.marks)
        else:
            runs.append(run)
    return runs


def _report_text(text: str, reading: Reading, line: int) -> None:
    """Look at parsed text for what was meant as a citation, and for what nobody can see."""
    if find_invisible(text):
        # What stands in the file itself was reported with its line already.
        written = "".join(each for each in text if each not in reading.file.body)
        for sentence in find_invisible(written):
            reading.report(line, "SRC003", sentence)
    if "](" in text:
        sentence = "This is no link yet. A link holds words only; move the rest outside."
        reading.report(line, "SRC002", sentence)
    for match in PLAIN_NUMBER.finditer(text):
        reading.report(line, "CIT003", f'"{match[0]}" is plain text. Write [@key].')
    for match in FOOTNOTE.finditer(text):
        reading.report(line, "CIT003", f'"{match[0]}" is a footnote. Write [@key].')
    for match in BARE_KEY.finditer(text):
        nearest = find_nearest(match[1], reading.directory.slugs.get("reference", []))
        if nearest is not None:
            reading.report(line, "CIT003", f'"{match[0]}" is plain text. Write [@{nearest}].')


class _Runs:
    """The runs of one inline node, and the line that is being read."""

    def __init__(self, reading: Reading, line: int) -> None:
        self.reading = reading
        self.line = line

    def of(self, node: SyntaxTreeNode, marks: tuple[Mark, ...]) -> Iterator[Inline]:
        """Walk the children of a node."""
        for child in node.children:
            match child.type:
                case "text" | "text_special":
                    _report_text(child.content, self.reading, self.line)
                    yield TextRun(text=child.content, marks=list(marks) or UNSET)
                case "softbreak":
                    self.line += 1
                    yield TextRun(text=" ", marks=list(marks) or UNSET)
                case "citation":
                    yield from self.citation(child)
                case "link":
                    yield from self.link(child)
                case "strong" | "em" | "sub" | "sup":
                    mark = MARKS[child.type]
                    yield from self.of(child, marks if mark in marks else (*marks, mark))
                case "image":
                    sentence = "An image stands in a paragraph of its own. Move it there."
                    self.reading.report(self.line, "SRC002", sentence)
                case _:
                    self.refuse(child)

    def refuse(self, node: SyntaxTreeNode) -> None:
        advice = REFUSED.get(node.type, f"{node.type} is not supported. Write plain text.")
        content = node.content.strip()[:40]
        self.reading.report(self.line, "SRC002", advice.format(content=content))

    def citation(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        items = parse_citation(node.content)
        if items is None:
            sentence = f'"[{node.content[:60]}]" is no citation. Write [@key] or [@a; @b, p. 3].'
            self.reading.report(self.line, "CIT003", sentence)
            return
        for part, (key, locator) in zip(node.content.split(";"), items, strict=True):
            self.line += part[: part.index("@")].count("\n")
            reference = self.reading.directory.find("reference", key)
            if reference is None:
                self.report_unknown_key(key)
                continue
            reference_id = reference.source.id
            yield CitationRun(
                number=self.reading.number_of(reference_id),
                reference_id=reference_id,
                locator=locator or UNSET,
            )

    def report_unknown_key(self, key: str) -> None:
        directory = self.reading.directory
        if ("reference", key) in directory.files:
            sentence = directory.explain("reference", "reference", key)
        else:
            hint = did_you_mean(key, directory.slugs.get("reference", []))
            sentence = f'No reference has the key "{key}".{hint}'
        self.reading.report(self.line, "CIT001", sentence)

    def link(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        text = "".join(self.words(node))
        href = str(node.attrs.get("href", ""))
        scheme, _, rest = href.partition(":")
        if node.attrs.get("title"):
            sentence = "A link has no title. Say it in the words of the link."
            self.reading.report(self.line, "SRC002", sentence)
        if not text.strip():
            self.reading.report(self.line, "LNK001", "The link has no words. Say where it leads.")
        elif match := ANCHOR_LINK.fullmatch(href):
            yield self.article_link(text, self.reading.file.source.slug, match[1])
        elif scheme == EXTERNAL_SCHEME:
            yield from self.external_link(text, href)
        elif scheme in SCHEMES:
            yield from self.internal_link(text, scheme, unquote(rest))
        else:
            self.report_scheme(href, scheme)

    def words(self, node: SyntaxTreeNode) -> Iterator[str]:
        """The words of a link; nothing but text may stand there."""
        for child in node.children:
            if child.type in {"text", "text_special"}:
                _report_text(child.content, self.reading, self.line)
                yield child.content
            elif child.type == "softbreak":
                self.line += 1
                yield " "
            elif child.type in MARKS:
                yield from self.words(child)
            else:
                sentence = f"A link holds words only, no {child.type}. Move it outside."
                self.reading.report(self.line, "SRC002", sentence)

    def external_link(self, text: str, href: str) -> Iterator[Inline]:
        if not re.fullmatch(HTTPS_URL, href):
            sentence = f'"{href[:60]}" is no address. Write https://host/path.'
            self.reading.report(self.line, "LNK002", sentence)
        else:
            yield LinkRun(text=text, href=href)

    def internal_link(self, text: str, scheme: str, rest: str) -> Iterator[Inline]:
        type_name = SCHEMES[scheme]
        slug, _, anchor = rest.partition("#")
        file = self.reading.find(type_name, scheme, slug, (self.line, "LNK001"))
        if file is None:
            return
        if anchor and type_name != "article":
            sentence = f'A {scheme} has no sections. Delete "#{anchor}".'
            self.reading.report(self.line, "LNK001", sentence)
        elif type_name == "study":
            yield StudyRun(text=text, study_id=file.source.id)
        elif type_name == "article":
            yield self.article_link(text, slug, anchor)
        else:
            target = LinkTarget(type=type_name, id=file.source.id, slug=slug)
            yield LinkRun(text=text, target=target)

    def article_link(self, text: str, slug: str, anchor: str) -> LinkRun:
        article_id = self.reading.directory.id_of("article", slug)
        if anchor:
            self.reading.anchor_links.append((article_id, anchor, self.line))
        target = LinkTarget(type="article", id=article_id, slug=slug, anchor=anchor or UNSET)
        return LinkRun(text=text, target=target)

    def report_scheme(self, href: str, scheme: str) -> None:
        if scheme == "http":
            sentence = f'"{href[:60]}" is not encrypted. Use https.'
        else:
            known = [*SCHEMES, EXTERNAL_SCHEME]
            listing = ", ".join(f"{each}:" for each in known)
            hint = did_you_mean(scheme, known)
            sentence = f'"{href[:60]}" has none of the schemes {listing}.{hint}'
        self.reading.report(self.line, "LNK002", sentence)
