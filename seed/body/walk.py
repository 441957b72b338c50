"""Along the blocks of a body: its runs, what it links to, which studies it names."""

from collections.abc import Iterator
from typing import Any

from schema.block import (
    Block,
    BundleList,
    Callout,
    EvidenceTable,
    Inline,
    LinkRun,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Steps,
    StudyRun,
    Table,
)


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
        match block:
            case Paragraph():
                yield from block.content
            case ListBlock() | Steps():
                yield from _item_runs(block.items)
            case Table():
                yield from _table_runs(block)
            case Quote() | Callout():
                yield from runs_of(block.blocks)
            case _:
                pass


def _item_runs(items: list[ListItem]) -> Iterator[Inline]:
    for item in items:
        yield from item.content
        yield from runs_of(item.children)


def _table_runs(table: Table) -> Iterator[Inline]:
    yield from table.caption or ()
    for column in table.columns:
        yield from column.heading
    for group in table.groups:
        yield from group.label or ()
        for row in group.rows:
            for cell in row.cells:
                yield from cell.content
    yield from runs_of(table.notes)
