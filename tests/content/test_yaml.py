"""YAML that is broken, or that means something else than it says."""

from pathlib import Path

import pytest

from schema.study import Study
from tests.content.desk import (
    Found,
    assert_found,
    compile_folder,
    read_mistakes,
    spoil,
)

STUDY = "studies/able-trial.yaml"
TITLE = "title: Able trial"
"""On line 3 of the study."""
LAST_LINE = "verification: {status: checked, note: Made up and agreed.}\n"
"""Line 20."""

REFUSED: dict[str, tuple[str, str, Found]] = {
    "key twice": (TITLE, f"{TITLE}\n{TITLE}", Found(4, "SRC004", '"title" is written twice.')),
    "key twice inside": ("{text: ", "{text: A, text: ", Found(7, "SRC004", '"text" is written tw')),
    "anchor": (TITLE, "title: &able Able", Found(3, "SRC004", "Anchor &able is not allowed.")),
    "tag": (TITLE, "title: !!str Able", Found(3, "SRC004", ":str is not allowed.")),
    "own tag": (TITLE, "title: !able Able", Found(3, "SRC004", "Tag !able is not allowed.")),
    "tag of a list": ("[migraine]", "!!set [migraine]", Found(8, "SRC004", ":set is not allowed.")),
    "tab in the margin": (TITLE, f"\t{TITLE}", Found(3, "SRC004", "Tab in the margin.")),
    "tab inside": (TITLE, "title:\tAble trial", Found(3, "SRC004", "'\\t'")),
    "sign that starts nothing": (TITLE, "title: @able", Found(3, "SRC004", "'@'")),
    "backquotes": (TITLE, "title: `able`", Found(3, "SRC004", "'`'")),
    "colon in text": (TITLE, "title: A: B", Found(3, "SRC004", "Put text with a colon in quotes.")),
    "quote not closed": (TITLE, 'title: "Able', Found(3, "SRC004", "Not YAML")),
    "single quote not closed": (TITLE, "title: 'Able", Found(3, "SRC004", "Not YAML")),
    "bracket not closed": ("not real.]", "not real.", Found(18, "SRC004", "expected ',' or ']'")),
    "number for text": (TITLE, "title: 2024", Found(3, "SRC004", 'Write it in quotes: "2024".')),
}

CHARACTERS: dict[str, tuple[str, str]] = {
    "NUL": ("\0", "U+0000"),
    "bell": ("\a", "U+0007"),
    "escape": ("\x1b", "U+001B"),
    "delete": ("\x7f", "U+007F"),
    "next line": ("\x85", "U+0085"),
    "carriage return": ("\r", "U+000D"),
    "soft hyphen": ("\u00ad", "U+00AD"),
    "zero width space": ("\u200b", "U+200B"),
    "right-to-left override": ("\u202e", "U+202E"),
    "right-to-left isolate": ("\u2067", "U+2067"),
    "line separator": ("\u2028", "U+2028"),
    "byte order mark": ("\ufeff", "U+FEFF"),
    "private use": ("\ue000", "U+E000"),
    "tag letter": ("\U000e0041", "U+E0041"),
    "accent apart": ("e\u0301", "accent"),
}


@pytest.mark.parametrize(("old", "new", "found"), REFUSED.values(), ids=REFUSED)
def test_broken_yaml_is_one_mistake(content: Path, old: str, new: str, found: Found) -> None:
    """One slip of the pen is one line, at the place to mend it."""
    spoil(content / STUDY, old, new)

    assert_found(read_mistakes(content), STUDY, [found])


def test_a_second_document_is_refused(content: Path) -> None:
    """One file holds one source."""
    spoil(content / STUDY, LAST_LINE, f"{LAST_LINE}---\ntitle: Other\n")

    assert (21, "SRC004") in [each[1:3] for each in read_mistakes(content) if each.path == STUDY]


def test_an_alias_is_refused(content: Path) -> None:
    """A value is written where it counts."""
    spoil(content / STUDY, "country: Testland", "country: *land")

    assert "Alias *land is not allowed." in str(read_mistakes(content))


@pytest.mark.parametrize(("character", "words"), CHARACTERS.values(), ids=CHARACTERS)
@pytest.mark.parametrize(
    ("path", "old", "line"),
    [
        (STUDY, "Able trial", 3),
        ("references.yaml", "A trial of", 4),
        ("articles/rest.md", "Lie", 16),
    ],
)
def test_invisible_characters_are_refused(
    content: Path, path: str, old: str, line: int, character: str, words: str
) -> None:
    """Nobody can review in a diff what cannot be seen, in whatever file it stands."""
    spoil(content / path, old, f"{old[:2]}{character}{old[2:]}")

    found = [each for each in read_mistakes(content) if each.code == "SRC003"]

    assert [(each.path, each.line) for each in found] == [(path, line)]
    assert words in found[0].sentence


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\u202e", "\\ufeff", "e\\u0301"])
def test_escapes_let_no_invisible_character_in(content: Path, escape: str) -> None:
    """What must not stand in a file must not come out of it either."""
    spoil(content / STUDY, TITLE, f'title: "Able{escape}trial"')

    found = [(each.line, each.code) for each in read_mistakes(content)]

    assert found == [(3, "SRC003")]


@pytest.mark.parametrize("escape", ["\\ud800", "\\U0011ffff", "\\Uffffffff"])
def test_an_escape_that_is_no_character_is_a_mistake(content: Path, escape: str) -> None:
    """Half a surrogate pair and numbers beyond Unicode are told, not crashed on."""
    spoil(content / STUDY, TITLE, f'title: "Able{escape}trial"')

    assert [each.line for each in read_mistakes(content) if each.path == STUDY] == [3]


