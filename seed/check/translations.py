"""Translations: each leads to an original, and there is one for each language."""

from collections.abc import Iterator

from schema.article import ARTICLE, ArticleSource
from seed.check.edition import Edition
from seed.mistake import Mistake
from seed.read.content import SourceFile

File = SourceFile[ArticleSource]


def check_translations(edition: Edition) -> Iterator[Mistake]:
    """See that a translation names a published original in another language."""
    taken: dict[tuple[str, str], File] = {}
    for file, _ in edition.articles():
        if file.source.translation_of:
            sentence = find_fault(file, edition, taken)
            if sentence:
                yield file.mistake("TRN001", sentence, "translation_of")


def find_fault(file: File, edition: Edition, taken: dict[tuple[str, str], File]) -> str | None:
    """Say what is wrong with a translation; `taken` are the translations seen so far."""
    source = file.source
    slug = source.translation_of or ""
    original = edition.directory.find(ARTICLE.name, slug)
    if original is None:
        return edition.directory.explain(ARTICLE.name, ARTICLE.title, slug)
    if original.source.lang == source.lang:
        return '"translation_of" must name an article in another language.'
    if original.source.translation_of:
        return f'"{slug}" is a translation itself. Name "{original.source.translation_of}".'
    other = taken.setdefault((slug, source.lang), file)
    if other is not file:
        return f'{other.path} translates "{slug}" into {source.lang} already. Keep one.'
    return None
