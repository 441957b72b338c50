import pytest

from .clinic import NECK_CARE, NEWS, PAPER, Clinic, callout, cite, paragraph, section

PATH = "references.yaml"
DOI = "DOI: 10.1136/bmj.322.7302.1574"
TITLE = "title: Randomised trial of acupuncture"
STATUS = "custom: {public_id: ref_0000000001, status: current}"


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        (f"    {TITLE}\n", "", "title"),
        (f'    {DOI}\n    PMID: "11431299"\n', "", "link, DOI or PMID"),
        (f"    {DOI}\n", "", None),
    ],
)
def test_a_stub_is_pointed_out(clinic: Clinic, old: str, new: str, missing: str | None) -> None:
    """A reference has a title, and a link or an identifier that leads to it."""
    clinic.replace(PATH, old, new)

    found = clinic.find("REF001")

    sentence = f'Reference "irnich-2001" has no {missing}. Readers cannot check it.'
    assert found == ([f"{PATH}:2: REF001 {sentence}"] if missing else [])


@pytest.mark.parametrize(("status", "fires"), [("current", True), ("unknown", False)])
def test_nobody_can_say_that_a_stub_is_current(clinic: Clinic, status: str, *, fires: bool) -> None:
    """The status of what cannot be found is unknown."""
    clinic.replace(PATH, f"    {TITLE}\n", "")
    clinic.replace(PATH, STATUS, STATUS.replace("current", status))

    found = clinic.find("REF007")

    sentence = 'Nobody can check "irnich-2001". Write "status: unknown".'
    assert found == ([f"{PATH}:8: REF007 {sentence}"] if fires else [])


@pytest.mark.parametrize(
    ("doi", "sentence"),
    [
        ("10.1000/182", None),
        ("10.1000.10/123", "REF008"),
        ("10.1002/(SICI)1522<3:AID>3.0.CO;2-X", None),
        ("10.1016/S0140-6736<01>", "REF008"),
        ("https://doi.org/10.1136/bmj", 'has a prefix. Write "10.1136/bmj".'),
        ("doi:10.1136/bmj", 'has a prefix. Write "10.1136/bmj".'),
        ("10.1136/bmj 322", "contains a space. Delete it."),
        ("10.12/x", 'is not like "10.1136/bmj.322.7302.1574". Copy it again.'),
        ("11.1136/x", "is not like"),
        ("10.1136/", "is not like"),
    ],
)
def test_a_doi_is_written_as_crossref_has_it(
    clinic: Clinic, doi: str, sentence: str | None
) -> None:
    """A DOI has no prefix and no space; one of rare characters is only doubted."""
    clinic.replace(PATH, DOI, f'DOI: "{doi}"')

    found = clinic.find("REF002", "REF008")

    assert len(found) == (1 if sentence else 0)
    assert all(each.startswith(f"{PATH}:7: REF00") for each in found)
    assert all(str(sentence) in each and f'DOI "{doi}"' in each for each in found)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('PMID: "11431299"', None),
        ('PMID: "PMID 11431299"', 'PMID "PMID 11431299" must be digits only, like "11431299".'),
        ("PMCID: PMC33515", None),
        ("PMCID: pmc33515", 'PMCID "pmc33515" must be "PMC" and digits, like "PMC33515".'),
        ("ISBN: 978-0-306-40615-7", None),
        ("ISBN: 0-306-40615-2", None),
        ("ISBN: 978-0-306-40615-8", "ISBN 978-0-306-40615-8 fails its check digit. Copy it again"),
        ("ISBN: 978-0-306", "ISBN 978-0-306 has a wrong length or character. Copy it again"),
        ("ISSN: 0959-8138", None),
        ("ISSN: 0959-8139", "ISSN 0959-8139 fails its check digit."),
        ("ISSN: 0959-8138 1756-1833", "has a wrong length or character. Copy it again, and only"),
    ],
)
def test_identifiers_have_their_form(clinic: Clinic, line: str, sentence: str | None) -> None:
    """Numbers of PubMed have their form; ISBN and ISSN hold a check digit."""
    clinic.replace(PATH, 'PMID: "11431299"', line)

    found = clinic.find("REF003")

    assert [each.partition(" ")[0] for each in found] == ([f"{PATH}:8:"] if sentence else [])
    assert all(str(sentence) in each for each in found)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("DOI: 10.1136/BMJ.322.7302.1574", "DOI"),
        ('PMID: "11431299"', "PMID"),
        ("URL: https://news.example.org/needles", None),
        ("DOI: 10.1136/bmj.322.7302.1575", None),
    ],
)
def test_a_text_is_listed_once(clinic: Clinic, line: str, name: str | None) -> None:
    """No two references share a DOI, whatever its capitals, a PMID or an address."""
    clinic.replace(PATH, "URL: https://news.example.org/needles", line)

    found = clinic.find("REF004")

    sentence = f'"irnich-2001" and "daily-news" have the same {name}. Keep one.'
    assert found == ([f"{PATH}:13: REF004 {sentence}"] if name else [])


