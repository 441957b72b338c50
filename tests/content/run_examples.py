"""What may stand in a line of Markdown, and the runs that it becomes."""

from tests.content.expected import Data, cite, contents, link, text

RUNS: dict[str, tuple[str, list[Data]]] = {
    "words": ("Rest is good.", contents("Rest is good.")),
    "two lines": ("Rest\nis good.", contents("Rest is good.")),
    "spaces at the ends": ("  Rest.  ", contents("Rest.")),
    "emphasis": ("Rest is *very* good.", contents("Rest is ", text("very", "emphasis"), " good.")),
    "emphasis with a low line": ("_Rest_ it.", contents(text("Rest", "emphasis"), " it.")),
    "strong first": ("**Rest** is good.", contents(text("Rest", "strong"), " is good.")),
    "strong in the middle": ("A **rest** is.", contents("A ", text("rest", "strong"), " is.")),
    "strong last": ("Do **rest**", contents("Do ", text("rest", "strong"))),
    "both": ("***Rest*** it.", contents(text("Rest", "emphasis", "strong"), " it.")),
    "one in the other": (
        "**Rest *now* please**",
        contents(
            text("Rest ", "strong"), text("now", "strong", "emphasis"), text(" please", "strong")
        ),
    ),
    "subscript": ("H~2~O", contents("H", text("2", "subscript"), "O")),
    "superscript": ("10^6^ cells", contents("10", text("6", "superscript"), " cells")),
    "entity": ("Needles &amp; rest", contents("Needles & rest")),
    "escaped signs": ("\\*Rest\\* \\[BDI-II\\] \\@x", contents("*Rest* [BDI-II] @x")),
    "brackets": ("Beck's [BDI-II] scale", contents("Beck's [BDI-II] scale")),
    "mail address": ("Ask care@able-2020.org.", contents("Ask care@able-2020.org.")),
    "far from any key": ("Ask @somebody.", contents("Ask @somebody.")),
    "signs of other grammars": ("A $1 {#x} == b", contents("A $1 {#x} == b")),
    "citation": ("Rest [@cook-2022].", contents("Rest ", cite(1, "4"), ".")),
    "numbers in order": (
        "A [@cook-2022] b [@able-2020] c [@cook-2022]",
        contents("A ", cite(1, "4"), " b ", cite(2, "1"), " c ", cite(1, "4")),
    ),
    "locator": ("Rest [@able-2020, p. 3].", contents("Rest ", cite(1, "1", "p. 3"), ".")),
    "group": (
        "Rest [@able-2020, Table 2, row 1; @cook-2022].",
        contents("Rest ", cite(1, "1", "Table 2, row 1"), cite(2, "4"), "."),
    ),
    "group over two lines": (
        "Rest [@able-2020;\n@cook-2022].",
        contents("Rest ", cite(1, "1"), cite(2, "4"), "."),
    ),
    "citation in emphasis": (
        "*Rest [@cook-2022] now*",
        contents(text("Rest ", "emphasis"), cite(1, "4"), text(" now", "emphasis")),
    ),
    "external link": (
        "See [the site](https://example.org/a?b=c#d).",
        contents(
            *("See ", {"type": "link", "text": "the site", "href": "https://example.org/a?b=c#d"}),
            ".",
        ),
    ),
    "autolink": (
        "<https://example.org/>",
        [{"type": "link", "text": "https://example.org/", "href": "https://example.org/"}],
    ),
    "article": (
        "[Rest](article:rest)",
        [link("Rest", type="article", id="art_aaaaaaaaa3", slug="rest")],
    ),
    "section of an article": (
        "[How](article:rest#how)",
        [link("How", type="article", id="art_aaaaaaaaa3", slug="rest", anchor="how")],
    ),
    "lead of an article": (
        "[Rest](article:rest#lead)",
        [link("Rest", type="article", id="art_aaaaaaaaa3", slug="rest", anchor="lead")],
    ),
    "section of this page": (
        "[Here](#lead)",
        [link("Here", type="article", id="art_aaaaaaaaa9", slug="page", anchor="lead")],
    ),
    "study": (
        "The [Able trial](study:able-trial)",
        contents("The ", {"type": "study", "text": "Able trial", "study_id": "stu_aaaaaaaaa1"}),
    ),
    "bundle": (
        "[Week](bundle:quiet-week)",
        [link("Week", type="service_bundle", id="bun_aaaaaaaaa1", slug="quiet-week")],
    ),
    "practitioner": (
        "[Jane](practitioner:jane-example)",
        [link("Jane", type="practitioner", id="prc_aaaaaaaaa1", slug="jane-example")],
    ),
    "topic": (
        "[Needling](topic:needling)",
        [link("Needling", type="topic", id="top_aaaaaaaaa3", slug="needling")],
    ),
    "marks in a link": (
        "[The **site** *now*](https://example.org/)",
        [{"type": "link", "text": "The site now", "href": "https://example.org/"}],
    ),
    "link over two lines": (
        "[the\nsite](https://example.org/)",
        [{"type": "link", "text": "the site", "href": "https://example.org/"}],
    ),
}
