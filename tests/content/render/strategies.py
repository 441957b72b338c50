"""Blocks as the compiler could make them, with text that tries to be syntax."""

import re
from itertools import combinations
from string import printable
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import UNSET

from schema.block import (
    Alignment,
    Block,
    BundleItem,
    BundleList,
    Callout,
    EvidenceRow,
    EvidenceTable,
    Image,
    ImageBlock,
    ImageRole,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Steps,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    TableRow,
    TextBlock,
    Tone,
)
from schema.inline import CitationRun, Inline, LinkRun, Mark, StudyRun, TextRun
from schema.link import LinkTarget, TargetType
from schema.reference import ReferenceStatus
from schema.study import VerificationStatus
from schema.values import CROCKFORD

DEPTH = 3
"""Lists inside lists; the reader of the tests stops at ten."""

ATTACKS = (
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\" onclick='x",
    "<!--",
    "&lt;b&gt;",
    "&#35;",
    "]]>",
)
SYNTAX = (
    *("# ", "## x", "1. ", "12) ", "- ", "-", "+ ", "> ", "---", "===", "- - -", "***", "___"),
    *(
        "`a`",
        "~~~",
        "```",
        "![",
        "](",
        "[x]: /y",
        "[x](/y)",
        "**",
        "__",
        "*",
        "_",
        "|",
        "\\",
        "\\|",
    ),
    *(
        "~a~",
        "^a^",
        "| --- |",
        ":::",
        "{#x}",
        "    ",
        "  ",
        "\u00a0",
        "\u3000",
        "https://a.b/c?d&e",
    ),
)
WORDS = (
    "needle",
    "5 mg",
    "é",
    "naïve",
    "Ω",
    "針",
    "€",
    "±",
    "“sham”",
    "🙂",
    "👩🏽\u200d⚕️",
    "e\u0301",
    "٣",
    "'",
)
FRAGMENTS = {chr(0xE000 + at): text for at, text in enumerate(SYNTAX + WORDS + ATTACKS)}
"""What a character for private use stands for, so that one draw makes a whole text."""

TRANSLATION = str.maketrans(FRAGMENTS)
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])
BRACKET = re.compile(r"\[(?=\s*(\d|$))")


def texts(min_size: int = 1) -> SearchStrategy[str]:
    """Texts without the plain [3] that the compiler refuses."""
    mixed = st.text("".join(FRAGMENTS) + printable[:95], min_size=min_size, max_size=5)
    wide = st.text(CHARACTERS, min_size=min_size, max_size=5)
    return (mixed | mixed | wide | st.sampled_from(ATTACKS)).map(
        lambda text: BRACKET.sub("(", text.translate(TRANSLATION))
    )


def visible(text: str) -> bool:
    """Whether anything of a text would be seen."""
    return bool(text.strip())


TITLES = texts().filter(visible)
ANCHORS = st.one_of(st.just(UNSET), st.sampled_from(["steps", "side-effects"]))
MARKS: tuple[Mark, ...] = get_args(Mark)
LOCATORS = st.sampled_from(
    ["p. 3", "pp. 3-5", "3", "12-14", "3, 5", "Table 2", "ch. 1*", "<b>", "§ 4", "fig. 2 | left"]
)
HREFS = st.builds(
    "https://example.org/{}{}".format,
    st.sampled_from(["", "a_(b)", "?a=1&copy;=2", "%41", "%5B0%5D", "<b>"]),
    st.text("aZ0_-./?&=()%#:*|'\"`\\<>~!@é", max_size=8),
)
"""No brackets: the parser writes them as %5B and %5D, so that no address holds a plain [3]."""


def ids(prefix: str) -> SearchStrategy[str]:
    """Ids of one type; a handful, so that some come twice."""
    return st.sampled_from(CROCKFORD[:5]).map(lambda letter: f"{prefix}_{letter * 10}")


def text_runs(*allowed: Mark) -> SearchStrategy[TextRun]:
    """Text with up to two marks, some of it nothing but spaces."""
    chosen = [*combinations(allowed, 1), *combinations(allowed, 2)]
    marks = [list(each) for each in chosen if each != ("subscript", "superscript")]
    return st.builds(TextRun, text=texts(), marks=st.sampled_from([*[UNSET] * len(marks), *marks]))


CITATIONS = st.builds(
    CitationRun,
    number=st.integers(1, 120),
    reference_id=ids("ref"),
    locator=st.one_of(st.just(UNSET), st.just(UNSET), LOCATORS),
)


PREFIXES: dict[TargetType, str] = {
    "article": "art",
    "section": "sec",
    "study": "stu",
    "practitioner": "prc",
    "service_bundle": "bun",
    "topic": "top",
}


