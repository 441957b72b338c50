"""The text of a section in pieces that can be read: paragraphs, items, cells, and sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from schema.block import Block
from schema.inline import CitationRun, Inline, StudyRun
from seed.body.sections import BodySection
from seed.body.walk import contents_of

SENTENCE_END = re.compile(r"[.!?…][\"”\u2019»)]*\s+(?=[^\sa-zà-ÿ])")
"""The end of a sentence; a small letter after it means an abbreviation."""


class Mention(NamedTuple):
    """A reference or a study, and where in the text it is named."""

    at: int
    id: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table cell or sentence; the line is that of its block."""

    line: int
    text: str
    citations: tuple[Mention, ...] = ()
    studies: tuple[Mention, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Whether it leads to a reference, by itself or through a study."""
        return bool(self.citations or self.studies)


def passages_of(section: BodySection) -> Iterator[Passage]:
    """List the passages of a section in reading order."""
    for line, block in zip(section.lines, section.blocks, strict=True):
        yield from passages_of_block(block, line)


def passages_of_block(block: Block, line: int) -> Iterator[Passage]:
    """List the passages of a block."""
    for runs in contents_of(block):
        yield _read_runs(runs, line)


def split_sentences(passage: Passage) -> list[Passage]:
    """Cut a passage into sentences; a citation belongs to the sentence before it.

    >>> [each.text for each in split_sentences(Passage(1, "Pain, e.g. of the neck. It fades."))]
    ['Pain, e.g. of the neck. ', 'It fades.']
    """
    text = passage.text
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return [
        Passage(
            passage.line,
            text[start:end],
            _cut(passage.citations, start, end),
            _cut(passage.studies, start, end),
        )
        for start, end in pairwise([0, *ends, len(text) + 1])
    ]


def _cut(mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(Mention(at - start, id_) for at, id_ in mentions if start <= at < end)


def _read_runs(runs: Sequence[Inline], line: int) -> Passage:
    text = ""
    citations: list[Mention] = []
    studies: list[Mention] = []
    for run in runs:
        if isinstance(run, CitationRun):
            citations.append(Mention(len(text), run.reference_id))
            continue
        if isinstance(run, StudyRun):
            studies.append(Mention(len(text), run.study_id))
        text += run.text
    return Passage(line, text, tuple(citations), tuple(studies))
