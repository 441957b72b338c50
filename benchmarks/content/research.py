"""References and studies of a synthetic clinic."""

from random import Random
from typing import Any, TypeVar

from msgspec import UNSET

from benchmarks.content.care import common_fields
from benchmarks.content.clinic import Clinic, chance_for, choose_skewed, name_of
from benchmarks.content.prose import Prose
from schema.reference import (
    REFERENCE,
    WORST_LAST,
    CslDate,
    CslItem,
    CslName,
    Identifiers,
    Reference,
    ReferenceStatus,
)
from schema.study import (
    STUDY,
    Comparator,
    Intervention,
    Outcome,
    Population,
    Study,
    StudyDesign,
    StudySourceLink,
    StudySummary,
    Verification,
    VerificationStatus,
)
from seed.documents import is_stub, label_of

Value = TypeVar("Value")


def repeat(shares: dict[Value, int]) -> list[Value]:
    """List each value as often as its share says.

    >>> repeat({"as-stated": 2, "disputed": 1})
    ['as-stated', 'as-stated', 'disputed']
    """
    return [value for value, share in shares.items() for _ in range(share)]


STATUS_SHARES: dict[ReferenceStatus, int] = {
    "current": 76,
    "unknown": 16,
    "corrected": 5,
    "retracted": 2,
    "expression-of-concern": 1,
}
VERIFICATION_SHARES: dict[VerificationStatus, int] = {"as-stated": 12, "checked": 7, "disputed": 1}
DESIGN_SHARES: dict[StudyDesign, int] = {
    "randomized-controlled-trial": 6,
    "systematic-review": 3,
    "cohort-study": 2,
    "pragmatic-trial": 1,
    "observational-study": 1,
    "case-control-study": 1,
    "cross-sectional-study": 1,
    "meta-analysis": 1,
    "non-randomized-trial": 1,
}
STATUSES = repeat(STATUS_SHARES)
VERIFICATIONS = repeat(VERIFICATION_SHARES)
DESIGNS = repeat(DESIGN_SHARES)
REVIEWS = {"systematic-review", "meta-analysis"}
COUNTRIES = ["Germany", "China", "United States", "South Korea", "Brazil", "Spain", "Sweden"]
STEP = 37
"""Has no divisor in common with the lists above, so that neighbours differ and shares hold."""


def status_of(ordinal: int) -> ReferenceStatus:
    """Say how a reference stands; articles count it."""
    return STATUSES[ordinal * STEP % len(STATUSES)]


def verification_of(ordinal: int) -> VerificationStatus:
    """Say how far a study was checked; articles count it."""
    return VERIFICATIONS[ordinal * STEP % len(VERIFICATIONS)]


def make_reference(ordinal: int) -> Reference:
    """Make a reference: a paper, or every tenth time a page of which some have no title."""
    chance = chance_for(REFERENCE.name, ordinal)
    named = name_of(REFERENCE, ordinal)
    is_page = ordinal % 10 == 9  # noqa: PLR2004
    csl = _make_page(chance, named.slug) if is_page else _make_paper(chance, named.slug, ordinal)
    return Reference(
        **common_fields(REFERENCE, *named),
        citation_key=named.slug,
        label=label_of(csl),
        status=status_of(ordinal),
        completeness="stub" if is_stub(csl) else "complete",
        identifiers=Identifiers(doi=csl.doi, pmid=csl.pmid, url=csl.url),
        csl=csl,
    )


def _make_paper(chance: Random, key: str, ordinal: int) -> CslItem:
    lang = "es" if ordinal % 12 == 0 else "en"
    prose = Prose(chance, lang)
    doi = f"10.5555/synthetic.{ordinal}"
    families = [prose.name().split()[0] for _ in range(chance.randint(1, 4))]
    return CslItem(
        id=key,
        type="article-journal",
        title=prose.phrase(chance.randint(6, 14)),
        author=[CslName(family=family, given="Synthetic") for family in families],
        issued=_date(chance),
        container_title=f"Synthetic Journal of {prose.phrase(1)}",
        volume=str(chance.randint(1, 90)),
        page=f"{ordinal + 1}-{ordinal + 9}",
        language=lang,
        doi=doi,
        url=f"https://doi.org/{doi}",
    )


def _make_page(chance: Random, key: str) -> CslItem:
    prose = Prose(chance)
    return CslItem(
        id=key,
        type="webpage",
        title=prose.phrase(6) if chance.random() < 0.8 else UNSET,  # noqa: PLR2004
        publisher="Synthetic Institute",
        issued=_date(chance),
        url=f"https://institute.example/{key}",
    )


def _date(chance: Random) -> CslDate:
    return CslDate(date_parts=[[year_of(chance), chance.randint(1, 12)]])


def year_of(chance: Random) -> int:
    """Draw a year; recent ones are drawn more often."""
    return 2025 - int(chance.random() ** 2 * 40)


def make_study(clinic: Clinic, ordinal: int) -> Study:
    """Make a study; reviews have no participants of their own."""
    chance = chance_for(STUDY.name, ordinal)
    design = chance.choice(DESIGNS)
    modalities = clinic.choose_topics(chance, "modality", chance.randint(1, 2))
    conditions = clinic.choose_topics(chance, "condition", chance.randint(1, 2))
    sources = choose_skewed(chance, chance.randint(1, 2), clinic.references)
    reference_ids = [name_of(REFERENCE, each).id for each in sources]
    status = max(map(status_of, sources), key=WORST_LAST.index)
    prose = Prose(chance)
    return Study(
        **common_fields(STUDY, *name_of(STUDY, ordinal)),
        title=study_title(ordinal),
        design=design,
        year=year_of(chance),
        sample_size=UNSET if design in REVIEWS else int(10 ** chance.uniform(1.3, 3.5)),
        country=UNSET if design in REVIEWS else chance.choice(COUNTRIES),
        interventions=[Intervention(text=prose.phrase(3), topic_id=id_) for id_ in modalities],
        **_findings(prose),
        sources=[
            StudySourceLink(reference_id=id_, role=_role(id_, reference_ids))
            for id_ in reference_ids
        ],
        source_status=status,
        verification=Verification(status=verification_of(ordinal), note=prose.sentence(9)),
        topic_ids=[*conditions, *modalities],
        reference_ids=reference_ids,
    )


def _role(reference_id: str, reference_ids: list[str]) -> Any:
    return "primary-report" if reference_id == reference_ids[0] else "reported-by"


def _findings(prose: Prose) -> dict[str, Any]:
    comparator = prose.phrase(2)
    return {
        "population": Population(text=prose.phrase(6), min_age=18),
        "comparators": [Comparator(text=comparator, kind="usual-care")],
        "outcomes": [
            Outcome(
                text=prose.phrase(6),
                versus=comparator,
                domain=domain,
                timepoint=f"{prose.chance.randint(2, 52)} weeks",
                direction=prose.chance.choice(("favours-intervention", "no-difference", "mixed")),
            )
            for domain in ("pain", "function")
        ],
        "summary": StudySummary(
            condition=prose.phrase(3), comparison=prose.phrase(5), outcome=prose.phrase(6)
        ),
        "limitations": [prose.sentence(9)],
    }


def study_title(ordinal: int) -> str:
    """Name a study; articles show it too."""
    return f"Study {ordinal + 1} of {Prose(chance_for('study title', ordinal)).phrase(4)}"
