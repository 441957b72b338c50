"""Which forms each document gets, and what they are made from."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import chain

from schema.article import Article
from schema.document import Document
from schema.form import (
    BIBTEX,
    CITATION_HTML,
    CITATION_TEXT,
    CSL,
    EMBED,
    HTML,
    JSON_LD,
    MARKDOWN,
    RIS,
    STYLES,
)
from schema.practitioner import Practitioner
from schema.reference import Reference
from schema.service_bundle import ServiceBundle
from schema.storage.layout import RepresentationRow
from schema.study import Study
from schema.topic import Topic
from seed.representations.bibtex import write_bibtex
from seed.representations.citations import format_html, format_text
from seed.representations.csl import write_csl
from seed.representations.embed import source_ids, write_embed
from seed.representations.linked.article import write_article
from seed.representations.linked.care import write_bundle, write_practitioner
from seed.representations.linked.study import write_study
from seed.representations.linked.topic import write_topic
from seed.representations.manuscript import write_manuscript
from seed.representations.page import write_page
from seed.representations.ris import write_ris
from seed.representations.shelf import Shelf

OF_REFERENCES: dict[str, Callable[[Reference], bytes]] = {
    CSL.name: write_csl,
    BIBTEX.name: write_bibtex,
    RIS.name: write_ris,
}
OF_ARTICLES: dict[str, Callable[[Article, Shelf], bytes]] = {
    JSON_LD.name: write_article,
    HTML.name: write_page,
    MARKDOWN.name: write_manuscript,
    EMBED.name: write_embed,
}


def make_representations(shelf: Shelf) -> Iterator[RepresentationRow]:
    """Make all forms of all documents, in the order of the documents."""
    for document in shelf.by_id.values():
        made_from = sources_of(document, shelf)
        stale_on = shelf.earliest_stale_day(made_from)
        for form, body in forms_of(document, shelf):
            yield RepresentationRow(document.id, form, " ".join(made_from), stale_on, body)


def forms_of(document: Document, shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """Make the forms of one document, each with its name."""
    match document:
        case Article():
            yield from ((name, write(document, shelf)) for name, write in OF_ARTICLES.items())
        case Reference():
            yield from ((name, write(document)) for name, write in OF_REFERENCES.items())
            yield from citations_of(document)
        case Practitioner():
            yield JSON_LD.name, write_practitioner(document, shelf)
        case ServiceBundle():
            yield JSON_LD.name, write_bundle(document, shelf)
        case Study():
            yield JSON_LD.name, write_study(document, shelf)
        case Topic():
            yield JSON_LD.name, write_topic(document)


def citations_of(reference: Reference) -> Iterator[tuple[str, bytes]]:
    """Format a reference in all citation styles, as text and as HTML."""
    for style in STYLES:
        text, html = format_text(reference, style), format_html(reference, style)
        yield CITATION_TEXT.kept_as(style), f"{text}\n".encode()
        yield CITATION_HTML.kept_as(style), wrap_entry(reference, html).encode()


def wrap_entry(reference: Reference, html: str) -> str:
    """Put a formatted citation into the element that citation processors give it."""
    id_, status = escape(reference.id), escape(reference.status)
    return f'<div class="csl-entry" data-reference="{id_}" data-status="{status}">{html}</div>\n'


def sources_of(document: Document, shelf: Shelf) -> list[str]:
    """List the ids of all documents whose content is in the forms of one, its own first."""
    match document:
        case Article():
            studies = shelf.all_of(Study, document.study_ids)
            others = [
                *document.section_ids,
                *source_ids(document, shelf),
                *document.study_ids,
                *document.topic_ids,
                *chain.from_iterable(each.topic_ids for each in studies),
                *(each.article_id for each in document.translations),
                *document.related_article_ids,
            ]
        case Practitioner():
            others = document.topic_ids
        case Study():
            others = [*document.reference_ids, *document.topic_ids]
        case ServiceBundle():
            practitioners = shelf.all_of(Practitioner, document.practitioner_ids)
            topics = chain.from_iterable(each.topic_ids for each in practitioners)
            others = [*document.topic_ids, *document.practitioner_ids, *topics]
        case _:
            others = []
    return list(dict.fromkeys([document.id, *others]))
