import pytest

from .clinic import Clinic

PATH = "service-bundles/neck-relief.yaml"
JANE = "practitioners/jane-example.yaml"
COMPONENTS = """\
components:
  - {modality: acupuncture, text: Acupuncture}
  - {modality: massage, text: Massage}
"""


def test_a_bundle_has_components(clinic: Clinic) -> None:
    """A bundle of nothing is none."""
    clinic.replace(PATH, COMPONENTS, "components: []\n")

    found = clinic.find("BUN001", "BUN003")

    assert found == [f"{PATH}:6: BUN001 The bundle has no components. Add at least one."]


def test_a_bundle_has_each_modality_once(clinic: Clinic) -> None:
    """The second component of a modality is one too many."""
    clinic.replace(PATH, "modality: massage", "modality: acupuncture")

    found = clinic.find("BUN001")

    assert found == [f'{PATH}:8: BUN001 "acupuncture" is a component twice. Keep one.']


@pytest.mark.parametrize("conditions", ["", "conditions: []"])
def test_a_bundle_is_for_somebody(clinic: Clinic, conditions: str) -> None:
    """A bundle names the conditions that it is for."""
    clinic.replace(PATH, "conditions: [neck-pain]", conditions)

    found = clinic.find("BUN002")

    line = 9 if conditions else 1
    assert found == [f'{PATH}:{line}: BUN002 Who is it for? Add "conditions".']


@pytest.mark.parametrize(
    ("offered", "names"),
    [
        ("[acupuncture, massage]", None),
        ("[acupuncture]", '"massage"'),
        ("[]", '"acupuncture" or "massage"'),
    ],
)
def test_somebody_offers_each_component(clinic: Clinic, offered: str, names: str | None) -> None:
    """All components that nobody listed offers are named in one sentence."""
    clinic.replace(JANE, "[acupuncture, massage]", offered)

    found = clinic.find("BUN003")

    sentence = f"Nobody listed offers {names}. List who does."
    assert found == ([f"{PATH}:6: BUN003 {sentence}"] if names else [])


def test_a_draft_offers_nothing(clinic: Clinic) -> None:
    """Only published practitioners count, and only they may be named."""
    clinic.replace(JANE, "kind: person", "kind: person\nstatus: draft")

    found = clinic.find("BUN003", "LNK001")

    assert found == [
        f'{PATH}:6: BUN003 Nobody listed offers "acupuncture" or "massage". List who does.',
        f'{PATH}:10: LNK001 The practitioner "jane-example" is a draft. Name a published one.',
    ]


def test_the_practitioners_of_a_bundle_exist(clinic: Clinic) -> None:
    """A bundle names practitioners that there are."""
    clinic.replace(PATH, "[jane-example]", "[jane-exmaple]")

    found = clinic.find("LNK001")

    sentence = 'There is no practitioner "jane-exmaple". Did you mean "jane-example"?'
    assert found == [f"{PATH}:10: LNK001 {sentence}"]
