"""Studies, as clients may ask for them."""

from api.resources.resource import Resource, SortColumn, forward, reverse
from schema.article import ARTICLE
from schema.reference import REFERENCE
from schema.study import STUDY
from schema.topic import TOPIC

STUDIES = Resource(
    type=STUDY,
    description=(
        "Research that was done, in PICO terms, with its sources and how far it was checked."
    ),
    order=(SortColumn("title", str),),
    order_words="by title",
    example_slug="backinaction",
    relations=(
        forward("references", REFERENCE, "The texts about the study."),
        forward("topics", TOPIC, "Its conditions and modalities."),
        reverse("articles", ARTICLE, "studies", "The articles that name the study."),
    ),
)
