"""The citation processor is quick, and says what it says when it is slow."""

from functools import cache
from typing import Any

import msgspec
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings

from schema.form import STYLES, Style
from seed.representations.marks import MarkingFormatter, strip_marks
from seed.representations.processor import (
    NUMBER,
    UNFIT,
    load_style,
    name_somebody,
    read_style,
    run_style,
)
from tests.client import Client

from .items import ANY_ITEM, ITEMS, make_reference

read_plain = cache(read_style)


def run_plain(item: str, style: Style) -> str:
    """Run the processor as it comes."""
    csl = name_somebody(msgspec.json.decode(item))
    plain: CitationStylesStyle = read_plain(style)
    try:
        bibliography = CitationStylesBibliography(plain, CiteProcJSON([csl]), MarkingFormatter)
        bibliography.register(Citation([CitationItem(csl["id"])]))
        [entry] = bibliography.bibliography()
    except UNFIT:
        return ""
    return " ".join(NUMBER.sub("", str(entry)).split())


def assert_same(item: dict[str, Any]) -> None:
    csl = make_reference(item).csl
    text = strip_marks(msgspec.json.encode(csl).decode())
    for style in STYLES:
        assert run_style(text, style) == run_plain(text, style)


@given(ANY_ITEM)
@settings(deadline=None, max_examples=40)
def test_any_item_has_the_same_words(item: dict[str, Any]) -> None:
    """Whatever an item holds, what is remembered changes nothing."""
    assert_same(item)


def test_the_clinics_references_have_the_same_words(shipped: Client) -> None:
    """Nor does what was formatted before."""
    references = shipped.get("/v1/references?limit=100").json()["data"]

    for each in [*references, *reversed(references)]:
        assert_same(each["csl"])


def test_a_style_is_asked_once() -> None:
    """A second citation of the kind makes no search in the style any more."""
    item = msgspec.json.encode(ITEMS["able-2020"]).decode()
    for style in STYLES:
        run_style(item, style)
    before = {style: count_searches(style) for style in STYLES}

    for style in STYLES:
        run_style(item.replace("Needles", "Pins"), style)

    assert {style: count_searches(style) for style in STYLES} == before


def count_searches(style: Style) -> int:
    kept: list[Any] = load_style(style).quickened
    return sum(each.xpath_search.cache_info().misses for each in kept)
