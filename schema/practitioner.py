"""Practitioners: the people and the practices that give care."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.document import Document, ResourceType, Source
from schema.values import Day, HttpsUrl, Label, Language, Slug, Text, TopicId, about

PractitionerKind = Literal["person", "practice"]
CredentialKind = Literal["license", "board-certification", "degree", "training"]
CredentialStatus = Literal[
    "active",
    "inactive",
    "in-progress",
    "pending",
    "temporary",
    "conditional",
    "suspended",
    "revoked",
]


class Location(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Where care is given; never a home address."""

    city: Annotated[Label, about("City.", "Charlotte")]
    street: Annotated[Text | UnsetType, about("Street and number.", "1 Example Street")] = UNSET
    region: Annotated[Text | UnsetType, about("State or province.", "NC")] = UNSET
    postal_code: Annotated[Text | UnsetType, about("Postal code.", "28202")] = UNSET
    country: Annotated[Text | UnsetType, about("ISO 3166-1 alpha-2 code.", "US")] = UNSET


class Credential(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A licence, certification, degree or training, and when it was last verified."""

    kind: Annotated[CredentialKind, about("What it is.", "license")]
    authority: Annotated[Text, about("Who gave it.", "Example State Board")]
    number: Annotated[Text | UnsetType, about("Its number.", "A-0001")] = UNSET
    modality: Annotated[
        Slug | UnsetType, about("Slug of the modality that it licenses.", "acupuncture")
    ] = UNSET
    status: Annotated[CredentialStatus, about("FHIR's word for its state.", "active")] = "active"
    valid_until: Annotated[Day | UnsetType, about("Its last day.", "2027-06-30")] = UNSET
    verified_on: Annotated[
        Day | UnsetType, about("When somebody last checked it.", "2026-11-01")
    ] = UNSET


class Contact(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """How the public may reach the practitioner."""

    phone: Annotated[
        Annotated[str, Meta(pattern=r"^\+[1-9]\d{6,14}$")] | UnsetType,
        about("Number in E.164 form.", "+17045550100"),
    ] = UNSET
    email: Annotated[
        Annotated[
            str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", extra_json_schema={"format": "email"})
        ]
        | UnsetType,
        about("E-mail address.", "care@example.org"),
    ] = UNSET
    url: Annotated[HttpsUrl | UnsetType, about("Web page.", "https://example.org/")] = UNSET


Kind = Annotated[PractitionerKind, about("A person or a practice.", "practice")]
Name = Annotated[Label, about("Name for readers.", "Example Acupuncture")]
Summary = Annotated[Text, about("Who this is, in a sentence.", "A practice in the city.")]
Place = Annotated[Location, about("Where care is given.", {"city": "Charlotte"})]
Npi = Annotated[
    str | UnsetType,
    about("National Provider Identifier: ten digits with a check digit.", "1234567893"),
]
TaxonomyCodes = Annotated[
    list[str], about("NUCC taxonomy codes, 10 characters each.", ["171100000X"])
]
Languages = Annotated[list[Language], about("Languages in which care is given.", ["en-US"])]
PublicContact = Annotated[Contact | UnsetType, about("Public contact.", {"phone": "+17045550100"})]
Credentials = Annotated[
    list[Credential],
    about(
        "Licences and other credentials.",
        [{"kind": "license", "authority": "Example State Board", "number": "A-0001"}],
    ),
]


class Practitioner(
    Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="practitioner"
):
    """A person or a practice."""

    kind: Kind
    name: Name
    summary: Summary
    location: Place
    credentials: Credentials
    npi: Npi = UNSET
    taxonomy_codes: TaxonomyCodes
    languages: Languages
    contact: PublicContact = UNSET
    topic_ids: Annotated[list[TopicId], about("The modalities offered.", ["top_vaandfyab6"])]


class PractitionerSource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file under practitioners/."""

    kind: Kind
    name: Name
    summary: Summary
    location: Place
    modalities: Annotated[list[Slug], about("Slugs of modalities.", ["acupuncture"])]
    credentials: Credentials = []
    npi: Npi = UNSET
    taxonomy_codes: TaxonomyCodes = []
    languages: Languages = []
    contact: PublicContact = UNSET


PRACTITIONER = ResourceType(
    name="practitioner",
    plural="practitioners",
    title="practitioner",
    prefix="prc",
    document=Practitioner,
    order=("name",),
    body=("summary",),
)
