"""Articles of a synthetic clinic, each with its sections."""

from collections import Counter
from collections.abc import Iterator
from math import ceil
from typing import Any

from msgspec import UNSET

from benchmarks.content.blocks import SHAPE, Draft
from benchmarks.content.care import common_fields
from benchmarks.content.clinic import Clinic, chance_for, choose_skewed, name_of
from benchmarks.content.history import TODAY
from benchmarks.content.prose import Prose
from benchmarks.content.research import status_of, verification_of
from schema.article import (
    ARTICLE,
    Article,
    Evidence,
    OutlineEntry,
    ReferenceCounts,
    Review,
    ReviewSource,
    StudyCounts,
    Translation,
)
from schema.document import derive_id
from schema.inline import CitationRun
from schema.practitioner import PRACTITIONER
from schema.reference import REFERENCE
from schema.section import SECTION, Citation, Section
from schema.service_bundle import SERVICE_BUNDLE
from schema.study import STUDY
from seed.articles import WORDS_A_MINUTE, derive_review
from seed.body.walk import runs_of, studies_of
from seed.render import count_words, render_text

TRANSLATED = 10
"""Of ten articles the last one is the one before it, in Spanish."""

WORDS = (200, 900)
"""Of an article without texts."""


def lang_of(ordinal: int) -> str:
    """Say in which language an article is."""
    return "es-US" if ordinal % TRANSLATED == TRANSLATED - 1 else "en-US"


def title_of(ordinal: int) -> str:
    """Name an article."""
    prose = Prose(chance_for("article title", ordinal), lang_of(ordinal))
    return prose.phrase(prose.chance.randint(5, 9))


def make_article(clinic: Clinic, ordinal: int) -> tuple[Article, list[Section]]:
    """Make an article and its sections in reading order; without texts it has none."""
    draft = _start(clinic, ordinal)
    sections = list(_write(draft)) if clinic.has_text else []
    named, prose = name_of(ARTICLE, ordinal), draft.prose
    words = sum(section.word_count for section in sections) or prose.chance.randint(*WORDS)
    reference_ids = [name_of(REFERENCE, each).id for each in draft.references]
    conditions = clinic.choose_topics(prose.chance, "condition", prose.chance.randint(1, 3))
    modalities = clinic.choose_topics(prose.chance, "modality", prose.chance.randint(1, 2))
    article = Article(
        **common_fields(ARTICLE, *named),
        title=title_of(ordinal),
        summary=prose.sentence(20),
        lang=lang_of(ordinal),
        translations=list(_translations(clinic, ordinal)),
        audience="professional" if ordinal % 6 == 0 else "patient",
        outline=[_outline_entry(section) for section in sections],
        word_count=words,
        reading_minutes=ceil(words / WORDS_A_MINUTE),
        review=_review(prose),
        evidence=_evidence(draft),
        section_ids=[section.id for section in sections],
        reference_ids=reference_ids,
        study_ids=[name_of(STUDY, each).id for each in draft.studies],
        topic_ids=[*conditions, *modalities],
        service_bundle_ids=[name_of(SERVICE_BUNDLE, each).id for each in draft.bundles],
        practitioner_ids=[name_of(PRACTITIONER, each).id for each in draft.practitioners],
        related_article_ids=[name_of(ARTICLE, each).id for each in draft.related],
    )
    return article, sections


def _start(clinic: Clinic, ordinal: int) -> Draft:
    """Draw what the article may name; it cites eight times, so that no reference is left over."""
    chance = chance_for(ARTICLE.name, ordinal)
    related = choose_skewed(chance, chance.randint(1, 4), clinic.articles)
    return Draft(
        clinic=clinic,
        ordinal=ordinal,
        prose=Prose(chance, lang_of(ordinal)),
        references=choose_skewed(chance, chance.randint(5, 8), clinic.references),
        studies=choose_skewed(chance, chance.randint(2, 4), clinic.studies),
        related=[each for each in related if each != ordinal],
        bundles=choose_skewed(chance, chance.randint(1, 2), clinic.bundles),
        practitioners=choose_skewed(chance, chance.randint(1, 2), clinic.practitioners),
    )


def _write(draft: Draft) -> Iterator[Section]:
    above: dict[int, str] = {}
    for position, (anchor, level, aspect, write) in enumerate(SHAPE):
        article = name_of(ARTICLE, draft.ordinal)
        id_ = derive_id(SECTION.prefix, article.id, anchor)
        above[level] = id_
        is_lead = position == 0
        blocks = write(draft)
        cited = {
            run.number: run.reference_id for run in runs_of(blocks) if isinstance(run, CitationRun)
        }
        citations = [Citation(number=each, reference_id=cited[each]) for each in sorted(cited)]
        yield Section(
            **common_fields(SECTION, id_, f"{article.slug}.{anchor}"),
            article_id=article.id,
            parent_id=above[2] if level > 2 else UNSET,  # noqa: PLR2004
            position=position,
            level=level,
            anchor=anchor,
            heading=UNSET if is_lead else draft.prose.phrase(4),
            aspect=aspect or UNSET,
            kind="lead" if is_lead else "body",
            lang=lang_of(draft.ordinal),
            citations=citations,
            word_count=count_words(render_text(blocks)),
            reference_ids=[each.reference_id for each in citations],
            study_ids=list(dict.fromkeys(studies_of(blocks))),
            blocks=blocks,
        )


def _outline_entry(section: Section) -> OutlineEntry:
    return OutlineEntry(
        section_id=section.id,
        anchor=section.anchor,
        heading=section.heading,
        level=section.level,
        aspect=section.aspect,
    )


def _translations(clinic: Clinic, ordinal: int) -> Iterator[Translation]:
    """See the other language, from the original as from the translation."""
    place = ordinal % TRANSLATED
    other = {TRANSLATED - 2: ordinal + 1, TRANSLATED - 1: ordinal - 1}.get(place, clinic.articles)
    if other < clinic.articles:
        id_ = name_of(ARTICLE, other).id
        yield Translation(lang=lang_of(other), article_id=id_, title=title_of(other))


def _review(prose: Prose) -> Review:
    """Three of four articles were reviewed; some reviews have run out."""
    if prose.chance.random() < 0.25:  # noqa: PLR2004
        return Review(state="not-reviewed")
    year, day = prose.chance.randint(2023, 2026), f"{prose.chance.randint(1, 10):02}-15"
    source = ReviewSource(
        last_reviewed=f"{year}-{day}",
        review_due=f"{year + 2}-{day}",
        reviewed_by=f"{prose.name()} Synthetic",
    )
    return derive_review(source, TODAY.isoformat())


def _evidence(draft: Draft) -> Evidence:
    studies = Counter(verification_of(each).replace("-", "_") for each in draft.studies)
    references = Counter(status_of(each).replace("-", "_") for each in draft.references)
    return Evidence(
        studies=_counted(StudyCounts, studies), references=_counted(ReferenceCounts, references)
    )


def _counted(form: Any, counts: Counter[str]) -> Any:
    return form(**{name: counts[name] for name in form.__struct_fields__})
