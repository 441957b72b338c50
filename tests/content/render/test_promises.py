"""What holds for any body in any form."""

from typing import get_args
from urllib.parse import unquote

import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.block import Block, Callout, Paragraph
from schema.inline import Mark, TextRun
from seed.render import render_html, render_markdown, render_text
from tests.content.render.readers import (
    PANDOC,
    contents_of,
    letters_of,
    normalise,
    numbers_in_text,
    numbers_of,
    read_html,
    read_markdown,
    words_of,
)
from tests.content.render.strategies import MARKS, bodies, callouts, paragraphs

LINK = {"href", "rel", "data-type", "data-id", "data-reference"}
ALLOWED: dict[str, set[str]] = {
    "a": LINK,
    "aside": {"class", "data-tone", "role"},
    "blockquote": set(),
    "caption": set(),
    "em": set(),
    "figcaption": set(),
    "figure": {"class"},
    "img": {"src", "alt"},
    "li": set(),
    "ol": {"class", "id"},
    "p": {"class"},
    "strong": set(),
    "sub": set(),
    "sup": {"class"},
    "table": {"class", "id"},
    "tbody": set(),
    "td": {"class"},
    "th": {"class", "colspan", "scope"},
    "thead": set(),
    "tr": {"data-study", "data-verification", "data-source-status"},
    "ul": {"class", "id"},
}
STRUCTURE = {"blockquote", "img", "li", "ol", "table", "tr", "ul"}
ON_THE_LINE: tuple[Mark, ...] = ("strong", "emphasis")
"""Marks that CommonMark knows."""

RENDERERS = (render_html, render_markdown, render_text)

any_body = settings(max_examples=100, deadline=None, derandomize=True)


@any_body
@given(bodies(*MARKS))
def test_numbers_are_the_same_in_all_forms(blocks: list[Block]) -> None:
    """A reader of any form is led to the same references, in the same order."""
    numbers = numbers_of(blocks)

    assert numbers_in_text(read_html(render_html(blocks)).cited) == numbers
    assert numbers_in_text(read_markdown(render_markdown(blocks)).cited) == numbers
    assert numbers_in_text(render_text(blocks)) == numbers


@any_body
@given(bodies(*MARKS))
def test_html_holds_nothing_but_what_is_allowed(blocks: list[Block]) -> None:
    """No text becomes an element or an attribute; a sanitizer finds nothing to remove."""
    html = render_html(blocks)

    page = read_html(html)
    cleaned = nh3.clean(
        html, tags=set(ALLOWED), attributes=ALLOWED, link_rel=None, url_schemes={"https"}
    )

    assert page.attributes <= {(tag, name) for tag, names in ALLOWED.items() for name in names}
    assert set(page.tags) <= set(ALLOWED)
    assert read_html(cleaned) == page


@any_body
@given(bodies(*MARKS))
def test_html_says_what_the_blocks_say(blocks: list[Block]) -> None:
    """Text comes out of HTML as it went in."""
    page = read_html(render_html(blocks))

    assert normalise(page.words) == words_of(blocks)


@any_body
@given(bodies(*ON_THE_LINE))
def test_markdown_says_what_the_blocks_say(blocks: list[Block]) -> None:
    """Text comes out of Markdown as it went in, whatever signs it is made of."""
    page = read_markdown(render_markdown(blocks))

    assert normalise(page.words) == words_of(blocks, with_tones=True)


@any_body
@given(bodies(*ON_THE_LINE))
def test_markdown_has_the_structure_of_html(blocks: list[Block]) -> None:
    """Lists, items, rows and quotes neither join nor fall apart; a callout is a quote."""
    html = ["blockquote" if tag == "aside" else tag for tag in read_html(render_html(blocks)).tags]
    markdown = read_markdown(render_markdown(blocks)).tags

    assert [tag for tag in markdown if tag in STRUCTURE] == [
        tag for tag in html if tag in STRUCTURE
    ]


@settings(any_body, max_examples=400)
@given(paragraphs(*MARKS))
def test_letters_keep_their_marks_in_markdown(paragraph: Paragraph) -> None:
    """Delimiters open and close where the marks do, between any two characters."""
    page = read_markdown(render_markdown([paragraph]), PANDOC)

    assert page.letters == letters_of([paragraph])


@any_body
@given(bodies(*MARKS))
def test_links_lead_to_the_same_place(blocks: list[Block]) -> None:
    """An address is the same in HTML and in Markdown, whatever characters it is made of."""
    html = read_html(render_html(blocks)).addresses
    markdown = read_markdown(render_markdown(blocks)).addresses

    assert list(map(unquote, markdown)) == list(map(unquote, html))


@any_body
@given(callouts(*ON_THE_LINE))
def test_no_form_leaves_out_a_callout(callout: Callout) -> None:
    """What must not be missed is in every form, word for word."""
    forms = (
        read_html(render_html([callout])).words,
        read_markdown(render_markdown([callout])).words,
        render_text([callout]),
    )

    for run in (run for content in contents_of(callout) for run in content):
        for form in forms:
            assert normalise(getattr(run, "text", "")) in normalise(form)


@any_body
@given(
    st.lists(st.builds(TextRun, text=st.text(), marks=st.lists(st.sampled_from(get_args(Mark)))))
)
def test_any_text_can_be_rendered(runs: list[TextRun]) -> None:
    """Nothing that a text holds, line breaks included, ends the paragraph that it stands in."""
    forms = [render([Paragraph(content=[*runs])]) for render in RENDERERS]

    assert [form.count("\n") for form in forms[1:]] == [0, 0]
