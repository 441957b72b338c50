"""Pages for frames: what partners may show, what readers must know, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from schema.embed import STYLE
from tests.client import Client
from tests.conftest import edit

from .conftest import Editor, replace
from .reader import Reader

SHOWN, KEPT = "/v1/articles/migraine.embed.html", "/v1/articles/rest.embed.html"
WARNING = re.compile(r'<p class="warning" role="note">(.*?)</p>')
Rebuild = Callable[[Editor], Client]


def read(client: Client, target: str) -> str:
    answer = client.get(target)
    assert answer.status == 200
    return answer.body.decode()


def warnings_of(client: Client, target: str = SHOWN) -> list[str]:
    return WARNING.findall(read(client, target))


def test_a_syndicable_article_is_there_as_a_whole(client: Client) -> None:
    """The text is that of the page, with references and credit."""
    page, frame = (read(client, SHOWN.replace("embed.", part)) for part in ("", "embed."))

    plain = frame.replace('<a target="_blank" ', "<a ")

    text = page[page.index("<section") : page.index("</article>")]
    assert text in plain


def test_what_partners_may_not_show_is_a_card(client: Client) -> None:
    """Title, address and credit, as in feeds: neither text nor summary nor references."""
    frame = read(client, "/v1/articles/resting.embed.html")

    assert Reader(frame).tags.count("section") == 0
    assert "How to do nothing" not in frame
    assert "Rest is simple" not in frame
    assert "<h1>Rest</h1>" in frame
    assert frame.count('href="https://clinic.example/articles/resting"') == 3


def test_the_same_article_is_either(rebuilt: Rebuild) -> None:
    """The terms decide, and nothing else about an article."""
    client = rebuilt(replace("articles/rest.md", "syndicable: false", "syndicable: true"))

    frame = read(client, KEPT)

    assert "Rest is simple" in frame
    assert "How to do nothing" in frame


def test_every_shipped_article_obeys_its_rights(shipped: Client) -> None:
    """None is syndicable until the clinic decides: so no frame holds a sentence of any."""
    articles = shipped.get("/v1/articles?include=sections&body=text").json()
    sections = articles["included"]["sections"]

    for article in articles["data"]:
        frame = read(shipped, f"{article['href']}.embed.html")
        texts = [each["text"] for each in sections if each["article_id"] == article["id"]]
        lines = [line for text in texts for line in text.splitlines() if len(line) > 60]
        assert not article["rights"]["syndicable"]
        assert lines
        assert not any(line in frame for line in [article["summary"], *lines])
        assert article["rights"]["credit"] in frame
        assert article["rights"]["canonical_url"] in frame


def test_a_retraction_is_told_before_the_text(rebuilt: Rebuild, client: Client) -> None:
    """Of what an article cites, and of what its studies rest on; each source is counted once."""
    one = "ref_aaaaaaaaa1, status:"
    changed = rebuilt(replace("references.yaml", f"{one} current", f"{one} retracted"))

    before, after = warnings_of(client), warnings_of(changed)

    assert before == ["Retracted sources of this text: 1."]
    assert after == ["Retracted sources of this text: 2."]
    frame = read(changed, SHOWN)
    assert frame.index("Retracted sources") < frame.index("Migraine comes in attacks")


def test_a_card_warns_as_well(rebuilt: Rebuild) -> None:
    """Where the text is not shown, what is wrong with it is."""
    four = "ref_aaaaaaaaa4, status:"

    def spoil(content: Path) -> None:
        edit(content / "references.yaml", f"{four} current", f"{four} expression-of-concern")

    client = rebuilt(spoil)

    assert warnings_of(client, KEPT) == ["Sources of this text under an expression of concern: 1."]


def test_an_overdue_review_is_told(rebuilt: Rebuild) -> None:
    """From the day after it was due, in the language of the article."""
    review = "{last_reviewed: 2025-01-01, review_due: 2026-02-27, reviewed_by: Jane Example}"

    def forget(content: Path) -> None:
        due = "review_due: 2027-01-01"
        edit(content / "articles" / "migraine.md", due, "review_due: 2026-02-27")
        audience = "audience: patient"
        edit(content / "articles" / "migraine.es.md", audience, f"{audience}\nreview: {review}")

    client = rebuilt(forget)

    assert "The review of this text was due on 2026-02-27." in warnings_of(client)
    assert warnings_of(client, "/v1/articles/migrana.embed.html") == [
        "La revisión de este texto estaba prevista para el 2026-02-27."
    ]


def test_the_disclaimer_and_the_licence_stay(rebuilt: Rebuild) -> None:
    """Whatever is shown, it is shown with what is owed for it."""
    disclaimer = "syndicable: true\n  disclaimer: No <advice>."
    client = rebuilt(replace("site.yaml", "syndicable: true", disclaimer))

    for target in (SHOWN, KEPT):
        frame = read(client, target)
        assert '<p class="disclaimer">No &lt;advice&gt;.</p>' in frame
        assert 'rel="license" href="https://creativecommons.org/licenses/' in frame


def test_links_lead_out_of_the_frame_or_stay_within(client: Client, shipped: Client) -> None:
    """A page of another site never opens inside of the frame; a place in the text does."""
    hrefs = [each["href"] for each in shipped.get("/v1/articles").json()["data"]]
    frames = [read(client, SHOWN), *(read(shipped, f"{href}.embed.html") for href in hrefs)]

    for frame in frames:
        reader = Reader(frame)
        links = re.findall(r"<a [^>]*href=[^>]*>", frame)
        assert reader.open == []
        assert links
        for link in links:
            assert ('target="_blank"' in link) == ('href="https://' in link)
            assert 'href="https://' in link or 'href="#' in link
        inside = {each.removeprefix("#") for each in reader.links if each.startswith("#")}
        assert inside <= set(reader.ids)


def test_a_frame_has_one_style_and_no_script(client: Client) -> None:
    """What its policy names by its hash is all there is."""
    frame = read(client, SHOWN)

    assert re.findall(r"<style>(.*?)</style>", frame, re.DOTALL) == [STYLE]
    assert not re.search(r"<(script|form|iframe|object|base)|\sstyle=|\son[a-z]+=", frame)


def test_the_frame_is_where_the_clinic_says(rebuilt: Rebuild) -> None:
    """The API may be reached elsewhere than the pages are, and an article may have any page."""
    page = "https://pages.example/?id=7"

    def move(content: Path) -> None:
        base = "base_url: https://clinic.example"
        edit(content / "site.yaml", base, f"{base}\napi_url: https://api.example/clinic/")
        rights = f"rights: {{canonical_url: '{page}'}}\nreview:"
        edit(content / "articles" / "migraine.md", "review:", rights)

    client = rebuilt(move)

    urls = (
        page,
        "https://clinic.example/articles/migraine",
        "https://api.example/clinic/v1/articles/migraine",
    )
    answers = [client.get("/v1/oembed?url=" + quote(url, safe="")).json() for url in urls]
    assert answers[0]["author_url"] == page
    assert 'src="https://api.example/clinic/v1/articles/art_aaaaaaaaa1.embed' in answers[0]["html"]
    assert answers[0] == answers[1] == answers[2]
    discovery = 'href="https://api.example/clinic/v1/oembed?url=/v1/articles/art_aaaaaaaaa1"'
    assert discovery in read(client, SHOWN.replace("embed.", ""))
