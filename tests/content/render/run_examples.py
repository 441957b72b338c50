"""Each kind of run, and what it becomes inside a paragraph."""

from typing import NamedTuple

from schema.inline import CitationRun, Inline, LinkRun, Mark, StudyRun, TextRun
from schema.link import LinkTarget

FIRST = CitationRun(number=1, reference_id="ref_1111111111")
SECOND = CitationRun(number=2, reference_id="ref_2222222222")
PLACED = CitationRun(number=3, reference_id="ref_3333333333", locator="p. 5")
PAGE = CitationRun(number=3, reference_id="ref_3333333333", locator="5")


class RunExample(NamedTuple):
    """Runs, and the line that they become in each form."""

    runs: list[Inline]
    html: str
    markdown: str
    text: str


def plain(text: str) -> TextRun:
    """Text without marks."""
    return TextRun(text=text)


def marked(text: str, *marks: Mark) -> TextRun:
    """Text with marks."""
    return TextRun(text=text, marks=list(marks))


def link_to(target: LinkTarget) -> LinkRun:
    """A link inside this API."""
    return LinkRun(text="more", target=target)


RUNS = {
    "text": RunExample(
        [plain('<b> & "needle"\n# [x] 5 * 3 | 2')],
        "&lt;b&gt; &amp; &quot;needle&quot;\n# [x] 5 * 3 | 2",
        '\\<b> \\& "needle" # \\[x\\] 5 \\* 3 \\| 2',
        '<b> & "needle" # [x] 5 * 3 | 2',
    ),
    "strong": RunExample(
        [plain("a "), marked("b", "strong"), plain(" c")],
        "a <strong>b</strong> c",
        "a **b** c",
        "a b c",
    ),
    "emphasis": RunExample([plain("a "), marked("b", "emphasis")], "a <em>b</em>", "a _b_", "a b"),
    "nested marks": RunExample(
        [marked("a ", "strong"), marked("b", "strong", "emphasis")],
        "<strong>a </strong><strong><em>b</em></strong>",
        "**a** **_b_**",
        "a b",
    ),
    "neighbours with the same marks": RunExample(
        [*(marked(each, "subscript") for each in "12"), *(marked(f"{x} ", "strong") for x in "ab")],
        "<sub>1</sub><sub>2</sub><strong>a </strong><strong>b </strong>",
        "~12~**a b**",
        "12a b",
    ),
    "marks around spaces": RunExample(
        [plain("a"), marked(" b ", "strong"), plain("c")],
        "a<strong> b </strong>c",
        "a **b** c",
        "a b c",
    ),
    "marks inside words": RunExample(
        [plain("fo"), marked("o!", "strong"), plain("bar"), marked("s", "emphasis")],
        "fo<strong>o!</strong>bar<em>s</em>",
        "fo**o!**&#98;a&#114;_s_",
        "foo!bars",
    ),
    "subscript": RunExample(
        [plain("CO"), marked("2 out", "subscript")],
        "CO<sub>2 out</sub>",
        "CO~2\\ out~",
        "CO2 out",
    ),
    "superscript number": RunExample(
        [plain("10"), marked("6", "superscript"), plain(" cells")],
        "10<sup>6</sup> cells",
        "10^6^ cells",
        "10⁶ cells",
    ),
    "superscript word": RunExample(
        [plain("1"), marked("st", "superscript")], "1<sup>st</sup>", "1^st^", "1st"
    ),
    "citation": RunExample(
        [plain("Safe "), FIRST, plain(".")],
        'Safe <sup class="citation">[<a href="/v1/references/ref_1111111111"'
        ' data-reference="ref_1111111111">1</a>]</sup>.',
        "Safe [\\[1\\]](/v1/references/ref_1111111111).",
        "Safe [1].",
    ),
    "citations": RunExample(
        [FIRST, SECOND],
        '<sup class="citation">[<a href="/v1/references/ref_1111111111"'
        ' data-reference="ref_1111111111">1</a>, <a href="/v1/references/ref_2222222222"'
        ' data-reference="ref_2222222222">2</a>]</sup>',
        "[\\[1\\]](/v1/references/ref_1111111111)[\\[2\\]](/v1/references/ref_2222222222)",
        "[1, 2]",
    ),
    "citations with a place": RunExample(
        [PLACED, FIRST],
        '<sup class="citation">[<a href="/v1/references/ref_3333333333"'
        ' data-reference="ref_3333333333">3</a>, p. 5; <a href="/v1/references/ref_1111111111"'
        ' data-reference="ref_1111111111">1</a>]</sup>',
        "[\\[3, p. 5\\]](/v1/references/ref_3333333333)[\\[1\\]](/v1/references/ref_1111111111)",
        "[3, p. 5; 1]",
    ),
    "citation with a bare page": RunExample(
        [PAGE],
        '<sup class="citation">[<a href="/v1/references/ref_3333333333"'
        ' data-reference="ref_3333333333">3</a>, p. 5]</sup>',
        "[\\[3, p. 5\\]](/v1/references/ref_3333333333)",
        "[3, p. 5]",
    ),
    "external link": RunExample(
        [plain("See!"), LinkRun(text="NIH", href="https://nih.gov/a_(b)?c&d")],
        'See!<a href="https://nih.gov/a_(b)?c&amp;d" rel="noopener">NIH</a>',
        "See\\![NIH](https://nih.gov/a_\\(b\\)?c\\&d)",
        "See!NIH (https://nih.gov/a_(b)?c&d)",
    ),
    "external link that is its own words": RunExample(
        [LinkRun(text="https://nih.gov/", href="https://nih.gov/")],
        '<a href="https://nih.gov/" rel="noopener">https://nih.gov/</a>',
        "[https://nih.gov/](https://nih.gov/)",
        "https://nih.gov/",
    ),
    "link to an article": RunExample(
        [link_to(LinkTarget(type="article", id="art_1111111111", slug="a", anchor="risks"))],
        '<a href="/v1/articles/art_1111111111#risks" data-type="article"'
        ' data-id="art_1111111111">more</a>',
        "[more](/v1/articles/art_1111111111#risks)",
        "more",
    ),
    "link to a service bundle": RunExample(
        [link_to(LinkTarget(type="service_bundle", id="bun_1111111111", slug="a"))],
        '<a href="/v1/service-bundles/bun_1111111111" data-type="service_bundle"'
        ' data-id="bun_1111111111">more</a>',
        "[more](/v1/service-bundles/bun_1111111111)",
        "more",
    ),
    "link to nowhere": RunExample([LinkRun(text="a & b")], "a &amp; b", "a \\& b", "a & b"),
    "study": RunExample(
        [StudyRun(text="2024 review", study_id="stu_1111111111")],
        '<a href="/v1/studies/stu_1111111111" data-type="study"'
        ' data-id="stu_1111111111">2024 review</a>',
        "[2024 review](/v1/studies/stu_1111111111)",
        "2024 review",
    ),
}
