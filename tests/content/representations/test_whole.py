"""Whole articles: complete, safe, with numbers that lead somewhere and a credit that stays."""

import re
from collections.abc import Callable
from pathlib import Path

import nh3
import pytest
from markdown_it import MarkdownIt

from schema.form import FORMS, STYLES
from tests.client import Client
from tests.conftest import edit

from .conftest import Editor, replace
from .reader import Reader

ARTICLE = "/v1/articles/migraine"
PAGE = "https://clinic.example/articles/migraine"


def test_a_page_is_whole(client: Client) -> None:
    """Every section is there, in order, and every tag that opens is closed."""
    reader = Reader(client.get(f"{ARTICLE}.html").body.decode())

    sections, blocks = ["lead", "signs", "when-to-worry", "care"], ["studies", "bundles"]
    anchors = [each for each in reader.ids if not each.startswith("ref_")]
    headings = [each for each in reader.tags if re.fullmatch(r"h\d", each)]
    assert reader.open == []
    assert anchors == [*sections, *blocks, "at-home", "doses"]
    assert headings == ["h1", "h2", "h3", "h2", "h2"]


def test_links_of_a_page_lead_somewhere(client: Client, shipped: Client) -> None:
    """Within the page to a place that it has, else to a page outside of the API."""
    targets = [f"{each['href']}.html" for each in shipped.get("/v1/articles").json()["data"]]
    pages = [client.get(f"{ARTICLE}.html"), *(shipped.get(target) for target in targets)]

    for page in pages:
        reader = Reader(page.body.decode())
        inside = {each.removeprefix("#") for each in reader.links if each.startswith("#")}
        outside = [each for each in reader.links if not each.startswith("#")]
        assert inside <= set(reader.ids)
        assert all(each.startswith("https://") for each in outside)
        assert len(set(reader.ids)) == len(reader.ids)


def test_a_page_holds_no_markup_that_is_not_ours(client: Client) -> None:
    """A sanitiser with our elements on its list finds nothing to take away."""
    html = client.get(f"{ARTICLE}.html").body.decode()
    body = html[html.index("<article") : html.index("</body>")]
    tags = set(Reader(html).tags)

    cleaned = nh3.clean(
        body,
        tags=tags,
        generic_attribute_prefixes={"data-"},
        attributes={
            "*": {"id", "class", "role", "scope", "colspan"},
            "a": {"href", "rel"},
            "img": {"src", "alt"},
        },
        link_rel=None,
    )

    assert Reader(cleaned).tags == Reader(body).tags
    assert "script" not in tags


def test_numbers_are_those_of_the_references(client: Client) -> None:
    """The n-th reference of the page is what [n] in the text leads to."""
    html = client.get(f"{ARTICLE}.html").body.decode()

    listed = re.findall(r'<li id="(ref_\w+)"', html)
    cited = re.findall(r'<a href="#(ref_\w+)" data-reference="ref_\w+">(\d+)</a>', html)

    assert listed == client.get(ARTICLE).json()["data"]["reference_ids"]
    assert cited
    assert all(listed[int(number) - 1] == id_ for id_, number in cited)


def test_markdown_reads_as_the_same_article(client: Client) -> None:
    """Headings, numbers and references come out of Markdown as they are in HTML."""
    markdown = client.get(f"{ARTICLE}.md").body.decode()

    html = MarkdownIt("commonmark").enable("table").render(markdown)

    headings = re.findall(r"<h(\d)>(.*?)</h", html)
    assert headings == [
        ("1", "Migraine"),
        ("2", "Signs"),
        ("3", "When to worry"),
        ("2", "Care"),
        ("2", "References"),
    ]
    assert "/v1/" not in markdown
    assert re.findall(r"\[(\d)", html) == ["1", "2", "1", "3"]
    references = html[html.index("References</h2>") :]
    assert references.count("<li>") == 3
    assert "Able A, Baker B, Cook C. A trial of needling. Journal of Tests." in references


@pytest.mark.parametrize("suffix", ["html", "md", "jsonld"])
def test_the_credit_comes_along(suffix: str, client: Client, shipped: Client) -> None:
    """No form of an article is without credit, address and terms."""
    for answer in (client.get(f"{ARTICLE}.{suffix}"), client.get(f"/v1/articles/resting.{suffix}")):
        text = answer.body.decode()
        assert "Test Clinic" in text
        assert "https://clinic.example/articles/" in text
        assert "https://creativecommons.org/licenses/" in text
    for each in shipped.get("/v1/articles").json()["data"]:
        text = shipped.get(f"{each['href']}.{suffix}").body.decode()
        assert each["rights"]["credit"] in text
        assert each["rights"]["canonical_url"] in text


def test_a_page_asks_not_to_be_indexed_and_shows_its_disclaimer(
    rebuilt: Callable[[Editor], Client],
) -> None:
    """The duties of a copy are kept by the copy that we write ourselves."""
    disclaimer = "syndicable: true\n  disclaimer: No <advice>."
    client = rebuilt(replace("site.yaml", "syndicable: true", disclaimer))

    html, markdown, node = (
        client.get(f"{ARTICLE}.{suffix}").body.decode() for suffix in ("html", "md", "jsonld")
    )

    assert '<meta name="robots" content="noindex">' in html
    assert '<p class="disclaimer">No &lt;advice&gt;.</p>' in html
    assert "No \\<advice>." in markdown
    assert '"usageInfo":{"@type":"CreativeWork","text":"No <advice>."}' in node


def test_a_page_speaks_the_language_of_its_article(client: Client) -> None:
    """The words that we add are in the language of the text."""
    html = client.get("/v1/articles/migrana.html").body.decode()

    assert '<html lang="es-US">' in html
    assert "<h2>Referencias</h2>" in html


def test_a_retraction_shows_in_every_form(rebuilt: Callable[[Editor], Client]) -> None:
    """A paper that was taken back says so, wherever it is named and in whatever form."""
    one = "ref_aaaaaaaaa1, status:"
    client = rebuilt(replace("references.yaml", f"{one} current", f"{one} retracted"))
    targets = [f"{ARTICLE}.{form.suffix}" for form in FORMS["article"]]
    targets += [f"/v1/studies/able-trial.{form.suffix}" for form in FORMS["study"]]
    for form in FORMS["reference"]:
        styles = [f"?style={style}" for style in STYLES] if form.is_styled else [""]
        targets += [f"/v1/references/able-2020.{form.suffix}{style}" for style in styles]

    for target in targets:
        assert "retracted" in client.get(target).body.decode().casefold(), target


def test_a_withdrawn_reference_is_gone_in_every_form(rebuilt: Callable[[Editor], Client]) -> None:
    """What is withdrawn answers 410, whatever it is asked for as."""

    def withdraw(content: Path) -> None:
        two = "ref_aaaaaaaaa2, status: retracted"
        gone = f"{two}, publication: withdrawn, withdrawn: {{reason: removed}}"
        edit(content / "references.yaml", two, gone)
        edit(content / "studies" / "baker-trial.yaml", "baker-2021", "able-2020")

    client = rebuilt(withdraw)

    for form in FORMS["reference"]:
        answer = client.get(f"/v1/references/baker-2021.{form.suffix}")
        assert answer.status == 410
        assert b"taken back" not in client.get(f"/v1/references.{form.suffix}").body
