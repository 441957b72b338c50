"""Articles, as clients may ask for them."""

from api.resources.resource import Resource, SortColumn, forward
from schema.article import ARTICLE
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
    order=(SortColumn("title", str),),
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
)