def test_an_address_is_listed_once(clinic: Clinic) -> None:
    """Two references with one address are one text."""
    clinic.replace(PATH, DOI, f"URL: https://news.example.org/needles\n    {DOI}")

    found = clinic.find("REF004")

    assert found == [
        f'{PATH}:14: REF004 "irnich-2001" and "daily-news" have the same URL. Keep one.'
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("family: Irnich", "literal: Irnich", []),
        (
            "{family: Irnich, given: Dominik}",
            "{family: Irnich}, {given: Dominik}",
            [':5: REF005 This author has neither "family" nor "literal". Write one of them.'],
        ),
        ("[[2001, 6, 30]]", "[[2001]]", []),
        ("[[2001, 6, 30]]", "[[2004, 2, 29]]", []),
        (
            "[[2001, 6, 30]]",
            "[[2001, 2, 29]]",
            [':6: REF005 "issued" has the day 29, which that month does not have. Correct it.'],
        ),
        (
            "[[2001, 6, 30]]",
            "[[2001, 13]]",
            [
                (
                    ':6: REF005 "issued" has the month 13. '
                    "Write year, month, day, with months from 1 to 12."
                )
            ],
        ),
        ("[[2001, 6, 30]]", "[[-44, 3, 15]]", []),
    ],
)
def test_names_and_dates_are_possible(
    clinic: Clinic, old: str, new: str, expected: list[str]
) -> None:
    """Somebody is named by family or literal name, and dates are in the calendar."""
    clinic.replace(PATH, old, new)

    found = clinic.find("REF005")

    assert found == [f"{PATH}{each}" for each in expected]


def test_a_reference_is_used(clinic: Clinic) -> None:
    """A reference that no article cites and no study names is of no use."""
    clinic.bodies[NECK_CARE].sections.clear()

    found = clinic.find("CIT002")

    sentence = 'Reference "daily-news" is not used. Cite it or withdraw it.'
    assert found == [f"{PATH}:10: CIT002 {sentence}"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("retracted", "is retracted"),
        ("expression-of-concern", "is under concern"),
        ("corrected", None),
    ],
)
def test_nothing_rests_on_a_retracted_reference(
    clinic: Clinic, status: str, words: str | None
) -> None:
    """Whatever leans on a reference in doubt is counted, sentence by sentence."""
    clinic.replace(PATH, STATUS, STATUS.replace("current", status))
    clinic.add(section("more", paragraph("It fades", cite(PAPER), cite(PAPER), ". It stays.")))

    found = clinic.find("REF006")

    sentence = (
        f'Reference "irnich-2001" {words} and supports 2 sentences and 1 study, '
        "first in articles/neck-care.md:15. Find another source or take them back."
    )
    assert found == ([f"{PATH}:9: REF006 {sentence}"] if words else [])


def test_a_retracted_reference_that_nobody_uses_is_only_unused(clinic: Clinic) -> None:
    """A retraction matters where something rests on it."""
    clinic.replace(PATH, "      status: current", "      status: retracted")
    clinic.bodies[NECK_CARE].sections.clear()

    found = clinic.find("REF006", "CIT002")

    assert [each.split()[1] for each in found] == ["CIT002"]


def test_drafts_of_references_are_left_alone(clinic: Clinic) -> None:
    """Only identity is checked in what is not published."""
    clinic.replace(PATH, "      source_class: news", "      publication: draft")
    clinic.replace(PATH, "title: Needles for the neck", "note: A stub")
    clinic.bodies[NECK_CARE].sections.clear()

    found = clinic.find("REF001", "REF007", "CIT002")

    assert found == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("NCT04982315", []),
        ("ISRCTN12345678", []),
        ("ChiCTR2000030000", []),
        ("21 NCAC 01 .0101", []),
        (
            "NCT0498231",
            ['"NCT0498231" is not a ClinicalTrials.gov number. Write NCT and 8 digits.'],
        ),
        (
            "nct04982315",
            ['"nct04982315" is not a ClinicalTrials.gov number. Write NCT and 8 digits.'],
        ),
        ("ISRCTN123", ['"ISRCTN123" is not an ISRCTN number. Write ISRCTN and 8 digits.']),
    ],
)
def test_registry_numbers_have_their_form(clinic: Clinic, number: str, expected: list[str]) -> None:
    """A number of a registry that we know has its form; others are not judged."""
    clinic.replace(PATH, DOI, f"number: {number}\n    {DOI}")

    found = clinic.find("STU008")

    assert found == [f"{PATH}:7: STU008 {each}" for each in expected]


def test_citations_in_every_kind_of_block_count(clinic: Clinic) -> None:
    """A reference is used wherever a run cites it, not only in paragraphs."""
    clinic.bodies[NECK_CARE].sections.clear()
    clinic.add(section("safety", callout("Take care", cite(NEWS), ".")))

    found = clinic.find("CIT002")

    assert found == []
