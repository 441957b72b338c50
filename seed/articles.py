"""From the sources and bodies of articles to articles and sections."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from msgspec import UNSET

from schema.article import (
    ARTICLE,
    Article,
    ArticleSource,
    Evidence,
    OutlineEntry,
    ReferenceCounts,
    Review,
    ReviewState,
    StudyCounts,
    Translation,
)
from schema.inline import CitationRun
from schema.section import LEAD, SECTION, Citation, Section
from seed.body.sections import Body, BodySection, section_id_of
from seed.body.walk import runs_of, studies_of, targets_of
from seed.directory import Directory
from seed.documents import common_fields, topic_ids
from seed.read.content import ContentFolder, SourceFile
from seed.render import count_words, render_text
from seed.rights import rights_of_part

WORDS_A_MINUTE = 200
DAYS_DUE = 30
"""A review is due this many days before its date."""


@dataclass(frozen=True, slots=True)
class ArticleCompiler:
    """Makes articles and sections; `today` decides the state of reviews."""

    content: ContentFolder
    directory: Directory
    bodies: dict[str, Body]
    today: str
    families: dict[str, list[ArticleSource]] = field(default_factory=lambda: defaultdict(list))
    """Articles that translate each other, by the slug of the original."""

    def __post_init__(self) -> None:
        for file in self.content.published(ARTICLE.name):
            self.families[file.source.translation_of or file.source.slug].append(file.source)

    def compile(self) -> Iterator[tuple[Article, list[Section]]]:
        """Make all published articles, each with its sections in reading order."""
        for file in self.content.published(ARTICLE.name):
            sections = self.compile_sections(file)
            yield self.compile_article(file, sections), sections

    def compile_article(self, file: SourceFile[ArticleSource], sections: list[Section]) -> Article:
        """Make the document of an article out of its source and its sections."""
        source = file.source
        words = sum(section.word_count for section in sections)
        blocks = [block for section in sections for block in section.blocks or ()]
        study_ids = _unique(id_ for section in sections for id_ in section.study_ids)
        reference_ids = self.bodies[source.id].reference_ids
        targets = list(targets_of(blocks))
        related = [id_ for id_ in _of_type(targets, "article") if id_ != source.id]
        return Article(
            **common_fields(file, self.directory),
            title=source.title,
            summary=source.summary,
            lang=source.lang,
            translations=self.translations(file),
            audience=source.audience,
            outline=[_outline_entry(section) for section in sections],
            word_count=words,
            reading_minutes=ceil(words / WORDS_A_MINUTE),
            image=source.image,
            review=derive_review(source.review, self.today),
            evidence=self.evidence(study_ids, reference_ids),
            section_ids=[section.id for section in sections],
            reference_ids=reference_ids,
            study_ids=study_ids,
            topic_ids=topic_ids(self.directory, *source.topics),
            service_bundle_ids=_of_type(targets, "service_bundle"),
            practitioner_ids=_of_type(targets, "practitioner"),
            related_article_ids=related,
        )

    def translations(self, file: SourceFile[ArticleSource]) -> list[Translation]:
        """List the other languages of an article, seen from the original or a translation."""
        family = self.families[file.source.translation_of or file.source.slug]
        return [
            Translation(lang=each.lang, article_id=each.id, title=each.title)
            for each in sorted(family, key=lambda each: each.lang)
            if each.id != file.source.id
        ]

    def evidence(self, study_ids: list[str], reference_ids: list[str]) -> Evidence:
        """Count what an article rests on."""
        studies = Counter(
            self.directory.by_id[each].source.verification.status.replace("-", "_")
            for each in study_ids
        )
        references = Counter(
            self.directory.by_id[each].source.reference_status.replace("-", "_")
            for each in reference_ids
        )
        return Evidence(
            studies=_counted(StudyCounts, studies),
            references=_counted(ReferenceCounts, references),
        )

    def compile_sections(self, file: SourceFile[ArticleSource]) -> list[Section]:
        """Make the sections of an article; each one's parent is the nearest heading above it."""
        sections: list[Section] = []
        for position, part in enumerate(self.bodies[file.source.id].sections):
            above = [each for each in sections if each.level < part.level and each.kind == "body"]
            parent_id = above[-1].id if above else UNSET
            sections.append(self.compile_section(file, part, position, parent_id))
        return sections

    def compile_section(
        self, file: SourceFile[ArticleSource], part: BodySection, position: int, parent_id: Any
    ) -> Section:
        """Make the document of one section."""
        source = file.source
        section_id = section_id_of(source.id, part)
        runs = list(runs_of(part.blocks))
        cited = {run.number: run.reference_id for run in runs if isinstance(run, CitationRun)}
        citations = [Citation(number=n, reference_id=cited[n]) for n in sorted(cited)]
        return Section(
            id=section_id,
            slug=f"{source.slug}.{part.anchor}",
            rev="",
            published_at="",
            updated_at="",
            href=f"{SECTION.path}/{section_id}",
            rights=rights_of_part(common_fields(file, self.directory)["rights"], part.anchor),
            article_id=source.id,
            parent_id=parent_id,
            position=position,
            level=part.level,
            anchor=part.anchor,
            heading=part.heading or UNSET,
            aspect=part.aspect or UNSET,
            kind="lead" if part.anchor == LEAD else "body",
            lang=source.lang,
            citations=citations,
            word_count=count_words(render_text(part.blocks)),
            reference_ids=[each.reference_id for each in citations],
            study_ids=_unique(studies_of(part.blocks)),
            blocks=part.blocks,
        )


def derive_review(source: Any, today: str) -> Review:
    """Find the state of a review on a day.

    >>> from schema.article import ReviewSource
    >>> derive_review(UNSET, "2026-11-23").state
    'not-reviewed'
    >>> review = ReviewSource(
    ...     last_reviewed="2025-01-01", review_due="2026-01-01", reviewed_by="Jane Example"
    ... )
    >>> [derive_review(review, day).state for day in ("2025-12-01", "2025-12-02", "2026-01-02")]
    ['current', 'due', 'overdue']
    """
    if not source:
        return Review(state="not-reviewed")
    state: ReviewState = "current"
    if source.review_due:
        due = date.fromisoformat(source.review_due)
        day = date.fromisoformat(today)
        soon = (due - day).days <= DAYS_DUE
        state = "overdue" if day > due else "due" if soon else "current"
    return Review(
        state=state,
        last_reviewed=source.last_reviewed,
        review_due=source.review_due,
        reviewed_by=source.reviewed_by,
    )


def _counted(form: Any, counts: Counter[str]) -> Any:
    return form(**{name: counts[name] for name in form.__struct_fields__})


def _outline_entry(section: Section) -> OutlineEntry:
    return OutlineEntry(
        section_id=section.id,
        anchor=section.anchor,
        heading=section.heading,
        level=section.level,
        aspect=section.aspect,
    )


def _unique(ids: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _of_type(targets: list[tuple[str, str]], type_name: str) -> list[str]:
    return list(dict.fromkeys(id_ for name, id_ in targets if name == type_name))
