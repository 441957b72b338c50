"""The citation processor: one CSL item in one citation style, as marked text.

The styles are those of the Citation Style Language project, unchanged (styles/NOTICE).
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec
from citeproc import Citation, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON

from schema.form import Style
from seed.representations.marks import MarkingFormatter
from seed.representations.quickened import cite_known, quicken_source, quicken_style

DATE, LOCALE = (f"{{http://purl.org/net/xbiblio/csl}}{name}" for name in ("date", "locale"))
STYLES = Path(__file__).parent / "styles"
NUMBER = re.compile(r"^\s*(\[?\d+[\].]+|\(\d+\))\s*")
"""What numeric styles begin with; a list has numbers of its own."""
UNFIT = (AttributeError, LookupError, TypeError, ValueError)
"""What the processor raises for an item that it has no words for."""


def run_style(item: str, style: Style) -> str:
    """Run the citation processor over an item: marked text, or nothing if it has no words."""
    try:
        source = read_item(item)
        bibliography = CitationStylesBibliography(load_style(style), source, MarkingFormatter)
        bibliography.register(Citation([cite_known(source)]))
        [entry] = bibliography.bibliography()
    except UNFIT:
        return ""
    return " ".join(NUMBER.sub("", str(entry)).split())


@lru_cache(1)
def read_item(item: str) -> CiteProcJSON:
    """Read an item once for all styles, which come one after the other."""
    return quicken_source(name_somebody(msgspec.json.decode(item)))


def name_somebody(csl: dict[str, Any]) -> dict[str, Any]:
    """Let the body that answers for a text stand for its author, where it has none.

    >>> name_somebody({"publisher": "NIH", "title": "Rest"})
    {'title': 'Rest', 'author': [{'literal': 'NIH'}]}
    """
    role = next((each for each in ("authority", "publisher") if each in csl), None)
    if role is None or csl.get("author") or csl.get("editor"):
        return csl
    others = {key: value for key, value in csl.items() if key != role}
    return {**others, "author": [{"literal": csl[role]}]}


@cache
def load_style(style: Style) -> CitationStylesStyle:
    """Load a style; it is the same for all citations."""
    loaded = read_style(style)
    quicken_style(loaded)
    return loaded


def read_style(style: Style) -> CitationStylesStyle:
    """Read a style, and mend what the processor would not find in it.

    It looks for what stands between the parts of a date where the date is used, and not where
    its style has it, in its own locale.
    """
    loaded = CitationStylesStyle(str(STYLES / f"{style}.csl"), validate=False)
    dates = list(loaded.root.iter(DATE))
    between = {
        each.get("form"): each.get("delimiter") for each in dates if each.getparent().tag == LOCALE
    }
    for date in dates:
        delimiter = between.get(date.get("form"))
        if delimiter and date.get("delimiter") is None:
            date.set("delimiter", delimiter)
    return loaded