def test_a_file_that_is_no_utf_8_is_a_mistake_on_the_line_of_the_byte(content: Path) -> None:
    """The first byte that fits no character is named by its line."""
    data = (content / STUDY).read_bytes()
    (content / STUDY).write_bytes(data.replace(b"Testland", b"T\xe9stland"))

    assert_found(read_mistakes(content), STUDY, [Found(9, "SRC003", "Save it as UTF-8.")])


def test_a_byte_order_mark_is_refused_and_the_rest_is_read(content: Path) -> None:
    """The mark is the only mistake: what follows it is understood."""
    data = (content / STUDY).read_bytes()
    (content / STUDY).write_bytes(b"\xef\xbb\xbf" + data)

    mistakes = read_mistakes(content)

    assert_found(mistakes, STUDY, [Found(1, "SRC003", "U+FEFF")])
    assert len(mistakes) == 1


def test_line_ends_of_windows_are_the_same(content: Path) -> None:
    """A file that was saved with other line ends makes the same documents."""
    before = compile_folder(content).documents
    for path in [each for each in content.rglob("*") if each.is_file()]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert compile_folder(content).documents == before


@pytest.mark.parametrize("levels", [17, 1_000, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_a_mistake(content: Path, opening: str, levels: int) -> None:
    """No depth makes the compiler stumble."""
    lines = f"limitations:\n  {opening * levels}"
    spoil(content / STUDY, "limitations: [It is not real.]", lines)

    found = Found(18, "SRC004", "Nested deeper than 16 levels.")
    assert_found(read_mistakes(content), STUDY, [found])


@pytest.mark.parametrize("levels", [17, 100_000])
def test_a_file_of_brackets_is_a_mistake(content: Path, levels: int) -> None:
    """Neither does a file that is nothing else."""
    (content / "topics.yaml").write_text("[" * levels, encoding="utf-8")

    found = Found(1, "SRC004", "Nested deeper than 16 levels.")
    assert_found(read_mistakes(content), "topics.yaml", [found])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("studies/new.yaml", ""),
        ("studies/new.yaml", "# to be written\n"),
        ("studies/new.yaml", "null\n"),
        ("articles/new.md", ""),
        ("articles/new.md", "---\n---\n\nWords.\n"),
        ("articles/new.md", "---\n# to be written\n---\n\nWords.\n"),
    ],
)
def test_an_empty_file_is_not_passed_over(content: Path, path: str, text: str) -> None:
    """A source that says nothing is a mistake, not a source less."""
    (content / path).write_text(text, encoding="utf-8")

    assert path in [each.path for each in read_mistakes(content)]


@pytest.mark.parametrize("text", ["topics:\n", "topics: none\n", "- topics\n", "other: []\n"])
def test_a_file_of_entries_holds_a_list(content: Path, text: str) -> None:
    """The name of the list is said, and nothing is guessed about the sources that need it."""
    (content / "topics.yaml").write_text(text, encoding="utf-8")

    mistakes = read_mistakes(content)

    assert_found(mistakes, "topics.yaml", [Found(1, "SRC001", 'must hold a list named "topics"')])
    assert len(mistakes) == 1


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("NO", "NO"),
        ("2026-01-31", "2026-01-31"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("'2024'", "2024"),
        ('"true"', "true"),
        ("What | is > this?", "What | is > this?"),
        ("Ann's & Bob's", "Ann's & Bob's"),
    ],
)
def test_plain_words_stay_words(content: Path, written: str, title: str) -> None:
    """YAML 1.2 has no dates, no base 60 and no country of Norway that is false."""
    spoil(content / STUDY, TITLE, f"title: {written}")

    documents = compile_folder(content).documents

    assert title in [each.title for each in documents if isinstance(each, Study)]


def test_lines_of_front_matter_are_lines_of_the_file(content: Path) -> None:
    """The line of dashes above the front matter counts."""
    path = "articles/rest.md"
    spoil(content / path, "title: Rest\n", "title: Rest\ntitle: Rest\n")

    assert_found(read_mistakes(content), path, [Found(5, "SRC004", '"title" is written twice.')])


@pytest.mark.parametrize("before", ["\n", "Rest.\n", " "])
def test_front_matter_stands_at_the_top(content: Path, before: str) -> None:
    """Without it an article has no name, and that is said."""
    path = content / "articles" / "rest.md"
    path.write_text(before + path.read_text(encoding="utf-8"), encoding="utf-8")

    found = [each for each in read_mistakes(content) if each.code == "SRC001"]

    assert [each.sentence.partition(" ")[0] for each in found] == ["The"]
    assert "front matter" in found[0].sentence


def test_nothing_in_the_folder_is_passed_over(content: Path) -> None:
    """A file that no type reads is a mistake, with the folder that was meant."""
    (content / "studys").mkdir()
    for name in ("notes.txt", "studies/able.yml", "studys/able.yaml"):
        (content / name).write_text("x: y\n", encoding="utf-8")

    found = [each for each in read_mistakes(content) if each.code == "SRC005"]

    assert {each.path for each in found} >= {"notes.txt", "studies/able.yml", "studys/able.yaml"}
    assert 'Did you mean "studies"?' in str(found)


def test_a_broken_file_hides_no_mistake_in_others(content: Path) -> None:
    """Where one file cannot be read at all, the others are still read to the end."""
    spoil(content / STUDY, TITLE, 'title: "Able')
    spoil(content / "articles" / "rest.md", "title: Rest", "titel: Rest")
    (content / "site.yaml").write_text("[", encoding="utf-8")

    paths = {each.path for each in read_mistakes(content)}

    assert paths == {STUDY, "articles/rest.md", "site.yaml"}
