"""Articles as pages: what they are about, what they rest on, who reviewed them."""

from collections.abc import Iterator

from schema.article import Article
from schema.reference import Reference
from schema.section import Section
from schema.study import Study
from schema.topic import Topic
from seed.representations.linked.reference import reference_node
from seed.representations.linked.study import study_node
from seed.representations.linked.terms import TERM, Node, node, terms_of, topic_node, write_node
from seed.representations.shelf import Shelf

TYPES = ["MedicalWebPage", "Article"]
"""Both: being reviewed belongs to a web page, and counted words to an article."""


def write_article(article: Article, shelf: Shelf) -> bytes:
    """Write an article; its text is there only if partners may show it."""
    rights, review, url = article.rights, article.review, article.rights.canonical_url
    members = node(
        TYPES,
        url=url,
        mainEntityOfPage=url,
        identifier=article.id,
        headline=article.title,
        name=article.title,
        abstract=article.summary,
        inLanguage=article.lang,
        datePublished=article.published_at,
        dateModified=article.updated_at,
        lastReviewed=review.last_reviewed,
        reviewedBy=node("Person", name=review.reviewed_by) if review.reviewed_by else None,
        audience=node("MedicalAudience", audienceType=article.audience),
        wordCount=article.word_count,
        timeRequired=f"PT{article.reading_minutes}M",
        isPartOf=site_node(shelf),
        about=[topic_node(each) for each in shelf.all_of(Topic, article.topic_ids)],
        mentions=[study_node(each, shelf) for each in shelf.all_of(Study, article.study_ids)],
        workTranslation=list(_translations(article, shelf)),
        hasPart=list(_parts(article, shelf)),
        citation=[
            reference_node(each, url) for each in shelf.all_of(Reference, article.reference_ids)
        ],
    )
    return write_node({"@id": url, **members, **terms_of(rights)})


def site_node(shelf: Shelf) -> Node:
    """Make the site that an article stands on."""
    publisher = node("Organization", name=shelf.site.name)
    return node("WebSite", name=shelf.site.name, url=shelf.site.base_url, publisher=publisher)


def _translations(article: Article, shelf: Shelf) -> Iterator[Node]:
    ids = [each.article_id for each in article.translations]
    for other in shelf.all_of(Article, ids):
        url = other.rights.canonical_url
        yield {"@id": url, **node(TYPES, name=other.title, inLanguage=other.lang, url=url)}


def _parts(article: Article, shelf: Shelf) -> Iterator[Node]:
    url = article.rights.canonical_url
    for section in shelf.all_of(Section, article.section_ids):
        is_shown = section.rights.syndicable
        aspect = TERM.format(f"{section.aspect}HealthAspect") if section.aspect else None
        members = node(
            "HealthTopicContent",
            headline=section.heading,
            position=section.position,
            hasHealthAspect=aspect,
            text=shelf.read_body(section.id, "text") if is_shown else None,
            citation=[{"@id": f"{url}#{each}"} for each in section.reference_ids],
        )
        yield {"@id": f"{url}#{section.anchor}", **members}
