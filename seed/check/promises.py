"""Promises: words that no evidence can keep."""

import re
from collections.abc import Iterator
from typing import Any

from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER
from schema.service_bundle import SERVICE_BUNDLE
from seed.check.edition import Edition
from seed.check.passages import passages_of
from seed.check.phrases import Phrases, phrases_of
from seed.mistake import Mistake
from seed.read.content import SourceFile

ADVERTISED = {
    ARTICLE.name: ("title", "summary"),
    SERVICE_BUNDLE.name: ("title", "summary"),
    PRACTITIONER.name: ("summary",),
}
"""Fields outside of bodies that patients read, by type."""

REACH = 4
"""Words before a promise in which a denial counts."""

CLAUSE_END = re.compile(r"[.;:!?]")


def check_promises(edition: Edition) -> Iterator[Mistake]:
    """See that nothing which patients read promises a result."""
    for type_name, fields in ADVERTISED.items():
        for file in edition.content.published(type_name):
            phrases = phrases_of(getattr(file.source, "lang", edition.content.site.default_lang))
            if phrases is not None:
                yield from _check_texts(file, _texts(file, fields, edition), phrases)


def _check_texts(
    file: SourceFile[Any], texts: Iterator[tuple[int, str]], phrases: Phrases
) -> Iterator[Mistake]:
    for line, text in texts:
        for promise in find_promises(text, phrases):
            sentence = f'"{promise}" reads as a promise. Say what was found instead.'
            yield Mistake(file.path, line, "CLM003", sentence)


def _texts(
    file: SourceFile[Any], fields: tuple[str, ...], edition: Edition
) -> Iterator[tuple[int, str]]:
    """List what patients read of a source, each text with its line."""
    for name in fields:
        yield file.tree.line(name), getattr(file.source, name)
    body = edition.bodies.get(file.source.id)
    for section in body.sections if body else ():
        yield section.line, section.heading or ""
        for passage in passages_of(section):
            yield passage.line, passage.text


def find_promises(text: str, phrases: Phrases) -> Iterator[str]:
    """Find the words that promise, unless the words before them take the promise back.

    >>> from seed.check.phrases import ENGLISH
    >>> list(find_promises("A proven cure. It is not always guaranteed.", ENGLISH))
    ['proven', 'cure']
    """
    for match in phrases.promise.finditer(text):
        clause = CLAUSE_END.split(text[: match.start()])[-1]
        before = " ".join(clause.split()[-REACH:])
        if not phrases.denial.search(before):
            yield match[0]
