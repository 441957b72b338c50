"""Mistakes in the content: values that are collected, and the levels of the rules behind them."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "info"]

LEVELS: dict[str, Level] = {
    "SRC001": "error",  # unknown or missing field, wrong type
    "SRC002": "error",  # raw HTML, unsupported Markdown
    "SRC003": "error",  # not UTF-8, invisible characters, not NFC
    "SRC004": "error",  # YAML that means something else than it says
    "SRC005": "error",  # file name and slug differ
    "SRC006": "error",  # document too large to serve
    "ID001": "error",  # id malformed, of another type, or used twice
    "ID002": "error",  # published id gone without withdrawal
    "ID003": "error",  # slug used twice, or another's former slug
    "ID004": "error",  # slug changed without previous_slugs
    "ID005": "error",  # heading without anchor, anchor twice
    "ID006": "error",  # levels skip, empty section
    "ID007": "warning",  # a published anchor is gone
    "LED001": "error",  # the ledger does not hold the content's revs
    "LED002": "error",  # the ledger was altered
    "CIT001": "error",  # dangling citation
    "CIT002": "warning",  # reference used nowhere
    "CIT003": "error",  # a citation that is plain text
    "REF001": "warning",  # stub
    "REF002": "error",  # malformed DOI
    "REF003": "error",  # malformed PMID, PMCID, ISBN or ISSN
    "REF004": "error",  # the same text twice
    "REF005": "error",  # not CSL
    "REF006": "warning",  # retracted or under concern, still used
    "REF007": "warning",  # "current" where nobody can check
    "REF008": "warning",  # DOI outside Crossref's pattern
    "CLM001": "warning",  # number in a section without citations
    "CLM002": "info",  # efficacy wording without a citation
    "CLM003": "warning",  # wording that promises
    "CLM004": "warning",  # safety claim on news or commerce only
    "CLM005": "warning",  # numbers in text and study differ
    "STU001": "error",  # no source
    "STU002": "warning",  # no primary report
    "STU003": "warning",  # comparator without outcome
    "STU004": "error",  # `versus` names no comparator
    "STU005": "error",  # years contradict each other
    "STU006": "warning",  # not verified, or disputed
    "STU007": "error",  # summary cell missing in an evidence table
    "STU008": "error",  # malformed registry number
    "REV001": "warning",  # never reviewed
    "REV002": "warning",  # overdue
    "REV003": "error",  # review dates contradict each other
    "REV004": "warning",  # changed after the review
    "REV005": "error",  # overdue beyond the days of grace
    "RGT001": "error",  # syndicable without licence or credit
    "PRC001": "error",  # malformed NPI
    "PRC002": "error",  # licence expired, suspended or revoked
    "PRC003": "warning",  # expires soon, or not verified for long
    "PRC004": "warning",  # regulated modality without licence
    "PRC005": "error",  # private data
    "PRC006": "error",  # malformed taxonomy code
    "LNK001": "error",  # link to nothing
    "LNK002": "error",  # unknown or unsafe scheme
    "BUN001": "error",  # component missing or twice
    "BUN002": "warning",  # no conditions
    "BUN003": "warning",  # nobody listed offers a component
    "IMG001": "error",  # image without alt text or with an unknown role
    "TOP001": "error",  # unknown topic, wrong kind, loop
    "TRN001": "error",  # translation of nothing, of itself, or of a translation
}
"""Every rule and its level; site.yaml may raise a warning to an error."""


class Mistake(NamedTuple):
    """One thing to mend, with the place to mend it.

    `path` is relative to the content folder, `line` counts from 1, and
    `sentence` says what is wrong and what to write instead.
    """

    path: str
    line: int
    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.sentence}"


class InvalidContent(Exception):
    """The content has errors; nothing was released."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = sorted(mistakes)
        super().__init__(f"{len(self.mistakes)} errors in the content")


def level_of(mistake: Mistake, raised: Mapping[str, Level]) -> Level:
    """Look up the level of a mistake; `raised` are the rules of site.yaml."""
    default = LEVELS[mistake.code]
    return default if default == "error" else raised.get(mistake.code, default)
