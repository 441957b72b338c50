"""All documents of a synthetic clinic, one after the other, or in parts that can be made apart."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from benchmarks.content.articles import make_article
from benchmarks.content.care import make_bundle, make_practitioner, make_topic
from benchmarks.content.clinic import SECTIONS, Clinic
from benchmarks.content.history import Dates, History
from benchmarks.content.research import make_reference, make_study
from schema.document import Document

PART = 100
"""Documents, or articles with their sections, that are made in one go."""


class Part(NamedTuple):
    """A stretch of the documents of one kind."""

    kind: str
    start: int
    stop: int
    number: int
    """Place of its first document among all documents."""


def make_documents(clinic: Clinic) -> Iterator[tuple[Document, Dates]]:
    """Make every document as it is served, with its place in the ledger.

    Those that others name come first, and an article before its sections.
    Nothing is kept: a hundred thousand articles need no more memory than ten.
    """
    for part in parts_of(clinic):
        yield from make_part(clinic, part)


def parts_of(clinic: Clinic) -> Iterator[Part]:
    """Divide the documents into parts."""
    number = 0
    for kind, (_, count_of, width) in KINDS.items():
        count = count_of(clinic)
        for start in range(0, count, PART):
            yield Part(kind, start, min(count, start + PART), number + start * width)
        number += count * width


def make_part(clinic: Clinic, part: Part) -> Iterator[tuple[Document, Dates]]:
    """Make the documents of a part."""
    history = History(clinic.documents)
    make = KINDS[part.kind].make
    bare = (each for ordinal in range(part.start, part.stop) for each in make(clinic, ordinal))
    for number, document in enumerate(bare, part.number):
        dates = history.dates_of(number)
        yield _finish(document, dates), dates


def _finish(document: Document, dates: Dates) -> Document:
    """Add the rev, which covers neither itself nor the dates, and the dates."""
    rev = hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:16]
    return msgspec.structs.replace(
        document, rev=rev, published_at=dates.published_at, updated_at=dates.updated_at
    )


def _article_with_sections(clinic: Clinic, ordinal: int) -> Iterable[Document]:
    article, sections = make_article(clinic, ordinal)
    return [article, *sections]


class Kind(NamedTuple):
    """How documents of a kind are made, and how many there are."""

    make: Callable[[Clinic, int], Iterable[Document]]
    count: Callable[[Clinic], int]
    width: int = 1
    """Documents that one call makes."""


KINDS = {
    "topic": Kind(lambda clinic, n: [make_topic(clinic, n)], lambda clinic: clinic.topics),
    "reference": Kind(lambda _, n: [make_reference(n)], lambda clinic: clinic.references),
    "study": Kind(lambda clinic, n: [make_study(clinic, n)], lambda clinic: clinic.studies),
    "practitioner": Kind(
        lambda clinic, n: [make_practitioner(clinic, n)], lambda clinic: clinic.practitioners
    ),
    "bundle": Kind(lambda clinic, n: [make_bundle(clinic, n)], lambda clinic: clinic.bundles),
    "article": Kind(_article_with_sections, lambda clinic: clinic.articles, 1 + SECTIONS),
}
"""Those that others name come first."""
