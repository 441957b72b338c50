"""Languages: what is narrowed by them, what is chosen by them, and what is said of the choice."""

import pytest

from schema.form import FORMS, Form
from tests.client import Client

from .problems import assert_problem

ENGLISH, SPANISH = "art_aaaaaaaaa1", "art_aaaaaaaaa2"
CHOICES = {
    # What is asked: what is served, and in which language.
    "migraine?lang=en": (ENGLISH, "en-US"),
    "migraine?lang=en-US": (ENGLISH, "en-US"),
    "migraine?lang=es": (SPANISH, "es-US"),
    "migrana?lang=en": (ENGLISH, "en-US"),
    f"{SPANISH}?lang=es-US": (SPANISH, "es-US"),
    "migraine?lang=fr&fallback=es": (SPANISH, "es-US"),
    "migraine?lang=es-MX&fallback=es": (SPANISH, "es-US"),
    "migrana?fallback=en&lang=fr": (ENGLISH, "en-US"),
    "resting?lang=es&fallback=en-US": ("art_aaaaaaaaa3", "en-US"),
}


@pytest.mark.parametrize("asked", CHOICES)
def test_an_article_is_served_in_the_language_that_was_asked_for(
    asked: str, client: Client
) -> None:
    """It is the document itself, and the answer says which language was chosen."""
    id_, lang = CHOICES[asked]

    answer = client.get(f"/v1/articles/{asked}")

    plain = client.get(f"/v1/articles/{id_}").json()
    requested = asked.partition("lang=")[2].partition("&")[0]
    assert answer.json() == {
        **plain,
        "meta": {"language": {"requested": requested, "served": lang}},
    }
    assert answer.headers["content-language"] == lang


@pytest.mark.parametrize("asked", CHOICES)
def test_the_sections_are_those_of_the_article_that_is_served(asked: str, client: Client) -> None:
    """Below an article, the language chooses as it does for the article."""
    id_, lang = CHOICES[asked]
    name, _, query = asked.partition("?")

    answer = client.get(f"/v1/articles/{name}/sections?{query}")

    plain = client.get(f"/v1/articles/{id_}/sections").json()
    assert answer.json()["data"] == plain["data"] != []
    assert {section["lang"] for section in plain["data"]} == {lang}
    assert answer.json()["meta"]["language"]["served"] == lang
    assert answer.headers["content-language"] == lang


@pytest.mark.parametrize("form", FORMS["article"], ids=lambda each: each.suffix)
@pytest.mark.parametrize("asked", CHOICES)
def test_a_form_is_that_of_the_article_that_is_served(
    asked: str, form: Form, client: Client
) -> None:
    """By suffix or by Accept, the bytes are those of the translation, and the header names it."""
    id_, lang = CHOICES[asked]
    name, _, query = asked.partition("?")

    answers = [client.get(f"/v1/articles/{name}.{form.suffix}?{query}")]
    if form.is_negotiated:
        answers.append(client.get(f"/v1/articles/{asked}", Accept=form.essence))

    plain = client.get(f"/v1/articles/{id_}.{form.suffix}")
    assert answers[0].headers["link"] == plain.headers["link"]
    for answer in (plain, *answers):
        assert answer.body == plain.body
        assert answer.headers["content-type"] == form.media_type
        assert answer.headers["content-language"] == lang


@pytest.mark.parametrize("query", ["lang=fr", "lang=es-MX", "lang=fr&fallback=de", "lang=e-US"])
@pytest.mark.parametrize(
    "path", ["/v1/articles/migraine", "/v1/articles/migraine/sections", "/v1/articles/migraine.md"]
)
def test_what_is_not_there_in_a_language_is_not_there(
    path: str, query: str, client: Client
) -> None:
    """Nothing falls back silently: a 404 lists the languages, and is let go of with the others."""
    answer = client.get(f"{path}?{query}")

    if query == "lang=e-US":
        assert_problem(client, answer, 400, "bad-value")
        return
    problem = assert_problem(client, answer, 404, "language-not-found")
    assert problem["allowed"] == ["en-US", "es-US"]
    assert problem["parameter"] == "lang"
    assert answer.headers["surrogate-key"] == "list-articles"
    assert "content-language" not in answer.headers


@pytest.mark.parametrize(
    "path", ["articles/migraine", "articles/migraine.html", "articles", "sections", "search"]
)
@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("ES", "es"), ("es_us", "es-US"), ("zh-hant-tw", "zh-Hant-TW"), ("spanish", None), ("", None)],
)
def test_a_language_is_a_tag_everywhere(
    path: str, written: str, suggestion: str | None, client: Client
) -> None:
    """What is not written like one is refused, with the tag that was meant if that is clear."""
    q = "&q=rest" if path == "search" else ""

    answer = client.get(f"/v1/{path}?lang={written}{q}")

    problem = assert_problem(client, answer, 400, "bad-value")
    assert (problem["parameter"], problem.get("suggestion")) == ("lang", suggestion)


