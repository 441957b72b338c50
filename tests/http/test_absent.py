from pathlib import Path

import pytest

from api.resources import RESOURCES
from tests.client import Client

from .cases import ROUTES
from .problems import assert_problem

CANARY = b"CANARY-7193"


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/v1/articles/rest", "/v1/articles/resting"),
        ("/v1/articles/rest?include=sections", "/v1/articles/resting?include=sections"),
        ("/v1/articles/rest/sections", "/v1/articles/resting/sections"),
        ("/v1/articles/rest/sections?limit=1", "/v1/articles/resting/sections?limit=1"),
        ("/v1/sections/rest.how", "/v1/sections/resting.how-to"),
        ("/v1/sections/rest.how?body=html", "/v1/sections/resting.how-to?body=html"),
        ("/v1/sections/rest.lead", "/v1/sections/resting.lead"),
    ],
)
def test_a_former_slug_leads_to_the_document(target: str, location: str, client: Client) -> None:
    """A 308 keeps the parameters, and what it names is there."""
    answer = client.get(target)

    problem = assert_problem(client, answer, 308, "document-moved")
    assert answer.headers["location"] == location
    assert location.partition("?")[0].startswith(problem["location"])
    assert client.get(problem["location"]).status == 200
    assert client.get(location).status == 200


@pytest.mark.parametrize("target", ["/v1/articles/rest", "/v1/articles/rest/sections"])
def test_a_former_slug_does_not_excuse_mistakes(target: str, client: Client) -> None:
    """What the new address would refuse, the former one refuses too."""
    answer = client.get(f"{target}?limti=1")

    problem = assert_problem(client, answer, 400, "unknown-parameter")
    assert problem["parameter"] == "limti"


def test_a_redirect_is_no_larger_than_other_problems(client: Client) -> None:
    """Also the longest parameters that are known make no answer over 2 KiB."""
    answer = client.get(f"/v1/articles/rest/sections?after={'A' * 1200}")

    assert_problem(client, answer)


@pytest.mark.parametrize("query", [b"a\r\nSet-Cookie: b=c", b"a\x01", b"a\x7f", b'"<>'])
def test_a_redirect_repeats_no_raw_characters(query: bytes, client: Client) -> None:
    """What has no place in an address never reaches the header Location."""
    answer = client.get(b"/v1/articles/rest/sections?" + query)

    assert_problem(client, answer, 400)
    assert "location" not in answer.headers


@pytest.mark.parametrize("slug", ["resting", "migraine"])
def test_a_renamed_document_kept_its_id(slug: str, client: Client) -> None:
    """The id outlives every slug."""
    document = client.get(f"/v1/articles/{slug}").json()["data"]

    by_id = client.get(f"/v1/articles/{document['id']}")

    assert by_id.json()["data"] == document


@pytest.mark.parametrize(
    "target",
    [
        "/v1/articles/old-advice",
        "/v1/articles/art_aaaaaaaaa4",
        "/v1/articles/old-advice?include=sections",
        "/v1/articles/old-advice/sections",
        "/v1/articles/art_aaaaaaaaa4/sections",
    ],
)
def test_a_withdrawn_document_says_why_and_what_instead(target: str, client: Client) -> None:
    """By slug, by id, and as a list of sections: 410 with the facts."""
    answer = client.get(target)

    problem = assert_problem(client, answer, 410, "document-withdrawn")
    assert problem["id"] == "art_aaaaaaaaa4"
    assert problem["reason"] == "merged"
    assert problem["withdrawn_at"] == "2026-03-01T00:00:00Z"
    assert problem["replacement"] == "/v1/articles/resting"
    assert client.get(problem["replacement"]).status == 200


@pytest.mark.parametrize("key", ["old-advice.lead", "old-advice.more"])
def test_sections_of_a_withdrawn_article_are_withdrawn(key: str, client: Client) -> None:
    """A partner that syndicates single sections learns of it too, by slug and by id."""
    by_slug = assert_problem(client, client.get(f"/v1/sections/{key}"), 410)

    by_id = assert_problem(client, client.get(f"/v1/sections/{by_slug['id']}"), 410)

    assert by_slug["reason"] == "removed"
    assert by_id == {**by_slug, "request_id": by_id["request_id"]}


def test_a_withdrawn_document_is_nowhere_else(client: Client) -> None:
    """No list and no include holds it."""
    for resource in RESOURCES:
        names = ",".join(relation.name for relation in resource.relations)

        answer = client.get(f"{resource.type.path}?limit=100&include={names}")

        assert b"art_aaaaaaaaa4" not in answer.body
        assert b"old-advice" not in answer.body


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("/v1/articles/migrain", "migraine"),
        ("/v1/articles/nigraine", "migraine"),
        ("/v1/articles/restin/sections", "resting"),
        ("/v1/sections/migraine.car", "migraine.care"),
        ("/v1/studies/abel-trial", "able-trial"),
        ("/v1/references/able2020", "able-2020"),
        ("/v1/practitioners/jane-exampel", "jane-example"),
        ("/v1/service-bundles/quite-week", "quiet-week"),
        ("/v1/topics/neddling", "needling"),
        ("/v1/topics/zzz", None),
        ("/v1/topics/top_zzzzzzzzzz", None),
        ("/v1/topics/art_aaaaaaaaa1", None),
    ],
)
def test_what_never_was_gives_the_nearest_slug(
    target: str, suggestion: str | None, client: Client
) -> None:
    """A 404 names the slug that was probably meant, if there is one."""
    answer = client.get(target)

    problem = assert_problem(client, answer, 404, "document-not-found")
    assert problem.get("suggestion") == suggestion
    assert (f"'{suggestion}'" in problem["detail"]) == (suggestion is not None)


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("/v1/topic", "/v1/topics"),
        ("/v1/service_bundles", "/v1/service-bundles"),
        ("/V1/Articles", "/v1/articles"),
        ("/favicon.ico", None),
    ],
)
def test_an_unknown_path_gives_the_nearest_one(
    target: str, suggestion: str | None, client: Client
) -> None:
    """A 404 of the service itself names the list that was probably meant."""
    problem = assert_problem(client, client.get(target), 404, "route-not-found")

    assert problem.get("suggestion") == suggestion


@pytest.mark.parametrize("key", ["secret-plan", "art_aaaaaaaaa5", "secret-plan/sections"])
def test_a_draft_was_never_there(key: str, client: Client) -> None:
    """A draft answers exactly as a name that nobody ever used."""
    draft = assert_problem(client, client.get(f"/v1/articles/{key}"), 404)

    assert draft["code"] == "document-not-found"
    assert "suggestion" not in draft


def test_drafts_are_in_no_answer(client: Client) -> None:
    """Every list with everything included, every document in every form, every page."""
    targets = list(ROUTES.values())
    for resource in RESOURCES:
        names = ",".join(relation.name for relation in resource.relations)
        targets.append(f"{resource.type.path}?limit=100&include={names}")
    targets += [f"/v1/sections?limit=100&body={form}" for form in ("html", "markdown", "text")]

    answers = [client.get(target) for target in targets]

    assert not [answer for answer in answers if CANARY in answer.body]


def test_drafts_are_not_in_the_release_files(clinic_releases: Path) -> None:
    """What is not in the file cannot leak from it, and neither can its slug."""
    for path in clinic_releases.glob("*.sqlite"):
        data = path.read_bytes()

        assert b"migraine" in data
        assert CANARY not in data
        assert b"secret-plan" not in data
