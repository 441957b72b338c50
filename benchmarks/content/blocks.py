"""What stands in the sections of a synthetic article."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.content.care import bundle_summary, bundle_title
from benchmarks.content.clinic import Clinic, Name, name_of
from benchmarks.content.prose import Prose
from benchmarks.content.research import make_study
from schema.article import ARTICLE
from schema.block import (
    Block,
    BundleItem,
    BundleList,
    Callout,
    EvidenceRow,
    EvidenceTable,
    ListBlock,
    ListItem,
    Paragraph,
    Steps,
)
from schema.document import ResourceType
from schema.inline import CitationRun, Inline, LinkRun, StudyRun, TextRun
from schema.link import LinkTarget, TargetType
from schema.practitioner import PRACTITIONER
from schema.reference import REFERENCE
from schema.section import Aspect
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY


@dataclass
class Draft:
    """An article while it is written: what it may name, and what it has cited so far."""

    clinic: Clinic
    ordinal: int
    prose: Prose
    references: list[int]
    studies: list[int]
    related: list[int]
    bundles: list[int]
    practitioners: list[int]
    cited: int = 0
    """References that have a number; the others are not cited yet."""

    def cite(self) -> CitationRun:
        """Cite the next reference, or once all are cited any of them."""
        if self.cited < len(self.references):
            self.cited += 1
            number = self.cited
        else:
            number = self.prose.chance.randint(1, self.cited)
        reference = self.references[number - 1]
        return CitationRun(number=number, reference_id=name_of(REFERENCE, reference).id)

    def statement(self, words: int) -> list[Inline]:
        """Write a sentence that is cited."""
        return [
            TextRun(text=f"{self.prose.phrase(words)} "),
            self.cite(),
            TextRun(text="."),
        ]


def _paragraph(*runs: Inline) -> Paragraph:
    return Paragraph(content=list(runs))


def _link(type_: ResourceType, ordinal: int, text: str) -> LinkRun:
    named: Name = name_of(type_, ordinal)
    kind: TargetType = type_.name  # type: ignore[assignment]
    return LinkRun(text=text, target=LinkTarget(type=kind, id=named.id, slug=named.slug))


def write_lead(draft: Draft) -> list[Block]:
    """Open the article."""
    return [_paragraph(TextRun(text=draft.prose.sentence(24)))]


def write_statements(draft: Draft) -> list[Block]:
    """State something with its source, then explain it."""
    closing = TextRun(text=f" {draft.prose.sentence(16)}")
    return [_paragraph(*draft.statement(12)[:-1], TextRun(text=". "), *draft.statement(8), closing)]


def write_studies(draft: Draft) -> list[Block]:
    """Name studies; every fourth article shows two of them side by side."""
    runs: list[Inline] = []
    for ordinal in draft.studies:
        text = draft.prose.phrase(2)
        runs += [StudyRun(text=text, study_id=name_of(STUDY, ordinal).id)]
        runs += [TextRun(text=f" {draft.prose.phrase(5).lower()}. ")]
    blocks: list[Block] = [_paragraph(*runs, *draft.statement(5))]
    if draft.ordinal % 4 == 0:
        blocks.append(EvidenceTable(rows=[_row(draft, each) for each in draft.studies[:2]]))
    return blocks


def _row(draft: Draft, ordinal: int) -> EvidenceRow:
    study = make_study(draft.clinic, ordinal)
    return EvidenceRow(
        study_id=study.id,
        title=study.title,
        condition=study.summary.condition or "",
        comparison=study.summary.comparison or "",
        outcome=study.summary.outcome or "",
        verification=study.verification.status,
        source_status=study.source_status,
    )


def write_list(draft: Draft) -> list[Block]:
    """List things, each with its source."""
    items = [ListItem(content=draft.statement(7), children=[]) for _ in range(2)]
    return [ListBlock(is_ordered=False, items=items)]


def write_warning(draft: Draft) -> list[Block]:
    """Warn, and say why."""
    warning = _paragraph(TextRun(text=draft.prose.phrase(3), marks=["strong"]), TextRun(text="."))
    return [
        Callout(tone="safety", blocks=[warning]),
        _paragraph(*draft.statement(18)),
    ]


def write_steps(draft: Draft) -> list[Block]:
    """Say what happens one after the other."""
    items = [
        ListItem(content=[TextRun(text=draft.prose.sentence(6))], children=[]) for _ in range(4)
    ]
    return [Steps(items=items)]


def write_related(draft: Draft) -> list[Block]:
    """Lead to other articles."""
    runs: list[Inline] = [TextRun(text=f"{draft.prose.sentence(10)} ")]
    for ordinal in draft.related:
        runs += [_link(ARTICLE, ordinal, draft.prose.phrase(2)), TextRun(text=". ")]
    return [_paragraph(*runs, *draft.statement(6))]


def write_offers(draft: Draft) -> list[Block]:
    """Lead to practitioners and bundles; every eighth article lists the bundles."""
    runs: list[Inline] = [TextRun(text=f"{draft.prose.sentence(8)} ")]
    for ordinal in draft.practitioners:
        runs += [_link(PRACTITIONER, ordinal, draft.prose.phrase(2)), TextRun(text=". ")]
    items = [
        BundleItem(
            service_bundle_id=name_of(SERVICE_BUNDLE, each).id,
            title=bundle_title(each),
            summary=bundle_summary(each),
        )
        for each in draft.bundles
    ]
    if draft.ordinal % 8 == 0:
        return [_paragraph(*runs, *draft.statement(6)), BundleList(items=items)]
    for ordinal in draft.bundles:
        runs += [_link(SERVICE_BUNDLE, ordinal, draft.prose.phrase(2)), TextRun(text=". ")]
    return [_paragraph(*runs, *draft.statement(6))]


SHAPE: list[tuple[str, int, Aspect | None, Callable[[Draft], list[Block]]]] = [
    ("lead", 1, None, write_lead),
    ("overview", 2, "Overview", write_statements),
    ("evidence", 2, "Effectiveness", write_studies),
    ("benefits", 3, "Benefits", write_list),
    ("safety", 2, "Safety", write_warning),
    ("self-care", 2, "SelfCare", write_steps),
    ("related", 3, "RelatedTopics", write_related),
    ("care", 2, "GettingAccess", write_offers),
]
"""The sections of every article: anchor, level, aspect, and who writes the body."""
