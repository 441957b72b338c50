"""Along the blocks of a body: its runs, what it links to, which studies it names."""

from collections.abc import Iterator, Sequence
from typing import Any

from schema.block import (
    Block,
    BundleList,
    Callout,
    EvidenceTable,
    ImageBlock,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Steps,
    Table,
)
from schema.inline import Inline, LinkRun, StudyRun, TextRun


def targets_of(blocks: list[Any]) -> Iterator[tuple[str, str]]:
    """The type and id of every document that blocks link to or list, in order."""
    for block in blocks:
        if isinstance(block, BundleList):
            yield from (("service_bundle", item.service_bundle_id) for item in block.items)
        for run in runs_of([block]):
            if isinstance(run, LinkRun) and run.target:
                yield run.target.type, run.target.id


def studies_of(blocks: list[Block]) -> Iterator[str]:
    """The id of every study that blocks name or show, in order."""
    for block in blocks:
        if isinstance(block, EvidenceTable):
            yield from (row.study_id for row in block.rows)
        yield from (run.study_id for run in runs_of([block]) if isinstance(run, StudyRun))


def runs_of(blocks: list[Any]) -> Iterator[Inline]:
    """Every run of text in blocks, in reading order."""
    for block in blocks:
        for runs in contents_of(block):
            yield from runs


def contents_of(block: Any) -> Iterator[Sequence[Inline]]:
    """Every stretch of text in a block, in reading order: paragraphs, items, cells."""
    match block:
        case Paragraph():
            yield block.content
        case ListBlock() | Steps():
            for item in block.items:
                yield from _item_contents(item)
        case Table():
            yield from _table_contents(block)
        case Quote() | Callout():
            for inner in block.blocks:
                yield from contents_of(inner)
        case ImageBlock():
            yield [TextRun(text=block.caption or "")]
        case _:
            pass


def _item_contents(item: ListItem) -> Iterator[Sequence[Inline]]:
    yield item.content
    for child in item.children:
        yield from contents_of(child)


def _table_contents(table: Table) -> Iterator[Sequence[Inline]]:
    yield table.caption or ()
    for column in table.columns:
        yield column.heading
    for group in table.groups:
        yield group.label or ()
        for row in group.rows:
            for cell in row.cells:
                yield cell.content
    for note in table.notes:
        yield note.content
