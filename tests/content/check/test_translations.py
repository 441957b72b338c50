import pytest

from .clinic import TRANSLATION, Clinic

PATH = "articles/neck-care.es.md"
OF = "translation_of: neck-care"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (OF, "translation_of: neck", 'There is no article "neck". Did you mean "neck-care"?'),
        (
            OF,
            "translation_of: cuidado-del-cuello",
            '"translation_of" must name an article in another language.',
        ),
        ("es-US", "en-US", '"translation_of" must name an article in another language.'),
        ("es-US", "en-GB", None),
    ],
)
def test_a_translation_leads_to_another_language(
    clinic: Clinic, old: str, new: str, sentence: str | None
) -> None:
    """The original exists and is written in another language."""
    clinic.replace(PATH, old, new)

    found = clinic.find("TRN001")

    assert found == ([f"{PATH}:7: TRN001 {sentence}"] if sentence else [])


def add_translation(clinic: Clinic, name: str, lang: str, original: str) -> None:
    """Add another translation."""
    content = TRANSLATION.replace("art_0000000002", "art_0000000003")
    content = content.replace("slug: cuidado-del-cuello", "slug: third")
    content = content.replace("es-US", lang).replace("neck-care", original)
    clinic.write(f"articles/{name}", content)


def test_a_translation_is_not_translated_again(clinic: Clinic) -> None:
    """All translations lead to the original, not to one another."""
    add_translation(clinic, "cuidado-del-cuello.fr.md", "fr-FR", "cuidado-del-cuello")

    found = clinic.find("TRN001")

    sentence = '"cuidado-del-cuello" is a translation itself. Name "neck-care".'
    assert found == [f"articles/cuidado-del-cuello.fr.md:7: TRN001 {sentence}"]


@pytest.mark.parametrize(("lang", "fires"), [("es-US", True), ("es-MX", False)])
def test_there_is_one_translation_into_each_language(
    clinic: Clinic,
    lang: str,
    *,
    fires: bool,
) -> None:
    """A reader who asks for a language gets one answer."""
    add_translation(clinic, f"neck-care.{lang}.md", lang, "neck-care")

    found = clinic.find("TRN001")

    sentence = 'articles/neck-care.es-US.md translates "neck-care" into es-US already. Keep one.'
    assert found == ([f"{PATH}:7: TRN001 {sentence}"] if fires else [])


def test_a_draft_is_no_original(clinic: Clinic) -> None:
    """A translation of what is not published would lead nowhere."""
    clinic.replace("articles/neck-care.md", "audience:", "status: draft\naudience:")

    [found] = clinic.find("TRN001")

    assert found.endswith('The article "neck-care" is a draft. Name a published one.')
