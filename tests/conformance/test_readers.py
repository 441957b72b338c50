"""What others read: every document of the clinic's own content, in every form."""

import pytest

from schema.form import FORMS
from tests.client import Answer, Client
from tests.conformance.readers import READERS, Reader, Verdict, judge, write_table

SPOILED = {
    "JSON-LD": b'{"@context": "https://schema.org", "@type": "Person", "headline": "x"}',
    "CSL-JSON": b'[{"id": "x", "type": "paper"}]',
    "BibTeX": b"@article{x, title = {y}",
    "RIS": b"TY  - JOUR\r\nXX  - y\r\nER  - \r\n",
    "HTML, articles": b"<!doctype html><p>x</em>",
    "HTML, frames": b"<!doctype html><p>x</em>",
    "HTML, citations": b'<div class="csl-entry"></div>',
    "Text, citations": b"a <i>b</i>\n",
    "Markdown": b"## x\n",
    "Atom": b"<feed><entry></feed>",
    "RSS 2.0": b"<rss><channel></rss>",
    "JSON Feed 1.1": b'{"version": "1"}',
    "Sitemap": b"<urlset><url/></urlset>",
}
EACH = pytest.mark.parametrize("reader", READERS, ids=[each.format for each in READERS])


@EACH
def test_a_reader_reads_all_there_is(reader: Reader, shipped: Client) -> None:
    """Nothing is passed over, and nothing is wrong."""
    verdict = judge(reader, shipped)

    assert verdict.documents > 0
    assert verdict.faults == []


@EACH
def test_a_reader_finds_what_is_wrong(reader: Reader, shipped: Client) -> None:
    """A verdict means something."""
    spoiled = Answer(200, {}, SPOILED[reader.format])

    verdict = judge(reader._replace(find=lambda _: iter([spoiled])), shipped)

    assert len(verdict.faults) == 1


def test_every_form_has_a_reader() -> None:
    """A new form needs somebody who reads it."""
    forms = {form for some in FORMS.values() for form in some}
    feeds_and_sitemap = 4

    assert len(READERS) == len(forms) + feeds_and_sitemap


def test_the_table_names_each_fault() -> None:
    """Who runs the command sees at once what does not read, and why."""
    verdicts = [Verdict("A", 3, [], "b 1.0"), Verdict("Longer", 10, ["X: y"], "c 2.0")]

    lines = write_table(verdicts).splitlines()

    assert lines[1:] == [
        "A       3          reads     b 1.0",
        "Longer  10         1 faults  c 2.0",
        "Longer: X: y",
    ]
