import pytest

from api.resources import Resource
from tests.client import Client

from .cases import EACH_RESOURCE
from .envelopes import follow, open_page, read_documents

EACH_LIMIT = pytest.mark.parametrize("limit", [1, 2, 3, 100])
ARTICLES = ["migraine", "migrana", "resting"]


@EACH_RESOURCE
@EACH_LIMIT
def test_pages_make_up_the_whole_list(resource: Resource, limit: int, client: Client) -> None:
    """Nothing comes twice or is left out, whatever the size of a page."""
    pages = list(follow(client, f"{resource.type.path}?limit={limit}"))

    bodies = [bytes(raw) for page in pages for raw in page.data]

    assert bodies == read_documents(client, resource)
    assert [len(page.data) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert 1 <= len(pages[-1].data) <= limit


@EACH_LIMIT
@pytest.mark.parametrize("article", ARTICLES)
def test_pages_make_up_the_sections_of_an_article(article: str, limit: int, client: Client) -> None:
    """The list of one article's sections is paged like every other."""
    target = f"/v1/articles/{article}/sections"

    pages = list(follow(client, f"{target}?limit={limit}"))

    assert [raw for page in pages for raw in page.data] == open_page(client.get(target)).data


@EACH_RESOURCE
def test_the_next_page_is_named_in_body_and_header(resource: Resource, client: Client) -> None:
    """`page.next` and Link agree, `page.after` is its cursor; the last page has none of them."""
    target = f"{resource.type.path}?limit=1"
    while True:
        answer = client.get(target)
        page = open_page(answer).page
        if "next" not in page:
            break
        assert answer.headers["link"].startswith(f'<{page["next"]}>; rel="next"')
        assert page["next"] == f"{resource.type.path}?limit=1&after={page['after']}"
        target = page["next"]

    assert page == {"limit": 1}
    assert 'rel="next"' not in answer.headers.get("link", "")


@pytest.mark.parametrize(
    "query",
    [
        "include=sections,studies&body=html&limit=1",
        "include=sections&body=none&limit=1",
        "include=sections%2Creferences&limit=1",
    ],
)
def test_following_keeps_what_was_asked_for(query: str, client: Client) -> None:
    """Each page includes what the first one did, in the same form."""
    first = client.get(f"/v1/articles?{query}")
    pages = list(follow(client, f"/v1/articles?{query}"))

    following = open_page(first).page["next"]

    assert following.partition("&after=")[0] == f"/v1/articles?{query.replace('%2C', ',')}"
    assert len(pages) == 3
    assert all(set(page.included) == set(pages[0].included) for page in pages)
    form = "html" if "html" in query else "blocks"
    expects_body = "body=none" not in query
    sections = [bytes(raw) for page in pages for raw in page.included["sections"]]
    assert all((f'"{form}":'.encode() in raw) == expects_body for raw in sections)


def test_the_address_of_the_next_page_keeps_the_name_of_the_article(client: Client) -> None:
    """A client that came by slug goes on by slug, one that came by id by id."""
    for key in ("migraine", "art_aaaaaaaaa1"):
        path = f"/v1/articles/{key}/sections"

        page = client.get(f"{path}?limit=1&body=text").json()["page"]

        assert page["next"] == f"{path}?body=text&limit=1&after={page['after']}"


def test_a_page_that_is_exactly_full_has_no_next_one(client: Client) -> None:
    """Nobody is sent to an empty page."""
    page = client.get("/v1/topics?limit=4").json()

    assert len(page["data"]) == 4
    assert page["page"] == {"limit": 4}


def test_the_size_of_a_page_may_change_on_the_way(client: Client) -> None:
    """A cursor is a position, not a size."""
    first = client.get("/v1/topics?limit=1").json()

    rest = client.get(f"/v1/topics?limit=100&after={first['page']['after']}").json()

    whole = client.get("/v1/topics").json()["data"]
    assert first["data"] + rest["data"] == whole
