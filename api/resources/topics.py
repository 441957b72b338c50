"""Topics, as clients may ask for them."""

from api.resources.about import ABOUT_TOPIC
from api.resources.field import choice, text
from api.resources.resource import Resource, forward, reverse
from schema.article import ARTICLE
from schema.practitioner import PRACTITIONER
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY
from schema.topic import TOPIC, TopicKind

TOPICS = Resource(
    type=TOPIC,
    description="The conditions and the modalities that everything else is about.",
    fields=(
        text("name", "Name for readers.", "Neck pain"),
        choice("kind", TopicKind, "Whether people have it, or it is done for them.", "condition"),
    ),
    order=TOPIC.order,
    order_words="by name",
    example_slug="neck-pain",
    relations=(
        forward("broader", TOPIC, "The topic that this one is a part of."),
        reverse("narrower", TOPIC, "broader", "The topics that are a part of this one."),
        reverse("articles", ARTICLE, "topics", "The articles about it."),
        reverse("studies", STUDY, "topics", "The studies about it."),
        reverse("service_bundles", SERVICE_BUNDLE, "topics", "The service bundles with it."),
        reverse("practitioners", PRACTITIONER, "topics", "The practitioners who offer it."),
    ),
    about=ABOUT_TOPIC,
)
