"""An article as a page for a frame on somebody else's site: what partners may show, and no more."""

import re
from collections.abc import Iterator
from html import escape
from itertools import chain

from msgspec import UNSET

from schema.article import Article
from schema.embed import STYLE
from schema.reference import Reference, ReferenceStatus
from schema.rights import may_excerpt
from schema.study import Study
from seed.representations.page import (
    wrap,
    write_credit,
    write_notice,
    write_references,
    write_review,
    write_text,
)
from seed.representations.shelf import Shelf
from seed.representations.words import words_in

LEADING_OUT = re.compile(r'<a (?=[^>]*href="https:)')


def write_embed(article: Article, shelf: Shelf) -> bytes:
    """Write the page; its links open outside of the frame, but for those within the page."""
    style = f"<style>{STYLE}</style>"
    body = (LEADING_OUT.sub('<a target="_blank" ', part) for part in _body(article, shelf))
    return wrap(article, [style], body, has_description=may_show_summary(article))


def may_show_summary(article: Article) -> bool:
    """Whether the summary of an article may be shown elsewhere."""
    rights, max_words = article.rights, article.rights.excerpts.max_words
    return may_excerpt(
        article.summary,
        syndicable=rights.syndicable,
        allowed=rights.excerpts.allowed,
        max_words=None if max_words is UNSET else max_words,
    )


def _body(article: Article, shelf: Shelf) -> Iterator[str]:
    yield f'<article data-article="{article.id}" data-rev="{article.rev}">'
    yield f"<h1>{escape(article.title)}</h1>"
    for warning in _warnings(article, shelf):
        yield f'<p class="warning" role="note">{escape(warning)}</p>'
    if may_show_summary(article):
        yield f'<p class="summary">{escape(article.summary)}</p>'
    yield from write_review(article)
    if article.rights.syndicable:
        yield from write_text(article, shelf)
        yield from write_references(article, shelf)
    else:
        yield write_notice(article)
    yield from write_credit(article)
    yield "</article>"


def _warnings(article: Article, shelf: Shelf) -> Iterator[str]:
    """Say what readers must know before they read: what does not stand any more."""
    words, review = words_in(article.lang), article.review
    told: tuple[tuple[ReferenceStatus, str], ...] = (
        ("retracted", words.retracted),
        ("expression-of-concern", words.concern),
    )
    sources = shelf.all_of(Reference, source_ids(article, shelf))
    for status, sentence in told:
        count = sum(each.status == status for each in sources)
        if count:
            yield sentence.format(count=count)
    if review.state == "overdue":
        yield words.overdue.format(day=review.review_due)


def source_ids(article: Article, shelf: Shelf) -> list[str]:
    """List what an article rests on, each once: what it cites, and the sources of its studies."""
    of_studies = (study.reference_ids for study in shelf.all_of(Study, article.study_ids))
    return list(dict.fromkeys(chain(article.reference_ids, *of_studies)))
