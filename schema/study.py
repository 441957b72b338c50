"""Studies: research that was done. The texts about it are its sources."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from schema.document import Document, ResourceType, Source
from schema.reference import ReferenceStatus
from schema.values import Label, ReferenceId, Slug, Text, TopicId, about

StudyDesign = Literal[
    "randomized-controlled-trial",
    "non-randomized-trial",
    "pragmatic-trial",
    "observational-study",
    "cohort-study",
    "case-control-study",
    "cross-sectional-study",
    "meta-analysis",
    "systematic-review",
]
ComparatorKind = Literal["sham", "placebo", "active", "usual-care", "no-treatment"]
OutcomeDomain = Literal[
    "pain",
    "function",
    "disability",
    "symptoms",
    "mood",
    "anxiety",
    "quality-of-life",
    "medication-use",
    "adverse-events",
]
Direction = Literal[
    "favours-intervention", "favours-comparator", "no-difference", "mixed", "not-compared"
]
SourceRole = Literal["primary-report", "reported-by", "registration", "protocol", "review-of"]
VerificationStatus = Literal["as-stated", "checked", "disputed"]
AgeInYears = Annotated[int, Meta(ge=0, le=130)]
CalendarYear = Annotated[int, Meta(ge=1800, le=2200)]


class Population(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Who took part (the P of PICO)."""

    text: Annotated[Text, about("In words.", "Adults with chronic low back pain")]
    min_age: Annotated[AgeInYears | UnsetType, about("Lowest age in years.", 65)] = UNSET
    max_age: Annotated[AgeInYears | UnsetType, about("Highest age in years.", 85)] = UNSET


class Intervention(msgspec.Struct, frozen=True, kw_only=True):
    """What was tried (the I of PICO)."""

    text: Annotated[Text, about("In words.", "Standardized acupuncture")]
    topic_id: Annotated[TopicId, about("The modality.", "top_vaandfyab6")]


class InterventionSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was tried, as written."""

    text: Annotated[Text, about("In words.", "Standardized acupuncture")]
    modality: Annotated[Slug, about("Slug of the modality.", "acupuncture")]


class Comparator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it was compared with (the C of PICO)."""

    text: Annotated[Text, about("In words.", "Usual care")]
    kind: Annotated[ComparatorKind, about("What kind of comparison.", "usual-care")]


