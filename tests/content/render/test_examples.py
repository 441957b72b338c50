"""Each kind of run and of block in the three forms."""

import pytest

from schema.block import Callout, ListBlock, ListItem, Paragraph, Quote
from schema.inline import TextRun
from seed.render import render_html, render_markdown, render_text
from tests.content.render.block_examples import BLOCKS, BlockExample
from tests.content.render.run_examples import RUNS, RunExample, plain
from tests.content.render.table_examples import TABLES

EXAMPLES = BLOCKS | TABLES


@pytest.mark.parametrize("example", RUNS.values(), ids=RUNS)
def test_runs(example: RunExample) -> None:
    """A run looks the same in any paragraph."""
    blocks = [Paragraph(content=example.runs)]

    assert render_html(blocks) == f"<p>{example.html}</p>"
    assert render_markdown(blocks) == example.markdown
    assert render_text(blocks) == example.text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# of people", "\\# of people"),
        ("> 65 years", "\\> 65 years"),
        ("+ heat", "\\+ heat"),
        ("- heat", "\\- heat"),
        ("--- heat", "\\--- heat"),
        ("::: heat", "\\::: heat"),
        ("12. heat", "12\\. heat"),
        ("12) heat", "12\\) heat"),
        ("12.", "12\\."),
        ("12.5 mg", "12.5 mg"),
        ("    heat", "heat"),
    ],
)
def test_no_line_begins_another_block(text: str, markdown: str) -> None:
    """What opens a heading, a list or a quote is written so that it does not."""
    paragraph = Paragraph(content=[plain(text)])
    item = ListItem(content=paragraph.content, children=[])

    assert render_markdown([paragraph]) == markdown
    assert render_markdown([ListBlock(is_ordered=False, items=[item])]) == f"- {markdown}"
    assert render_markdown([Quote(blocks=[paragraph])]) == f"> {markdown}"


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_blocks_as_html(example: BlockExample) -> None:
    """A block is the element that says what it is."""
    assert render_html(example.blocks) == example.html


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_blocks_as_markdown(example: BlockExample) -> None:
    """A block is written as an author would write it."""
    assert render_markdown(example.blocks) == example.markdown


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_blocks_as_text(example: BlockExample) -> None:
    """A block can be read out."""
    assert render_text(example.blocks) == example.text


def test_words_of_our_own_are_in_the_language_of_the_text() -> None:
    """A Spanish safety note does not begin in English."""
    paragraph = Paragraph(content=[TextRun(text="Consulte primero.")])
    blocks = [Callout(tone="safety", blocks=[paragraph])]

    assert render_text(blocks, "es-US") == "Seguridad: Consulte primero."
    assert render_markdown(blocks, "es") == "> **Seguridad:** Consulte primero."
    assert render_text(blocks, "de") == "Safety: Consulte primero."
