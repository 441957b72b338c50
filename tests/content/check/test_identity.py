import pytest

from schema.document import derive_id
from seed.check import check_content
from seed.documents import KINDS
from seed.ledger import Ledger
from seed.mistake import LEVELS
from seed.read.content import read_content

from .clinic import CUIDADO, NECK_CARE, TRIAL, Clinic, change, delete, section

STUDY = "studies/german-trial.yaml"
ARTICLE = "articles/neck-care.md"


def test_a_clinic_without_mistakes_has_none(clinic: Clinic) -> None:
    """No rule fires on content that keeps all of them, not even as a hint."""
    found = clinic.check()

    assert found == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (STUDY, "studies/trial.yaml", 'This file holds slug "german-trial". Call it german-trial'),
        (ARTICLE, "articles/neck.md", 'This file holds slug "neck-care". Call it neck-care.md.'),
        (
            "articles/neck-care.es.md",
            "articles/cuidado-del-cuello.md",
            'This file translates "neck-care". Call it neck-care.es.md.',
        ),
    ],
)
def test_a_file_is_named_after_its_slug(clinic: Clinic, old: str, new: str, sentence: str) -> None:
    """A file has the name of its slug, a translation that of its original."""
    clinic.rename(old, new)

    [found] = clinic.find("SRC005")

    assert found.startswith(f"{new}:")
    assert sentence in found


def test_a_translation_may_be_named_with_its_whole_tag(clinic: Clinic) -> None:
    """The language of a file name is the subtag or the whole tag."""
    clinic.rename("articles/neck-care.es.md", "articles/neck-care.es-US.md")

    found = clinic.find("SRC005")

    assert found == []


def test_file_names_of_drafts_are_checked(clinic: Clinic) -> None:
    """The rules of identity hold for drafts too."""
    clinic.replace(STUDY, "year: 2001", "year: 2001\nstatus: draft")
    clinic.rename(STUDY, "studies/trial.yaml")

    found = clinic.find("SRC005")

    assert len(found) == 1


@pytest.mark.parametrize("wrong", ["stu_000000000", "art_0000000009", "stu_000000000I", '""'])
def test_an_id_has_the_form_of_its_type(clinic: Clinic, wrong: str) -> None:
    """An id is the prefix of its type and ten characters of Crockford's base 32."""
    clinic.replace(STUDY, "stu_0000000001", wrong)

    [found] = clinic.find("ID001")

    assert found.startswith(f'{STUDY}:1: ID001 "{wrong.strip(chr(34))}" is no study id.')
    assert found.endswith('Run "python -m seed new-id study".')


def test_an_id_belongs_to_one_source(clinic: Clinic) -> None:
    """An id that is used twice is reported where it is used again, with the first place."""
    clinic.replace("references.yaml", "ref_0000000002", "ref_0000000001")
    clinic.replace("articles/neck-care.md", NECK_CARE, CUIDADO)

    found = clinic.find("ID001")

    assert found == [
        (
            f"articles/neck-care.md:2: ID001 {CUIDADO} is also used in articles/neck-care.es.md. "
            'Run "python -m seed new-id article".'
        ),
        (
            "references.yaml:15: ID001 ref_0000000001 is also used in references.yaml:2. "
            'Run "python -m seed new-id reference".'
        ),
    ]


def test_a_published_source_does_not_disappear(clinic: Clinic) -> None:
    """An id that the ledger holds as published is found in the sources."""
    clinic.changes.append(change(1, "study", "stu_0000000009", "old-trial"))

    found = clinic.find("ID002")

    assert found == [
        (
            "ledger.jsonl:1: ID002 stu_0000000009 was published (ledger seq 1) and is gone. "
            "Withdraw it instead of deleting the file."
        )
    ]


def test_a_published_id_is_not_replaced(clinic: Clinic) -> None:
    """Where another id took over the slug, the file to mend is named."""
    clinic.changes.append(change(1, "study", "stu_0000000009", "german-trial"))

    [found] = clinic.find("ID002")

    assert found.endswith(f"is gone. Write this id in {STUDY} again.")


