"""Service bundles: modalities that are offered together."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.document import Document, ResourceType, Source
from schema.values import Label, PractitionerId, Slug, Text, TopicId, about


class Price(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A price, only where the clinic states one."""

    amount: Annotated[
        str, Meta(pattern=r"^\d{1,7}(\.\d{2})?$"), about("Decimal number as text.", "120.00")
    ]
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$"), about("ISO 4217 code.", "USD")]


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """One service of a bundle."""

    topic_id: Annotated[TopicId, about("The modality.", "top_vaandfyab6")]
    text: Annotated[Text, about("What the bundle calls it.", "Needle therapy")]


class ComponentSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One service of a bundle, as written."""

    modality: Annotated[Slug, about("Slug of the modality.", "acupuncture")]
    text: Annotated[Text, about("What the bundle calls it.", "Needle therapy")]


Title = Annotated[Label, about("Name for readers.", "Bundle for low back pain")]
Summary = Annotated[Text, about("What it is, in a sentence.", "A joint plan of care.")]
Position = Annotated[int, Meta(ge=0, le=10_000), about("Place in the list of bundles, from 1.", 2)]
StatedPrice = Annotated[
    Price | UnsetType,
    about("Price, only where the clinic states one.", {"amount": "120.00", "currency": "USD"}),
]


class ServiceBundle(
    Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="service_bundle"
):
    """Modalities that are offered together."""

    title: Title
    summary: Summary
    position: Position
    components: Annotated[
        list[Component],
        about("What it consists of.", [{"topic_id": "top_vaandfyab6", "text": "Acupuncture"}]),
    ]
    price: StatedPrice = UNSET
    topic_ids: Annotated[
        list[TopicId],
        about("Its modalities, then the conditions it is for.", ["top_vaandfyab6"]),
    ]
    practitioner_ids: Annotated[list[PractitionerId], about("Who offers it.", ["prc_nm1c0yv8js"])]


class ServiceBundleSource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file under service-bundles/."""

    title: Title
    summary: Summary
    position: Position
    components: Annotated[
        list[ComponentSource],
        about("What it consists of.", [{"modality": "acupuncture", "text": "Acupuncture"}]),
    ]
    conditions: Annotated[
        list[Slug], about("Slugs of the conditions that it is for.", ["low-back-pain"])
    ] = []
    practitioners: Annotated[
        list[Slug], about("Slugs of those who offer it.", ["example-acupuncture"])
    ] = []
    price: StatedPrice = UNSET


SERVICE_BUNDLE = ResourceType(
    name="service_bundle",
    plural="service_bundles",
    title="service bundle",
    prefix="bun",
    document=ServiceBundle,
    order=("position",),
    body=("summary", "components"),
)
