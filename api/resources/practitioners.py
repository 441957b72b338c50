"""Practitioners, as clients may ask for them."""

from api.resources.about import ABOUT_TOPIC
from api.resources.field import choice, text
from api.resources.lifetime import CARE
from api.resources.resource import Resource, forward, reverse
from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER, PractitionerKind
from schema.service_bundle import SERVICE_BUNDLE
from schema.topic import TOPIC

PRACTITIONERS = Resource(
    type=PRACTITIONER,
    description="People and practices that give care.",
    fields=(
        text("name", "Name for readers.", "Bowker-Lucas Acupuncture"),
        choice("kind", PractitionerKind, "A person, or a practice.", "practice"),
        text("city", "City of the practice.", "Charlotte"),
    ),
    order=PRACTITIONER.order,
    order_words="by name",
    example_slug="bowker-lucas-acupuncture",
    relations=(
        forward("topics", TOPIC, "The modalities they offer."),
        reverse(
            "service_bundles", SERVICE_BUNDLE, "practitioners", "The service bundles they offer."
        ),
        reverse("articles", ARTICLE, "practitioners", "The articles that name them."),
    ),
    about=ABOUT_TOPIC,
    lifetime=CARE,
)
