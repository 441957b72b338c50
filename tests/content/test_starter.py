"""The clinic's own content: what it holds, and that its evidence can be followed in every form."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from schema.reference import WORST_LAST
from seed.build import build
from seed.mistake import Mistake, level_of
from tests.conftest import ROOT

TODAY = "2026-11-24"
COUNTS = {
    "article": 8,
    "study": 6,
    "reference": 23,
    "practitioner": 1,
    "service_bundle": 4,
    "topic": 18,
}
WARNINGS = {
    "REF001": 7,
    "STU002": 1,
    "STU003": 1,
    "STU006": 4,
    "REV001": 8,
    "BUN002": 2,
    "BUN003": 4,
}
"""As counted by hand in the notes on the rules; REF007 is 0."""

MARKS = {
    "html": re.compile(r'data-reference="ref_\w+">(\d+)</a>'),
    "markdown": re.compile(r"\[\\\[(\d+)[^\]]*\]\]\(/v1/references/ref_\w+\)"),
    "text": re.compile(r"(?:\[|; |, )(\d+)(?:, pp?\. [\d-]+)?(?=[^\[\]]*\])"),
}
"""How a citation number stands in each form."""


class Starter(NamedTuple):
    """The content as it was released from an empty ledger."""

    release: Path
    notices: list[Mistake]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Read rows of the release file."""
        with closing(sqlite3.connect(f"file:{self.release}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def documents(self, type_name: str) -> list[Any]:
        """Decode all documents of a type."""
        rows = self.query(f"SELECT body FROM document WHERE type = '{type_name}' ORDER BY id")  # noqa: S608
        return [msgspec.json.decode(body) for (body,) in rows]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    """The clinic's own content, released once."""
    folder = tmp_path_factory.mktemp("starter")
    content = ROOT / "seed" / "content"
    compiled, current = build(
        content, folder / "ledger", TODAY, folder, locked=False, progress=lambda _: None
    )
    return Starter(folder / current.file, compiled.notices)


def citations_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every citation run inside blocks, in reading order."""
    if isinstance(value, dict):
        if value.get("type") == "citation":
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from citations_in(each)


def test_everything_that_was_written_is_released(starter: Starter) -> None:
    """No source is left out, and every section of an article is there."""
    counts = dict(starter.query("SELECT type, count(*) FROM document GROUP BY type"))

    articles = starter.documents("article")
    assert counts.pop("section") == sum(len(each["section_ids"]) for each in articles)
    assert counts == COUNTS


def test_the_warnings_are_those_that_were_counted_by_hand(starter: Starter) -> None:
    """The starter content has no error, and each rule warns as often as it should."""
    warnings = [each for each in starter.notices if level_of(each, {}) == "warning"]

    assert Counter(each.code for each in warnings) == WARNINGS


def test_every_citation_leads_to_a_reference(starter: Starter) -> None:
    """A number stands for one reference in a whole article: the one in that place of its list."""
    references = {each["id"] for each in starter.documents("reference")}
    lists = {each["id"]: each["reference_ids"] for each in starter.documents("article")}

    sections = starter.documents("section")

    runs = [(lists[each["article_id"]], run) for each in sections for run in citations_in(each)]
    assert len(runs) > 100
    for numbered, run in runs:
        assert numbered[run["number"] - 1] == run["reference_id"]
        assert run["reference_id"] in references


def test_numbers_follow_the_first_citation(starter: Starter) -> None:
    """The first reference that an article cites is 1, the next new one 2, and so on."""
    sections = {each["id"]: each for each in starter.documents("section")}

    for article in starter.documents("article"):
        blocks = [sections[each]["blocks"] for each in article["section_ids"]]
        order = dict.fromkeys(run["number"] for run in citations_in(blocks))
        assert list(order) == list(range(1, len(article["reference_ids"]) + 1))


@pytest.mark.parametrize("form", MARKS)
def test_every_form_has_the_numbers_of_the_blocks(starter: Starter, form: str) -> None:
    """A reader finds the same citations in the same order, whichever form was asked for."""
    rows = starter.query(f"SELECT section_id, body FROM section_body WHERE format = '{form}'")  # noqa: S608
    bodies = {key: str(msgspec.json.decode(body)) for key, body in rows}

    for section in starter.documents("section"):
        expected = [run["number"] for run in citations_in(section["blocks"])]
        found = [int(match[1]) for match in MARKS[form].finditer(bodies[section["id"]])]
        assert found == expected, section["slug"]


def test_sections_list_what_they_cite(starter: Starter) -> None:
    """`citations` is what the runs of a section say, in ascending order."""
    for section in starter.documents("section"):
        runs = {run["number"]: run["reference_id"] for run in citations_in(section["blocks"])}

        listed = [(each["number"], each["reference_id"]) for each in section["citations"]]

        assert listed == sorted(runs.items())
        assert section["reference_ids"] == [reference for _, reference in listed]


@pytest.mark.parametrize(
    ("of", "relation", "status"),
    [
        ("studies", "studies", "study.verification"),
        ("references", "references", "reference.status"),
    ],
)
def test_evidence_follows_from_the_relations(
    starter: Starter, of: str, relation: str, status: str
) -> None:
    """What an article says that it rests on can be counted again by anyone with the file."""
    table = status.partition(".")[0]
    rows = starter.query(
        f"SELECT relation.source_id, replace({status}, '-', '_') FROM relation"  # noqa: S608
        f" JOIN {table} ON {table}.id = relation.target_id WHERE relation.name = '{relation}'"
    )

    for article in starter.documents("article"):
        counts = Counter(word for source, word in rows if source == article["id"])
        stored = article["evidence"][of]
        assert {word: number for word, number in stored.items() if number} == counts


def test_a_study_has_the_worst_status_of_its_sources(starter: Starter) -> None:
    """A study is no better than the worst text about it."""
    statuses = {each["id"]: each["status"] for each in starter.documents("reference")}

    for study in starter.documents("study"):
        found = [statuses[each["reference_id"]] for each in study["sources"]]
        assert study["source_status"] == max(found, key=WORST_LAST.index)


def test_no_run_is_empty(starter: Starter) -> None:
    """Every run of text has characters to show."""
    assert '"text":""' not in str(starter.query("SELECT CAST(body AS TEXT) FROM document"))
