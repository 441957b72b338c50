"""What holds for any text that somebody might write into a source."""

import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from seed.render import render_html
from tests.conftest import CLINIC, edit
from tests.content.desk import read_mistakes
from tests.content.page import Page, Read

SYNTAX = (
    *("\n", "\n\n", "- ", "  ", "\t", "\r\n", '"', "'", "[", "]", "{", "}", ": ", ":", ",", "#"),
    *(
        "&a ",
        "*a",
        "!!set ",
        "!x ",
        "| ",
        "|-\n",
        "> ",
        ">+\n",
        "%YAML",
        "@",
        "`",
        "---\n",
        "...\n",
    ),
    *("null", "true", "~", "0", "-1", "2026-02-30", "1e9", "0o7", "9" * 30, ".inf", "<<: "),
    *("\0", "\u202e", "\ufeff", "\u2028", "\x85", "e\u0301", "\u00e9", "\ud7ff", "\U0001f600"),
    *("::: ", ":::\n", "::: {.steps}\n", "::: {.table #t}\n", "{#a}", '{#b was="c"}', "{.x}"),
    *("## ", "# ", "1. ", "* ", "**", "_", "^", "~", "~~~\n", "```", "    ", "\\", "| a | b |\n"),
    *("| - | - |\n", "[@able-2020]", "[@", "@able-2020", "[3]", "[^1]", "](", "![", "<b>", "<!--"),
    *("&#0;", "&lt;", "(https://example.org/)", "(study:able-trial)", "(article:rest#how)"),
    *("status: draft\n", "withdrawn: {reason: merged, replacement: rest}\n", "able-trial", "rest"),
    *("previous_slugs: [a]\n", "broader: migraine\n", "translation_of: rest\n", "custom: ", "[]"),
)
WRITING = st.lists(st.sampled_from(SYNTAX) | st.text(max_size=6), max_size=12).map("".join)

PIECES = (
    *("\n", "\n", "\n\n", "\n\n", "\n\n", " ", "WORD", "WORD ", "WORD ", "WORD. ", "*WORD*", "**"),
    *(
        "**WORD** ",
        "_",
        "~WORD~",
        "^",
        "\\",
        "- WORD\n",
        "  - WORD\n",
        "    1. ",
        "1. WORD\n",
        "2. ",
    ),
    *(
        "> ",
        "> WORD\n",
        "| WORD | WORD |\n| --- | --: |\n",
        "| WORD | WORD |\n",
        "| **WORD** | |\n",
    ),
    *("| **WORD** | |\n\n", "| a | b |\n| - | - |\n| WORD | |\n| **WORD** | |\n"),
    *("| WORD | WORD | WORD |\n", "::: {.callout tone=note}\n", "::: {.steps}\n", "::: {.table}\n"),
    *(
        "::: {.evidence-table}\n- study:able-trial\n",
        "\n:::\n\n",
        "\n\n## WORD {#a}\n\n",
        "[WORD",
        "]",
    ),
    *("\n\n### WORD {#b}\n\n", "[@able-2020]", "[@able-2020, WORD]", "[WORD](topic:rest)", "&amp;"),
    *(
        "[WORD](https://example.org/)",
        "(study:able-trial)",
        "\n\n![WORD](image:photo)\n\n",
        "<",
        "`",
    ),
    *("[WORD]: https://example.org/\n", "    ", "\t", "  \n", "---", "<b>", "```\n"),
)
ANY_BODY = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)


