"""From parsed Markdown blocks to the blocks of a section."""

import re
from typing import get_args

import msgspec
from markdown_it.tree import SyntaxTreeNode
from msgspec import UNSET

from schema.block import (
    Block,
    BundleItem,
    BundleList,
    Callout,
    EvidenceRow,
    EvidenceTable,
    Image,
    ImageBlock,
    ImageRole,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Steps,
    Table,
    TextBlock,
    Tone,
)
from schema.inline import Inline, TextRun
from schema.names import did_you_mean
from schema.values import SLUG
from seed.body.inline import read_inline
from seed.body.markdown import REFUSED, parse_attributes
from seed.body.report import Reading
from seed.body.tables import read_table
from seed.evidence import worst_status

DIVS = {
    "evidence-table": frozenset({"id"}),
    "bundle-list": frozenset({"id"}),
    "steps": frozenset({"id"}),
    "table": frozenset({"id"}),
    "callout": frozenset({"tone"}),
}
"""The classes of ::: blocks, and the attributes of each."""

IMAGE_ATTRIBUTES = frozenset({"src", "alt", "title", "role"})
NAMED = re.compile(r"([a-z]+):(\S+)")


class BlockReader:
    """Reads the blocks of one body; what it cannot read it reports and leaves out."""

    def __init__(self, reading: Reading, source_lines: list[str]) -> None:
        self.reading = reading
        self.source_lines = source_lines
        self.block_ids: dict[str, int] = {}

    def read(self, node: SyntaxTreeNode) -> list[Block]:
        """Read one node of the body: a block, or nothing if it is a mistake."""
        match node.type:
            case "container_div":
                block = self.read_div(node)
                return [block] if block is not None else []
            case "table":
                return [read_table(node, self.reading, self.source_lines)]
            case "blockquote":
                return [Quote(blocks=self.read_texts(node))]
            case _:
                return [*self.read_text(node)]

    def read_text(self, node: SyntaxTreeNode) -> list[Paragraph | ListBlock | ImageBlock]:
        """Read a paragraph, a list or an image."""
        match node.type:
            case "paragraph":
                return self.read_paragraph(node)
            case "bullet_list" | "ordered_list":
                return [self.read_list(node)]
            case _:
                advice = REFUSED.get(node.type, f"A {node.type} cannot stand here. Move it.")
                self.report(node, advice.format(content=""))
                return []

    def report(self, node: SyntaxTreeNode, sentence: str, code: str = "SRC002") -> None:
        """Report a mistake on the line of a node."""
        self.reading.report(self.reading.line_of(node), code, sentence)

    def read_texts(self, node: SyntaxTreeNode) -> list[TextBlock]:
        """Read what may stand inside a quote or a callout."""
        blocks: list[TextBlock] = []
        for child in node.children:
            for block in self.read_text(child):
                if isinstance(block, ImageBlock):
                    self.report(child, "An image cannot stand inside this block. Move it out.")
                else:
                    blocks.append(block)
        return blocks

    def read_paragraph(self, node: SyntaxTreeNode) -> list[Paragraph | ListBlock | ImageBlock]:
        """Read a paragraph, which may turn out to be an image."""
        inline = node.children[0]
        children = inline.children
        if len(children) == 1 and children[0].type == "image":
            return self.read_image(children[0], node)
        content = read_inline(inline, self.reading)
        first = content[0].text if content and isinstance(content[0], TextRun) else ""
        if first.startswith(":::"):
            self.report(node, "This ::: has no counterpart. Delete it, or open the block above.")
        elif first.startswith("|"):
            self.report(node, "This is no table yet: its second line needs a --- for each column.")
        return [Paragraph(content=content)] if content else []

    def read_image(
        self, image: SyntaxTreeNode, node: SyntaxTreeNode
    ) -> list[Paragraph | ListBlock | ImageBlock]:
        """Read `![alt](https://... "caption"){role="photo"}` or `![alt](image:photo)`."""
        address = str(image.attrs.get("src", ""))
        scheme, _, rest = address.partition(":")
        role = rest if scheme == "image" else str(image.attrs.get("role", "illustration"))
        alt = image.content.strip()
        roles = get_args(ImageRole)
        for key in image.attrs.keys() - IMAGE_ATTRIBUTES:
            hint = did_you_mean(str(key), IMAGE_ATTRIBUTES)
            self.report(node, f'"{key}" is not an attribute of an image.{hint}')
        if scheme not in {"https", "image"}:
            self.report(node, f'"{address[:60]}" is not an https address.', "LNK002")
        elif not alt:
            self.report(node, 'Describe the image in "alt": ![What it shows](...).', "IMG001")
        elif role not in roles:
            hint = did_you_mean(role, roles)
            self.report(node, f'"{role}" is no role; use {", ".join(roles)}.{hint}', "IMG001")
        else:
            url = address if scheme == "https" else UNSET
            caption = str(image.attrs.get("title", "")) or UNSET
            picture = msgspec.convert({"role": role, "alt": alt}, Image)
            return [ImageBlock(image=msgspec.structs.replace(picture, url=url), caption=caption)]
        return []

    def read_list(self, node: SyntaxTreeNode) -> ListBlock:
        """Read a bulleted or numbered list."""
        if node.attrs.get("start", 1) != 1:
            self.report(node, "A numbered list begins with 1. Write 1.")
        items = [self.read_item(child) for child in node.children]
        return ListBlock(is_ordered=node.type == "ordered_list", items=items)

    def read_item(self, node: SyntaxTreeNode) -> ListItem:
        """Read an item: one paragraph, then lists."""
        content: list[Inline] = []
        children: list[ListBlock] = []
        for child in node.children:
            for block in self.read_text(child):
                if isinstance(block, ListBlock):
                    children.append(block)
                elif isinstance(block, Paragraph) and not content:
                    content = block.content
                else:
                    self.report(child, "A list item holds one paragraph. Join it, or end the list.")
        if not content:
            self.report(node, "The list item is empty. Write it or delete it.")
        return ListItem(content=content, children=children)

    def read_div(self, node: SyntaxTreeNode) -> Block | None:
        """Read a `:::` block by its class."""
        attributes = parse_attributes(node.info.strip()) or {}
        name = attributes.pop("class", "")
        if name not in DIVS:
            hint = did_you_mean(name, DIVS)
            listing = ", ".join(f".{each}" for each in DIVS)
            self.report(node, f'"{node.info.strip()}" is no block; use one of {listing}.{hint}')
            return None
        for key in attributes.keys() - DIVS[name]:
            hint = did_you_mean(key, DIVS[name])
            self.report(node, f'"{key}" is not an attribute of .{name}.{hint}')
        self.check_closed(node)
        block_id = self.read_block_id(node, attributes.get("id"))
        match name:
            case "evidence-table":
                return self.read_evidence_table(node, block_id)
            case "bundle-list":
                return self.read_bundle_list(node, block_id)
            case "steps":
                return self.read_steps(node, block_id)
            case "table":
                return self.read_captioned_table(node, block_id)
            case _:
                return self.read_callout(node, attributes.get("tone", ""))

    def check_closed(self, node: SyntaxTreeNode) -> None:
        """See that a `:::` block ends before the text does."""
        end = node.map[1] if node.map else 0
        if end >= len(self.source_lines) or not self.source_lines[end].lstrip().startswith(":::"):
            self.report(node, "This block is never closed. Add a line with ::: after it.")

    def read_block_id(self, node: SyntaxTreeNode, name: str | None) -> str | msgspec.UnsetType:
        """Read the name of a block, unique in its article."""
        if name is None:
            return UNSET
        line = self.reading.line_of(node)
        first = self.block_ids.setdefault(name, line)
        if first != line:
            self.report(node, f'"#{name}" is also used on line {first}. Choose another.', "ID005")
        if not re.fullmatch(SLUG, name):
            self.report(node, f'"#{name}" is no anchor. Use small letters and hyphens.', "ID005")
        return name

    def read_callout(self, node: SyntaxTreeNode, tone: str) -> Callout:
        """Read `::: {.callout tone="safety"}`."""
        tones = get_args(Tone)
        if tone not in tones:
            hint = did_you_mean(tone, tones)
            self.report(node, f'"{tone}" is no tone; use {" or ".join(tones)}.{hint}')
        blocks = self.read_texts(node)
        if not blocks:
            self.report(node, "The callout is empty. Write it or delete it.")
        return Callout(tone="safety" if tone == "safety" else "note", blocks=blocks)

    def read_steps(self, node: SyntaxTreeNode, block_id: str | msgspec.UnsetType) -> Steps | None:
        """Read `::: {.steps}`."""
        if [child.type for child in node.children] != ["ordered_list"]:
            self.report(node, "Steps are one numbered list. Write 1., 2., 3.")
            return None
        return Steps(id=block_id, items=self.read_list(node.children[0]).items)

    def read_names(self, node: SyntaxTreeNode, scheme: str) -> list[tuple[str, SyntaxTreeNode]]:
        """Read the `- scheme:slug` items of a block that lists documents."""
        advice = f"Write one list of items like - {scheme}:some-slug."
        if [child.type for child in node.children] != ["bullet_list"]:
            self.report(node, advice)
            return []
        names: list[tuple[str, SyntaxTreeNode]] = []
        for item in node.children[0].children:
            inline = [each for each in item.walk() if each.type == "inline"]
            match = NAMED.fullmatch(inline[0].content.strip()) if len(inline) == 1 else None
            if match is None or match[1] != scheme:
                self.report(item, advice)
            elif match[2] in [slug for slug, _ in names]:
                self.report(item, f'"{match[0]}" is listed twice. Keep one.')
            else:
                names.append((match[2], item))
        return names

    def read_evidence_table(
        self, node: SyntaxTreeNode, block_id: str | msgspec.UnsetType
    ) -> EvidenceTable:
        """Read `::: {.evidence-table}`: the studies as they are now."""
        rows: list[EvidenceRow] = []
        for slug, item in self.read_names(node, "study"):
            place = (self.reading.line_of(item), "LNK001")
            file = self.reading.find("study", "study", slug, place)
            if file is not None:
                study = file.source
                row = EvidenceRow(
                    study_id=study.id,
                    title=study.title,
                    condition=study.summary.condition or "",
                    comparison=study.summary.comparison or "",
                    outcome=study.summary.outcome or "",
                    verification=study.verification.status,
                    source_status=worst_status(study, self.reading.directory),
                )
                rows.append(row)
        return EvidenceTable(id=block_id, rows=rows)

    def read_bundle_list(
        self, node: SyntaxTreeNode, block_id: str | msgspec.UnsetType
    ) -> BundleList:
        """Read `::: {.bundle-list}`."""
        items: list[BundleItem] = []
        for slug, item in self.read_names(node, "bundle"):
            place = (self.reading.line_of(item), "LNK001")
            file = self.reading.find("service_bundle", "bundle", slug, place)
            if file is not None:
                bundle = file.source
                entry = BundleItem(
                    service_bundle_id=bundle.id, title=bundle.title, summary=bundle.summary
                )
                items.append(entry)
        return BundleList(id=block_id, items=items)

    def read_captioned_table(
        self, node: SyntaxTreeNode, block_id: str | msgspec.UnsetType
    ) -> Table | None:
        """Read `::: {.table}`: a caption, the table, notes."""
        kinds = [child.type for child in node.children]
        if kinds.count("table") != 1 or set(kinds) - {"table", "paragraph"}:
            self.report(node, "A .table holds a caption, one table, and notes below it.")
            return None
        at = kinds.index("table")
        if at > 1:
            self.report(node, "A .table has one caption. Move the other paragraphs below it.")
        above = [block for child in node.children[:at] for block in self.read_paragraph(child)]
        table = read_table(node.children[at], self.reading, self.source_lines)
        below = [block for child in node.children[at + 1 :] for block in self.read_paragraph(child)]
        captions = [block.content for block in above if isinstance(block, Paragraph)]
        notes = [block for block in below if isinstance(block, Paragraph)]
        caption = captions[0] if captions else UNSET
        return msgspec.structs.replace(table, id=block_id, caption=caption, notes=notes)
