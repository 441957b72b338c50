"""A whole article as Markdown: text, numbered references, credit."""

from collections.abc import Iterator

from schema.article import Article
from schema.reference import Reference
from schema.section import Section
from seed.render.markdown_runs import escape, link, shield_start
from seed.representations.addresses import locate_in, relocate_markdown
from seed.representations.citations import format_text
from seed.representations.shelf import Shelf
from seed.representations.words import words_in


def write_manuscript(article: Article, shelf: Shelf) -> bytes:
    """Write an article as CommonMark with pipe tables."""
    return ("\n\n".join(_parts(article, shelf)) + "\n").encode()


def _parts(article: Article, shelf: Shelf) -> Iterator[str]:
    words, review, rights = words_in(article.lang), article.review, article.rights
    yield f"# {escape(article.title)}"
    yield shield_start(escape(article.summary))
    if review.last_reviewed and review.reviewed_by:
        reviewed = words.reviewed.format(day=review.last_reviewed, reviewer=review.reviewed_by)
        yield escape(reviewed)
    if rights.syndicable:
        yield from _text(article, shelf)
    else:
        yield f"{words.notice} {link(rights.canonical_url, rights.canonical_url)}"
    if article.reference_ids:
        yield f"## {words.references}"
        yield "\n".join(_references(shelf.all_of(Reference, article.reference_ids)))
    credit = link(rights.credit, rights.canonical_url)
    license_ = f", {link(rights.license, rights.license_url)}" if rights.license_url else ""
    yield f"{credit}{license_}"
    if rights.disclaimer:
        yield shield_start(escape(rights.disclaimer))


def _text(article: Article, shelf: Shelf) -> Iterator[str]:
    locate = locate_in(article, shelf)
    for section in shelf.all_of(Section, article.section_ids):
        if section.heading:
            yield f"{'#' * section.level} {escape(section.heading)}"
        yield relocate_markdown(shelf.read_body(section.id, "markdown"), locate)


def _references(references: list[Reference]) -> Iterator[str]:
    for number, reference in enumerate(references, start=1):
        yield f"{number}. {shield_start(escape(format_text(reference, 'ama')))}"
