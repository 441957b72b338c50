"""Pipe tables: columns, groups of rows, and rows that do not fit their header."""

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from schema.block import Alignment, Table, TableCell, TableColumn, TableGroup, TableRow
from schema.inline import Inline, TextRun
from seed.body.inline import read_inline
from seed.body.report import Reading

ALIGNMENTS: dict[str, Alignment] = {
    "text-align:center": "center",
    "text-align:right": "end",
}


def read_table(node: SyntaxTreeNode, reading: Reading, source_lines: list[str]) -> Table:
    """Read a pipe table; a row with nothing but a bold first cell labels a group."""
    head, *bodies = node.children
    columns = [
        TableColumn(
            heading=read_inline(cell.children[0], reading),
            alignment=ALIGNMENTS.get(str(cell.attrs.get("style")), "start"),
        )
        for cell in head.children[0].children
    ]
    groups = [TableGroup(rows=[])]
    for row in (row for body in bodies for row in body.children):
        _check_width(row, len(columns), reading, source_lines)
        cells = [read_inline(cell.children[0], reading) for cell in row.children]
        if _is_label(cells):
            groups.append(TableGroup(label=[_unmark(run) for run in cells[0]], rows=[]))
        else:
            groups[-1].rows.append(TableRow(cells=[TableCell(content=each) for each in cells]))
    kept = [group for group in groups if group.rows]
    if any(group.label and not group.rows for group in groups):
        sentence = "A bold row labels the rows below it, and one has none. Write one."
        reading.report(reading.line_of(node), "SRC002", sentence)
    if not kept:
        reading.report(reading.line_of(node), "SRC002", "The table has no rows. Write one.")
    return Table(columns=columns, groups=kept, notes=[])


def _check_width(
    row: SyntaxTreeNode, width: int, reading: Reading, source_lines: list[str]
) -> None:
    """Refuse a row longer than its header, of which the parser would drop the rest."""
    line = source_lines[row.map[0]].strip() if row.map else ""
    cells = len(escapedSplit(line.removeprefix("|").removesuffix("|")))
    if cells > width:
        sentence = f"The row has {cells} cells and the header {width}. Add columns or join."
        reading.report(reading.line_of(row), "SRC002", sentence)


def _is_label(cells: list[list[Inline]]) -> bool:
    first, *others = cells
    is_bold = all(isinstance(run, TextRun) and run.marks == ["strong"] for run in first)
    return bool(first) and bool(others) and is_bold and not any(others)


def _unmark(run: Inline) -> Inline:
    return TextRun(text=run.text) if isinstance(run, TextRun) else run
