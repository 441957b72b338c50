"""A whole article as an HTML page: text, numbered references, credit."""

from collections.abc import Iterable, Iterator
from html import escape

from schema.article import Article
from schema.embed import OEMBED_TYPE, write_oembed_address
from schema.reference import Reference
from schema.section import Section
from seed.representations.addresses import locate_in, relocate_html
from seed.representations.citations import format_html
from seed.representations.shelf import Shelf
from seed.representations.words import words_in


def write_page(article: Article, shelf: Shelf) -> bytes:
    """Write an article as a page of its own. Partners take the element `article` out of it."""
    oembed = f"{shelf.site.service_url}{write_oembed_address(article.href)}"
    link = f'<link rel="alternate" type="{OEMBED_TYPE}" href="{escape(oembed)}">'
    return wrap(article, [link], _article(article, shelf))


def wrap(
    article: Article, extras: Iterable[str], body: Iterable[str], *, has_description: bool = True
) -> bytes:
    """Write a page with a body, and in its head extras beside what every page has there."""
    lang, head = escape(article.lang), _head(article, has_description=has_description)
    parts = ["<!doctype html>", f'<html lang="{lang}">', "<head>", *head, *extras, "</head>"]
    parts += ["<body>", *body, "</body>", "</html>", ""]
    return "\n".join(parts).encode()


def _head(article: Article, *, has_description: bool) -> Iterator[str]:
    rights = article.rights
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(article.title)}</title>"
    if has_description:
        yield f'<meta name="description" content="{escape(article.summary)}">'
    if rights.noindex:
        yield '<meta name="robots" content="noindex">'
    yield f'<link rel="canonical" href="{escape(rights.canonical_url)}">'
    if rights.license_url:
        yield f'<link rel="license" href="{escape(rights.license_url)}">'


def _article(article: Article, shelf: Shelf) -> Iterator[str]:
    yield f'<article data-article="{article.id}" data-rev="{article.rev}">'
    yield f"<h1>{escape(article.title)}</h1>"
    yield f'<p class="summary">{escape(article.summary)}</p>'
    yield from write_review(article)
    if article.rights.syndicable:
        yield from write_text(article, shelf)
    else:
        yield write_notice(article)
    yield from write_references(article, shelf)
    yield from write_credit(article)
    yield "</article>"


def write_review(article: Article) -> Iterator[str]:
    """Write who reviewed an article and when, if anybody did."""
    words, review = words_in(article.lang), article.review
    if review.last_reviewed and review.reviewed_by:
        reviewed = words.reviewed.format(day=review.last_reviewed, reviewer=review.reviewed_by)
        yield f'<p class="review">{escape(reviewed)}</p>'


def write_notice(article: Article) -> str:
    """Write what stands in place of a text that may not be shown elsewhere."""
    notice, url = words_in(article.lang).notice, escape(article.rights.canonical_url)
    return f'<p class="notice">{escape(notice)} <a href="{url}">{url}</a></p>'


def write_text(article: Article, shelf: Shelf) -> Iterator[str]:
    """Write the sections; a link within the article or to its references stays in the page."""
    locate = locate_in(article, shelf)
    for section in shelf.all_of(Section, article.section_ids):
        aspect = f' data-aspect="{section.aspect}"' if section.aspect else ""
        yield f'<section id="{section.anchor}"{aspect}>'
        if section.heading:
            yield f"<h{section.level}>{escape(section.heading)}</h{section.level}>"
        yield relocate_html(shelf.read_body(section.id, "html"), locate)
        yield "</section>"


def write_references(article: Article, shelf: Shelf) -> Iterator[str]:
    """Write the references by their numbers, if there are any."""
    if article.reference_ids:
        heading = escape(words_in(article.lang).references)
        yield f'<section class="references">\n<h2>{heading}</h2>\n<ol>'
        yield from map(_reference, shelf.all_of(Reference, article.reference_ids))
        yield "</ol>\n</section>"


def _reference(reference: Reference) -> str:
    citation = format_html(reference, "ama")
    return f'<li id="{reference.id}" data-status="{reference.status}">{citation}</li>'


def write_credit(article: Article) -> Iterator[str]:
    """Write what must stay with the text at its end."""
    rights = article.rights
    yield f'<footer>\n<p class="credit">{rights.credit_html}</p>'
    if rights.disclaimer:
        yield f'<p class="disclaimer">{escape(rights.disclaimer)}</p>'
    yield "</footer>"
