"""Studies: whether their facts hold together, and how far they were checked."""

from collections.abc import Iterator

from schema.block import EvidenceTable
from schema.names import did_you_mean
from schema.reference import REFERENCE
from schema.study import STUDY, StudySource, StudySummary
from seed.check.edition import Edition
from seed.check.passages import passages_of
from seed.check.wording import join_quoted
from seed.mistake import Mistake
from seed.read.content import SourceFile

UNSETTLED = {
    "as-stated": 'Not yet checked against the paper. Read it and write "status: checked".',
    "disputed": "Its sources disagree, and an article names it. Settle what they differ in.",
}
"""What a verification that is not finished asks for."""

File = SourceFile[StudySource]


def check_studies(edition: Edition) -> Iterator[Mistake]:
    """See that studies have sources, agree with themselves, and are checked once they are used."""
    named, tabled = find_named(edition), find_tabled(edition)
    for file in edition.content.published(STUDY.name):
        yield from check_sources(file, edition)
        yield from check_comparisons(file)
        yield from check_years(file)
        if file.source.id in named | tabled.keys():
            yield from check_verification(file)
        if file.source.id in tabled:
            yield from check_summary(file, tabled[file.source.id])


def check_sources(file: File, edition: Edition) -> Iterator[Mistake]:
    """See that there are sources, that they exist, and that the study's own paper is one."""
    sources = file.source.sources
    for index, each in enumerate(sources):
        if edition.directory.find(REFERENCE.name, each.reference) is None:
            sentence = edition.directory.explain(REFERENCE.name, REFERENCE.title, each.reference)
            yield file.mistake("CIT001", sentence, "sources", index, "reference")
    if not sources:
        sentence = '"sources" is empty. Add at least one reference.'
        yield file.mistake("STU001", sentence, "sources")
    elif all(each.role != "primary-report" for each in sources):
        keys = join_quoted(dict.fromkeys(each.reference for each in sources))
        sentence = f"Known only through {keys}. Add the study's own paper."
        yield file.mistake("STU002", sentence, "sources")


def check_comparisons(file: File) -> Iterator[Mistake]:
    """See that outcomes name arms of the study, and that every comparator has one."""
    source = file.source
    comparators = [each.text for each in source.comparators]
    interventions = [each.text for each in source.interventions]
    for index, outcome in enumerate(source.outcomes):
        for key, name, known in (
            ("versus", outcome.versus, comparators),
            ("intervention", outcome.intervention, interventions),
        ):
            if name and name not in known:
                arms = "comparators" if key == "versus" else "interventions"
                hint = did_you_mean(name, known)
                sentence = f'"{name}" is not one of the {arms}.{hint}'
                yield file.mistake("STU004", sentence, "outcomes", index, key)
    measured = {outcome.versus for outcome in source.outcomes}
    silent = [name for name in comparators if name not in measured]
    if silent:
        sentence = f"No outcome says how it did against {join_quoted(silent, 'or')}."
        yield file.mistake("STU003", sentence, "comparators")


def check_years(file: File) -> Iterator[Mistake]:
    """See that there is one year, or a span that runs forwards."""
    year, first, last = file.source.year, file.source.year_from, file.source.year_to
    if bool(year) == bool(first or last) or bool(first) != bool(last):
        sentence = 'Give "year", or "year_from" and "year_to".'
        written = "year" if year else "year_from" if first else "year_to"
        yield file.mistake("STU005", sentence, written)
    elif first and last and first > last:
        sentence = f'"year_from" {first} is after "year_to" {last}. Swap them.'
        yield file.mistake("STU005", sentence, "year_from")


def check_verification(file: File) -> Iterator[Mistake]:
    """See that a study which readers meet was checked, and agrees with its sources."""
    sentence = UNSETTLED.get(file.source.verification.status)
    if sentence:
        yield file.mistake("STU006", sentence, "verification", "status")


def check_summary(file: File, table: str) -> Iterator[Mistake]:
    """See that a study has every cell that an evidence table shows."""
    for cell in StudySummary.__struct_fields__:
        if not getattr(file.source.summary, cell):
            sentence = f'"{cell}" is missing; the evidence table in {table} needs it.'
            yield file.mistake("STU007", sentence, "summary")


def find_named(edition: Edition) -> set[str]:
    """Find the ids of the studies that articles name in their text."""
    return {
        mention.id
        for _, body in edition.articles()
        for section in body.sections
        for passage in passages_of(section)
        for mention in passage.studies
    }


def find_tabled(edition: Edition) -> dict[str, str]:
    """Find the studies in evidence tables, by id, each with the first place that shows it."""
    found: dict[str, str] = {}
    for file, body in edition.articles():
        for section in body.sections:
            for line, block in zip(section.lines, section.blocks, strict=True):
                for row in block.rows if isinstance(block, EvidenceTable) else ():
                    found.setdefault(row.study_id, f"{file.path}:{line}")
    return found
