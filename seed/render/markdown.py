"""Blocks as CommonMark with pipe tables."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, assert_never

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
)
from schema.inline import Inline, TextRun
from seed.render.labels import ENGLISH, Words, label_callout, warn_about, words_in
from seed.render.lines import hang, number_items, quote_lines
from seed.render.markdown_runs import (
    escape,
    escape_address,
    link,
    render_line,
    render_runs,
    shield_start,
)
from seed.render.runs import address_of


class Markers(NamedTuple):
    """How the items of a list begin."""

    bullet: str
    delimiter: str


FIRST = Markers("- ", ".")
OTHER = Markers("* ", ")")
"""For a list right behind another of its kind, which would be read as one with it."""

NO_WORDS = "&nbsp;"
"""An item without anything behind its marker underlines the line above as a heading."""

RULES: dict[Alignment, str] = {"start": "---", "center": ":---:", "end": "---:"}


def render_markdown(blocks: Sequence[Block], lang: str = "en") -> str:
    """Write blocks as Markdown; words of our own are in the text's language."""
    return "\n\n".join(_render_blocks(blocks, words_in(lang)))


def _render_blocks(blocks: Sequence[Block], words: Words = ENGLISH) -> list[str]:
    """Write blocks one by one; those without content leave no trace."""
    written: list[str] = []
    previous: tuple[str | None, Markers] = (None, FIRST)
    for block in blocks:
        kind = _list_kind(block)
        markers = OTHER if kind and previous == (kind, FIRST) else FIRST
        markdown = _render_block(block, markers, words)
        if markdown:
            written.append(markdown)
            previous = (kind, markers)
    return written


def _list_kind(block: Block) -> Literal["bullets", "numbers"] | None:
    match block:
        case ListBlock(is_ordered=False) | BundleList():
            return "bullets"
        case ListBlock() | Steps():
            return "numbers"
        case _:
            return None


def _render_block(  # noqa: PLR0911 (one return for each kind)
    block: Block, markers: Markers, words: Words
) -> str:
    match block:
        case Paragraph():
            return render_line(block.content)
        case ListBlock():
            return _render_items(block.items, markers, is_ordered=block.is_ordered)
        case Steps():
            return _render_items(block.items, markers, is_ordered=True)
        case Table():
            return _render_table(block)
        case EvidenceTable():
            rules = [RULES["start"]] * len(words.columns)
            studies = (_study_cells(row, words) for row in block.rows)
            return _render_rows(words.columns, rules, *studies)
        case BundleList():
            return "\n".join(markers.bullet + _render_bundle(item) for item in block.items)
        case ImageBlock():
            return _render_image(block)
        case Quote():
            return quote_lines(render_markdown(block.blocks))
        case Callout():
            return quote_lines(render_markdown(label_callout(block, words)))
        case _:
            assert_never(block)


def _render_items(items: list[ListItem], markers: Markers, *, is_ordered: bool) -> str:
    numbers = number_items(len(items), markers.delimiter)
    starts = numbers if is_ordered else [markers.bullet] * len(items)
    return "\n".join(
        hang(start, _render_item(item)) for start, item in zip(starts, items, strict=True)
    )


def _render_item(item: ListItem) -> str:
    words = render_line(item.content)
    lines = [words] if words else []
    return "\n".join([*lines, *_render_blocks(item.children)]) or NO_WORDS


def _render_table(table: Table) -> str:
    caption = render_line(table.caption) if table.caption else ""
    headings = [render_runs(column.heading) for column in table.columns]
    rules = [RULES[column.alignment] for column in table.columns]
    rows = [row for group in table.groups for row in _group_rows(group, len(headings))]
    notes = [render_line(note.content) for note in table.notes]
    return "\n\n".join(filter(None, [caption, _render_rows(headings, rules, *rows), *notes]))


def _group_rows(group: TableGroup, width: int) -> list[list[str]]:
    """Lay out a group; its label is a row with nothing but a bold first cell."""
    rows = [[render_runs(cell.content) for cell in row.cells] for row in group.rows]
    if not group.label:
        return rows
    label = render_runs([_embolden(run) for run in group.label])
    return [[label, *[""] * (width - 1)], *rows]


def _embolden(run: Inline) -> Inline:
    if isinstance(run, TextRun):
        return TextRun(text=run.text, marks=["strong", *(run.marks or [])])
    return run


def _render_rows(*rows: Sequence[str]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows if cells)


def _study_cells(row: EvidenceRow, words: Words) -> list[str]:
    study = link(row.title, address_of("study", row.study_id)) + escape(warn_about(row, words))
    return [study, *(escape(each).strip() for each in (row.condition, row.comparison, row.outcome))]


def _render_bundle(item: BundleItem) -> str:
    address = address_of("service_bundle", item.service_bundle_id)
    return f"{link(item.title, address)}: {escape(item.summary)}"


def _render_image(block: ImageBlock) -> str:
    image = block.image
    if image.url:
        picture = f"![{escape(image.alt)}]({escape_address(image.url)})"
    else:
        picture = render_line([TextRun(text=image.alt, marks=["emphasis"])])
    caption = shield_start(escape(block.caption).strip()) if block.caption else ""
    return "\n\n".join(filter(None, [picture, caption]))
