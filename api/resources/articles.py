"""Articles, as clients may ask for them."""

import msgspec

from api.resources.about import ABOUT_TOPIC
from api.resources.field import LANG, Field, choice, number, sort_only, text
from api.resources.resource import Resource, forward
from schema.article import ARTICLE, Audience, ReviewState
from schema.practitioner import PRACTITIONER
from schema.reference import REFERENCE
from schema.section import SECTION
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY
from schema.topic import TOPIC

ARTICLES = Resource(
    type=ARTICLE,
    description=(
        "What patients read: title, summary, outline, review state, terms, and what it rests on. "
        "The text is in the sections."
    ),
    fields=(
        text("title", "Title.", "Your First Acupuncture Session"),
        LANG,
        choice("audience", Audience, "For whom it is written.", "patient"),
        msgspec.structs.replace(
            choice("review_state", ReviewState, "Whether its last review still holds.", "overdue"),
            follows_calendar=True,
        ),
        Field(
            name="review_due",
            kind="day",
            description="Day of its next review.",
            example="2028-01-31",
            is_optional=True,
        ),
        number("word_count", "How many words it has.", 800),
        number("checked_studies", "How many of the studies that it names were checked.", 1),
        number("disputed_studies", "How many of the studies that it names are disputed.", 1),
        number("retracted_references", "How many of the references it cites were retracted.", 1),
        Field(
            name="syndicable",
            kind="flag",
            description="Whether partners may show it.",
            example=True,
            is_sortable=False,
        ),
    ),
    order=ARTICLE.order,
    order_words="by title",
    example_slug="your-first-acupuncture-session",
    relations=(
        forward("sections", SECTION, "The parts of the article, in reading order."),
        forward("references", REFERENCE, "The references it cites, by number."),
        forward("studies", STUDY, "The studies it names."),
        forward("topics", TOPIC, "What it is about."),
        forward("service_bundles", SERVICE_BUNDLE, "The service bundles it names."),
        forward("practitioners", PRACTITIONER, "The practitioners it names."),
        forward("related_articles", ARTICLE, "The articles it links to."),
        forward("translations", ARTICLE, "The same article in other languages."),
    ),
    about=ABOUT_TOPIC,
    chooses_language=("document",),
)

ARTICLES_BY_CHANGE = msgspec.structs.replace(
    ARTICLES,
    fields=(*ARTICLES.fields, sort_only("changed_at", "moment")),
    order=("changed_at",),
    order_words="by when they or their sections last changed",
)
"""The same resource as feeds list it."""