class Outcome(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What was found (the O of PICO), against which comparator and when."""

    text: Annotated[Text, about("In words.", "Better daily function")]
    versus: Annotated[Text | UnsetType, about("Text of the comparator.", "Usual care")] = UNSET
    intervention: Annotated[
        Text | UnsetType, about("Text of the arm, where there are several.", "Real acupuncture")
    ] = UNSET
    domain: Annotated[OutcomeDomain, about("What was measured.", "function")]
    timepoint: Annotated[Text | UnsetType, about("When it was measured.", "8 weeks")] = UNSET
    direction: Annotated[Direction, about("Whom it favours.", "favours-intervention")]
    effect: Annotated[
        Text | UnsetType, about("Effect with its interval.", "-1.2 (95% CI -2.1 to -0.3)")
    ] = UNSET
    p_value: Annotated[Text | UnsetType, about("P value as reported.", "0.327")] = UNSET


class StudySummary(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The study in three cells of an evidence table."""

    condition: Annotated[Text | UnsetType, about("Who took part.", "Chronic neck pain")] = UNSET
    comparison: Annotated[
        Text | UnsetType, about("What was compared.", "Acupuncture compared with sham")
    ] = UNSET
    outcome: Annotated[
        Text | UnsetType, about("What was found.", "Better function at 3 months")
    ] = UNSET


class StudySourceLink(msgspec.Struct, frozen=True, kw_only=True):
    """A reference about the study."""

    reference_id: ReferenceId
    role: Annotated[SourceRole, about("What it is to the study.", "primary-report")]


class StudySourceForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reference about the study, as written."""

    reference: Annotated[Slug, about("Citation key.", "irnich-2001")]
    role: Annotated[SourceRole, about("What it is to the study.", "primary-report")]


class Verification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far the study's entry was checked against what was published."""

    status: Annotated[
        VerificationStatus,
        about("as-stated: nobody checked; checked: it agrees; disputed: it does not.", "checked"),
    ]
    note: Annotated[Text, about("What was compared, and what differs.", "The abstract agrees.")]


Title = Annotated[Label, about("Name for readers.", "2024 systematic review")]
Year = Annotated[CalendarYear | UnsetType, about("Year of publication.", 2024)]
YearFrom = Annotated[CalendarYear | UnsetType, about("First year.", 1996)]
YearTo = Annotated[CalendarYear | UnsetType, about("Last year.", 1999)]
Design = Annotated[StudyDesign, about("How the study was done.", "randomized-controlled-trial")]
SampleSize = Annotated[
    Annotated[int, Meta(ge=1, le=1_000_000_000)] | UnsetType,
    about("People who took part; absent for reviews.", 177),
]
StudyPopulation = Annotated[
    Population, about("Who took part.", {"text": "Adults with chronic low back pain"})
]
Country = Annotated[Label | UnsetType, about("Where it was done.", "Germany")]
Comparators = Annotated[
    list[Comparator],
    about("What it was compared with.", [{"text": "Usual care", "kind": "usual-care"}]),
]
Outcomes = Annotated[
    list[Outcome],
    about(
        "What was found.",
        [{"text": "Less pain", "domain": "pain", "direction": "favours-intervention"}],
    ),
]
Limitations = Annotated[
    list[Text], about("What limits the result.", ["The trial was single-blind."])
]
Checked = Annotated[
    Verification,
    about("How far it was checked.", {"status": "checked", "note": "The abstract agrees."}),
]
Cells = Annotated[
    StudySummary,
    about(
        "The study in three cells.",
        {"condition": "Chronic neck pain", "comparison": "With sham", "outcome": "Less pain"},
    ),
]


class Study(Document, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="study"):
    """Research that was done."""

    title: Title
    design: Design
    year: Year = UNSET
    year_from: YearFrom = UNSET
    year_to: YearTo = UNSET
    sample_size: SampleSize = UNSET
    population: StudyPopulation
    country: Country = UNSET
    interventions: Annotated[
        list[Intervention],
        about("What was tried.", [{"text": "Acupuncture", "topic_id": "top_vaandfyab6"}]),
    ]
    comparators: Comparators
    outcomes: Outcomes
    summary: Cells
    limitations: Limitations
    sources: Annotated[
        list[StudySourceLink],
        about(
            "The references about it.",
            [{"reference_id": "ref_8s5d1kxhn7", "role": "primary-report"}],
        ),
    ]
    source_status: Annotated[
        ReferenceStatus, about("The worst status among its sources.", "current")
    ]
    verification: Checked
    topic_ids: Annotated[
        list[TopicId], about("Its conditions, then its modalities.", ["top_y2bqv5r3ss"])
    ]
    reference_ids: Annotated[list[ReferenceId], about("Its sources, in order.", ["ref_8s5d1kxhn7"])]


class StudySource(Source, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file under studies/."""

    title: Title
    design: Design
    year: Year = UNSET
    year_from: YearFrom = UNSET
    year_to: YearTo = UNSET
    sample_size: SampleSize = UNSET
    population: StudyPopulation
    conditions: Annotated[list[Slug], about("Slugs of conditions.", ["neck-pain"])]
    country: Country = UNSET
    interventions: Annotated[
        list[InterventionSource],
        about("What was tried.", [{"text": "Acupuncture", "modality": "acupuncture"}]),
    ]
    comparators: Comparators
    outcomes: Outcomes
    summary: Cells
    limitations: Limitations
    sources: Annotated[
        list[StudySourceForm],
        about("The references about it.", [{"reference": "irnich-2001", "role": "primary-report"}]),
    ]
    verification: Checked


STUDY = ResourceType(
    name="study",
    plural="studies",
    title="study",
    prefix="stu",
    document=Study,
    order=("title",),
    body=("population", "interventions", "comparators", "outcomes", "summary", "limitations"),
)
