"""Each kind of run and of block in the three forms."""

import pytest

from schema.block import Paragraph
from seed.render import render_html, render_markdown, render_text
from tests.content.render.block_examples import BLOCKS, BlockExample
from tests.content.render.run_examples import RUNS, RunExample
from tests.content.render.table_examples import TABLES

EXAMPLES = BLOCKS | TABLES


@pytest.mark.parametrize("example", RUNS.values(), ids=RUNS)
def test_runs(example: RunExample) -> None:
    """A run looks the same in any paragraph."""
    blocks = [Paragraph(content=example.runs)]

    assert render_html(blocks) == f"<p>{example.html}</p>"
    assert render_markdown(blocks) == example.markdown
    assert render_text(blocks) == example.text


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
