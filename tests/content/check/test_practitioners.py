import pytest

from .clinic import Clinic

PATH = "practitioners/jane-example.yaml"


@pytest.mark.parametrize(
    ("npi", "sentence"),
    [
        ("1993999998", None),
        ("1234567890", "NPI 1234567890 fails its check digit. Copy it again."),
        ("123456789", 'NPI "123456789" is not ten digits that begin with 1 or 2.'),
        ("3234567893", 'NPI "3234567893" is not ten digits that begin with 1 or 2.'),
    ],
)
def test_an_npi_has_its_check_digit(clinic: Clinic, npi: str, sentence: str | None) -> None:
    """An NPI has ten digits, the last of which follows from the others."""
    clinic.replace(PATH, "1234567893", npi)

    found = clinic.find("PRC001")

    assert [each.partition(" ")[0] for each in found] == ([f"{PATH}:8:"] if sentence else [])
    assert all(str(sentence) in each for each in found)


@pytest.mark.parametrize(
    ("valid_until", "code", "sentence"),
    [
        ("2026-06-29", "PRC002", "Licence A-0001 expired on 2026-06-29. Update it or withdraw"),
        ("2026-06-30", "PRC003", "Licence A-0001 expires on 2026-06-30. Have it renewed."),
        ("2026-08-29", "PRC003", "Licence A-0001 expires on 2026-08-29. Have it renewed."),
        ("2026-08-30", None, None),
    ],
)
def test_a_licence_is_in_force(
    clinic: Clinic, valid_until: str, code: str | None, sentence: str | None
) -> None:
    """An expired licence stops the build; sixty days before that there is a warning."""
    clinic.replace(PATH, "2027-06-30", valid_until)

    found = clinic.find("PRC002", "PRC003")

    assert [each.partition(" ")[0] for each in found] == ([f"{PATH}:15:"] if code else [])
    assert all(f"{code} {sentence}" in each for each in found)


@pytest.mark.parametrize(
    ("status", "fires"), [("suspended", True), ("revoked", True), ("inactive", False)]
)
def test_a_licence_is_not_taken_away(clinic: Clinic, status: str, *, fires: bool) -> None:
    """A licence that is suspended or revoked stops the build."""
    clinic.replace(PATH, "number: A-0001", f"status: {status}")

    found = clinic.find("PRC002")

    sentence = f"Licence of Example State Board is {status}. Update it or withdraw the entry."
    assert found == ([f"{PATH}:13: PRC002 {sentence}"] if fires else [])


def test_other_credentials_only_warn(clinic: Clinic) -> None:
    """Nobody is forbidden to work because a certificate ran out."""
    clinic.replace(PATH, "kind: license", "kind: board-certification")
    clinic.replace(PATH, "2027-06-30", "2025-06-30")

    found = clinic.find("PRC002", "PRC003")

    sentence = "Certification A-0001 expired on 2025-06-30. Update it or withdraw the entry."
    assert found == [f"{PATH}:15: PRC003 {sentence}"]


@pytest.mark.parametrize(("verified_on", "days"), [("2026-04-01", 0), ("2026-03-02", 120)])
def test_credentials_are_verified_every_ninety_days(
    clinic: Clinic, verified_on: str, days: int
) -> None:
    """Somebody looked at each credential not long ago."""
    clinic.replace(PATH, "2026-06-01", verified_on)

    found = clinic.find("PRC003")

    sentence = f"Last verified {days} days ago. Verify it and write the new day."
    assert found == ([f"{PATH}:16: PRC003 {sentence}"] if days else [])


@pytest.mark.parametrize("key", ["2027-06-30", "2026-06-01"])
def test_days_are_in_the_calendar(clinic: Clinic, key: str) -> None:
    """A day that does not exist is refused, and judged by no other rule."""
    clinic.replace(PATH, key, "2026-02-30")

    found = clinic.check()

    assert [(each.code, each.sentence) for each in found] == [
        ("SRC001", '"2026-02-30" is not in the calendar. Correct it.')
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind: license", "kind: degree", 7),
        ("modality: acupuncture", "modality: massage", 7),
        ("    modality: acupuncture\n", "", 0),
    ],
)
def test_what_is_regulated_needs_a_licence(clinic: Clinic, old: str, new: str, line: int) -> None:
    """A person who needles has a licence for it; one without modality counts for all."""
    clinic.replace(PATH, old, new)

    found = clinic.find("PRC004")

    sentence = 'No licence recorded for acupuncture. Add it to "credentials".'
    assert found == ([f"{PATH}:{line}: PRC004 {sentence}"] if line else [])


def test_a_practice_needs_no_licence(clinic: Clinic) -> None:
    """Licences are for people, not for the house they work in."""
    clinic.replace(PATH, "kind: person", "kind: practice")
    clinic.replace(PATH, "kind: license", "kind: degree")

    found = clinic.find("PRC004")

    assert found == []


@pytest.mark.parametrize(
    ("code", "fires"),
    [
        ("111N00000X", False),
        ("171100000", True),
        ("171100000Y", True),
        ("17110000XX1", True),
        ("111n00000X", True),
    ],
)
def test_a_taxonomy_code_has_ten_characters(clinic: Clinic, code: str, *, fires: bool) -> None:
    """A NUCC code is nine digits and capital letters, and an X."""
    clinic.replace(PATH, "[171100000X]", f'["{code}"]')

    found = clinic.find("PRC006")

    sentence = f'"{code}" is not a 10-character NUCC code. Write one like "171100000X".'
    assert found == ([f"{PATH}:9: PRC006 {sentence}"] if fires else [])
