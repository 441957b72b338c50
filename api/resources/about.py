"""The filter by topic, which is the same for every type."""

from api.resources.resource import Relation
from schema.storage.names import ABOUT
from schema.topic import TOPIC

ABOUT_TOPIC = Relation(
    name="topics",
    target=TOPIC,
    description="A topic that it is about. Finds what is about a narrower one, too.",
    kept_as=ABOUT,
    is_included=False,
)
"""A section is about what its article is about, a reference about what its studies are about."""
