"""References: texts that statements rest on, each a CSL item."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.document import (
    ChangeClass,
    Document,
    PublicationStatus,
    ResourceType,
    Source,
    Withdrawal,
)
from schema.values import HttpsUrl, ReferenceId, Slug, Text, about

ReferenceStatus = Literal["current", "corrected", "unknown", "expression-of-concern", "retracted"]
WORST_LAST: tuple[ReferenceStatus, ...] = (
    "current",
    "corrected",
    "unknown",
    "expression-of-concern",
    "retracted",
)
"""The order in which a status outweighs another: a corrected paper can be read, an unchecked one
may have been retracted."""

Completeness = Literal["stub", "complete"]
SourceClass = Literal["scholarly", "official", "news", "commercial"]
CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]


class CslName(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A person by `family` and `given`, or an organisation by `literal`."""

    family: Annotated[Text | UnsetType, about("Family name.", "Irnich")] = UNSET
    given: Annotated[Text | UnsetType, about("Given names.", "Dominik")] = UNSET
    literal: Annotated[
        Text | UnsetType, about("Name of an organisation.", "National Institutes of Health")
    ] = UNSET


DatePart = Annotated[int, Meta(ge=-9999, le=9999), about("Year, month or day.", 2001)]


class CslDate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date as CSL-JSON has it."""

    date_parts: Annotated[
        list[Annotated[list[DatePart], Meta(min_length=1, max_length=3)]],
        Meta(min_length=1, max_length=1),
        about("One date of one to three parts: year, month, day.", [[2001, 6, 30]]),
    ] = msgspec.field(name="date-parts")


Names = list[CslName]


class CslItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A CSL-JSON item with the variables that this API keeps."""

    id: Annotated[str, about("The citation key.", "irnich-2001")]
    type: Annotated[CslType, about("CSL's type of item.", "article-journal")]
    title: Annotated[Text | UnsetType, about("Title.", "Randomised trial of acupuncture")] = UNSET
    author: Annotated[
        Names | UnsetType, about("Authors.", [{"family": "Irnich", "given": "Dominik"}])
    ] = UNSET
    editor: Annotated[
        Names | UnsetType, about("Editors.", [{"family": "Irnich", "given": "Dominik"}])
    ] = UNSET
    issued: Annotated[
        CslDate | UnsetType, about("When it came out.", {"date-parts": [[2001, 6, 30]]})
    ] = UNSET
    accessed: Annotated[
        CslDate | UnsetType, about("When it was read.", {"date-parts": [[2026, 1, 5]]})
    ] = UNSET
    container_title: Annotated[
        Text | UnsetType, about("Journal, book or site that it is part of.", "BMJ")
    ] = msgspec.field(name="container-title", default=UNSET)
    publisher: Annotated[Text | UnsetType, about("Publisher.", "BMJ Group")] = UNSET
    publisher_place: Annotated[Text | UnsetType, about("Its place.", "London")] = msgspec.field(
        name="publisher-place", default=UNSET
    )
    authority: Annotated[
        Text | UnsetType, about("Body behind a rule.", "Example Licensing Board")
    ] = UNSET
    edition: Annotated[Text | UnsetType, about("Edition.", "2")] = UNSET
    number: Annotated[Text | UnsetType, about("Number of a rule or record.", "NCT04982315")] = UNSET
    volume: Annotated[Text | UnsetType, about("Volume.", "322")] = UNSET
    issue: Annotated[Text | UnsetType, about("Issue.", "7302")] = UNSET
    page: Annotated[Text | UnsetType, about("Pages.", "1574-1578")] = UNSET
    language: Annotated[Text | UnsetType, about("Language.", "en")] = UNSET
    note: Annotated[Text | UnsetType, about("What a reader should know.", "Known by name.")] = UNSET
    url: Annotated[
        HttpsUrl | UnsetType, about("Address.", "https://doi.org/10.1136/bmj.322.7302.1574")
    ] = msgspec.field(name="URL", default=UNSET)
    doi: Annotated[Text | UnsetType, about("DOI.", "10.1136/bmj.322.7302.1574")] = msgspec.field(
        name="DOI", default=UNSET
    )
    pmid: Annotated[Text | UnsetType, about("PubMed id.", "11431299")] = msgspec.field(
        name="PMID", default=UNSET
    )
    pmcid: Annotated[Text | UnsetType, about("PubMed Central id.", "PMC33515")] = msgspec.field(
        name="PMCID", default=UNSET
    )
    isbn: Annotated[Text | UnsetType, about("ISBN.", "978-0-306-40615-7")] = msgspec.field(
        name="ISBN", default=UNSET
    )
    issn: Annotated[Text | UnsetType, about("ISSN.", "0959-8138")] = msgspec.field(
        name="ISSN", default=UNSET
    )


class Identifiers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How others name the text; what is unknown is absent."""

    doi: Annotated[str | UnsetType, about("DOI without a prefix.", "10.1136/bmj.322.7302.1574")] = (
        UNSET
    )
    pmid: Annotated[str | UnsetType, about("PubMed id.", "11431299")] = UNSET
    pmcid: Annotated[str | UnsetType, about("PubMed Central id.", "PMC33515")] = UNSET
    isbn: Annotated[str | UnsetType, about("ISBN.", "978-0-306-40615-7")] = UNSET
    url: Annotated[HttpsUrl | UnsetType, about("Address.", "https://www.nccih.nih.gov/")] = UNSET


class Reference(
    Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="reference"
):
    """A text that statements rest on."""

    citation_key: Annotated[str, about("The key that authors cite it by.", "irnich-2001")]
    label: Annotated[str, about("Short name for lists.", "Irnich et al. 2001")]
    status: Annotated[
        ReferenceStatus,
        about("Whether it still stands; unknown where nobody could check.", "current"),
    ]
    completeness: Annotated[
        Completeness,
        about("A stub has no title, or no link and no identifier.", "complete"),
    ]
    identifiers: Annotated[
        Identifiers, about("How others name it.", {"doi": "10.1136/bmj.322.7302.1574"})
    ]
    csl: Annotated[
        CslItem,
        about(
            "The CSL-JSON item, ready for a citation processor.",
            {"id": "irnich-2001", "type": "article-journal", "title": "Randomised trial"},
        ),
    ]


class ReferenceCustom(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our own keys of a CSL item."""

    public_id: ReferenceId
    status: Annotated[ReferenceStatus, about("Whether the text still stands.", "current")]
    source_class: Annotated[
        SourceClass | UnsetType, about("What kind of source it is.", "official")
    ] = UNSET
    publication: Annotated[PublicationStatus, about("Status of the entry itself.", "published")] = (
        "published"
    )
    withdrawn: Annotated[
        Withdrawal | UnsetType, about("Why the entry was withdrawn.", {"reason": "removed"})
    ] = UNSET
    previous_slugs: Annotated[list[Slug], about("Former citation keys.", ["irnich"])] = []
    change_class: Annotated[
        ChangeClass, about("What the change means that is published next.", "safety")
    ] = "editorial"


class ReferenceForm(CslItem, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of references.yaml: a CSL item with our own keys under `custom`."""

    custom: Annotated[
        ReferenceCustom,
        about("Our own keys.", {"public_id": "ref_8s5d1kxhn7", "status": "current"}),
    ]


class ReferenceSource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of references.yaml with its keys where every other source has them."""

    csl: CslItem
    reference_status: ReferenceStatus
    source_class: SourceClass | UnsetType = UNSET


REFERENCE = ResourceType(
    name="reference",
    plural="references",
    title="reference",
    prefix="ref",
    document=Reference,
    order=("citation_key",),
    body=(),
)
