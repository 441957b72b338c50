"""Sections: an article in parts, each with its own body and citations."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.block import Block
from schema.document import Document, ResourceType
from schema.values import (
    Anchor,
    ArticleId,
    Count,
    Language,
    ReferenceId,
    SectionId,
    StudyId,
    about,
)

Aspect = Literal[
    "Allergies",
    "Benefits",
    "Causes",
    "Contagiousness",
    "Effectiveness",
    "GettingAccess",
    "HowItWorks",
    "HowOrWhere",
    "Ingredients",
    "LivingWith",
    "MayTreat",
    "Misconceptions",
    "Overview",
    "PatientExperience",
    "Pregnancy",
    "Prevention",
    "Prognosis",
    "RelatedTopics",
    "RisksOrComplications",
    "Safety",
    "Screening",
    "SeeDoctor",
    "SelfCare",
    "SideEffects",
    "Stages",
    "Symptoms",
    "Treatments",
    "Types",
    "UsageOrSchedule",
]
"""schema.org's HealthAspectEnumeration, without the suffix HealthAspect."""

SectionKind = Literal["lead", "body"]
BodyFormat = Literal["blocks", "html", "markdown", "text", "none"]
BODY_FORMATS: tuple[BodyFormat, ...] = ("blocks", "html", "markdown", "text", "none")

LEAD = "lead"
"""The anchor of the text before the first heading."""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A number as it stands in the text, and the reference it stands for."""

    number: Annotated[int, about("Number in this article, from 1.", 4)]
    reference_id: ReferenceId


class Section(
    Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="section"
):
    """A part of an article: the text from one heading to the next.

    The body is exactly one of `blocks`, `html`, `markdown` and `text`, or
    none of them, and always comes last.
    """

    article_id: ArticleId
    parent_id: Annotated[
        SectionId | UnsetType, about("The section that this one is inside of.", "sec_6y0m7q2hde")
    ] = UNSET
    position: Annotated[int, about("Place in reading order, from 0.", 3)]
    level: Annotated[int, Meta(ge=1, le=4), about("Depth: 1 for the lead, then 2 to 4.", 2)]
    anchor: Anchor
    heading: Annotated[
        str | UnsetType, about("Heading; the lead has none.", "Side effects and safety")
    ] = UNSET
    aspect: Annotated[Aspect | UnsetType, about("Health aspect of schema.org.", "SideEffects")] = (
        UNSET
    )
    kind: Annotated[SectionKind, about("Whether it opens the article.", "body")]
    lang: Language
    citations: Annotated[
        list[Citation],
        about(
            "The numbers used in the body, ascending.",
            [{"number": 1, "reference_id": "ref_ztyw2yc2aa"}],
        ),
    ]
    word_count: Count
    reference_ids: Annotated[
        list[ReferenceId], about("References cited here, by number.", ["ref_ztyw2yc2aa"])
    ]
    study_ids: Annotated[list[StudyId], about("Studies named here, in order.", ["stu_8222vaapw0"])]
    blocks: Annotated[
        list[Block] | UnsetType,
        about(
            "The body as blocks, unless another form was asked for.",
            [{"type": "paragraph", "content": [{"type": "text", "text": "Effects pass."}]}],
        ),
    ] = UNSET
    html: Annotated[
        str | UnsetType, about("The body as HTML, with body=html.", "<p>Effects pass.</p>")
    ] = UNSET
    markdown: Annotated[
        str | UnsetType, about("The body as CommonMark, with body=markdown.", "Effects pass.")
    ] = UNSET
    text: Annotated[
        str | UnsetType, about("The body as plain text, with body=text.", "Effects pass.")
    ] = UNSET


SECTION = ResourceType(
    name="section",
    plural="sections",
    title="section",
    prefix="sec",
    document=Section,
    order=("article_id", "position"),
    body=("blocks", "html", "markdown", "text"),
)
