"""Service bundles, as clients may ask for them."""

from api.resources.about import ABOUT_TOPIC
from api.resources.field import number, text
from api.resources.lifetime import CARE
from api.resources.resource import Resource, forward, reverse
from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER
from schema.service_bundle import SERVICE_BUNDLE
from schema.topic import TOPIC

SERVICE_BUNDLES = Resource(
    type=SERVICE_BUNDLE,
    description="Modalities that are offered together.",
    fields=(
        text("title", "Title.", "Chiropractic Acupuncture Neck Relief"),
        number("position", "Its place among the service bundles.", 1),
    ),
    order=SERVICE_BUNDLE.order,
    order_words="by position",
    example_slug="chiropractic-acupuncture-neck-relief",
    relations=(
        forward("topics", TOPIC, "Its modalities, and the conditions it is for."),
        forward("practitioners", PRACTITIONER, "Who offers it."),
        reverse("articles", ARTICLE, "service_bundles", "The articles that name it."),
    ),
    about=ABOUT_TOPIC,
    lifetime=CARE,
)
