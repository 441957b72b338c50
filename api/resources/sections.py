"""Sections, as clients may ask for them."""

import msgspec

from api.resources.about import ABOUT_TOPIC
from api.resources.field import LANG, choice, number, sort_only
from api.resources.resource import MAX_LIMIT, Resource, forward, reverse
from schema.article import ARTICLE
from schema.reference import REFERENCE
from schema.section import SECTION, Aspect, SectionKind
from schema.study import STUDY

SECTIONS = Resource(
    type=SECTION,
    description="The parts of articles, each with its body, its citations and its terms.",
    fields=(
        sort_only("article_id", "text"),
        number("position", "Its place in the article, from 0.", 3),
        number("level", "Its depth: 1 for the lead, then 2 to 4.", 2),
        choice("kind", SectionKind, "Whether it is the lead.", "lead"),
        choice("aspect", Aspect, "Health aspect of schema.org.", "SideEffects", is_optional=True),
        LANG,
        number("word_count", "How many words it has.", 120),
    ),
    order=SECTION.order,
    order_words="by article, in reading order",
    example_slug="your-first-acupuncture-session.how-it-feels",
    relations=(
        reverse("article", ARTICLE, "sections", "The article that the section is a part of."),
        forward("references", REFERENCE, "The references cited in it, by number."),
        forward("studies", STUDY, "The studies named in it."),
    ),
    about=ABOUT_TOPIC,
)

SECTIONS_OF_ARTICLE = msgspec.structs.replace(
    SECTIONS,
    description="The sections of one article, in reading order.",
    order_words="in reading order",
    default_limit=MAX_LIMIT,
    chooses_language=("list",),
)
"""The same resource as a list of its own; most articles fit on one page."""