def test_a_published_source_does_not_become_a_draft(clinic: Clinic) -> None:
    """Drafts are for what was never published; the rest is withdrawn."""
    clinic.changes.append(change(1, "study", TRIAL, "german-trial"))
    clinic.replace(STUDY, "year: 2001", "year: 2001\nstatus: draft")

    found = clinic.find("ID002")

    assert found == [
        (
            f"{STUDY}:5: ID002 {TRIAL} was published (ledger seq 1) and is a draft now. "
            "Publish or withdraw it."
        )
    ]


def test_a_withdrawn_source_and_a_section_may_go(clinic: Clinic) -> None:
    """Withdrawing is how a source goes; a section goes with its anchor."""
    clinic.changes += [
        change(1, "study", TRIAL, "german-trial"),
        change(2, "section", "sec_0000000001", "neck-care.old"),
        change(3, "reference", "ref_0000000009", "old"),
        delete(4, "reference", "ref_0000000009", "old"),
    ]
    clinic.replace(
        STUDY, "year: 2001", "year: 2001\nstatus: withdrawn\nwithdrawn: {reason: merged}"
    )

    found = clinic.find("ID002")

    assert found == []


def test_a_slug_is_used_once_in_a_type(clinic: Clinic) -> None:
    """Two sources of one type do not share a slug, drafts included; two types may."""
    clinic.replace("topics.yaml", "slug: massage", "slug: acupuncture")
    clinic.replace("practitioners/jane-example.yaml", ", massage]", "]")
    clinic.replace("topics.yaml", "id: top_0000000004", "id: top_0000000004\n    status: draft")

    found = clinic.find("ID003")

    assert found == [
        'topics.yaml:18: ID003 Slug "acupuncture" is also used in topics.yaml:13. Choose another.'
    ]


@pytest.mark.parametrize(
    ("former", "expected"),
    [
        ("[]", []),
        ("[old-care]", []),
        (
            "[cuidado-del-cuello]",
            [
                (
                    'articles/neck-care.es.md:3: ID003 Slug "cuidado-del-cuello" is a former '
                    "slug of articles/neck-care.md. Choose another."
                )
            ],
        ),
        (
            "[neck-care]",
            [f'{ARTICLE}:3: ID003 "neck-care" is known already. Delete it from "previous_slugs".'],
        ),
        (
            "[a, a]",
            [f'{ARTICLE}:3: ID003 "a" is known already. Delete it from "previous_slugs".'],
        ),
        ("[german-trial]", []),
    ],
)
def test_a_former_slug_leads_to_one_source(
    clinic: Clinic, former: str, expected: list[str]
) -> None:
    """A former slug is nobody else's slug, and is listed once."""
    clinic.replace(ARTICLE, "slug: neck-care", f"previous_slugs: {former}\nslug: neck-care")

    found = clinic.find("ID003")

    assert found == expected


def test_two_sources_do_not_share_a_former_slug(clinic: Clinic) -> None:
    """A former slug redirects to one place."""
    for path in (ARTICLE, "articles/neck-care.es.md"):
        clinic.replace(path, "audience:", "previous_slugs: [old]\naudience:")

    found = clinic.find("ID003")

    assert found == [
        f'{ARTICLE}:7: ID003 "old" is a former slug of articles/neck-care.es.md too. Keep one.'
    ]


def test_a_slug_that_was_published_redirects(clinic: Clinic) -> None:
    """Every slug in the ledger is the present one or a former one."""
    clinic.changes += [
        change(1, "study", TRIAL, "first"),
        change(2, "study", TRIAL, "second"),
        change(3, "study", TRIAL, "german-trial"),
    ]
    clinic.replace(STUDY, "year: 2001", "year: 2001\nprevious_slugs: [first]")

    found = clinic.find("ID004")

    assert found == [
        (
            f'{STUDY}:2: ID004 Slug changed from "second" to "german-trial". '
            'Add "previous_slugs: [first, second]".'
        )
    ]


