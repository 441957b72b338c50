"""From the Markdown of an article to its sections."""

from itertools import zip_longest
from typing import get_args

import msgspec
from markdown_it.tree import SyntaxTreeNode

from schema.article import ArticleSource
from schema.inline import TextRun
from schema.names import did_you_mean
from schema.section import LEAD, Aspect
from schema.values import Anchor
from seed.body.blocks import BlockReader
from seed.body.inline import read_inline
from seed.body.markdown import MAX_LEVEL, parse_markdown
from seed.body.report import Reading
from seed.body.sections import Body, BodySection
from seed.directory import Directory
from seed.mistake import Mistake
from seed.read.content import SourceFile

HEADING_ATTRIBUTES = ("id", "aspect", "was")
LEVELS = range(2, 5)


def read_bodies(
    files: list[SourceFile[ArticleSource]], directory: Directory, mistakes: list[Mistake]
) -> dict[str, Body]:
    """Read the bodies of articles, by article id; links between their sections are checked."""
    readings = [Reading(file, directory, mistakes) for file in files]
    bodies = {reading.file.source.id: read_body(reading) for reading in readings}
    for reading in readings:
        for article_id, anchor, line in reading.anchor_links:
            anchors = [section.anchor for section in bodies[article_id].sections]
            if anchor not in anchors:
                hint = did_you_mean(anchor, anchors)
                reading.report(line, "LNK001", f'There is no section "#{anchor}" there.{hint}')
    return bodies


def read_body(reading: Reading) -> Body:
    """Read one body; what is wrong with it is reported to the reading."""
    text = reading.file.body
    tree, definitions, deepest = parse_markdown(text)
    if deepest > MAX_LEVEL:
        sentence = "The text is nested too deeply. Flatten its lists and quotes."
        reading.report(reading.file.body_line, "SRC002", sentence)
        return Body()
    for definition in definitions.values():
        line = reading.file.body_line + definition["map"][0]
        sentence = "Reference links are not supported. Write [words](address)."
        reading.report(line, "SRC002", sentence)
    sections = _read_sections(tree, reading, text.split("\n"))
    _check_outline(sections, reading)
    return Body(sections, list(reading.numbers))


def _read_sections(
    tree: SyntaxTreeNode, reading: Reading, source_lines: list[str]
) -> list[BodySection]:
    """Cut the body at its headings; the lead is there only if it has text."""
    blocks = BlockReader(reading, source_lines)
    lead = BodySection(LEAD, 1, reading.file.body_line)
    sections = [lead]
    for node in tree.children:
        if node.type == "heading":
            sections.append(_read_heading(node, reading))
            continue
        for block in blocks.read(node):
            sections[-1].blocks.append(block)
            sections[-1].lines.append(reading.line_of(node))
    return sections if lead.blocks else sections[1:]


def _read_heading(node: SyntaxTreeNode, reading: Reading) -> BodySection:
    line = reading.line_of(node)
    level = int(node.tag[1])
    if node.markup in {"=", "-"} or level not in LEVELS:
        reading.report(line, "SRC002", 'Headings are written "##", "###" or "####".')
    attributes = dict(node.meta.get("attributes", {}))
    heading = "".join(_words(node, reading)).strip()
    anchor = attributes.get("id", "")
    if not heading:
        reading.report(line, "ID006", "The heading is empty. Write it or delete it.")
    for key in attributes.keys() - set(HEADING_ATTRIBUTES):
        hint = did_you_mean(key, HEADING_ATTRIBUTES)
        reading.report(line, "SRC002", f'"{key}" is not an attribute of a heading.{hint}')
    if not _is_anchor(anchor):
        reading.report(line, "ID005", "Give this heading an anchor, e.g. {#side-effects}.")
    return BodySection(
        anchor=anchor,
        level=level,
        line=line,
        heading=heading,
        aspect=_read_aspect(attributes.get("aspect"), line, reading),
        former_anchors=tuple(attributes.get("was", "").split()),
    )


def _words(node: SyntaxTreeNode, reading: Reading) -> list[str]:
    """The words of a heading; marks are dropped, links and citations refused."""
    words = []
    for run in read_inline(node.children[0], reading):
        if isinstance(run, TextRun):
            words.append(run.text)
        else:
            line = reading.line_of(node)
            reading.report(line, "SRC002", "A heading holds words only. Move the rest below it.")
    return words


def _is_anchor(text: str) -> bool:
    try:
        msgspec.convert(text, Anchor)
    except msgspec.ValidationError:
        return False
    return True


def _read_aspect(name: str | None, line: int, reading: Reading) -> Aspect | None:
    if name is None:
        return None
    aspects = {str(each): each for each in get_args(Aspect)}
    if name not in aspects:
        hint = did_you_mean(name, aspects)
        reading.report(line, "SRC001", f'"{name}" is no health aspect of schema.org.{hint}')
    return aspects.get(name)


def _check_outline(sections: list[BodySection], reading: Reading) -> None:
    """See that anchors are unique, levels do not skip, and nothing is empty."""
    if not sections:
        reading.report(reading.file.body_line, "ID006", "The article has no text. Write it.")
    lines: dict[str, int] = {}
    has_lead = bool(sections) and sections[0].heading is None
    for section in sections:
        if section.anchor == LEAD and section.heading is not None and not has_lead:
            sentence = f'"{LEAD}" names the text before the first heading. Choose another anchor.'
            reading.report(section.line, "ID005", sentence)
    for section in sections:
        for anchor in filter(None, (section.anchor, *section.former_anchors)):
            first = lines.setdefault(anchor, section.line)
            if first != section.line:
                sentence = f'Anchor "{anchor}" is also used on line {first}. Choose another.'
                reading.report(section.line, "ID005", sentence)
    previous = 1
    for section, following in zip_longest(sections, sections[1:]):
        if section.level > previous + 1:
            sentence = f'"{"#" * section.level}" follows "{"#" * previous}". Use one "#" more.'
            reading.report(section.line, "ID006", sentence)
        previous = section.level
        if not section.blocks and (following is None or following.level <= section.level):
            reading.report(section.line, "ID006", "The section is empty. Write it or delete it.")