@st.composite
def targets(draw: st.DrawFn) -> LinkTarget:
    """Documents of each type."""
    type_name: TargetType = draw(st.sampled_from(get_args(TargetType)))
    anchor = draw(ANCHORS) if type_name == "article" else UNSET
    return LinkTarget(type=type_name, id=draw(ids(PREFIXES[type_name])), slug="x", anchor=anchor)


LINKS = st.one_of(
    st.builds(LinkRun, text=TITLES, href=HREFS), st.builds(LinkRun, text=TITLES, target=targets())
)
STUDIES = st.builds(StudyRun, text=TITLES, study_id=ids("stu"))


def contents(*marks: Mark) -> SearchStrategy[list[Inline]]:
    """Runs of every kind, the first one visible, as the compiler sees to it."""
    runs = st.one_of(text_runs(*marks), text_runs(*marks), CITATIONS, LINKS, STUDIES)
    first = st.one_of(text_runs(*marks).filter(lambda run: visible(run.text)), LINKS)
    return st.builds(lambda run, others: [run, *others], first, st.lists(runs, max_size=2))


def lists(depth: int, *marks: Mark) -> SearchStrategy[ListBlock]:
    """Lists, with up to `depth` lists inside each other."""
    return st.builds(ListBlock, is_ordered=st.booleans(), items=items(depth, *marks))


def items(depth: int, *marks: Mark) -> SearchStrategy[list[ListItem]]:
    """Items, with lists inside them."""
    children = st.lists(lists(depth - 1, *marks), max_size=2) if depth > 1 else st.just([])
    item = st.builds(ListItem, content=contents(*marks), children=children)
    return st.lists(item, min_size=1, max_size=2)


def text_blocks(*marks: Mark) -> SearchStrategy[list[TextBlock]]:
    """What may stand in quotes and callouts."""
    return st.lists(st.one_of(paragraphs(*marks), lists(2, *marks)), min_size=1, max_size=3)


def callouts(*marks: Mark) -> SearchStrategy[Callout]:
    """Callouts of both tones."""
    return st.builds(Callout, tone=st.sampled_from(get_args(Tone)), blocks=text_blocks(*marks))


@st.composite
def tables(draw: st.DrawFn, *marks: Mark) -> Table:
    """Tables with a cell for each column, some of them empty."""
    content = contents(*marks)
    width = draw(st.integers(1, 3))
    cell = st.builds(TableCell, content=st.one_of(content, st.just([])))
    row = st.builds(TableRow, cells=st.lists(cell, min_size=width, max_size=width))
    group = st.builds(
        TableGroup,
        label=st.one_of(st.just(UNSET), content),
        rows=st.lists(row, min_size=1, max_size=2),
    )
    column = st.builds(TableColumn, heading=content, alignment=st.sampled_from(get_args(Alignment)))
    return Table(
        id=draw(ANCHORS),
        caption=draw(st.one_of(st.just(UNSET), content)),
        columns=draw(st.lists(column, min_size=width, max_size=width)),
        groups=draw(st.lists(group, min_size=1, max_size=2)),
        notes=draw(st.lists(st.builds(Paragraph, content=content), max_size=1)),
    )


ROWS = st.builds(
    EvidenceRow,
    study_id=ids("stu"),
    title=TITLES,
    condition=texts(0),
    comparison=texts(0),
    outcome=texts(0),
    verification=st.sampled_from(get_args(VerificationStatus)),
    source_status=st.sampled_from(get_args(ReferenceStatus)),
)
BUNDLES = st.builds(BundleItem, service_bundle_id=ids("bun"), title=TITLES, summary=TITLES)
IMAGES = st.builds(
    ImageBlock,
    image=st.builds(
        Image,
        role=st.sampled_from(get_args(ImageRole)),
        alt=TITLES,
        url=st.one_of(st.just(UNSET), HREFS),
    ),
    caption=st.one_of(st.just(UNSET), TITLES),
)


def paragraphs(*marks: Mark) -> SearchStrategy[Paragraph]:
    """Paragraphs."""
    return st.builds(Paragraph, content=contents(*marks))


def bodies(*marks: Mark) -> SearchStrategy[list[Block]]:
    """Blocks of every kind, lists often enough to stand beside each other."""
    any_list: SearchStrategy[Any] = lists(DEPTH, *marks)
    any_block = st.one_of(
        any_list,
        any_list,
        st.builds(Steps, id=ANCHORS, items=items(2, *marks)),
        st.builds(BundleList, id=ANCHORS, items=st.lists(BUNDLES, min_size=1, max_size=2)),
        paragraphs(*marks),
        tables(*marks),
        st.builds(EvidenceTable, id=ANCHORS, rows=st.lists(ROWS, min_size=1, max_size=2)),
        IMAGES,
        st.builds(Quote, blocks=text_blocks(*marks)),
        callouts(*marks),
    )
    return st.lists(any_block, max_size=3)
