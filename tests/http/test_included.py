import msgspec
import pytest

from api.resources import Relation, Resource
from tests.client import Client

from .cases import EACH_RELATION, EACH_RESOURCE, bodies_of
from .envelopes import decode_all, open_document, open_page, read_documents
from .graph import Graph, read_graph


def form_of(document: dict[str, str], query: str) -> str:
    """The end of an address at which a document has the same body as in another answer."""
    return query.replace("&", "?") if document["type"] == "section" else ""


@pytest.fixture
def graph(client: Client) -> Graph:
    """All documents, and what they lead to by their own words."""
    return read_graph(client)


@EACH_RELATION
def test_included_documents_are_those_that_their_addresses_serve(
    resource: Resource, relation: Relation, client: Client
) -> None:
    """Byte for byte, in every form of the body, and each one once."""
    for query in bodies_of(resource, relation):
        target = f"{resource.type.path}?include={relation.name}&limit=100{query}"

        included = open_page(client.get(target)).included

        assert list(included) == [relation.target.plural]
        bodies = [bytes(raw) for raw in included[relation.target.plural]]
        documents = decode_all(bodies)
        assert len({document["id"] for document in documents}) == len(documents) > 0
        for body, document in zip(bodies, documents, strict=True):
            own = client.get(document["href"] + form_of(document, query))
            assert own.body == b'{"data":' + body + b"}"


@EACH_RELATION
def test_a_relation_of_one_document_leads_where_the_documents_say(
    resource: Resource, relation: Relation, client: Client, graph: Graph
) -> None:
    """Forward in the document's own order; reverse to all that name it, ordered by id."""
    for document in decode_all(read_documents(client, resource)):
        answer = open_document(client.get(f"{document['href']}?include={relation.name}"))

        ids = [msgspec.json.decode(raw)["id"] for raw in answer.included[relation.target.plural]]

        assert ids == graph.related(relation, document)


@EACH_RELATION
def test_a_relation_of_a_page_leads_where_its_documents_say(
    resource: Resource, relation: Relation, client: Client, graph: Graph
) -> None:
    """Documents come in the order in which they are reached, and only from this page."""
    for limit in (1, 2, 100):
        target = f"{resource.type.path}?include={relation.name}&limit={limit}"

        page = open_page(client.get(target))

        ids = [msgspec.json.decode(raw)["id"] for raw in page.included[relation.target.plural]]
        sources = [msgspec.json.decode(raw) for raw in page.data]
        reached = [id_ for source in sources for id_ in graph.related(relation, source)]
        assert ids == list(dict.fromkeys(reached))


@EACH_RESOURCE
def test_all_relations_at_once_give_the_union(resource: Resource, client: Client) -> None:
    """A document that is reached in two ways comes once; include changes no data."""
    names = [relation.name for relation in resource.relations]
    path = f"{resource.type.path}?limit=100"
    single = {name: open_page(client.get(f"{path}&include={name}")).included for name in names}

    together = open_page(client.get(f"{path}&include={','.join(names)}"))

    expected: dict[str, dict[bytes, None]] = {}
    for included in single.values():
        for plural, raws in included.items():
            expected.setdefault(plural, {}).update(dict.fromkeys(map(bytes, raws)))
    found = {plural: [bytes(raw) for raw in raws] for plural, raws in together.included.items()}
    assert found == {plural: list(bodies) for plural, bodies in expected.items()}
    assert together.data == open_page(client.get(path)).data


def test_included_is_keyed_by_type(client: Client) -> None:
    """Two relations to one type share one list, in the order in which they were named."""
    target = "/v1/articles/migraine?include=translations,related_articles"

    included = client.get(target).json()["included"]

    assert list(included) == ["articles"]
    assert [each["slug"] for each in included["articles"]] == ["migrana", "resting"]


def test_a_relation_that_leads_nowhere_gives_an_empty_list(client: Client) -> None:
    """What was asked for is always there."""
    answer = client.get("/v1/articles/migrana?include=studies").json()

    assert answer["included"] == {"studies": []}


def test_relations_may_be_written_percent_encoded(client: Client) -> None:
    """A comma is a comma, however a client encodes it."""
    plain = client.get("/v1/articles?include=sections,studies")

    encoded = client.get("/v1/articles?include=sections%2Cstudies")

    assert encoded.body == plain.body
