"""References for programs: what another program reads is what we wrote."""

import json
from typing import Any

import msgspec
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given, settings

from schema.reference import ReferenceStatus
from seed.representations.bibtex import write_bibtex
from seed.representations.csl import write_csl
from seed.representations.ris import write_ris

from .items import ANY_ITEM, BOOK, ITEMS, PAGE, PAPER, make_reference

SAID: dict[ReferenceStatus, str | None] = {
    "current": None,
    "unknown": None,
    "corrected": "Corrected",
    "expression-of-concern": "Expression of concern",
    "retracted": "Retracted",
}
EACH_STATUS = pytest.mark.parametrize("status", SAID)


def read_bibtex(text: str) -> Any:
    """Read BibTeX, with LaTeX's escapes undone."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return library.entries


def read_ris(text: str) -> Any:
    return rispy.loads(text)


def test_bibtex_reads_as_it_was_written() -> None:
    """Every field comes back: letters, signs that LaTeX has a use for, names, addresses."""
    [entry] = read_bibtex(write_bibtex(make_reference(PAPER)).decode())

    fields = {each.key: each.value for each in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", "able-2020")
    assert fields["title"] == PAPER["title"]
    assert fields["author"] == "Åble, Ann B. and de la Cruz, J. and Testing and Trials Group"
    assert fields["journal"] == "Journal of Tests"
    assert (fields["year"], fields["month"], fields["day"]) == ("2020", "2", "3")
    assert (fields["volume"], fields["number"], fields["pages"]) == ("12", "3", "101\N{EN DASH}109")
    assert (fields["pmid"], fields["pmcid"], fields["issn"]) == ("12345", "PMC12345", "0959-8138")


def test_organisations_in_bibtex_are_one_name() -> None:
    """An "and" in a name does not make two names of it."""
    text = write_bibtex(make_reference(PAPER)).decode()

    assert "de la Cruz, J. and {Testing and Trials Group}}," in text


def test_addresses_in_bibtex_are_verbatim() -> None:
    """A DOI or an address is no text: nothing in it is escaped."""
    text = write_bibtex(make_reference(PAPER)).decode()

    assert "  doi = {10.5555/able_2020}," in text
    assert "  url = {https://example.org/a_b?c=%7B1%7D&d}," in text


def test_bibtex_has_books_and_pages() -> None:
    """What stands in a book is in the fields of a book."""
    [book], [page] = (
        read_bibtex(write_bibtex(make_reference(item)).decode()) for item in (BOOK, PAGE)
    )

    assert (book["editor"], book["publisher"], book["address"]) == (
        "Baker, Bob",
        "Test Press",
        "Testville",
    )
    assert (page["urldate"], page["note"]) == ("2026-01-05", "Read twice.")


def test_ris_reads_as_it_was_written() -> None:
    """A reference manager finds every field."""
    [entry] = read_ris(write_ris(make_reference(PAPER)).decode())

    assert entry["type_of_reference"] == "JOUR"
    assert entry["title"] == PAPER["title"]
    assert entry["authors"] == ["Åble, Ann B.", "de la Cruz, J.", "Testing and Trials Group"]
    assert (entry["year"], entry["date"]) == ("2020", "2020/02/03/")
    assert (entry["volume"], entry["number"]) == ("12", "3")
    assert (entry["start_page"], entry["end_page"]) == ("101", "109")
    assert (entry["doi"], entry["urls"]) == ("10.5555/able_2020", [PAPER["URL"]])


@pytest.mark.parametrize("key", ITEMS)
def test_csl_is_the_item_and_custom(key: str) -> None:
    """Nothing of the item changes; what is ours stands where CSL lets it."""
    item = json.loads(write_csl(make_reference(ITEMS[key], "retracted")))

    assert item.pop("custom") == {
        "public_id": "ref_aaaaaaaaa1",
        "status": "retracted",
        "href": "/v1/references/ref_aaaaaaaaa1",
    }
    assert item == ITEMS[key]
    assert CiteProcJSON([item])


@EACH_STATUS
def test_no_form_hides_a_retraction(status: ReferenceStatus) -> None:
    """Whoever imports a text that does not stand is told so, in every form."""
    reference, word = make_reference(PAGE, status), SAID[status]

    [entry] = read_bibtex(write_bibtex(reference).decode())
    [record] = read_ris(write_ris(reference).decode())

    note = entry.fields_dict["note"].value
    assert note == (f"{word}. Read twice." if word else "Read twice.")
    assert record["notes"] == ([word] if word else []) + ["Read twice."]
    assert json.loads(write_csl(reference))["custom"]["status"] == status


@given(ANY_ITEM)
@example({"id": "any", "type": "article", "DOI": "\\"})
@settings(deadline=None, max_examples=25, derandomize=True)
def test_whatever_an_item_holds_is_one_entry(item: dict[str, Any]) -> None:
    """No text breaks out of its field, in BibTeX or RIS, however it is written."""
    reference = make_reference(item, "retracted")

    other = msgspec.structs.replace(reference, citation_key="other")
    entries = read_bibtex((write_bibtex(reference) + write_bibtex(other)).decode())
    records = read_ris(write_ris(reference).decode() * 2)

    assert len(entries) == len(records) == 2
    assert records[0]["notes"][0] == "Retracted"
    assert all("Retracted" in each.fields_dict["note"].value for each in entries)
