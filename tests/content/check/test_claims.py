import pytest

from schema.block import (
    Block,
    ImageBlock,
    ListBlock,
    ListItem,
    Quote,
    Steps,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    TableRow,
)
from schema.block import Image as Picture
from schema.inline import Inline
from schema.section import Aspect

from .clinic import (
    CUIDADO,
    NEWS,
    PAPER,
    Clinic,
    callout,
    cite,
    name_study,
    paragraph,
    section,
    text,
)

PATH = "articles/neck-care.md"


def item(words: str, *children: ListBlock) -> ListItem:
    """Make a list item."""
    return ListItem(content=[text(words)], children=list(children))


def bullets(*items: ListItem) -> ListBlock:
    """Make a list with bullets."""
    return ListBlock(is_ordered=False, items=list(items))


def table(words: str, note: str = "") -> Table:
    """Make a table with these words in its only cell, and a note below it."""
    row = TableRow(cells=[TableCell(content=[text(words)])])
    return Table(
        columns=[TableColumn(heading=[text("Time")], alignment="start")],
        groups=[TableGroup(rows=[row])],
        notes=[paragraph(note)],
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The needles stay in for 15 to 60 minutes.", "15 to 60 minutes"),
        ("A plan is 6–8 treatments.", "6–8 treatments"),  # noqa: RUF001 (as editors write it)
        ("It helped 39% of them.", "39%"),
        ("It followed 1,200 people.", "1,200 people"),
        ("A review of 2024 looked at this.", None),
        ("Call 704-555-0100.", None),
        ("Chapter 21 of the rule, section 01.0101.", None),
        ("Visits vary.", None),
    ],
)
def test_numbers_have_a_citation_in_their_section(
    clinic: Clinic, words: str, shown: str | None
) -> None:
    """A number with its unit is a finding, and the section cites where it is from."""
    clinic.add(section("session", paragraph("It varies."), paragraph(words)))

    found = clinic.find("CLM001")

    sentence = f'"{shown}" stands in a section without a citation. Add [@key].'
    assert found == ([f"{PATH}:24: CLM001 {sentence}"] if shown else [])


@pytest.mark.parametrize("support", [cite(PAPER), name_study("the trial")])
def test_one_citation_supports_a_section(clinic: Clinic, support: Inline) -> None:
    """A citation anywhere in the section is enough, and so is a study that has sources."""
    clinic.add(section("session", paragraph("For 60 minutes."), paragraph("See ", support)))

    found = clinic.find("CLM001")

    assert found == []


@pytest.mark.parametrize(
    "block",
    [
        bullets(item("rest"), item("yoga", bullets(item("for 60 minutes")))),
        Steps(items=[item("You rest for 60 minutes.")]),
        table("60 minutes"),
        table("An hour", note="This is 60 minutes."),
        Quote(blocks=[paragraph("It took 60 minutes.")]),
        callout("Rest for 60 minutes."),
        ImageBlock(image=Picture(role="photo", alt="A clock"), caption="After 60 minutes"),
    ],
)
def test_every_kind_of_block_is_read(clinic: Clinic, block: Block) -> None:
    """Numbers are found wherever text stands; the line is that of the block."""
    clinic.add(section("session", block))

    found = clinic.find("CLM001")

    sentence = '"60 minutes" stands in a section without a citation. Add [@key].'
    assert found == [f"{PATH}:22: CLM001 {sentence}"]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (["It has been shown to work. Rest", cite(PAPER), "."], "has been shown to work"),
        (["It has been shown to ease anxiety", cite(PAPER), ". Rest."], None),
        (["It has been shown to ease anxiety.", cite(PAPER), " Rest."], None),
        (["In a ", name_study("trial"), " it reduces pain, e.g. of the neck."], None),
        (["Needling reduces pain."], "reduces pain"),
        (["It may help some people."], None),
    ],
)
def test_effects_have_a_citation_in_their_sentence(
    clinic: Clinic, runs: list[Inline | str], shown: str | None
) -> None:
    """A sentence which says that something works cites who found out."""
    clinic.add(section("effect", paragraph(*runs)))

    found = clinic.find("CLM002")

    sentence = f'"{shown}" has no citation. Add [@key] to the sentence.'
    assert found == ([f"{PATH}:22: CLM002 {sentence}"] if shown else [])


