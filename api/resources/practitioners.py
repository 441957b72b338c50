"""Practitioners, as clients may ask for them."""

from api.resources.resource import Resource, SortColumn, forward, reverse
from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER
from schema.service_bundle import SERVICE_BUNDLE
from schema.topic import TOPIC

PRACTITIONERS = Resource(
    type=PRACTITIONER,
    description="People and practices that give care.",
    order=(SortColumn("name", str),),
    order_words="by name",
    example_slug="bowker-lucas-acupuncture",
    relations=(
        forward("topics", TOPIC, "The modalities they offer."),
        reverse(
            "service_bundles", SERVICE_BUNDLE, "practitioners", "The service bundles they offer."
        ),
        reverse("articles", ARTICLE, "practitioners", "The articles that name them."),
    ),
)
