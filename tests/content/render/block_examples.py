"""Each kind of block, and what it becomes."""

from textwrap import dedent
from typing import NamedTuple

from schema.block import (
    Block,
    BundleItem,
    BundleList,
    Callout,
    Image,
    ImageBlock,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Steps,
)
from schema.inline import Inline
from tests.content.render.run_examples import marked, plain


class BlockExample(NamedTuple):
    """Blocks, and what they become in each form."""

    blocks: list[Block]
    html: str
    markdown: str
    text: str


def example(blocks: list[Block], html: str, markdown: str, text: str) -> BlockExample:
    """Take the indentation of this file off the expected forms."""
    return BlockExample(blocks, *(dedent(form).strip("\n") for form in (html, markdown, text)))


def paragraph(*runs: Inline) -> Paragraph:
    """A paragraph."""
    return Paragraph(content=list(runs))


def item(text: str, *children: ListBlock) -> ListItem:
    """An item of plain text."""
    return ListItem(content=[plain(text)], children=list(children))


def bullets(*items: ListItem) -> ListBlock:
    """A bulleted list."""
    return ListBlock(is_ordered=False, items=list(items))


def numbers(*items: ListItem) -> ListBlock:
    """A numbered list."""
    return ListBlock(is_ordered=True, items=list(items))


BUNDLES = BundleList(
    id="bundles",
    items=[
        BundleItem(service_bundle_id="bun_1111111111", title="Neck relief", summary="Joint care.")
    ],
)
NEEDLES = Image(role="photo", alt="Needles [new]", url="https://example.org/n.jpg")
DRAWING = Image(role="diagram", alt="Points & <hands>")

BLOCKS = {
    "paragraphs": example(
        [paragraph(plain("One.")), paragraph(plain("2. Two."))],
        """
        <p>One.</p>
        <p>2. Two.</p>
        """,
        r"""
        One.

        2\. Two.
        """,
        """
        One.

        2. Two.
        """,
    ),
    "lists inside lists": example(
        [bullets(item("a", numbers(item("b"), item("c", bullets(item("d"))))), item("- e"))],
        """
        <ul>
        <li>a
        <ol>
        <li>b</li>
        <li>c
        <ul>
        <li>d</li>
        </ul>
        </li>
        </ol>
        </li>
        <li>- e</li>
        </ul>
        """,
        r"""
        - a
          1. b
          2. c
             - d
        - \- e
        """,
        """
        - a
          1. b
          2. c
             - d
        - - e
        """,
    ),
    "lists behind lists": example(
        [bullets(item("a")), bullets(item("b")), bullets(item("c")), BUNDLES],
        """
        <ul>
        <li>a</li>
        </ul>
        <ul>
        <li>b</li>
        </ul>
        <ul>
        <li>c</li>
        </ul>
        <ul class="bundles" id="bundles">
        <li><a href="/v1/service-bundles/bun_1111111111" data-type="service_bundle" \
data-id="bun_1111111111">Neck relief</a>: Joint care.</li>
        </ul>
        """,
        """
        - a

        * b

        - c

        * [Neck relief](/v1/service-bundles/bun_1111111111): Joint care.
        """,
        """
        - a

        - b

        - c

        - Neck relief: Joint care.
        """,
    ),
    "steps": example(
        [Steps(id="session", items=[item("Rest.")]), numbers(item("Go."))],
        """
        <ol class="steps" id="session">
        <li>Rest.</li>
        </ol>
        <ol>
        <li>Go.</li>
        </ol>
        """,
        """
        1. Rest.

        1) Go.
        """,
        """
        1. Rest.

        1. Go.
        """,
    ),
    "image": example(
        [ImageBlock(image=NEEDLES, caption="# 1 <b>")],
        """
        <figure>
        <img src="https://example.org/n.jpg" alt="Needles [new]">
        <figcaption># 1 &lt;b&gt;</figcaption>
        </figure>
        """,
        r"""
        ![Needles \[new\]](https://example.org/n.jpg)

        \# 1 \<b>
        """,
        """
        Image: Needles [new]

        # 1 <b>
        """,
    ),
    "image without a picture": example(
        [ImageBlock(image=DRAWING)],
        """
        <figure>
        <p>Points &amp; &lt;hands&gt;</p>
        </figure>
        """,
        "_Points \\& \\<hands>_",
        "Image: Points & <hands>",
    ),
    "quote": example(
        [Quote(blocks=[paragraph(plain("It helped.")), bullets(item("a"))])],
        """
        <blockquote>
        <p>It helped.</p>
        <ul>
        <li>a</li>
        </ul>
        </blockquote>
        """,
        """
        > It helped.
        >
        > - a
        """,
        """
        > It helped.
        >
        > - a
        """,
    ),
    "callout": example(
        [Callout(tone="safety", blocks=[paragraph(marked("Never", "strong"), plain(" alone."))])],
        """
        <aside class="callout" data-tone="safety" role="note">
        <p><strong>Never</strong> alone.</p>
        </aside>
        """,
        "> **Safety:** **Never** alone.",
        "Safety: Never alone.",
    ),
    "callout with a list": example(
        [Callout(tone="note", blocks=[bullets(item("a"))])],
        """
        <aside class="callout" data-tone="note" role="note">
        <ul>
        <li>a</li>
        </ul>
        </aside>
        """,
        """
        > **Note:**
        >
        > - a
        """,
        """
        Note:

        - a
        """,
    ),
    "nothing to show": example(
        [Quote(blocks=[]), bullets(item("")), ImageBlock(image=DRAWING)],
        """
        <blockquote>
        </blockquote>
        <ul>
        <li></li>
        </ul>
        <figure>
        <p>Points &amp; &lt;hands&gt;</p>
        </figure>
        """,
        """
        - &nbsp;

        _Points \\& \\<hands>_
        """,
        """
        -

        Image: Points & <hands>
        """,
    ),
}
