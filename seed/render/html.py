"""Blocks as HTML: the elements that say what a block is, everything escaped, no styling.

A client finds its way by `id`, by the few classes, and by `data-` attributes.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import assert_never

from msgspec import UNSET, UnsetType

from schema.block import (
    Alignment,
    Block,
    BundleItem,
    BundleList,
    Callout,
    EvidenceRow,
    EvidenceTable,
    ImageBlock,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Steps,
    Table,
    TableGroup,
    TableRow,
)
from seed.render.html_runs import Attributes, element, link_document, open_tag, render_runs
from seed.render.labels import ENGLISH, Words, warn_about, words_in


def render_html(blocks: Sequence[Block], lang: str = "en") -> str:
    """Write blocks as HTML, one below the other; words of our own are in the text's language."""
    words = words_in(lang)
    return "\n".join(_render_block(block, words) for block in blocks)


def _render_block(block: Block, words: Words = ENGLISH) -> str:  # noqa: PLR0911 (one return for each kind)
    match block:
        case Paragraph():
            return element("p", render_runs(block.content))
        case ListBlock():
            return _render_list(block)
        case Steps():
            return _render_items("ol", block.items, {"class": "steps", "id": block.id})
        case Table():
            return _render_table(block)
        case EvidenceTable():
            return _render_evidence(block, words)
        case BundleList():
            items = map(_render_bundle, block.items)
            return _stack("ul", items, {"class": "bundles", "id": block.id})
        case ImageBlock():
            return _render_image(block)
        case Quote():
            return _stack("blockquote", map(_render_block, block.blocks))
        case Callout():
            attributes = {"class": "callout", "data-tone": block.tone, "role": "note"}
            return _stack("aside", map(_render_block, block.blocks), attributes)
        case _:
            assert_never(block)


def _stack(name: str, parts: Iterable[str], attributes: Attributes | None = None) -> str:
    """Write an element around others, each on lines of its own."""
    return "\n".join([open_tag(name, attributes or {}), *parts, f"</{name}>"])


def _render_list(block: ListBlock) -> str:
    return _render_items("ol" if block.is_ordered else "ul", block.items)


def _render_items(name: str, items: list[ListItem], attributes: Attributes | None = None) -> str:
    return _stack(name, map(_render_item, items), attributes)


def _render_item(item: ListItem) -> str:
    if not item.children:
        return element("li", render_runs(item.content))
    lists = map(_render_list, item.children)
    return "\n".join([f"<li>{render_runs(item.content)}", *lists, "</li>"])


def _render_table(table: Table) -> str:
    caption = [element("caption", render_runs(table.caption))] if table.caption else []
    headings = [
        element(
            "th",
            render_runs(column.heading),
            {"scope": "col", "class": _class_of(column.alignment)},
        )
        for column in table.columns
    ]
    alignments = [column.alignment for column in table.columns]
    bodies = (_render_group(group, alignments) for group in table.groups)
    rows = _stack("table", [*caption, _render_head(headings), *bodies], {"id": table.id})
    notes = (element("p", render_runs(note.content), {"class": "note"}) for note in table.notes)
    return _stack("figure", [rows, *notes], {"class": "table"})


def _class_of(alignment: Alignment) -> Alignment | UnsetType:
    """Name an alignment, unless it is the one that cells have anyway."""
    return UNSET if alignment == "start" else alignment


def _render_head(headings: Iterable[str]) -> str:
    return element("thead", element("tr", "".join(headings)))


def _render_group(group: TableGroup, alignments: list[Alignment]) -> str:
    rows = [_render_row(row, alignments) for row in group.rows]
    if group.label:
        span = {"scope": "rowgroup", "colspan": str(len(alignments))}
        rows.insert(0, element("tr", element("th", render_runs(group.label), span)))
    return _stack("tbody", rows)


def _render_row(row: TableRow, alignments: list[Alignment]) -> str:
    cells = (
        element("td", render_runs(cell.content), {"class": _class_of(alignment)})
        for cell, alignment in zip(row.cells, alignments, strict=False)
    )
    return element("tr", "".join(cells))


def _render_evidence(table: EvidenceTable, words: Words) -> str:
    head = _render_head(element("th", each, {"scope": "col"}) for each in words.columns)
    body = _stack("tbody", (_render_study(row, words) for row in table.rows))
    return _stack("table", [head, body], {"class": "evidence", "id": table.id})


def _render_study(row: EvidenceRow, words: Words) -> str:
    study = link_document(row.title, "study", row.study_id) + escape(warn_about(row, words))
    cells = [element("td", escape(each)) for each in (row.condition, row.comparison, row.outcome)]
    attributes = {
        "data-study": row.study_id,
        "data-verification": row.verification,
        "data-source-status": row.source_status,
    }
    return element("tr", element("th", study, {"scope": "row"}) + "".join(cells), attributes)


def _render_bundle(item: BundleItem) -> str:
    link = link_document(item.title, "service_bundle", item.service_bundle_id)
    return element("li", f"{link}: {escape(item.summary)}")


def _render_image(block: ImageBlock) -> str:
    image = block.image
    picture = (
        open_tag("img", {"src": image.url, "alt": image.alt})
        if image.url
        else element("p", escape(image.alt))
    )
    caption = [element("figcaption", escape(block.caption))] if block.caption else []
    return _stack("figure", [picture, *caption])