@pytest.mark.parametrize(
    ("aspect", "sources", "fires"),
    [
        ("Safety", [NEWS], True),
        ("SideEffects", [NEWS], True),
        ("RisksOrComplications", [NEWS], True),
        ("Safety", [NEWS, PAPER], False),
        ("Safety", [], False),
        ("Benefits", [NEWS], False),
        (None, [NEWS], False),
    ],
)
def test_safety_rests_on_more_than_news(
    clinic: Clinic,
    aspect: Aspect | None,
    sources: list[str],
    *,
    fires: bool,
) -> None:
    """A section about safety cites something other than news and commercial pages."""
    cited = [cite(each) for each in sources]
    clinic.add(section("safety", paragraph("Take care", *cited, "."), aspect=aspect))

    found = clinic.find("CLM004")

    sentence = (
        'What is said about safety rests on "daily-news" only. '
        "Cite the study or an official source."
    )
    assert found == ([f"{PATH}:20: CLM004 {sentence}"] if fires else [])


def test_a_callout_about_safety_stands_on_its_own(clinic: Clinic) -> None:
    """The other citations of a section do not support its callout."""
    clinic.add(section("a", paragraph("See", cite(PAPER)), callout("Take care", cite(NEWS), ".")))

    [found] = clinic.find("CLM004")

    assert found.startswith(f"{PATH}:24: CLM004 ")


def test_a_callout_is_not_reported_twice(clinic: Clinic) -> None:
    """A section about safety is reported with its callouts, once."""
    clinic.add(section("a", callout("Take care", cite(NEWS), "."), aspect="Safety"))

    found = clinic.find("CLM004")

    assert len(found) == 1


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (" of 177 people", None),
        (" of 800 older adults", "800"),
        (" of 1,177 patients", "1177"),
        (" of 800 women and 900 men", "800 and 900"),
        (" of 177 people, of whom 90 patients stayed", None),
        (", in which 44% of people got better", None),
        (" of people aged 18 to 85", None),
        (", which helped 1 in 10 people", None),
        (" with 15 sessions over three months for people", None),
    ],
)
def test_numbers_of_people_agree_with_the_study(
    clinic: Clinic, words: str, numbers: str | None
) -> None:
    """A paragraph about one study gives the number of people in it, if it gives any."""
    clinic.add(section("trial", paragraph("A ", name_study("trial"), words, ".")))

    found = clinic.find("CLM005")

    sentence = f"Text says {numbers}, studies/german-trial.yaml says 177. Correct one of them."
    assert found == ([f"{PATH}:22: CLM005 {sentence}"] if numbers else [])


def test_two_studies_in_a_paragraph_are_not_compared(clinic: Clinic) -> None:
    """Where two studies are named, nobody knows whose the number is."""
    other = name_study("review", "stu_0000000009")
    clinic.add(section("a", paragraph("A ", name_study("trial"), " of 8 men, a ", other)))

    found = clinic.find("CLM005")

    assert found == []


def test_a_study_without_a_size_is_not_compared(clinic: Clinic) -> None:
    """Reviews have no number of people of their own."""
    clinic.replace("studies/german-trial.yaml", "sample_size: 177\n", "")
    clinic.add(section("a", paragraph("A ", name_study("review"), " of 18 men.")))

    found = clinic.find("CLM005")

    assert found == []


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        ("Las agujas quedan de 15 a 60 minutos.", "CLM001", '"15 a 60 minutos"'),
        ("Los estudios muestran que ayuda.", "CLM002", '"estudios muestran"'),
        ("Alivia el dolor.", "CLM002", '"Alivia el dolor"'),
        ("Un resultado garantizado.", "CLM003", '"garantizado"'),
    ],
)
def test_spanish_is_read_as_spanish(clinic: Clinic, words: str, code: str, shown: str) -> None:
    """The words to look for are those of the article's language."""
    clinic.add(section("a", paragraph(words)), to=CUIDADO)

    found = clinic.find("CLM001", "CLM002", "CLM003")

    assert [each.split()[1] for each in found] == [code]
    assert shown in found[0]


def test_a_study_of_people_in_spanish_is_compared(clinic: Clinic) -> None:
    """Numbers are compared in every language that is known."""
    clinic.add(
        section("a", paragraph("Un ", name_study("ensayo"), " con 90 personas.")), to=CUIDADO
    )

    [found] = clinic.find("CLM005")

    assert found.startswith("articles/neck-care.es.md:22: CLM005 Text says 90, ")


def test_other_languages_are_left_alone(clinic: Clinic) -> None:
    """A language without phrases is not judged by those of another."""
    clinic.replace("articles/neck-care.md", "lang: en-US", "lang: fr-FR")
    clinic.add(section("a", paragraph("Guaranteed, 60 minutes, reduces pain.")))

    found = clinic.find("CLM001", "CLM002", "CLM003")

    assert found == []