def test_former_slugs_that_are_listed_are_enough(clinic: Clinic) -> None:
    """Nothing is asked of a source whose slugs are all known, nor of sections."""
    clinic.changes += [
        change(1, "study", TRIAL, "first"),
        change(2, "section", derive_id("sec", NECK_CARE, "lead"), "old.lead"),
    ]
    clinic.replace(STUDY, "year: 2001", "year: 2001\nprevious_slugs: [first]")

    found = clinic.find("ID004")

    assert found == []


def publish_section(clinic: Clinic, anchor: str) -> None:
    """Record an article, and a section of it under its slug of that time."""
    clinic.changes += [
        change(1, "section", derive_id("sec", NECK_CARE, anchor), f"old-care.{anchor}"),
        change(2, "article", NECK_CARE, "old-care"),
    ]


def test_a_published_anchor_stays(clinic: Clinic) -> None:
    """A section in the ledger is still in the article, whatever the article is called now."""
    publish_section(clinic, "mechanisms")

    found = clinic.find("ID007")

    assert found == [
        (
            f'{ARTICLE}:14: ID007 Anchor "mechanisms" was published. '
            'Keep it, or write {#new was="mechanisms"}; else links to it answer 410.'
        )
    ]


@pytest.mark.parametrize(("anchor", "was"), [("mechanisms", []), ("how", ["mechanisms", "why"])])
def test_an_anchor_may_be_renamed(clinic: Clinic, anchor: str, was: list[str]) -> None:
    """A section keeps its id when its former anchor is written beside the new one."""
    publish_section(clinic, "mechanisms")
    clinic.add(section(anchor, was=was))

    found = clinic.find("ID007")

    assert found == []


def test_an_anchor_that_was_renamed_before_is_named_with_its_history(clinic: Clinic) -> None:
    """The advice repeats every anchor, because the id comes from the first of them."""
    publish_section(clinic, "mechanisms")
    id_ = derive_id("sec", NECK_CARE, "mechanisms")
    clinic.changes.append(change(3, "section", id_, "old-care.how"))

    [found] = clinic.find("ID007")

    assert 'Anchor "mechanisms" and "how" were published.' in found
    assert 'was="mechanisms how"' in found


def test_the_anchors_of_a_withdrawn_article_go_with_it(clinic: Clinic) -> None:
    """Nobody mends anchors of what is withdrawn."""
    publish_section(clinic, "mechanisms")
    clinic.replace(ARTICLE, "audience:", "status: withdrawn\naudience:")

    found = clinic.find("ID007")

    assert found == []


def spoil(clinic: Clinic, path: str, old: str, new: str) -> list[str]:
    """Make a mistake of form, and list the mistakes that follow from it."""
    clinic.replace(path, old, new)
    content = read_content(clinic.folder, KINDS, [])
    ledger = Ledger(tuple(clinic.changes))
    return [each.code for each in check_content(content, clinic.bodies, ledger, clinic.today)]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (STUDY, "id: stu_0000000001", "id: 1"),
        (STUDY, "design: ", "desing: "),
        (STUDY, "title: German trial", "title: [German: trial"),
        (
            "topics.yaml",
            "id: top_0000000003\n    kind: modality",
            "id: top_0000000003\n    kind: x",
        ),
        ("references.yaml", "ref_0000000001", "ref_1"),
        (ARTICLE, "lang: en-US", "lang: English"),
        ("articles/neck-care.es.md", "lang: es-US", "lang: Spanish"),
        ("practitioners/jane-example.yaml", "location: {city: Charlotte}", "location: Charlotte"),
    ],
)
def test_a_mistake_of_form_is_one_mistake(clinic: Clinic, path: str, old: str, new: str) -> None:
    """What reading has reported makes no second error in this source or in another."""
    clinic.changes.append(change(1, "study", TRIAL, "german-trial"))

    codes = spoil(clinic, path, old, new)

    assert [code for code in codes if LEVELS[code] == "error"] == []