def test_a_fallback_stands_in_for_a_language(client: Client) -> None:
    """Alone it says nothing, so it is refused, and lists do not take it at all."""
    alone = client.get("/v1/articles/migraine?fallback=en")
    form = client.get("/v1/articles/migraine.jsonld?fallback=en")
    in_list = client.get("/v1/articles?lang=es&fallback=en")

    for answer in (alone, form):
        assert assert_problem(client, answer, 400, "bad-value")["parameter"] == "fallback"
    assert_problem(client, in_list, 400, "unknown-parameter")


@pytest.mark.parametrize("path", ["articles", "sections"])
@pytest.mark.parametrize(
    ("lang", "found"),
    [("es", {"es-US"}), ("es-US", {"es-US"}), ("es-MX", set()), ("en", {"en-US"})],
)
def test_a_list_is_narrowed_by_a_language(
    path: str, lang: str, found: set[str], client: Client
) -> None:
    """A language finds its forms, and a form only itself."""
    documents = client.get(f"/v1/{path}?lang={lang}&limit=100").json()["data"]
    everything = client.get(f"/v1/{path}?limit=100").json()["data"]

    assert {each["lang"] for each in documents} == found
    assert documents == [each for each in everything if each["lang"] in found]


def test_the_pages_of_a_translation_follow_each_other(client: Client) -> None:
    """The address of the next page keeps the choice, and its cursor belongs to that choice."""
    target = "/v1/articles/migrana/sections?lang=en&limit=2"
    first = client.get(target).json()
    second = client.get(first["page"]["next"]).json()
    whole = client.get("/v1/articles/migraine/sections").json()["data"]
    other = client.get(f"/v1/articles/migrana/sections?after={first['page']['after']}")

    assert first["data"] + second["data"] == whole[:4]
    assert second["meta"]["language"] == {"requested": "en", "served": "en-US"}
    assert_problem(client, other, 400, "bad-cursor")


def test_an_answer_is_named_by_both_articles(client: Client) -> None:
    """By the one that is served, and by the one that names the translations that there are."""
    keys = client.get("/v1/articles/migraine?lang=es").headers["surrogate-key"]
    of_form = client.get("/v1/articles/migraine.html?lang=es").headers["surrogate-key"]
    of_itself = client.get("/v1/articles/migraine?lang=en").headers["surrogate-key"]
    of_sections = client.get("/v1/articles/migraine/sections?lang=es").headers["surrogate-key"]

    assert keys == f"{SPANISH} {ENGLISH}"
    assert of_itself == ENGLISH
    assert {SPANISH, ENGLISH} <= set(of_form.split())
    assert {SPANISH, ENGLISH, "list-sections"} <= set(of_sections.split())


@pytest.mark.parametrize("query", ["", "?lang=es", "?lang=en&include=sections&body=text"])
def test_the_language_goes_with_the_bytes(query: str, client: Client) -> None:
    """HEAD names it, and a 304 leaves it out like everything that describes the bytes."""
    answer = client.get(f"/v1/articles/migraine{query}")
    head = client.send("HEAD", f"/v1/articles/migraine{query}")
    known = client.get(f"/v1/articles/migraine{query}", If_None_Match=answer.headers["etag"])

    assert answer.headers["content-language"] in {"en-US", "es-US"}
    assert head.headers["content-language"] == answer.headers["content-language"]
    assert known.status == 304
    assert "content-language" not in known.headers


@pytest.mark.parametrize(
    ("target", "lang"),
    [
        ("/v1/sections/migrana.lead", "es-US"),
        ("/v1/sections/migrana.lead?body=html&fields[section]=html", "es-US"),
        ("/v1/articles/migraine/sections", "en-US"),
        ("/v1/articles/migrana.md", "es-US"),
        ("/v1/references/able-2020.bib", None),
        ("/v1/topics/migraine", None),
        ("/v1/articles", None),
    ],
)
def test_the_language_is_named_where_it_is_known(
    target: str, lang: str | None, client: Client
) -> None:
    """Documents that say their language have it in the header, whatever is sent of them."""
    assert client.get(target).headers.get("content-language") == lang


def test_the_choice_goes_with_members_and_relations(client: Client) -> None:
    """What is included belongs to the article that is served; sparse answers tell the choice."""
    answer = client.get(
        "/v1/articles/migraine?lang=es&include=sections,translations&fields[article]=title&body=text"
    ).json()

    assert answer["data"]["title"] == "Migraña"
    assert {each["article_id"] for each in answer["included"]["sections"]} == {SPANISH}
    assert [each["title"] for each in answer["included"]["articles"]] == ["Migraine"]
    assert answer["meta"]["language"] == {"requested": "es", "served": "es-US"}
