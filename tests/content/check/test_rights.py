import pytest

from .clinic import Clinic

PATH = "articles/neck-care.md"
SITE_RIGHTS = "{license: all-rights-reserved, credit: Example Clinic, syndicable: false}"


@pytest.mark.parametrize(
    ("rights", "missing"),
    [
        ("{syndicable: true, license: CC-BY-4.0}", None),
        ("{syndicable: false}", None),
        ("{license: CC-BY-4.0}", None),
        ("{syndicable: true}", "license"),
        ("{syndicable: true, license: all-rights-reserved}", "license"),
    ],
)
def test_what_is_handed_on_has_its_terms(clinic: Clinic, rights: str, missing: str | None) -> None:
    """An article for partners has a licence, which reserves not all rights, and a credit."""
    clinic.replace(PATH, "audience:", f"rights: {rights}\naudience:")

    found = clinic.find("RGT001")

    sentence = f'Marked for syndication but no {missing} is set. Add "{missing}" to "rights".'
    assert found == ([f"{PATH}:7: RGT001 {sentence}"] if missing else [])


def test_the_terms_of_the_site_hold_for_every_article(clinic: Clinic) -> None:
    """Where all articles are for partners, the mistake is the site's and is reported once."""
    clinic.replace("site.yaml", SITE_RIGHTS, SITE_RIGHTS.replace("false", "true"))

    found = clinic.find("RGT001")

    assert found == [
        (
            "site.yaml:1: RGT001 Marked for syndication but no license is set. "
            'Add "license" to "rights".'
        )
    ]


def test_an_article_may_state_what_the_site_does_not(clinic: Clinic) -> None:
    """An article inherits what it does not state, and nothing else."""
    own = "rights: {license: CC-BY-4.0}"
    clinic.replace("site.yaml", SITE_RIGHTS, SITE_RIGHTS.replace("false", "true"))
    clinic.replace(PATH, "audience:", f"{own}\naudience:")

    found = clinic.find("RGT001")

    assert [each.partition(":")[0] for each in found] == ["site.yaml"]
