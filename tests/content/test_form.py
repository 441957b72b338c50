"""YAML that is sound and says something that no source may say."""

from pathlib import Path

import pytest

from tests.content.desk import Found, assert_found, read_mistakes, spoil

STUDY = "studies/able-trial.yaml"
PERSON = "practitioners/jane-example.yaml"
BUNDLE = "service-bundles/quiet-week.yaml"
ARTICLE = "articles/migraine.md"
REFERENCES = "references.yaml"
SITE = "site.yaml"

AUTHORS = "[{family: Able, given: Ann}, {family: Baker, given: Bob}, {family: Cook, given: Cy}]"
JOURNAL = "container-title: Journal of Tests"
ISSUED = "{date-parts: [[2020, 2]]}"
CUSTOM = "{public_id: ref_aaaaaaaaa1, status: current}"
PRICE = 'price: {amount: "10.00", currency: USD}'
IMAGE = "image: {role: hero, alt: A dark room}"
SUMMARY = "summary: What helps with migraine, and how sure that is."

Case = tuple[str, str, str, Found]

NAMES: dict[str, Case] = {
    "unknown field, near": (
        *(STUDY, "sample_size: 120", "sample_sizes: 120"),
        Found(6, "SRC001", '"sample_sizes" is not a field of a study. Did you mean "sample_size"?'),
    ),
    "unknown field, far": (
        *(STUDY, "country: Testland", "xyzzy: 1"),
        Found(9, "SRC001", '"xyzzy" is not a field of a study.'),
    ),
    "unknown field inside": (
        *(PERSON, "{city: Testville}", "{city: Testville, stret: Main}"),
        Found(6, "SRC001", '"stret" is not a field of "location". Did you mean "street"?'),
    ),
    "unknown field of a list": (
        *("topics.yaml", "synonyms:", "synonym:"),
        Found(8, "SRC001", '"synonym" is not a field of a topic. Did you mean "synonyms"?'),
    ),
    "missing field": (
        *(STUDY, "design: randomized-controlled-trial\n", ""),
        Found(1, "SRC001", '"design" is missing.'),
    ),
    "missing field inside": (
        *(PERSON, "{city: Testville}", "{}"),
        Found(6, "SRC001", '"city" is missing.'),
    ),
    "missing field of an entry": (
        *("topics.yaml", "    name: Migraine\n", ""),
        Found(3, "SRC001", '"name" is missing.'),
    ),
    "private key": (
        *(PERSON, "npi:", "date_of_birth: 1970-01-01\nnpi:"),
        Found(8, "PRC005", '"date_of_birth" must not be published.'),
    ),
    "private key inside": (
        *(PERSON, "{city: Testville}", "{city: Testville, home_address: 1 Main}"),
        Found(6, "PRC005", '"home_address" must not be published.'),
    ),
}

