"""Identifiers of references: how others name the same text."""

import re
from collections.abc import Callable, Iterator

from stdnum import isbn, issn
from stdnum.exceptions import InvalidChecksum, ValidationError

from schema.reference import REFERENCE, CslItem, ReferenceSource
from seed.check.edition import Edition
from seed.mistake import Mistake
from seed.read.content import SourceFile

DOI = re.compile(r"10\.[0-9]{4,9}(\.[0-9]+)*/\S+")
CROSSREF_DOI = re.compile(
    r"10\.[0-9]{4,9}/[-._;()/:A-Z0-9]+|10\.1002/\S+", re.IGNORECASE | re.ASCII
)
"""Crossref's pattern fits 99 of 100 DOIs; the second half is for Wiley's old ones."""

DOI_PREFIX = re.compile(r"\s*(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
NUMBERS = {
    "PMID": (re.compile(r"[0-9]+"), "digits only", "11431299"),
    "PMCID": (re.compile(r"PMC[0-9]+"), '"PMC" and digits', "PMC33515"),
}
"""Names of PubMed: their form, in words too, and an example."""

REGISTRIES = {"NCT": "a ClinicalTrials.gov", "ISRCTN": "an ISRCTN"}
"""Registries whose numbers are these letters and eight digits; others are not judged."""

File = SourceFile[ReferenceSource]


def check_identifiers(edition: Edition) -> Iterator[Mistake]:
    """See that identifiers are well formed, and that no text is listed twice."""
    files: list[File] = edition.content.published(REFERENCE.name)
    for file in files:
        yield from check_doi(file)
        yield from check_pubmed(file)
        yield from check_book_numbers(file)
        yield from check_registry(file)
    yield from check_twins(files)


def check_doi(file: File) -> Iterator[Mistake]:
    """See that a DOI is one, without a prefix, and of the usual characters."""
    doi = file.source.csl.doi or ""
    prefix = DOI_PREFIX.match(doi)
    if not doi:
        return
    if prefix:
        sentence = f'DOI "{doi}" has a prefix. Write "{doi[prefix.end() :]}".'
        yield file.mistake("REF002", sentence, "DOI")
    elif re.search(r"\s", doi):
        yield file.mistake("REF002", f'DOI "{doi}" contains a space. Delete it.', "DOI")
    elif not DOI.fullmatch(doi):
        sentence = f'DOI "{doi}" is not like "10.1136/bmj.322.7302.1574". Copy it again.'
        yield file.mistake("REF002", sentence, "DOI")
    elif not CROSSREF_DOI.fullmatch(doi):
        sentence = f'DOI "{doi}" has characters that are rare in a DOI. See that it resolves.'
        yield file.mistake("REF008", sentence, "DOI")


def check_pubmed(file: File) -> Iterator[Mistake]:
    """See that the names PubMed gave have its form."""
    csl = file.source.csl
    for key, value in (("PMID", csl.pmid), ("PMCID", csl.pmcid)):
        pattern, form, example = NUMBERS[key]
        if value and not pattern.fullmatch(value):
            sentence = f'{key} "{value}" must be {form}, like "{example}".'
            yield file.mistake("REF003", sentence, key)


def check_book_numbers(file: File) -> Iterator[Mistake]:
    """See that ISBN and ISSN have the right length and check digit."""
    csl = file.source.csl
    for key, value, validate in (
        ("ISBN", csl.isbn, isbn.validate),
        ("ISSN", csl.issn, issn.validate),
    ):
        fault = find_fault(value, validate) if value else None
        if fault:
            sentence = f"{key} {value} {fault}. Copy it again, and only one."
            yield file.mistake("REF003", sentence, key)


def find_fault(number: str, validate: Callable[[str], str]) -> str | None:
    """Say what is wrong with a number that has a check digit.

    >>> find_fault("978-0-306-40615-8", isbn.validate)
    'fails its check digit'
    """
    try:
        validate(number)
    except InvalidChecksum:
        return "fails its check digit"
    except ValidationError:
        return "has a wrong length or character"
    return None


def check_registry(file: File) -> Iterator[Mistake]:
    """See that the number of a registered trial has the form of its registry."""
    number = file.source.csl.number or ""
    for letters, registry in REGISTRIES.items():
        is_meant = number.upper().startswith(letters)
        if is_meant and not re.fullmatch(rf"{letters}[0-9]{{8}}", number):
            sentence = f'"{number}" is not {registry} number. Write {letters} and 8 digits.'
            yield file.mistake("STU008", sentence, "number")


def check_twins(files: list[File]) -> Iterator[Mistake]:
    """See that no two references are the same text."""
    owners: dict[tuple[str, str], str] = {}
    for file in files:
        key = file.source.slug
        for name, value in _names(file.source.csl):
            owner = owners.setdefault((name, value), key)
            if owner != key:
                sentence = f'"{owner}" and "{key}" have the same {name}. Keep one.'
                yield file.mistake("REF004", sentence, name)


def _names(csl: CslItem) -> Iterator[tuple[str, str]]:
    """Take what names a text; in a DOI small and capital letters are the same."""
    if csl.doi:
        yield "DOI", csl.doi.casefold()
    if csl.pmid:
        yield "PMID", csl.pmid
    if csl.url:
        yield "URL", csl.url
