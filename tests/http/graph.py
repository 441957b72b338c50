"""The links between documents, computed from nothing but the documents: the oracle of include."""

from typing import Any

from api.resources import RESOURCES, Relation
from tests.client import Client

from .envelopes import decode_all, read_documents

ID_LISTS = {resource.type.plural: f"{resource.type.name}_ids" for resource in RESOURCES} | {
    "related_articles": "related_article_ids"
}
"""The member that names the ids of a relation."""


class Graph:
    """All documents by id."""

    def __init__(self, documents: list[dict[str, Any]]) -> None:
        self.documents = {document["id"]: document for document in documents}

    def related(self, relation: Relation, document: dict[str, Any]) -> list[str]:
        """List the ids that a relation leads to from a document, each once."""
        if not relation.is_reverse:
            return list(dict.fromkeys(named_ids(document, relation.kept_as)))
        return sorted(
            id_
            for id_, other in self.documents.items()
            if other["type"] == relation.target.name
            and document["id"] in named_ids(other, relation.kept_as)
        )


def named_ids(document: dict[str, Any], relation: str) -> list[str]:
    """List the ids that a document names for one of its own relations."""
    if relation == "translations":
        return [each["article_id"] for each in document["translations"]]
    if relation == "broader":
        return [document["broader_id"]] if "broader_id" in document else []
    return list(document[ID_LISTS[relation]])


def read_graph(client: Client) -> Graph:
    """Read every document there is."""
    return Graph(
        [each for one in RESOURCES for each in decode_all(read_documents(client, one))],
    )