VALUES: dict[str, Case] = {
    "word for a number": (
        *(STUDY, "sample_size: 120", "sample_size: many"),
        Found(6, "SRC001", '"sample_size" does not fit'),
    ),
    "number too small": (
        *(STUDY, "sample_size: 120", "sample_size: 0"),
        Found(6, "SRC001", '"sample_size" does not fit'),
    ),
    "number for text": (
        *(PERSON, '"1234567893"', "1234567893"),
        Found(8, "SRC004", '"npi" is read as a number. Write it in quotes: "1234567893".'),
    ),
    "number for text, with its zeros": (
        *(BUNDLE, '"10.00"', "10.00"),
        Found(11, "SRC004", 'Write it in quotes: "10.00".'),
    ),
    "truth for text": (STUDY, "title: Able trial", "title: true", Found(3, "SRC001", '"title"')),
    "nothing for text": (STUDY, "title: Able trial", "title:", Found(3, "SRC001", '"title"')),
    "empty text": (
        *(STUDY, "title: Able trial", 'title: ""'),
        Found(3, "SRC001", '"title" is empty. Write it or delete the line.'),
    ),
    "text for a list": (STUDY, "[migraine]", "migraine", Found(8, "SRC001", '"conditions"')),
    "text for a mapping": (
        *(STUDY, "{text: Adults with migraine, min_age: 18}", "Adults"),
        Found(7, "SRC001", '"population" must be a mapping of names to values.'),
    ),
    "list for text": (STUDY, "title: Able trial", "title: [Able]", Found(3, "SRC001", '"title"')),
    "title too long": (
        *(STUDY, "title: Able trial", f"title: {'x' * 201}"),
        Found(3, "SRC001", '"title" has 201 characters; 200 are allowed.'),
    ),
    "summary too long": (
        *(ARTICLE, SUMMARY, f"summary: {'x' * 241}"),
        Found(5, "SRC001", '"summary" has 241 characters; 240 are allowed.'),
    ),
    "word that is not allowed": (
        *(STUDY, "kind: active", "kind: activ"),
        Found(13, "SRC001", '"activ" is no kind; it is one of sham, placebo, active, '),
    ),
    "word that is not allowed, with the nearest": (
        *(STUDY, "status: checked", "status: check"),
        Found(20, "SRC001", 'Did you mean "checked"?'),
    ),
    "slug": (
        *(STUDY, "conditions: [migraine]", "conditions: [Migraine]"),
        Found(8, "SRC001", '"Migraine" is not a valid'),
    ),
    "language": (
        *(ARTICLE, "lang: en-US", "lang: english"),
        Found(6, "SRC001", '"english" is not a valid lang like "en-US".'),
    ),
    "day": (
        *(ARTICLE, "review_due: 2027-01-01", "review_due: next year"),
        Found(10, "SRC001", '"next year" is not a valid review_due like "2026-01-31".'),
    ),
    "day that is not in the calendar": (
        *(ARTICLE, "review_due: 2027-01-01", "review_due: 2027-02-30"),
        Found(10, "SRC001", '"2027-02-30" is not in the calendar.'),
    ),
    "phone": (
        *(PERSON, "npi:", "contact: {phone: 704-555-0100}\nnpi:"),
        Found(8, "SRC001", '"704-555-0100" is not a valid phone like "+17045550100".'),
    ),
    "id": (
        *(STUDY, "id: stu_aaaaaaaaa1", "id: stu_1"),
        Found(1, "ID001", '"stu_1" is no study id. Run "python -m seed new-id study".'),
    ),
    "currency": (BUNDLE, "USD", "usd", Found(11, "BUN001", '"usd" is not a valid currency')),
    "role of the image": (
        *(ARTICLE, IMAGE, "image: {role: heroo, alt: A dark room}"),
        Found(9, "SRC001", 'Did you mean "hero"?'),
    ),
    "image without alt text": (
        *(ARTICLE, IMAGE, 'image: {role: hero, alt: ""}'),
        Found(9, "IMG001", '"alt"'),
    ),
}

CSL: dict[str, Case] = {
    "what people write": (
        *(REFERENCES, JOURNAL, "journal: Journal of Tests"),
        Found(6, "REF005", '"journal" is not a CSL field that is kept here. Use "container-title"'),
    ),
    "year": (REFERENCES, JOURNAL, "year: 2020", Found(6, "REF005", 'Use "issued".')),
    "slip of the pen": (
        *(REFERENCES, JOURNAL, "container_title: Journal of Tests"),
        Found(6, "REF005", 'Did you mean "container-title"?'),
    ),
    "volume as a number": (
        *(REFERENCES, JOURNAL, "volume: 12"),
        Found(6, "SRC004", '"volume" is read as a number. Write it in quotes: "12".'),
    ),
    "type": (
        *(REFERENCES, "type: article-journal", "type: article-jurnal"),
        Found(3, "SRC001", '"article-jurnal" is no type;'),
    ),
    "date": (REFERENCES, ISSUED, "2020", Found(7, "SRC001", '"issued" must be a mapping')),
    "month": (
        *(REFERENCES, ISSUED, "{date-parts: [[2020, 13]]}"),
        Found(7, "REF005", '"issued" has the month 13.'),
    ),
    "authors as text": (REFERENCES, AUTHORS, "Able, Ann", Found(5, "SRC001", '"author"')),
    "author as text": (REFERENCES, AUTHORS, "[Ann Able]", Found(5, "SRC001", "mapping")),
    "own key": (
        *(REFERENCES, CUSTOM, CUSTOM.replace("}", ", stauts: x}")),
        Found(9, "SRC001", '"stauts" is not a field of "custom". Did you mean "status"?'),
    ),
    "id of a reference": (
        *(REFERENCES, "ref_aaaaaaaaa1", "ref_1"),
        Found(9, "ID001", '"ref_1" is not a valid public_id like "ref_8s5d1kxhn7".'),
    ),
    "status of a reference": (
        *(REFERENCES, CUSTOM, CUSTOM.replace("current", "retractd")),
        Found(9, "SRC001", 'Did you mean "retracted"?'),
    ),
}

