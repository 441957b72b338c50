"""The body of a section: a list of blocks, each one of a tagged union."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from schema.inline import Content
from schema.reference import ReferenceStatus
from schema.study import VerificationStatus
from schema.values import Anchor, HttpsUrl, ServiceBundleId, StudyId, Text, about

Tone = Literal["safety", "note"]
Alignment = Literal["start", "center", "end"]
ImageRole = Literal["hero", "illustration", "diagram", "photo", "logo"]
BlockId = Annotated[
    Anchor | UnsetType, about("Name of the block inside its article, if it has one.", "steps")
]


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="paragraph"):
    """A paragraph."""

    content: Content


class ListItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item: its text, then the lists inside it."""

    content: Content
    children: Annotated[list["ListBlock"], about("Lists inside this item.", [])]


class ListBlock(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="list"):
    """A bulleted or numbered list."""

    is_ordered: Annotated[bool, about("Whether the items are numbered from 1.", False)]
    items: Annotated[
        list[ListItem],
        about("The items.", [{"content": [{"type": "text", "text": "yoga"}], "children": []}]),
    ]


class Steps(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="steps"
):
    """What happens one after the other."""

    id: BlockId = UNSET
    items: Annotated[
        list[ListItem],
        about("The steps.", [{"content": [{"type": "text", "text": "Rest."}], "children": []}]),
    ]


class TableColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table."""

    heading: Content
    alignment: Annotated[Alignment, about("Where its cells stand.", "start")]


class TableCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a table."""

    content: Content


class TableRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table, with a cell for each column."""

    cells: Annotated[
        list[TableCell],
        about("One cell for each column.", [{"content": [{"type": "text", "text": "177"}]}]),
    ]


class TableGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Rows that belong together, under a label of their own or, without one, at the top."""

    label: Annotated[
        Content | UnsetType,
        about("What the rows have in common.", [{"type": "text", "text": "After 6 months"}]),
    ] = UNSET
    rows: Annotated[
        list[TableRow],
        about("The rows.", [{"cells": [{"content": [{"type": "text", "text": "177"}]}]}]),
    ]


class Table(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="table"
):
    """A table."""

    id: BlockId = UNSET
    caption: Annotated[
        Content | UnsetType,
        about("What the table shows.", [{"type": "text", "text": "Pain after treatment"}]),
    ] = UNSET
    columns: Annotated[
        list[TableColumn],
        about(
            "The columns.",
            [{"heading": [{"type": "text", "text": "People"}], "alignment": "end"}],
        ),
    ]
    groups: Annotated[
        list[TableGroup],
        about(
            "The rows, in groups.",
            [{"rows": [{"cells": [{"content": [{"type": "text", "text": "177"}]}]}]}],
        ),
    ]
    notes: Annotated[
        list[Paragraph],
        about("Notes below the table.", []),
    ]


class EvidenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one study found, and how far that can be relied on."""

    study_id: StudyId
    title: Annotated[str, about("Name of the study.", "2024 systematic review")]
    condition: Annotated[str, about("Who took part.", "Chronic neck pain")]
    comparison: Annotated[str, about("What was compared.", "Acupuncture compared with sham")]
    outcome: Annotated[str, about("What was found.", "Better function at 3 months")]
    verification: Annotated[
        VerificationStatus, about("How far the study was checked against its sources.", "checked")
    ]
    source_status: Annotated[
        ReferenceStatus, about("The worst status among the sources of the study.", "current")
    ]


class EvidenceTable(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="type",
    tag="evidence_table",
):
    """Studies side by side."""

    id: BlockId = UNSET
    rows: Annotated[
        list[EvidenceRow],
        about(
            "One row for each study.",
            [
                {
                    "study_id": "stu_x2x5wzjafc",
                    "title": "2024 systematic review",
                    "condition": "Chronic neck pain",
                    "comparison": "Acupuncture compared with sham",
                    "outcome": "Better function at 3 months",
                    "verification": "disputed",
                    "source_status": "unknown",
                }
            ],
        ),
    ]


class BundleItem(msgspec.Struct, frozen=True, kw_only=True):
    """A service bundle in a list."""

    service_bundle_id: ServiceBundleId
    title: Annotated[str, about("Name of the bundle.", "Bundle for low back pain")]
    summary: Annotated[str, about("What it is, in a sentence.", "A joint plan of care.")]


class BundleList(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="type",
    tag="bundle_list",
):
    """Service bundles to choose from."""

    id: BlockId = UNSET
    items: Annotated[
        list[BundleItem],
        about(
            "The bundles.",
            [
                {
                    "service_bundle_id": "bun_491df9h0pt",
                    "title": "Bundle for low back pain",
                    "summary": "A joint plan of care.",
                }
            ],
        ),
    ]


class Image(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """A picture, with the words for those who do not see it."""

    role: Annotated[ImageRole, about("What the picture is for.", "illustration")]
    alt: Annotated[Text, about("What the picture shows.", "Needles on a tray")]
    url: Annotated[
        HttpsUrl | UnsetType, about("Where the picture is.", "https://example.org/needles.jpg")
    ] = UNSET


class ImageBlock(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="image"
):
    """A picture in the text."""

    image: Annotated[
        Image, about("The picture.", {"role": "illustration", "alt": "Needles on a tray"})
    ]
    caption: Annotated[str | UnsetType, about("Words below the picture.", "Sterile needles")] = (
        UNSET
    )


TextBlock = Paragraph | ListBlock
TextBlocks = Annotated[
    list[TextBlock],
    about(
        "Paragraphs and lists.",
        [{"type": "paragraph", "content": [{"type": "text", "text": "See a doctor first."}]}],
    ),
]


class Quote(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="quote"):
    """Somebody's words."""

    blocks: TextBlocks


class Callout(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="callout"):
    """Text that must not be missed; one of tone `safety` may never be left out."""

    tone: Annotated[Tone, about("What kind of attention it asks for.", "safety")]
    blocks: TextBlocks


Block = (
    Paragraph
    | ListBlock
    | Steps
    | Table
    | EvidenceTable
    | BundleList
    | ImageBlock
    | Quote
    | Callout
)
