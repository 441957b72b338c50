import msgspec

from api.resources import RESOURCES, Resource
from tests.client import Client

from .cases import EACH_RESOURCE, ELSEWHERE, ROUTES
from .envelopes import decode_all, read_documents


def test_every_route_has_an_address_here(client: Client) -> None:
    """A door that is added is tested with all the others."""
    routes = {route.path for route in client.app.inner.routes}

    assert routes == {*ROUTES, *ELSEWHERE}


@EACH_RESOURCE
def test_a_document_has_the_same_bytes_under_all_its_names(
    resource: Resource, client: Client
) -> None:
    """The list, the id, the slug and the href give one and the same document."""
    path = resource.type.path
    bodies = read_documents(client, resource)

    for body, document in zip(bodies, decode_all(bodies), strict=True):
        targets = f"{path}/{document['id']}", f"{path}/{document['slug']}", document["href"]
        answers = {client.get(target).body for target in targets}
        assert answers == {b'{"data":' + body + b"}"}


@EACH_RESOURCE
def test_a_list_is_in_its_declared_order(resource: Resource, client: Client) -> None:
    """The order is total: the declared columns, then the id."""
    documents = decode_all(read_documents(client, resource))

    keys = [
        (*(document[name] for name in resource.order), document["id"]) for document in documents
    ]

    assert keys == sorted(set(keys))
    assert len(keys) >= 1


@EACH_RESOURCE
def test_a_document_is_what_its_type_says(resource: Resource, client: Client) -> None:
    """Reading a document into its struct and writing it again gives the same bytes."""
    for body in read_documents(client, resource):
        document = msgspec.json.decode(body, type=resource.type.document)

        assert msgspec.json.encode(document) == body


@EACH_RESOURCE
def test_a_document_says_what_it_is_and_where(resource: Resource, client: Client) -> None:
    """Type, id and href agree, and unknown facts are absent, never null."""
    for body in read_documents(client, resource):
        document = msgspec.json.decode(body)

        assert document["type"] == resource.type.name
        assert document["id"].startswith(f"{resource.type.prefix}_")
        assert document["href"] == f"{resource.type.path}/{document['id']}"
        assert b":null" not in body


@EACH_RESOURCE
def test_answers_hold_nothing_that_was_not_asked_for(resource: Resource, client: Client) -> None:
    """Without include there is no `included`; a list has data and page, a document has data."""
    page = client.get(resource.type.path).json()
    document = client.get(page["data"][0]["href"]).json()

    assert list(page) == ["data", "page"]
    assert page["page"] == {"limit": resource.default_limit}
    assert list(document) == ["data"]


def test_ids_are_unique_among_all_types(client: Client) -> None:
    """A client can keep all documents in one table."""
    documents = [each for one in RESOURCES for each in decode_all(read_documents(client, one))]

    assert len({document["id"] for document in documents}) == len(documents)


def test_a_body_depends_on_the_address_only(client: Client) -> None:
    """Language, cookies, agents and ranges change nothing."""
    plain = client.get("/v1/articles/migraine?include=sections")

    dressed = client.send(
        "GET",
        "/v1/articles/migraine?include=sections",
        {"Accept-Language": "es", "Cookie": "a=b", "User-Agent": "x", "Range": "bytes=0-3"},
    )

    assert (dressed.status, dressed.body) == (200, plain.body)