@pytest.fixture(scope="module")
def small_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One source of each type, without a mistake."""
    content = Path(shutil.copytree(CLINIC, tmp_path_factory.mktemp("small") / "content"))
    for name in ("migraine", "migraine.es", "old-advice", "secret-plan"):
        (content / "articles" / f"{name}.md").unlink()
    (content / "studies" / "baker-trial.yaml").unlink()
    (content / "practitioners" / "jane-example.yaml").unlink()
    edit(content / "articles" / "rest.md", "article:migraine", "study:able-trial")
    edit(content / "service-bundles" / "quiet-week.yaml", "[jane-example, ", "[")
    assert read_mistakes(content) == []
    return content


@st.composite
def alterations(draw: DrawFn) -> tuple[int, float, int, bytes]:
    """A file by its number, a place in it, how much to take out there, and what to put in."""
    text = WRITING.map(str.encode) | st.binary(max_size=4)
    place = st.floats(0, 1)
    return draw(st.integers(0, 6)), draw(place), draw(st.integers(0, 30)), draw(text)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(alterations(), min_size=1, max_size=3))
def test_no_text_makes_the_compiler_stumble(
    small_content: Path, changes: list[tuple[int, float, int, bytes]]
) -> None:
    """Whatever is written into the files, it is content or it is mistakes with a place."""
    paths = sorted(each for each in small_content.rglob("*") if each.is_file())
    before = {path: path.read_bytes() for path in paths}
    for number, place, taken, put in changes:
        data = paths[number].read_bytes()
        at = int(len(data) * place)
        paths[number].write_bytes(data[:at] + put + data[at + taken :])

    try:
        mistakes = read_mistakes(small_content)
    finally:
        for path, data in before.items():
            path.write_bytes(data)

    assert all(each.line >= 1 and each.sentence for each in mistakes)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(number=st.integers(0, 6), data=WRITING.map(str.encode) | st.binary(max_size=60))
def test_no_file_makes_the_compiler_stumble(small_content: Path, number: int, data: bytes) -> None:
    """A file may hold anything at all."""
    path = sorted(each for each in small_content.rglob("*") if each.is_file())[number]
    before = path.read_bytes()
    path.write_bytes(data)

    try:
        mistakes = read_mistakes(small_content)
    finally:
        path.write_bytes(before)

    assert str(path.relative_to(small_content)) in {each.path for each in mistakes}


def number_words(pattern: str) -> tuple[str, list[str]]:
    """Give every WORD of a body a number of its own."""
    first, *others = pattern.split("WORD")
    words = [f"Word{number}x" for number in range(len(others))]
    return first + "".join(map("".join, zip(words, others, strict=True))), words


def assert_in_order(read: Read, words: list[str]) -> None:
    """See that every word is shown, and none before one that was written earlier."""
    parts = [
        f"{section.heading or ''} {unescape(render_html(section.blocks))}"
        for section in read.body.sections
    ]
    shown = " ".join(parts)
    places = [shown.find(word) for word in words]
    assert -1 not in places, f"lost: {words[places.index(-1)]}"
    assert places == sorted(places)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(ANY_BODY)
def test_no_word_is_lost_in_silence(page: Page, pattern: str) -> None:
    """A body that has no mistake shows every word that was written, in order."""
    body, words = number_words(pattern)

    read = page.read(body)

    if not read.mistakes:
        assert_in_order(read, words)


@pytest.mark.parametrize(
    "rows",
    [
        ["| **WORD** | |", "| WORD | WORD |"],
        ["| WORD | WORD |", "| **WORD** | |"],
        ["| WORD | WORD |", "| **WORD** | |", "| **WORD** | |", "| WORD | |"],
        ["| **WORD** WORD | |", "| WORD |"],
        ["| **WORD** | |"],
    ],
)
def test_no_label_of_rows_is_lost(page: Page, rows: list[str]) -> None:
    """A label without rows is told or shown."""
    body, words = number_words("\n".join(["| WORD | WORD |", "| --- | --- |", *rows]))

    read = page.read(body)

    if not read.mistakes:
        assert_in_order(read, words)


def lines(*patterns: str) -> SearchStrategy[str]:
    """One of these lines."""
    return st.sampled_from(patterns)


LINE = st.lists(
    lines(
        *("WORD", "WORD WORD", "*WORD*", "**WORD**", "***WORD***", "WORD~WORD~", "WORD^WORD^"),
        *("WORD [@able-2020]", "WORD [@able-2020, p. 3; @cook-2022]", "*WORD **WORD** WORD*"),
        *("[WORD WORD](topic:rest)", "[WORD](study:able-trial)", "[WORD](https://example.org/)"),
        *("WORD \\[WORD\\]", "WORD & WORD", "\\*WORD", "WORD: WORD;", "(WORD)", "1.5 WORD"),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=3).map("\n".join)


@st.composite
def lists(draw: DrawFn) -> str:
    """A list, two levels deep at most."""
    written = []
    for _ in range(draw(st.integers(1, 3))):
        written.append(f"- {draw(LINE)}")
        written += [f"  1. {draw(LINE)}" for _ in range(draw(st.integers(0, 2)))]
    return "\n".join(written)


@st.composite
def tables(draw: DrawFn) -> str:
    """A table of two columns with groups of rows."""
    rows = [f"| {draw(LINE)} | {draw(LINE)} |", "| :-: | --- |"]
    for _ in range(draw(st.integers(1, 3))):
        rows += [f"| {draw(LINE)} | {draw(LINE)} |"]
        rows += draw(st.sampled_from([[], ["| **WORD** | |", "| WORD | |"]]))
    return "\n".join(rows)


def wrapped(opening: str, inside: SearchStrategy[str]) -> SearchStrategy[str]:
    """A ::: block."""
    return inside.map(lambda text: f"::: {opening}\n{text}\n:::")


BLOCK = st.one_of(
    PARAGRAPH,
    lists(),
    tables(),
    PARAGRAPH.map(lambda text: "> " + text.replace("\n", "\n> ")),
    wrapped("{.callout tone=safety}", PARAGRAPH | lists()),
    wrapped("{.steps}", st.lists(LINE.map("1. {}".format), min_size=1, max_size=3).map("\n".join)),
    wrapped("{.table}", st.tuples(LINE, tables(), LINE).map("\n\n".join)),
    st.just("![WORD](image:photo)"),
    st.just("::: {.evidence-table}\n- study:able-trial\n:::"),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(BLOCK, min_size=1, max_size=5))
def test_everything_that_is_allowed_is_shown(page: Page, blocks: list[str]) -> None:
    """A body of the grammar has no mistake, and every word of it is shown in order."""
    body, words = number_words("\n\n".join(blocks))

    read = page.read(body)

    assert read.mistakes == []
    assert_in_order(read, words)


@pytest.mark.parametrize(
    "nest",
    [
        lambda depth: "> " * depth + "WORD",
        lambda depth: "- " * depth + "WORD",
        lambda depth: "> - " * depth + "WORD",
        lambda depth: "\n".join("  " * each + "- WORD" for each in range(depth)),
        lambda depth: "\n".join("   " * each + "1. WORD" for each in range(depth)),
        lambda depth: (
            "\n".join(["::: {.callout tone=note}"] * depth) + "\nWORD\n" + ":::\n" * depth
        ),
        lambda depth: "*a **b " * depth + "WORD" + "** *" * depth,
        lambda depth: "[" * depth + "WORD" + "](topic:rest)" * depth,
        lambda depth: "^~" * depth + "WORD",
    ],
    ids=["quotes", "lists", "both", "bullets", "numbers", "divs", "marks", "links", "scripts"],
)
def test_no_depth_is_too_much(page: Page, nest: Callable[[int], str]) -> None:
    """Deep nesting is shown as a whole, or it is a mistake."""
    for depth in (*range(1, 65), 100, 200):
        body, words = number_words(nest(depth))

        read = page.read(body)

        if not read.mistakes:
            assert_in_order(read, words)
