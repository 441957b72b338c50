"""What runs of text mean in every form: citation groups, places in a reference, addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from msgspec import UNSET, UnsetType

from schema.article import ARTICLE
from schema.inline import CitationRun, Inline, LinkRun, StudyRun, TextRun
from schema.link import TargetType
from schema.practitioner import PRACTITIONER
from schema.reference import REFERENCE
from schema.section import SECTION
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY
from schema.topic import TOPIC

PATHS = {
    each.name: each.path
    for each in (ARTICLE, SECTION, STUDY, REFERENCE, PRACTITIONER, SERVICE_BUNDLE, TOPIC)
}
"""Where the documents of each type are served."""

PAGE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """Citations that follow each other and share one pair of brackets."""

    citations: tuple[CitationRun, ...]

    @property
    def separator(self) -> str:
        """A semicolon where a place is named, because places may hold commas."""
        return "; " if any(each.locator for each in self.citations) else ", "


Part = TextRun | CitationGroup | LinkRun | StudyRun


def group_citations(runs: Iterable[Inline]) -> Iterator[Part]:
    """Put neighbouring citations into one group; the order stays."""
    waiting: list[CitationRun] = []
    for run in runs:
        if isinstance(run, CitationRun):
            waiting.append(run)
            continue
        if waiting:
            yield CitationGroup(tuple(waiting))
            waiting = []
        yield run
    if waiting:
        yield CitationGroup(tuple(waiting))


def place_of(citation: CitationRun) -> str:
    """Word the place inside a reference as it stands behind the number, if there is one.

    A place without a word is a page, as in Pandoc. It gets the word here,
    because [1, 3] reads as two citations.

        >>> place_of(CitationRun(number=1, reference_id="ref_8s5d1kxhn7", locator="Table 2"))
        ', Table 2'
        >>> place_of(CitationRun(number=1, reference_id="ref_8s5d1kxhn7", locator="3-5"))
        ', pp. 3-5'
    """
    locator = citation.locator
    if not locator:
        return ""
    if any(character.isalpha() for character in locator):
        return f", {locator}"
    return f", {'p.' if PAGE.fullmatch(locator) else 'pp.'} {locator}"


def address_of(
    type_name: TargetType | Literal["reference"], id_: str, anchor: str | UnsetType = UNSET
) -> str:
    """Find where a document is served, relative to the base URL.

    >>> address_of("service_bundle", "bun_491df9h0pt")
    '/v1/service-bundles/bun_491df9h0pt'
    >>> address_of("article", "art_nxtnmn77kh", "side-effects")
    '/v1/articles/art_nxtnmn77kh#side-effects'
    """
    address = f"{PATHS[type_name]}/{id_}"
    return f"{address}#{anchor}" if anchor else address
