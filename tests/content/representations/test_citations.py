"""References for readers: citation styles, as HTML and as text."""

from typing import Any

import nh3
import pytest
from hypothesis import given, settings

from schema.form import STYLES, Style
from seed.representations.citations import format_html, format_text
from seed.representations.marks import TAGS
from seed.representations.processor import name_somebody

from .items import ANY_ITEM, BOOK, ITEMS, PAGE, PAPER, STUB, make_reference

EACH_STYLE = pytest.mark.parametrize("style", STYLES)


def cite(item: dict[str, Any], style: Style) -> str:
    return format_text(make_reference(item), style)


@EACH_STYLE
def test_a_style_names_authors_title_journal_and_doi(style: Style) -> None:
    """Who, what, where and when: no style leaves any of it out."""
    citation = cite(PAPER, style).casefold()

    for part in (
        "åble",
        "needles & pins: 50 % of {all} #1 cases_",
        "journal of tests",
        "2020",
        "12",
        "101",
        "10.5555/able_2020",
    ):
        assert part in citation
    assert not citation[0].isdigit()


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("ama", "Testing Institute. A page. Testing Today."),
        ("apa", "Testing Institute. (n.d.). A page. Testing Today."),
        ("chicago", "Testing Institute. 2026. “A Page”. Testing Today."),
        ("vancouver", "Testing Institute. Testing Today [Internet]. [cited 2026 Jan 5]. A page."),
    ],
)
def test_styles_differ(style: Style, start: str) -> None:
    """Each style has its own order and its own signs."""
    assert cite(PAGE, style).startswith(start)


@EACH_STYLE
def test_a_text_without_a_title_has_its_short_name(style: Style) -> None:
    """What is known by name only is not dressed up as a citation."""
    assert cite(STUB, style) == "Somebody."


@EACH_STYLE
def test_a_text_that_does_not_stand_says_so(style: Style) -> None:
    """A reader of any style sees a retraction."""
    for item in ITEMS.values():
        assert format_html(make_reference(item, "retracted"), style).endswith(" [Retracted]")


def test_who_answers_for_a_text_stands_for_its_author() -> None:
    """A page of an institute is the institute's, unless somebody signed it."""
    page = {key: value for key, value in PAGE.items() if key != "author"} | {"publisher": "NIH"}

    assert name_somebody(page)["author"] == [{"literal": "NIH"}]
    assert name_somebody(PAGE) == PAGE
    assert name_somebody(BOOK) == BOOK


@given(ANY_ITEM)
@settings(deadline=None, max_examples=25)
def test_any_item_is_formatted_as_safe_html(item: dict[str, Any]) -> None:
    """No item stops a build, and no text of it becomes markup."""
    for style in STYLES:
        html = format_html(make_reference(item), style)

        assert format_text(make_reference(item), style).strip()
        assert nh3.clean(html, tags=set(TAGS), attributes={}) == html.replace(
            "\N{NO-BREAK SPACE}", "&nbsp;"
        )
