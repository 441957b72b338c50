import pytest

from .clinic import Clinic, paragraph, section

PATH = "articles/neck-care.md"


@pytest.mark.parametrize(
    ("words", "promises"),
    [
        ("It cures pain.", ["cures"]),
        ("Results are guaranteed.", ["guaranteed"]),
        ("It always works, with no side effects.", ["always", "no side effects"]),
        ("A proven miracle.", ["proven", "miracle"]),
        ("This is not proven.", []),
        ("It proved safe in this group.", []),
        ("It is no cure, and nobody can guarantee one.", []),
        ("It isn’t always enough.", []),  # noqa: RUF001 (as editors write it)
        ("An unproven idea.", []),
        ("Always ask for sterile needles.", []),
        ("You should always ask.", []),
        ("That does not mean there are no side effects.", []),
        ("It may not help. It is a cure.", ["cure"]),
        ("A secure place.", []),
    ],
)
def test_a_text_promises_nothing(clinic: Clinic, words: str, promises: list[str]) -> None:
    """Words that promise are pointed out, unless they are denied or advice."""
    clinic.add(section("a", paragraph(words)))

    found = clinic.find("CLM003")

    expected = [
        f'{PATH}:22: CLM003 "{each}" reads as a promise. Say what was found instead.'
        for each in promises
    ]
    assert found == sorted(expected)


@pytest.mark.parametrize(
    ("path", "line", "old", "new"),
    [
        (PATH, 4, "title: Care for the neck", "title: A cure for the neck"),
        (PATH, 5, "What may help a sore neck.", "A cure for a sore neck."),
        ("service-bundles/neck-relief.yaml", 4, "Two kinds of care", "A cure"),
        ("practitioners/jane-example.yaml", 5, "An acupuncturist", "A cure"),
    ],
)
def test_titles_and_summaries_promise_nothing(
    clinic: Clinic, path: str, line: int, old: str, new: str
) -> None:
    """What patients read first is held to the same words."""
    clinic.replace(path, old, new)

    found = clinic.find("CLM003")

    sentence = '"cure" reads as a promise. Say what was found instead.'
    assert found == [f"{path}:{line}: CLM003 {sentence}"]


def test_headings_promise_nothing(clinic: Clinic) -> None:
    """A heading is text too."""
    clinic.add(section("a", paragraph("It may help."), heading="Guaranteed relief"))

    [found] = clinic.find("CLM003")

    assert found.startswith(f'{PATH}:20: CLM003 "Guaranteed" ')


@pytest.mark.parametrize(
    ("words", "fires"),
    [("Siempre que pueda, descanse.", False), ("La cura no está probada.", True)],
)
def test_spanish_promises_are_known(clinic: Clinic, words: str, *, fires: bool) -> None:
    """Spanish words are judged in Spanish articles, denials included."""
    clinic.add(section("a", paragraph(words)), to="art_0000000002")

    found = clinic.find("CLM003")

    assert [each.split('"')[1] for each in found] == (["cura"] if fires else [])
