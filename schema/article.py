"""Articles: what patients read."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.block import Image
from schema.document import Document, ResourceType, Source
from schema.section import Aspect
from schema.values import (
    Anchor,
    ArticleId,
    Count,
    Day,
    Label,
    Language,
    PractitionerId,
    ReferenceId,
    SectionId,
    ServiceBundleId,
    Slug,
    StudyId,
    Text,
    TopicId,
    about,
)

PAGES = "/articles/"
"""Where articles stand on the clinic's site, unless they say otherwise."""

Audience = Literal["patient", "professional"]
ReviewState = Literal["not-reviewed", "current", "due", "overdue"]


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """The same article in another language."""

    lang: Language
    article_id: ArticleId
    title: Annotated[str, about("Title in that language.", "Su primera visita")]


class OutlineEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A section in the table of contents."""

    section_id: SectionId
    anchor: Anchor
    heading: Annotated[str | UnsetType, about("Heading; the lead has none.", "Side effects")] = (
        UNSET
    )
    level: Annotated[int, about("Depth: 1 for the lead, then 2 to 4.", 2)]
    aspect: Annotated[Aspect | UnsetType, about("Health aspect of schema.org.", "SideEffects")] = (
        UNSET
    )


class Review(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who last reviewed the article, and whether that still holds."""

    state: Annotated[
        ReviewState,
        about("due: within 30 days of the date; overdue: past it.", "not-reviewed"),
    ]
    last_reviewed: Annotated[Day | UnsetType, about("Day of the review.", "2026-01-31")] = UNSET
    review_due: Annotated[Day | UnsetType, about("Day of the next one.", "2028-01-31")] = UNSET
    reviewed_by: Annotated[str | UnsetType, about("Who reviewed it.", "Jane Example")] = UNSET


class ReviewSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review as written; its state is derived."""

    last_reviewed: Annotated[Day, about("Day of the review.", "2026-01-31")]
    review_due: Annotated[Day | UnsetType, about("Day of the next one.", "2028-01-31")] = UNSET
    reviewed_by: Annotated[Text, about("Who reviewed it.", "Jane Example")]


class StudyCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Studies named in an article, by how far they were checked."""

    as_stated: Count
    checked: Count
    disputed: Count


class ReferenceCounts(msgspec.Struct, frozen=True, kw_only=True):
    """References cited in an article, by status."""

    current: Count
    corrected: Count
    unknown: Count
    expression_of_concern: Count
    retracted: Count


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What the article rests on, counted."""

    studies: Annotated[
        StudyCounts,
        about("Studies by verification.", {"as_stated": 1, "checked": 2, "disputed": 3}),
    ]
    references: Annotated[
        ReferenceCounts,
        about(
            "References by status.",
            {
                "current": 9,
                "corrected": 0,
                "unknown": 6,
                "expression_of_concern": 0,
                "retracted": 0,
            },
        ),
    ]


Title = Annotated[Label, about("Title.", "Your First Acupuncture Session")]
Summary = Annotated[
    str,
    Meta(min_length=1, max_length=240),
    about("What it is about, in 240 characters at most.", "What happens at a first visit."),
]
ForWhom = Annotated[Audience, about("For whom it is written.", "patient")]
Picture = Annotated[
    Image | UnsetType,
    about("The picture at its head.", {"role": "hero", "alt": "A treatment room"}),
]


class Article(
    Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="article"
):
    """What patients read. The text is in its sections."""

    title: Title
    summary: Summary
    lang: Language
    translations: Annotated[
        list[Translation],
        about(
            "The article in other languages.",
            [{"lang": "es-US", "article_id": "art_nb0nyttf0r", "title": "Su primera visita"}],
        ),
    ]
    audience: ForWhom
    outline: Annotated[
        list[OutlineEntry],
        about(
            "Table of contents.",
            [{"section_id": "sec_6y0m7q2hde", "anchor": "lead", "level": 1}],
        ),
    ]
    word_count: Count
    reading_minutes: Annotated[int, about("At 200 words a minute, rounded up.", 4)]
    image: Picture = UNSET
    review: Annotated[Review, about("Whether it was reviewed.", {"state": "not-reviewed"})]
    evidence: Annotated[
        Evidence,
        about(
            "What it rests on, counted.",
            {
                "studies": {"as_stated": 1, "checked": 2, "disputed": 3},
                "references": {
                    "current": 9,
                    "corrected": 0,
                    "unknown": 6,
                    "expression_of_concern": 0,
                    "retracted": 0,
                },
            },
        ),
    ]
    section_ids: Annotated[
        list[SectionId], about("Its sections in reading order.", ["sec_6y0m7q2hde"])
    ]
    reference_ids: Annotated[
        list[ReferenceId], about("References cited, by number.", ["ref_ztyw2yc2aa"])
    ]
    study_ids: Annotated[list[StudyId], about("Studies named, in order.", ["stu_8222vaapw0"])]
    topic_ids: Annotated[list[TopicId], about("What it is about.", ["top_y2bqv5r3ss"])]
    service_bundle_ids: Annotated[
        list[ServiceBundleId], about("Service bundles named, in order.", ["bun_491df9h0pt"])
    ]
    practitioner_ids: Annotated[
        list[PractitionerId], about("Practitioners named, in order.", ["prc_nm1c0yv8js"])
    ]
    related_article_ids: Annotated[
        list[ArticleId], about("Articles linked to, in order.", ["art_3gh8vnqgm2"])
    ]


class ArticleSource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The front matter of a file under articles/."""

    title: Title
    summary: Summary
    lang: Language
    audience: ForWhom
    topics: Annotated[list[Slug], about("Slugs of topics.", ["neck-pain", "acupuncture"])]
    translation_of: Annotated[
        Slug | UnsetType, about("Slug of the original.", "your-first-acupuncture-session")
    ] = UNSET
    image: Picture = UNSET
    review: Annotated[
        ReviewSource | UnsetType,
        about("The last review.", {"last_reviewed": "2026-01-31", "reviewed_by": "Jane Example"}),
    ] = UNSET


ARTICLE = ResourceType(
    name="article",
    plural="articles",
    title="article",
    prefix="art",
    document=Article,
    order=("title",),
    body=("summary", "image"),
)
