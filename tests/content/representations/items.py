"""CSL items of every kind, as editors write them and as nobody does."""

from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from schema.reference import CslItem, CslType, Identifiers, Reference, ReferenceStatus
from seed.documents import is_stub, label_of
from tests.search.test_words import RIGHTS

PAPER: dict[str, Any] = {
    "id": "able-2020",
    "type": "article-journal",
    "title": "Needles & pins: 50 % of {all} #1 cases_",
    "author": [
        {"family": "Åble", "given": "Ann B."},
        {"family": "de la Cruz", "given": "J."},
        {"literal": "Testing and Trials Group"},
    ],
    "container-title": "Journal of Tests",
    "issued": {"date-parts": [[2020, 2, 3]]},
    "volume": "12",
    "issue": "3",
    "page": "101-109",
    "DOI": "10.5555/able_2020",
    "PMID": "12345",
    "PMCID": "PMC12345",
    "URL": "https://example.org/a_b?c=%7B1%7D&d",
    "ISSN": "0959-8138",
    "language": "en",
}
BOOK: dict[str, Any] = {
    "id": "baker-1999",
    "type": "book",
    "title": "A book",
    "editor": [{"family": "Baker", "given": "Bob"}],
    "publisher": "Test Press",
    "publisher-place": "Testville",
    "edition": "2",
    "issued": {"date-parts": [[1999]]},
    "ISBN": "978-0-306-40615-7",
}
PAGE: dict[str, Any] = {
    "id": "institute",
    "type": "webpage",
    "title": "A page",
    "author": [{"literal": "Testing Institute"}],
    "container-title": "Testing Today",
    "accessed": {"date-parts": [[2026, 1, 5]]},
    "URL": "https://example.org/",
    "note": "Read twice.",
}
STUB: dict[str, Any] = {"id": "known-by-name", "type": "document", "publisher": "Somebody"}
ITEMS = {each["id"]: each for each in (PAPER, BOOK, PAGE, STUB)}


def make_reference(item: dict[str, Any], status: ReferenceStatus = "current") -> Reference:
    """Make the document of a CSL item."""
    csl = msgspec.convert(item, CslItem)
    return Reference(
        id="ref_aaaaaaaaa1",
        slug=csl.id,
        rev="",
        published_at="",
        updated_at="",
        href="/v1/references/ref_aaaaaaaaa1",
        rights=RIGHTS,
        citation_key=csl.id,
        label=label_of(csl),
        status=status,
        completeness="stub" if is_stub(csl) else "complete",
        identifiers=Identifiers(),
        csl=csl,
    )


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(str.strip)
NAMES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"family": WORDS}, optional={"given": WORDS}),
        st.fixed_dictionaries({"literal": WORDS}),
        st.fixed_dictionaries({"given": WORDS}),
    ),
    max_size=4,
)
DATES = st.lists(st.integers(-9999, 9999), min_size=1, max_size=3).map(
    lambda parts: {"date-parts": [parts]}
)
TEXTS = (
    *("title", "container-title", "publisher", "authority", "edition", "number", "volume"),
    *("issue", "page", "language", "note", "DOI", "PMID", "PMCID", "ISBN", "ISSN"),
)
ANY_ITEM = st.fixed_dictionaries(
    {"id": st.just("any"), "type": st.sampled_from(get_args(CslType))},
    optional={
        **dict.fromkeys(TEXTS, WORDS),
        **dict.fromkeys(["author", "editor"], NAMES),
        **dict.fromkeys(["issued", "accessed"], DATES),
        "URL": st.just("https://example.org/a_b?c=%25&d#e"),
    },
)
"""Every item that the model lets through, likely or not."""
