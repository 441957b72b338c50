"""Sections, as clients may ask for them."""

import msgspec

from api.resources.resource import MAX_LIMIT, Resource, SortColumn, forward, reverse
from schema.article import ARTICLE
from schema.reference import REFERENCE
from schema.section import SECTION
from schema.study import STUDY

SECTIONS = Resource(
    type=SECTION,
    description="The parts of articles, each with its body, its citations and its terms.",
    order=(
        SortColumn("article_id", str),
        SortColumn("position", int),
    ),
    order_words="by article, in reading order",
    example_slug="your-first-acupuncture-session.how-it-feels",
    relations=(
        reverse("article", ARTICLE, "sections", "The article that the section is a part of."),
        forward("references", REFERENCE, "The references cited in it, by number."),
        forward("studies", STUDY, "The studies named in it."),
    ),
)

SECTIONS_OF_ARTICLE = msgspec.structs.replace(
    SECTIONS,
    description="The sections of one article, in reading order.",
    order_words="in reading order",
    default_limit=MAX_LIMIT,
)
"""The same resource as a list of its own; most articles fit on one page."""
