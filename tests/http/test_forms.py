"""Other forms than JSON: named by a suffix or wanted by Accept, through the same edge."""

import re
from typing import Any

import pytest

from api.resources import RESOURCES, Resource
from api.routes.documents import SETS
from schema.embed import OEMBED_TYPE
from schema.form import EMBED, Form
from tests.client import Client

from .cases import DOCUMENTS
from .problems import assert_problem

SLUGS = dict(zip([each.type.name for each in RESOURCES], DOCUMENTS.values(), strict=True))
EACH_FORM = pytest.mark.parametrize(
    ("resource", "form"),
    [
        pytest.param(resource, form, id=f"{resource.type.name}.{form.suffix}")
        for resource in RESOURCES
        for form in resource.forms
    ],
)
EACH_WANTED_FORM = pytest.mark.parametrize(
    ("resource", "form"),
    [
        pytest.param(resource, form, id=f"{resource.type.name}.{form.suffix}")
        for resource in RESOURCES
        for form in resource.forms
        if form.is_negotiated
    ],
)
ARTICLE = "/v1/articles/migraine"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def address_of(resource: Resource) -> str:
    return f"{resource.type.path}/{SLUGS[resource.type.name]}"


def links_of(header: str) -> list[tuple[str, str, str | None]]:
    """Read a header `Link`: address, relation and type."""
    pattern = r'<([^>]*)>; rel="([a-z]+)"(?:; type="([^"]*)")?(?:, |$)'
    return [(each[1], each[2], each[3]) for each in re.finditer(pattern, header)]


@EACH_WANTED_FORM
def test_suffix_and_accept_lead_to_the_same_bytes(
    resource: Resource, form: Form, client: Client
) -> None:
    """A form has one content, whichever way a client asks for it."""
    address = address_of(resource)

    named = client.get(f"{address}.{form.suffix}")
    wanted = client.get(address, Accept=form.essence)

    assert (named.status, wanted.status) == (200, 200)
    assert named.headers["content-type"] == wanted.headers["content-type"] == form.media_type
    assert (named.body, named.headers["etag"]) == (wanted.body, wanted.headers["etag"])
    assert named.headers["vary"] == "Accept-Encoding"
    assert wanted.headers["vary"] == "Accept, Accept-Encoding"


@EACH_FORM
def test_a_form_goes_through_the_same_edge(resource: Resource, form: Form, client: Client) -> None:
    """HEAD, 304, codings, lifetimes and keys are those of every answer."""
    target = f"{address_of(resource)}.{form.suffix}"
    full = client.get(target)

    head = client.send("HEAD", target)
    known = client.get(target, If_None_Match=full.headers["etag"])
    coded = client.get(target, Accept_Encoding="br;q=1, *;q=0")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(full.body))
    assert (known.status, known.body) == (304, b"")
    assert coded.headers["content-encoding"] == "br"
    assert full.headers["cache-control"].startswith("public, max-age=")
    document = client.get(address_of(resource)).json()["data"]
    assert document["id"] in full.headers["surrogate-key"].split()
    assert "last-modified" not in full.headers


@EACH_FORM
def test_forms_lead_to_each_other(resource: Resource, form: Form, client: Client) -> None:
    """Each form names the others and JSON, and every one of these addresses is answered."""
    answer = client.get(f"{address_of(resource)}.{form.suffix}")

    others = [each for each in links_of(answer.headers["link"]) if each[1] == "alternate"]

    types = {each.essence for each in resource.forms if each is not form and each.is_negotiated}
    embeds = {OEMBED_TYPE} if EMBED in resource.forms else set()
    assert {type_ for _, _, type_ in others} == {"application/json", *types, *embeds}
    for target, _, type_ in others:
        # The answer of oEmbed is JSON; only links to it have a media type of their own.
        expected = "application/json" if type_ == OEMBED_TYPE else type_
        assert client.get(target).headers["content-type"].partition(";")[0] == expected


def test_a_document_leads_to_its_page_and_its_licence(client: Client) -> None:
    """Whoever has the header knows what the original is, in JSON as in every other form."""
    for target in (ARTICLE, f"{ARTICLE}.html", f"{ARTICLE}.jsonld"):
        links = {each[1]: each[0] for each in links_of(client.get(target).headers["link"])}

        assert links["canonical"] == "https://clinic.example/articles/migraine"
        assert links["license"] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0.5, text/markdown;q=0.6", "text/markdown"),
        ("text/*", "text/html"),
        ("text/*;q=0.4, text/markdown;q=0.3", "text/html"),
        ("text/html;q=0, text/*", "text/markdown"),
        ("application/json;q=0, */*", "application/ld+json"),
        (BROWSER, "text/html"),
        ("image/png, application/json;q=0.1", "application/json"),
        ('application/ld+json;profile="https://schema.org"', "application/ld+json"),
    ],
)
def test_the_form_that_a_client_wants_most_is_sent(
    accept: str, media_type: str, client: Client
) -> None:
    """Qualities decide; between equal ones, JSON comes first (RFC 9110, 12.5.1)."""
    answer = client.get(ARTICLE, Accept=accept)

    assert answer.headers["content-type"].partition(";")[0] == media_type


def test_a_client_that_takes_no_form_is_told_which_there_are(client: Client) -> None:
    """A 406 lists all media types of the address; behind a suffix there is one."""
    answer = client.get(ARTICLE, Accept="image/png")
    named = client.get(f"{ARTICLE}.md", Accept="application/json")

    allowed = ["application/json", "application/ld+json", "text/html", "text/markdown"]
    assert assert_problem(client, answer, 406, "not-acceptable")["allowed"] == allowed
    assert assert_problem(client, named, 406, "not-acceptable")["allowed"] == ["text/markdown"]


