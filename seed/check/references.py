"""References: whether readers can find them, and who leans on them."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator

from schema.reference import REFERENCE, CslDate, ReferenceSource
from schema.study import STUDY
from seed.check.edition import Edition
from seed.check.passages import passages_of, split_sentences
from seed.check.wording import count
from seed.mistake import Mistake
from seed.read.content import SourceFile

MONTHS = 12
LEAP_YEAR = 2000
DOUBTFUL = {"retracted": "is retracted", "expression-of-concern": "is under concern"}
"""Statuses of a reference that nothing should rest on, as sentences say them."""

File = SourceFile[ReferenceSource]


def check_references(edition: Edition) -> Iterator[Mistake]:
    """See that references can be found, hold together, and are used while they stand."""
    for file in edition.content.published(REFERENCE.name):
        yield from check_stub(file)
        yield from check_csl(file)
    yield from check_use(edition)


def check_stub(file: File) -> Iterator[Mistake]:
    """See that readers can find the text; of a stub nobody can say that it is current."""
    key, csl = file.source.slug, file.source.csl
    missing = [] if csl.title else ["title"]
    if not (csl.url or csl.doi or csl.pmid):
        missing.append("link, DOI or PMID")
    if not missing:
        return
    sentence = f'Reference "{key}" has no {" and no ".join(missing)}. Readers cannot check it.'
    yield file.mistake("REF001", sentence)
    if file.source.reference_status == "current":
        sentence = f'Nobody can check "{key}". Write "status: unknown".'
        yield file.mistake("REF007", sentence, "custom", "status")


def check_csl(file: File) -> Iterator[Mistake]:
    """See that names name somebody and that dates are in the calendar."""
    csl = file.source.csl
    for role, names in (("author", csl.author), ("editor", csl.editor)):
        for index, name in enumerate(names or ()):
            if not name.family and not name.literal:
                sentence = f'This {role} has neither "family" nor "literal". Write one of them.'
                yield file.mistake("REF005", sentence, role, index)
    for key, day in (("issued", csl.issued), ("accessed", csl.accessed)):
        for sentence in _find_impossible(day or None):
            yield file.mistake("REF005", f'"{key}" {sentence}', key)


def _find_impossible(day: CslDate | None) -> Iterator[str]:
    parts = day.date_parts[0] if day else [LEAP_YEAR]
    year, month, number = (*parts, 1, 1)[:3]
    if not 1 <= month <= MONTHS:
        yield f"has the month {month}. Write year, month, day, with months from 1 to 12."
    elif not 1 <= number <= monthrange(year if year > 0 else LEAP_YEAR, month)[1]:
        yield f"has the day {number}, which that month does not have. Correct it."


def check_use(edition: Edition) -> Iterator[Mistake]:
    """See that each reference is used, and that nothing rests on one that is in doubt."""
    cited, studied = find_citing(edition), find_studies(edition)
    for file in edition.content.published(REFERENCE.name):
        key, status = file.source.slug, file.source.reference_status
        sentences, studies = cited[file.source.id], studied[key]
        if not sentences and not studies:
            sentence = f'Reference "{key}" is not used. Cite it or withdraw it.'
            yield file.mistake("CIT002", sentence)
        elif status in DOUBTFUL:
            users = [count(len(sentences), "sentence")] if sentences else []
            users += [count(len(studies), "study", "studies")] if studies else []
            sentence = (
                f'Reference "{key}" {DOUBTFUL[status]} and supports {" and ".join(users)}, '
                f"first in {[*sentences, *studies][0]}. Find another source or take them back."
            )
            yield file.mistake("REF006", sentence, "custom", "status")


def find_citing(edition: Edition) -> dict[str, list[str]]:
    """Find the sentences that cite each reference, as path and line, by id of the reference."""
    found: dict[str, list[str]] = defaultdict(list)
    for file, body in edition.articles():
        for section in body.sections:
            for passage in passages_of(section):
                for sentence in split_sentences(passage):
                    for reference_id in {mention.id for mention in sentence.citations}:
                        found[reference_id].append(f"{file.path}:{sentence.line}")
    return found


def find_studies(edition: Edition) -> dict[str, list[str]]:
    """Find the studies that have each reference as a source, as path and line, by its key."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in edition.content.published(STUDY.name):
        for index, each in enumerate(file.source.sources):
            found[each.reference].append(f"{file.path}:{file.tree.line('sources', index)}")
    return found
