"""Blocks as plain text: for reading out, for search, and for counting words."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from schema.block import (
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
    TableRow,
)
from schema.inline import CitationRun, Inline, LinkRun, StudyRun, TextRun
from seed.render.labels import ENGLISH, Words, label_callout, warn_about, words_in
from seed.render.lines import hang, join_lines, number_items, quote_lines
from seed.render.runs import CitationGroup, Part, group_citations, place_of

CITATION = re.compile(r"\[\d[^\[\]]*\]")
ITEM_NUMBER = re.compile(r"^[ >]*\d+\. ", re.MULTILINE)
WORD = re.compile(r"\S*\w\S*")

RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))  # noqa: RUF001 (a minus sign)
END_OF_SENTENCE = re.compile(r"""[.!?…][”")]*$""")


def render_text(blocks: Sequence[Block], lang: str = "en") -> str:
    """Write blocks as plain text; words of our own are in the text's language."""
    words = words_in(lang)
    return "\n\n".join(filter(None, (_render_block(block, words) for block in blocks)))


def count_words(text: str) -> int:
    r"""Count the words of a rendered text; citations and the numbers of items are none.

    >>> count_words("1. Rest [1, p. 3; 2].\n2. Come back in 2 weeks, or + 1.")
    8
    """
    return len(WORD.findall(CITATION.sub(" ", ITEM_NUMBER.sub("", text))))


def _render_block(block: Block, words: Words = ENGLISH) -> str:  # noqa: PLR0911 (one return for each kind)
    match block:
        case Paragraph():
            return render_runs(block.content)
        case ListBlock():
            return _render_items(block.items, is_ordered=block.is_ordered)
        case Steps():
            return _render_items(block.items, is_ordered=True)
        case Table():
            return "\n\n".join(filter(None, _render_table(block)))
        case EvidenceTable():
            return "\n".join(_render_study(row, words) for row in block.rows)
        case BundleList():
            return "\n".join(map(_render_bundle, block.items))
        case ImageBlock():
            return join_lines(f"{words.image}: {block.image.alt}") + _render_caption(block)
        case Quote():
            return quote_lines(render_text(block.blocks))
        case Callout():
            return render_text(label_callout(block, words))
        case _:
            assert_never(block)


def render_runs(runs: Sequence[Inline]) -> str:
    """Write runs as one line of text."""
    return join_lines("".join(map(_render_part, group_citations(runs)))).strip()


def _render_part(part: Part) -> str:
    match part:
        case TextRun():
            return _raise(part.text) if "superscript" in (part.marks or ()) else part.text
        case CitationGroup():
            items = (f"{each.number}{place_of(each)}" for each in part.citations)
            return f"[{part.separator.join(items)}]"
        case StudyRun():
            return part.text
        case LinkRun():
            is_hidden = part.href and part.href != part.text
            return f"{part.text} ({part.href})" if is_hidden else part.text
        case _:
            assert_never(part)


def _raise(text: str) -> str:
    """Raise a number, which would change its meaning on the line: 10⁶ is not 106."""
    return "".join(map(RAISED.__getitem__, text)) if RAISED.keys() >= set(text) else text


def _render_items(items: list[ListItem], *, is_ordered: bool) -> str:
    markers = number_items(len(items)) if is_ordered else ["- "] * len(items)
    return "\n".join(
        hang(marker, _render_item(item)) for marker, item in zip(markers, items, strict=True)
    )


def _render_item(item: ListItem) -> str:
    return "\n".join(filter(None, [render_runs(item.content), *map(_render_block, item.children)]))


def _render_table(table: Table) -> Iterator[str]:
    """Write the caption, the groups of rows, and the notes.

    Headings are repeated in each row; what they cite is said once, before.
    """
    yield render_runs(table.caption or [])
    cited = [run for column in table.columns for run in column.heading]
    if any(isinstance(run, CitationRun) for run in cited):
        yield "; ".join(render_runs(column.heading) for column in table.columns)
    headings = [_without_citations(column.heading) for column in table.columns]
    for group in table.groups:
        rows = [_render_row(row, headings) for row in group.rows]
        yield "\n".join(filter(None, [render_runs(group.label or []), *rows]))
    yield from (render_runs(note.content) for note in table.notes)


def _without_citations(runs: Sequence[Inline]) -> str:
    return render_runs([run for run in runs if not isinstance(run, CitationRun)])


def _render_row(row: TableRow, headings: list[str]) -> str:
    """Write a row as sentences do: empty cells are not mentioned."""
    cells = [render_runs(cell.content) for cell in row.cells]
    named = zip(headings, cells, strict=False)
    return "; ".join(": ".join(filter(None, (heading, cell))) for heading, cell in named if cell)


def _render_study(row: EvidenceRow, words: Words) -> str:
    facts = zip(words.columns[1:], (row.condition, row.comparison, row.outcome), strict=True)
    title = _end_sentence(row.title + warn_about(row, words))
    return " ".join([title, *(_end_sentence(f"{name}: {text}") for name, text in facts if text)])


def _end_sentence(text: str) -> str:
    sentence = join_lines(text).strip()
    return sentence if END_OF_SENTENCE.search(sentence) else f"{sentence}."


def _render_bundle(item: BundleItem) -> str:
    return join_lines(f"- {item.title}: {item.summary}")


def _render_caption(block: ImageBlock) -> str:
    return f"\n\n{join_lines(block.caption)}" if block.caption else ""
