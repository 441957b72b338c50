"""A whole article as an HTML page: text, numbered references, credit."""

from collections.abc import Iterator
from html import escape

from schema.article import Article
from schema.reference import Reference
from schema.section import Section
from seed.representations.addresses import locate_in, relocate_html
from seed.representations.citations import format_html
from seed.representations.shelf import Shelf
from seed.representations.words import words_in


def write_page(article: Article, shelf: Shelf) -> bytes:
    """Write an article as a page of its own. Partners take the element `article` out of it."""
    lang = escape(article.lang)
    parts = ["<!doctype html>", f'<html lang="{lang}">', "<head>", *_head(article), "</head>"]
    parts += ["<body>", *_article(article, shelf), "</body>", "</html>", ""]
    return "\n".join(parts).encode()


def _head(article: Article) -> Iterator[str]:
    rights = article.rights
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(article.title)}</title>"
    yield f'<meta name="description" content="{escape(article.summary)}">'
    if rights.noindex:
        yield '<meta name="robots" content="noindex">'
    yield f'<link rel="canonical" href="{escape(rights.canonical_url)}">'
    if rights.license_url:
        yield f'<link rel="license" href="{escape(rights.license_url)}">'


def _article(article: Article, shelf: Shelf) -> Iterator[str]:
    words, review, rights = words_in(article.lang), article.review, article.rights
    yield f'<article data-article="{article.id}" data-rev="{article.rev}">'
    yield f"<h1>{escape(article.title)}</h1>"
    yield f'<p class="summary">{escape(article.summary)}</p>'
    if review.last_reviewed and review.reviewed_by:
        reviewed = words.reviewed.format(day=review.last_reviewed, reviewer=review.reviewed_by)
        yield f'<p class="review">{escape(reviewed)}</p>'
    if rights.syndicable:
        yield from _text(article, shelf)
    else:
        url = escape(rights.canonical_url)
        yield f'<p class="notice">{escape(words.notice)} <a href="{url}">{url}</a></p>'
    if article.reference_ids:
        yield f'<section class="references">\n<h2>{escape(words.references)}</h2>\n<ol>'
        yield from map(_reference, shelf.all_of(Reference, article.reference_ids))
        yield "</ol>\n</section>"
    yield f'<footer>\n<p class="credit">{rights.credit_html}</p>'
    if rights.disclaimer:
        yield f'<p class="disclaimer">{escape(rights.disclaimer)}</p>'
    yield "</footer>\n</article>"


def _text(article: Article, shelf: Shelf) -> Iterator[str]:
    """Write the sections; a link within the article or to its references stays in the page."""
    locate = locate_in(article, shelf)
    for section in shelf.all_of(Section, article.section_ids):
        aspect = f' data-aspect="{section.aspect}"' if section.aspect else ""
        yield f'<section id="{section.anchor}"{aspect}>'
        if section.heading:
            yield f"<h{section.level}>{escape(section.heading)}</h{section.level}>"
        yield relocate_html(shelf.read_body(section.id, "html"), locate)
        yield "</section>"


def _reference(reference: Reference) -> str:
    citation = format_html(reference, "ama")
    return f'<li id="{reference.id}" data-status="{reference.status}">{citation}</li>'