CLINIC: dict[str, Case] = {
    "address": (SITE, "https:", "http:", Found(5, "SRC001", "is not a valid base_url")),
    "level": (SITE, "name:", "rules: {REV001: fatal}\nname:", Found(1, "SRC001", '"rules"')),
    "unknown rule": (
        *(SITE, "name:", "rules: {REV01: error}\nname:"),
        Found(1, "SRC001", '"REV01"'),
    ),
    "rule that is an error anyway": (
        *(SITE, "name:", "rules: {REF002: warning}\nname:"),
        Found(1, "SRC001", '"REF002"'),
    ),
}

ALL = {
    f"{group}, {name}": case
    for group, cases in {"names": NAMES, "values": VALUES, "csl": CSL, "site": CLINIC}.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("path", "old", "new", "found"), ALL.values(), ids=ALL)
def test_what_does_not_fit_is_one_mistake(
    content: Path, path: str, old: str, new: str, found: Found
) -> None:
    """One slip is one line, which says what to write; it is no reason for others elsewhere."""
    spoil(content / path, old, new)

    mistakes = read_mistakes(content)

    assert_found(mistakes, path, [found])
    assert len(mistakes) == 1


def test_all_mistakes_of_a_file_are_reported(content: Path) -> None:
    """Nobody mends a file line by line, running the compiler between."""
    for old, new in [
        ("title: Able trial", "titel: Able trial"),
        ("year: 2020", "year: last"),
        ("sample_size: 120", "sample_size: -1"),
        ("{text: Needling, modality: needling}", "{text: Needling, modalty: needling}"),
        ("direction: favours-intervention", "direction: good"),
        ("note: Made up and agreed.", "note: 7"),
    ]:
        spoil(content / STUDY, old, new)

    found = [(each.line, each.code) for each in read_mistakes(content) if each.path == STUDY]

    study, arm = [(1, "SRC001"), (3, "SRC001"), (4, "SRC001"), (6, "SRC001")], (11, "SRC001")
    assert found == [*study, arm, arm, (15, "SRC001"), (20, "SRC004")]


def test_all_entries_of_a_list_are_read(content: Path) -> None:
    """A mistake in the first entry does not keep those in the last one back."""
    spoil(content / REFERENCES, "title: A trial of needling", "titel: A trial of needling")
    spoil(content / REFERENCES, "title: A page about rest", "titel: A page about rest")

    found = [(each.line, each.code) for each in read_mistakes(content)]

    assert found == [(4, "REF005"), (23, "REF005")]


def test_a_source_with_a_mistake_is_still_known_by_name(content: Path) -> None:
    """What leans on it is not reported as well: there is one thing to mend."""
    spoil(content / STUDY, "year: 2020", "year: last")

    assert [each.path for each in read_mistakes(content)] == [STUDY]


def test_a_warning_can_be_raised_to_an_error(content: Path) -> None:
    """Each clinic decides in site.yaml what it lets pass."""
    spoil(content / SITE, "name:", "rules: {REV001: error}\nname:")

    assert {each.code for each in read_mistakes(content)} == {"REV001"}
