"""Topics: the conditions and the modalities that everything else is about."""

from typing import Annotated, Literal

from msgspec import UNSET, UnsetType

from schema.document import Document, ResourceType, Source
from schema.values import Label, Slug, Text, TopicId, about

TopicKind = Literal["condition", "modality"]
Kind = Annotated[TopicKind, about("Whether people have it, or it is done for them.", "condition")]
Name = Annotated[Label, about("Name for readers.", "Low back pain")]
Description = Annotated[
    Text, about("What it is, in a sentence.", "Pain felt in the lower part of the back.")
]
Synonyms = Annotated[
    list[Text], about("Other words for it, lay and clinical.", ["lumbago", "lumbar pain"])
]


class Topic(Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="topic"):
    """A condition or a modality."""

    kind: Kind
    name: Name
    description: Description
    synonyms: Synonyms
    broader_id: Annotated[
        TopicId | UnsetType, about("The topic that this one is a part of.", "top_nzb9d7v4n0")
    ] = UNSET


class TopicSource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of topics.yaml."""

    kind: Kind
    name: Name
    description: Description
    synonyms: Synonyms = []
    broader: Annotated[
        Slug | UnsetType, about("Slug of the topic that this one is a part of.", "back-pain")
    ] = UNSET


TOPIC = ResourceType(
    name="topic",
    plural="topics",
    title="topic",
    prefix="top",
    document=Topic,
    order=("name",),
    body=("description",),
)