@pytest.mark.parametrize(
    "query",
    ["include=sections", "fields[article]=title", "%69nclude=studies", "lang=en&include=sections"],
)
def test_what_chooses_parts_asks_for_json(query: str, client: Client) -> None:
    """A browser that follows a link with include gets what the link is about."""
    answer = client.get(f"{ARTICLE}?{query}", Accept=BROWSER)

    assert answer.status == 200
    assert "json" in answer.headers["content-type"]
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("target", "code", "status", "facts"),
    [
        ("/v1/articles/migraine.mdx", "unknown-form", 404, {"suggestion": ".md"}),
        (
            "/v1/articles/migraine.",
            "unknown-form",
            404,
            {"allowed": [".jsonld", ".html", ".md", ".embed.html"]},
        ),
        ("/v1/references.bi", "unknown-form", 404, {"suggestion": ".bib"}),
        ("/v1/articles.md", "route-not-found", 404, {"suggestion": "/v1/articles"}),
        ("/v1/topics/migraine.md", "unknown-form", 404, {"allowed": [".jsonld"]}),
        ("/v1/topics/nothing.jsonld", "document-not-found", 404, {}),
        ("/v1/studies.jsonld", "route-not-found", 404, {"suggestion": "/v1/studies"}),
        ("/v1/articles/nothing.md", "document-not-found", 404, {}),
        ("/v1/articles/old-advice.md", "document-withdrawn", 410, {"reason": "merged"}),
        ("/v1/references/able-2020.txt?style=aap", "bad-value", 400, {"suggestion": "apa"}),
        ("/v1/references/able-2020.bib?style=apa", "unknown-parameter", 400, {"allowed": []}),
        ("/v1/references/able-2020?style=apa", "unknown-parameter", 400, {"parameter": "style"}),
        (
            "/v1/articles/migraine.html?include=studies",
            "unknown-parameter",
            400,
            {"allowed": ["lang", "fallback"]},
        ),
        ("/v1/articles/migraine.md?lang=fr", "language-not-found", 404, {"parameter": "lang"}),
        ("/v1/practitioners/jane-example.jsonld?lang=en", "unknown-parameter", 400, {}),
        ("/v1/references/able-2020.txt?lang=en", "unknown-parameter", 400, {"allowed": ["style"]}),
        ("/v1/references.bib?count=exact", "unknown-parameter", 400, {"parameter": "count"}),
        ("/v1/references.ris?limit=0", "bad-value", 400, {"parameter": "limit"}),
        ("/v1/references.ris?after=x", "bad-cursor", 400, {}),
    ],
)
def test_what_there_is_not_is_explained(
    target: str, code: str, status: int, facts: dict[str, Any], client: Client
) -> None:
    """Whoever asks for a form that there is not learns of those that there are."""
    problem = assert_problem(client, client.get(target), status, code)

    assert facts.items() <= problem.items()


def test_a_former_slug_keeps_the_suffix_and_the_query(client: Client) -> None:
    """A link to a form survives a new slug."""
    answer = client.get("/v1/articles/rest.md?lang=es&fallback=en")

    location = "/v1/articles/resting.md?lang=es&fallback=en"
    assert (answer.status, answer.headers["location"]) == (308, location)


@pytest.mark.parametrize("path", SETS)
def test_a_list_in_another_form_is_its_documents_in_that_form(path: str, client: Client) -> None:
    """Page by page, what a list holds is what its documents are, joined."""
    resource, form = SETS[path]
    keys = [each["id"] for each in client.get(resource.type.path).json()["data"]]
    targets = [f"{resource.type.path}/{key}.{form.suffix}" for key in keys]
    singles = [_inside(client.get(target).body, form) for target in targets]

    bodies, target = [], f"{path}?limit=1"
    while target:
        answer = client.get(target)
        bodies.append(_inside(answer.body, form))
        following = [each[0] for each in links_of(answer.headers.get("link", ""))]
        target = following[0] if following else ""

    assert bodies == singles
    assert client.get(path).body == form.opening + form.between.join(singles) + form.closing


def _inside(body: bytes, form: Form) -> bytes:
    return body.removeprefix(form.opening).removesuffix(form.closing)


def test_the_references_of_an_article_are_a_filter_away(client: Client) -> None:
    """A set is any list: filtered, sorted, in a style."""
    target = "/v1/references.txt?filter[article]=migraine&sort=-year&style=vancouver"

    lines = client.get(target).body.decode().splitlines()

    assert [line[:4] for line in lines] == ["Able", "Some", "Test"]


def test_a_text_that_is_not_for_partners_is_left_out(client: Client) -> None:
    """Without the right to show it, a form has title, credit and address, and no text."""
    for suffix in ("html", "md", "jsonld", "embed.html"):
        shown = client.get(f"{ARTICLE}.{suffix}").body.decode()
        kept = client.get(f"/v1/articles/resting.{suffix}").body.decode()

        assert "Rest helps" in shown
        assert "Rest is simple" not in kept
        assert "https://clinic.example/articles/resting" in kept
        assert "Test Clinic" in kept


def test_a_page_may_show_pictures_and_nothing_else(client: Client) -> None:
    """The policy of a page lets no script, style or frame in."""
    policy = client.get(f"{ARTICLE}.html").headers["content-security-policy"]

    assert policy == "default-src 'none'; img-src https:; frame-ancestors 'none'"
