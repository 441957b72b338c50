import pytest

from .clinic import Clinic

STUDY = "studies/german-trial.yaml"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("status: withdrawn\nwithdrawn: {reason: merged}", []),
        ("status: draft", []),
        (
            "status: withdrawn",
            [
                (
                    f"{STUDY}:5: SRC001 A withdrawn source says why. "
                    'Add "withdrawn: {reason: removed}".'
                )
            ],
        ),
        (
            "withdrawn: {reason: merged}",
            [
                (
                    f'{STUDY}:5: SRC001 "withdrawn" needs the status. '
                    'Write "status: withdrawn", or delete it.'
                )
            ],
        ),
    ],
)
def test_the_status_withdrawn_and_its_reason_go_together(
    clinic: Clinic, keys: str, expected: list[str]
) -> None:
    """A withdrawn source says why, and no other source does."""
    clinic.replace(STUDY, "year: 2001", f"year: 2001\n{keys}")

    found = clinic.find("SRC001")

    assert found == expected


def test_references_are_withdrawn_under_custom(clinic: Clinic) -> None:
    """A CSL item has our keys under `custom`; the message names the one to write."""
    old = "      source_class: news"
    clinic.replace("references.yaml", old, f"{old}\n      withdrawn: {{reason: expired}}")

    found = clinic.find("SRC001")

    assert found == [
        (
            'references.yaml:18: SRC001 "withdrawn" needs the status. '
            'Write "publication: withdrawn", or delete it.'
        )
    ]


@pytest.mark.parametrize(
    ("replacement", "expected"),
    [
        ("cuidado-del-cuello", []),
        ("neck-cara", ['There is no article "neck-cara". Did you mean "neck-care"?']),
        ("german-trial", ['There is no article "german-trial".']),
        ("neck-care", ['The article "neck-care" is withdrawn. Name a published one.']),
    ],
)
def test_a_replacement_is_published_and_of_the_same_type(
    clinic: Clinic, replacement: str, expected: list[str]
) -> None:
    """What to read instead can be read, and is of the same type."""
    withdrawn = f"status: withdrawn\nwithdrawn: {{reason: merged, replacement: {replacement}}}"
    clinic.replace("articles/neck-care.md", "audience:", f"{withdrawn}\naudience:")

    found = clinic.find("LNK001")

    assert found == [f"articles/neck-care.md:8: LNK001 {each}" for each in expected]
