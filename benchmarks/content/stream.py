"""All documents of a synthetic clinic, one after the other."""

import hashlib
from collections.abc import Callable, Iterator

import msgspec

from benchmarks.content.articles import make_article
from benchmarks.content.care import make_bundle, make_practitioner, make_topics
from benchmarks.content.clinic import Clinic
from benchmarks.content.history import Dates, History
from benchmarks.content.research import make_reference, make_study
from schema.document import Document

Maker = Callable[[Clinic, int], Document]


def make_documents(clinic: Clinic) -> Iterator[tuple[Document, Dates]]:
    """Make every document as it is served, with its place in the ledger.

    Those that others name come first, and an article before its sections.
    Nothing is kept: a hundred thousand articles need no more memory than ten.
    """
    history = History(clinic.documents)
    for number, document in enumerate(_bare_documents(clinic)):
        dates = history.dates_of(number)
        yield _finish(document, dates), dates


def _bare_documents(clinic: Clinic) -> Iterator[Document]:
    yield from make_topics(clinic)
    makers: list[tuple[Maker, int]] = [
        (make_reference, clinic.references),
        (make_study, clinic.studies),
        (make_practitioner, clinic.practitioners),
        (make_bundle, clinic.bundles),
    ]
    for make, count in makers:
        yield from (make(clinic, ordinal) for ordinal in range(count))
    for ordinal in range(clinic.articles):
        article, sections = make_article(clinic, ordinal)
        yield article
        yield from sections


def _finish(document: Document, dates: Dates) -> Document:
    """Add the rev, which covers neither itself nor the dates, and the dates."""
    rev = hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:16]
    return msgspec.structs.replace(
        document, rev=rev, published_at=dates.published_at, updated_at=dates.updated_at
    )
