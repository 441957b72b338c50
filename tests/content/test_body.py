"""The subset of Markdown that a body is written in."""

import msgspec
import pytest

from schema.inline import LinkRun
from seed.body.walk import runs_of
from seed.render import render_html
from tests.content.block_examples import BLOCKS
from tests.content.body_mistakes import CITATIONS, DIVS, FORM, HEADINGS, LINKS
from tests.content.desk import Found, assert_found
from tests.content.expected import Data
from tests.content.page import LINES_ABOVE, PATH, Page
from tests.content.run_examples import RUNS

MISTAKES = {
    f"{group}, {name}": case
    for group, cases in {
        "form": FORM,
        "headings": HEADINGS,
        "citations": CITATIONS,
        "links": LINKS,
        "divs": DIVS,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize(("body", "content"), RUNS.values(), ids=RUNS)
def test_a_line_becomes_runs(page: Page, body: str, content: list[Data]) -> None:
    """Every construct of a line has one meaning, and no run is empty."""
    read = page.read(body)

    assert read.mistakes == []
    [section] = read.body.sections
    assert msgspec.to_builtins(section.blocks) == [{"type": "paragraph", "content": content}]


@pytest.mark.parametrize(("body", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_a_body_becomes_blocks(page: Page, body: str, blocks: list[Data]) -> None:
    """Every construct of a body has one meaning."""
    read = page.read(body)

    assert read.mistakes == []
    [section] = read.body.sections
    assert msgspec.to_builtins(section.blocks) == blocks


@pytest.mark.parametrize(("body", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_what_is_no_part_of_the_grammar_is_told(
    page: Page, body: str, expected: list[Found]
) -> None:
    """A mistake stands on a line of the file; its sentence says what to write instead."""
    read = page.read(body)

    assert_found(read.mistakes, PATH, [_in_the_file(each) for each in expected])


def _in_the_file(found: Found) -> Found:
    return found._replace(line=found.line + LINES_ABOVE)


def test_headings_cut_the_body_into_sections(page: Page) -> None:
    """Text before the first heading is the lead; each heading brings anchor, aspect and past."""
    read = page.read(
        "Lead.\n\n"
        '## Side *effects* {#side-effects aspect="SideEffects" was="effects harm"}\n\nOne.\n\n'
        "### Rare ones {#rare}\n\nTwo.\n\n#### Very rare {#very-rare}\n\nThree.\n"
    )

    assert read.mistakes == []
    parts = [(each.anchor, each.level, each.heading, each.line) for each in read.body.sections]
    assert parts == [
        ("lead", 1, None, LINES_ABOVE + 1),
        ("side-effects", 2, "Side effects", LINES_ABOVE + 3),
        ("rare", 3, "Rare ones", LINES_ABOVE + 7),
        ("very-rare", 4, "Very rare", LINES_ABOVE + 11),
    ]
    assert read.body.sections[1].aspect == "SideEffects"
    assert read.body.sections[1].former_anchors == ("effects", "harm")


def test_a_body_needs_no_lead(page: Page) -> None:
    """An article may begin with a heading."""
    read = page.read("## One {#one}\n\nWords.\n")

    assert [each.anchor for each in read.body.sections] == ["one"]


def test_a_section_may_hold_nothing_but_sections(page: Page) -> None:
    """A heading above deeper headings needs no text of its own."""
    read = page.read("## One {#one}\n\n### Two {#two}\n\nWords.\n")

    assert read.mistakes == []


def test_links_lead_to_sections_below(page: Page) -> None:
    """A link may name an anchor that only comes later on the page."""
    read = page.read("See [below](#below).\n\n## Below {#below}\n\nWords.\n")

    assert read.mistakes == []
    links = [run for run in runs_of(read.body.sections[0].blocks) if isinstance(run, LinkRun)]
    assert [run.target.anchor for run in links if run.target] == ["below"]


def test_numbers_run_through_the_whole_body(page: Page) -> None:
    """A reference keeps its number in every section, and the list follows the numbers."""
    read = page.read("A [@cook-2022].\n\n## B {#b}\n\nC [@able-2020; @cook-2022].\n")

    assert read.body.reference_ids == ["ref_aaaaaaaaa4", "ref_aaaaaaaaa1"]
    assert '">2</a>, <a' in render_html(read.body.sections[1].blocks)


@pytest.mark.parametrize(
    "body",
    [
        "[see [@able-2020] here](https://example.org/)",
        "[@able-2020](https://example.org/)",
        "[see [rest](topic:rest) here](https://example.org/)",
        "[see ![bed](image:photo) here](https://example.org/)",
    ],
)
def test_a_link_holds_words_only(page: Page, body: str) -> None:
    """What cannot be a link is a mistake; readers never see brackets and an address."""
    assert page.read(body).mistakes


def test_several_mistakes_are_all_told(page: Page) -> None:
    """A body is read to its end, whatever stands in it."""
    read = page.read(
        "One <br> [3]\n\n# Two\n\n```\nthree\n```\n\n- four [@five]\n\n::: {.six}\n:::\n"
    )

    lines = {each.line - LINES_ABOVE for each in read.mistakes}
    assert lines == {1, 3, 5, 9, 11}


def test_the_clinic_itself_is_sound(page: Page) -> None:
    """The pages around the one that is tested have no mistakes of their own."""
    assert page.mistakes == []
    assert page.read("Words.").mistakes == []
