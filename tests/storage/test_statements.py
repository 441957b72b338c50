import pytest

from api.resources import RESOURCES, Resource
from api.store.release import Release
from schema.section import SECTION
from tests.client import Client

EACH_RESOURCE = pytest.mark.parametrize(
    "resource", RESOURCES, ids=[resource.type.name for resource in RESOURCES]
)


NINE_RELATIONS = (
    "articles.sections,articles.references,articles.studies,"
    "studies.references,studies.articles,service_bundles.topics"
)


def count(release: Release, client: Client, target: str) -> int:
    """How many statements a request runs, once the ranks of its fields are known."""
    assert client.get(target).status == 200
    statements: list[str] = []
    release.trace = statements.append
    assert client.get(target).status == 200
    release.trace = None
    return len(statements)


@EACH_RESOURCE
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_a_relation_costs_one_statement(
    resource: Resource, limit: int, release: Release, client: Client
) -> None:
    """Whatever the size of the page: one for each relation, and for each value in a cursor.

    The page itself is ready beside the release, but for sections, which cost one more; and so are
    the values that resources are sorted by, if nothing else is asked.
    """
    names = [relation.name for relation in resource.relations]
    page = 1 if resource.type is SECTION else 0

    for length in range(len(names) + 1):
        include = f"&include={','.join(names[:length])}" if length else ""
        target = f"{resource.type.path}?limit={limit}{include}"
        values = 2 if "next" in client.get(target).json()["page"] else 0
        assert count(release, client, target) == page + length
        assert (
            count(release, client, f"{target}&sort=updated_at,published_at")
            == page + length + values
        )


@EACH_RESOURCE
def test_a_document_costs_one_statement(
    resource: Resource, release: Release, client: Client
) -> None:
    """And one for each relation."""
    names = [relation.name for relation in resource.relations]
    href = client.get(resource.type.path).json()["data"][0]["href"]

    assert count(release, client, href) == 1
    assert count(release, client, f"{href}?include={','.join(names)}") == 1 + len(names)


def test_the_sections_of_an_article_cost_three(release: Release, client: Client) -> None:
    """One finds the article, one its sections, and one reads them, in whatever form."""
    for query in ("", "?body=html", "?limit=1&body=none"):
        assert count(release, client, f"/v1/articles/migraine/sections{query}") == 3


@pytest.mark.parametrize(
    ("target", "most"),
    [
        ("/v1/articles/rest", 2),
        ("/v1/articles/old-advice", 3),
        ("/v1/articles/nothing", 4),
        (f"/v1/articles/{'a' * 301}", 0),
        ("/v1/articles?limti=1", 0),
        ("/v1/articles?include=x", 0),
        ("/v1/articles?after=x", 0),
        ("/v1/articles?filter[year]=2020", 0),
        ("/v1/articles?filter[lang]=English", 0),
        ("/v1/articles?sort=lenght", 0),
        ("/v1/articles?fields[article]=titel", 0),
        (f"/v1/topics?include={NINE_RELATIONS}", 0),
        ("/v1/articles/", 0),
        ("/nothing", 0),
    ],
)
def test_what_is_refused_costs_little(
    target: str, most: int, release: Release, client: Client
) -> None:
    """A mistake is found before anything is read; an absence takes four looks at most."""
    statements: list[str] = []
    release.trace = statements.append

    answer = client.get(target)

    assert 300 < answer.status < 500
    assert len(statements) == most


def test_a_conditional_request_costs_no_more(release: Release, client: Client) -> None:
    """A 304 reads what a 200 reads."""
    etag = client.get("/v1/topics/rest").headers["etag"]
    statements: list[str] = []
    release.trace = statements.append

    answer = client.get("/v1/topics/rest", If_None_Match=etag)

    assert (answer.status, len(statements)) == (304, 1)
