"""Claims in the text of articles: numbers and effects need evidence, and the right one."""

import re
from collections.abc import Iterator
from typing import Any

from schema.article import ArticleSource
from schema.block import Callout
from schema.reference import REFERENCE
from schema.study import STUDY
from seed.body.sections import BodySection
from seed.check.edition import Edition
from seed.check.passages import Passage, passages_of, passages_of_block, split_sentences
from seed.check.phrases import Phrases, phrases_of
from seed.check.wording import join_quoted
from seed.mistake import Mistake
from seed.read.content import SourceFile

SAFETY_ASPECTS = frozenset({"Safety", "SideEffects", "RisksOrComplications"})
WEAK_CLASSES = frozenset({"news", "commercial"})
"""Classes of sources that no advice on safety should rest on alone."""

File = SourceFile[ArticleSource]


def check_claims(edition: Edition) -> Iterator[Mistake]:
    """See that what the text of articles claims has evidence that agrees with it."""
    studies = {file.source.id: file for file in edition.content.published(STUDY.name)}
    weak = {
        file.source.id: file.source.slug
        for file in edition.content.published(REFERENCE.name)
        if file.source.source_class in WEAK_CLASSES
    }
    for file, body in edition.articles():
        phrases = phrases_of(file.source.lang)
        for section in body.sections:
            yield from check_safety(file, section, weak)
            if phrases is not None:
                yield from check_numbers(file, section, phrases)
                yield from check_efficacy(file, section, phrases)
                yield from check_sizes(file, section, phrases, studies)


def check_numbers(file: File, section: BodySection, phrases: Phrases) -> Iterator[Mistake]:
    """See that a section with numbers leads to a reference, or to a study that has some."""
    passages = list(passages_of(section))
    if any(passage.is_supported for passage in passages):
        return
    for passage in passages:
        for match in phrases.quantity.finditer(passage.text):
            sentence = f'"{match[0]}" stands in a section without a citation. Add [@key].'
            yield Mistake(file.path, passage.line, "CLM001", sentence)


def check_efficacy(file: File, section: BodySection, phrases: Phrases) -> Iterator[Mistake]:
    """See that a sentence which says that something works cites who found out."""
    for passage in passages_of(section):
        for sentence in split_sentences(passage):
            match = phrases.efficacy.search(sentence.text)
            if match and not sentence.is_supported:
                words = f'"{match[0]}" has no citation. Add [@key] to the sentence.'
                yield Mistake(file.path, sentence.line, "CLM002", words)


def check_safety(file: File, section: BodySection, weak: dict[str, str]) -> Iterator[Mistake]:
    """See that what is said about safety rests on more than news and commerce.

    Args:
        file: The article.
        section: One of its sections.
        weak: Keys of the references that are not enough, by id.
    """
    if section.aspect in SAFETY_ASPECTS:
        found = find_only_weak(passages_of(section), weak)
        if found:
            yield _weak(file, section.line, found)
            return
    for line, block in zip(section.lines, section.blocks, strict=True):
        if isinstance(block, Callout) and block.tone == "safety":
            found = find_only_weak(passages_of_block(block, line), weak)
            if found:
                yield _weak(file, line, found)


def find_only_weak(passages: Iterator[Passage], weak: dict[str, str]) -> list[str]:
    """Find the keys that passages cite, provided that all of them are weak."""
    cited = dict.fromkeys(mention.id for passage in passages for mention in passage.citations)
    return [weak[each] for each in cited] if cited.keys() <= weak.keys() else []


def _weak(file: File, line: int, keys: list[str]) -> Mistake:
    sentence = (
        f"What is said about safety rests on {join_quoted(keys)} only. "
        "Cite the study or an official source."
    )
    return Mistake(file.path, line, "CLM004", sentence)


def check_sizes(
    file: File, section: BodySection, phrases: Phrases, studies: dict[str, SourceFile[Any]]
) -> Iterator[Mistake]:
    """See that a passage about one study gives its number of people.

    Args:
        file: The article.
        section: One of its sections.
        phrases: What numbers of people look like.
        studies: The published studies, by id.
    """
    for passage in passages_of(section):
        numbers = [re.sub(r"\D", "", match[1]) for match in phrases.people.finditer(passage.text)]
        named = {mention.id for mention in passage.studies}
        study = studies.get(named.pop()) if len(named) == 1 else None
        if study is None or not study.source.sample_size or not numbers:
            continue
        size = str(study.source.sample_size)
        if size not in numbers:
            listing = " and ".join(dict.fromkeys(numbers))
            sentence = f"Text says {listing}, {study.path} says {size}. Correct one of them."
            yield Mistake(file.path, passage.line, "CLM005", sentence)
