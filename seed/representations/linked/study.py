"""Studies: how they were done, about what, the texts on them, and whether all that stands."""

from schema.reference import Reference
from schema.study import Study, StudyDesign, Verification, VerificationStatus
from schema.topic import Topic
from seed.representations.linked.care import source_node, told
from seed.representations.linked.reference import reference_node
from seed.representations.linked.terms import TERM, Node, known, node, topic_node, write_node
from seed.representations.shelf import Shelf
from seed.representations.standing import STANDING

TRIALS: dict[StudyDesign, str | None] = {
    "randomized-controlled-trial": "RandomizedTrial",
    "non-randomized-trial": None,
    "pragmatic-trial": None,
}
"""Trials, with their member of MedicalTrialDesign where there is one."""
OBSERVATIONS: dict[StudyDesign, str] = {
    "observational-study": "Observational",
    "cohort-study": "CohortStudy",
    "case-control-study": "Observational",
    "cross-sectional-study": "CrossSectional",
}
"""Studies that observe, with their member of MedicalObservationalStudyDesign."""
HEADINGS: dict[StudyDesign, str] = {
    "randomized-controlled-trial": "D016449",
    "meta-analysis": "D017418",
    "systematic-review": "D000078182",
}
"""Publication types of MeSH."""
CHECKS: dict[VerificationStatus, str] = {
    "as-stated": "Not yet compared with what was published",
    "checked": "Compared with what was published: it agrees",
    "disputed": "Compared with what was published: it does not agree",
}
"""How far an entry was checked, in words."""


def write_study(study: Study, shelf: Shelf) -> bytes:
    """Write a study with the texts on it: it is no work itself, so that it cannot cite them."""
    entry = {**source_node(study), "creativeWorkStatus": check_node(study.verification)}
    texts = [reference_node(each) for each in shelf.all_of(Reference, study.reference_ids)]
    own = known(description=told(study, tell_results(study)), subjectOf=[entry, *texts])
    return write_node({**study_node(study, shelf), **own})


def study_node(study: Study, shelf: Shelf) -> Node:
    """Make a study, with how far its entry was checked, and whether a text on it was taken back."""
    topics = shelf.all_of(Topic, study.topic_ids)
    standing = STANDING.get(study.source_status)
    check = check_node(study.verification)
    return node(
        name_type(study.design),
        name=study.title,
        identifier=study.id,
        code=code_node(study.design),
        trialDesign=[TERM.format(each) for each in name_designs(study)],
        studyDesign=write_term(OBSERVATIONS.get(study.design)),
        healthCondition=[topic_node(each) for each in topics if each.kind == "condition"],
        studySubject=[topic_node(each) for each in topics if each.kind == "modality"],
        studyLocation=node("AdministrativeArea", name=study.country) if study.country else None,
        status=f"Source: {standing}" if standing else None,
        subjectOf=node("CreativeWork", identifier=study.id, creativeWorkStatus=check),
    )


def name_type(design: StudyDesign) -> str:
    """Name the type of a study.

    >>> name_type("pragmatic-trial"), name_type("cohort-study"), name_type("meta-analysis")
    ('MedicalTrial', 'MedicalObservationalStudy', 'MedicalStudy')
    """
    if design in TRIALS:
        return "MedicalTrial"
    return "MedicalObservationalStudy" if design in OBSERVATIONS else "MedicalStudy"


def name_designs(study: Study) -> list[str]:
    """Name how a trial was done, as far as its entry says."""
    if study.design not in TRIALS:
        return []
    has_placebo = any(each.kind == "placebo" for each in study.comparators)
    designs = [TRIALS[study.design], "PlaceboControlledTrial" if has_placebo else None]
    return [each for each in designs if each]


def code_node(design: StudyDesign) -> Node | None:
    """Make the code that MeSH has for how a study was done."""
    code = HEADINGS.get(design)
    return node("MedicalCode", codeValue=code, codingSystem="MeSH") if code else None


def check_node(verification: Verification) -> Node:
    """Make how far an entry was checked against what was published."""
    status = verification.status
    return node("DefinedTerm", termCode=status, name=CHECKS[status])


def tell_results(study: Study) -> str:
    """Tell what was compared, with what result, and in how many people.

    schema.org has no words for that. The parts are those of an evidence table.
    """
    cells = study.summary
    size = f"n = {study.sample_size}" if study.sample_size else None
    parts = (cells.condition, cells.comparison, cells.outcome, size)
    return "; ".join(each.rstrip(".;") for each in parts if each)


def write_term(member: str | None) -> str | None:
    """Write the address of a member of an enumeration, where there is one."""
    return TERM.format(member) if member else None
