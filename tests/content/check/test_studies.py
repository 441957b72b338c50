import pytest

from schema.block import EvidenceRow, EvidenceTable

from .clinic import NECK_CARE, TRIAL, Clinic, section

PATH = "studies/german-trial.yaml"
SOURCE = "  - {reference: irnich-2001, role: primary-report}"
SUMMARY = "{condition: Neck pain, comparison: With massage, outcome: Less pain}"


def show_in_table(clinic: Clinic) -> None:
    """Show the study in an evidence table on line 22 of the article."""
    row = EvidenceRow(
        study_id=TRIAL,
        title="German trial",
        condition="",
        comparison="",
        outcome="",
        verification="checked",
        source_status="current",
    )
    clinic.add(section("studies", EvidenceTable(rows=[row])))


def test_a_study_has_a_source(clinic: Clinic) -> None:
    """A study that no text is about cannot be shown."""
    clinic.replace(PATH, f"sources:\n{SOURCE}", "sources: []")

    found = clinic.find("STU001", "STU002")

    assert found == [f'{PATH}:19: STU001 "sources" is empty. Add at least one reference.']


def test_the_sources_of_a_study_exist(clinic: Clinic) -> None:
    """Every source is a published reference."""
    clinic.replace(PATH, "irnich-2001", "irnch-2001")

    found = clinic.find("CIT001")

    assert found == [
        f'{PATH}:20: CIT001 There is no reference "irnch-2001". Did you mean "irnich-2001"?'
    ]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (f"{SOURCE}\n  - {{reference: daily-news, role: reported-by}}", []),
        (
            (
                "  - {reference: irnich-2001, role: protocol}\n"
                "  - {reference: daily-news, role: reported-by}"
            ),
            [
                (
                    f'{PATH}:19: STU002 Known only through "irnich-2001" and "daily-news". '
                    "Add the study's own paper."
                )
            ],
        ),
    ],
)
def test_a_study_is_known_through_its_own_paper(
    clinic: Clinic, sources: str, expected: list[str]
) -> None:
    """One of the sources is the primary report."""
    clinic.replace(PATH, SOURCE, sources)

    found = clinic.find("STU002")

    assert found == expected


def test_every_comparator_has_an_outcome(clinic: Clinic) -> None:
    """The comparators about which nothing is said are named in one sentence."""
    clinic.replace(PATH, "versus: Massage, ", "")
    clinic.replace(PATH, "versus: Sham laser, ", "")

    found = clinic.find("STU003")

    sentence = 'No outcome says how it did against "Massage" or "Sham laser".'
    assert found == [f"{PATH}:11: STU003 {sentence}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "versus: Massage",
            "versus: Masage",
            ['"Masage" is not one of the comparators. Did you mean "Massage"?'],
        ),
        (
            "versus: Massage",
            "versus: Massage, intervention: acupuncture",
            ['"acupuncture" is not one of the interventions. Did you mean "True acupuncture"?'],
        ),
        ("versus: Massage", "versus: Massage, intervention: True acupuncture", []),
    ],
)
def test_an_outcome_names_arms_of_the_study(
    clinic: Clinic, old: str, new: str, expected: list[str]
) -> None:
    """An outcome compares an intervention with a comparator of the same study."""
    clinic.replace(PATH, old, new)

    found = clinic.find("STU004")

    assert found == [f"{PATH}:15: STU004 {each}" for each in expected]


@pytest.mark.parametrize(
    ("years", "line", "sentence"),
    [
        ("year_from: 1996\nyear_to: 1999", 0, None),
        ("year_from: 1999\nyear_to: 1999", 0, None),
        ("year_from: 1999\nyear_to: 1996", 4, '"year_from" 1999 is after "year_to" 1996.'),
        ("year: 2001\nyear_from: 1999", 4, 'Give "year", or "year_from" and "year_to".'),
        ("year_from: 1999", 4, 'Give "year", or "year_from" and "year_to".'),
        ("year_to: 1999", 4, 'Give "year", or "year_from" and "year_to".'),
        ("country: Germany", 1, 'Give "year", or "year_from" and "year_to".'),
    ],
)
def test_a_study_has_one_year_or_a_span(
    clinic: Clinic, years: str, line: int, sentence: str | None
) -> None:
    """Years come as one year or as two, and the two run forwards."""
    clinic.replace(PATH, "year: 2001", years)

    found = clinic.find("STU005")

    assert [each.partition(" ")[0] for each in found] == ([f"{PATH}:{line}:"] if sentence else [])
    assert all(str(sentence) in each for each in found)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("checked", None),
        ("as-stated", "Not yet checked against the paper."),
        ("disputed", "Its sources disagree, and an article names it."),
    ],
)
def test_a_study_in_an_article_is_checked(
    clinic: Clinic, status: str, sentence: str | None
) -> None:
    """What readers meet was compared with the paper and agrees with it."""
    clinic.replace(PATH, "status: checked", f"status: {status}")

    found = clinic.find("STU006")

    assert [each.partition(" ")[0] for each in found] == ([f"{PATH}:21:"] if sentence else [])
    assert all(str(sentence) in each for each in found)


def test_a_study_that_no_article_names_may_wait(clinic: Clinic) -> None:
    """Nobody meets a study outside of articles; a table is a meeting too."""
    clinic.replace(PATH, "status: checked", "status: as-stated")
    clinic.bodies[NECK_CARE].sections.clear()

    unseen = clinic.find("STU006")
    show_in_table(clinic)
    seen = clinic.find("STU006")

    assert (len(unseen), len(seen)) == (0, 1)


def test_an_evidence_table_has_every_cell(clinic: Clinic) -> None:
    """A study that a table shows has all cells of its summary."""
    clinic.replace(PATH, SUMMARY, "{condition: Neck pain}")
    show_in_table(clinic)

    found = clinic.find("STU007")

    where = "the evidence table in articles/neck-care.md:22 needs it."
    assert found == [
        f'{PATH}:17: STU007 "comparison" is missing; {where}',
        f'{PATH}:17: STU007 "outcome" is missing; {where}',
    ]


def test_a_study_outside_of_tables_needs_no_cells(clinic: Clinic) -> None:
    """Without a table nobody misses a cell, and with all cells a table is content."""
    clinic.replace(PATH, SUMMARY, "{}")

    without_table = clinic.find("STU007")
    clinic.replace(PATH, "summary: {}", f"summary: {SUMMARY}")
    show_in_table(clinic)
    with_cells = clinic.find("STU007")

    assert without_table == with_cells == []


def test_withdrawn_studies_are_left_alone(clinic: Clinic) -> None:
    """What is withdrawn is not mended any more."""
    clinic.replace(PATH, "year: 2001", "status: withdrawn\nwithdrawn: {reason: merged}")
    clinic.replace(PATH, "sources:\n" + SOURCE, "sources: []")

    found = clinic.find("STU001", "STU003", "STU005", "STU006", "STU007")

    assert found == []
