"""The next edition of a world: documents are changed, withdrawn and added."""

from collections.abc import Collection
from random import Random
from typing import Any

from schema.document import derive_id
from tests.query.world.content import MOMENTS, PREFIXES, Json
from tests.query.world.world import World, revise

OF_ITS_OWN = {"type", "id", "slug", "href", "article_id", "anchor", "section_ids", "broader_id"}
"""Members that are not taken over from another document."""


def next_edition(chance: Random, world: World, kept: Collection[str] = ()) -> World:
    """Make the next edition of a world.

    Args:
        chance: Decides what happens.
        world: The edition before.
        kept: Ids of documents that are not withdrawn.
    """
    documents = dict(world.documents)
    for id_ in world.documents:
        fate = chance.random()
        if fate < 0.15:
            _change(chance, documents, id_)
        elif fate < 0.25:
            _add(chance, documents, id_)
    gone = _withdraw(chance, world, kept)
    gone |= {id_ for id_, each in documents.items() if each.get("article_id") in gone}
    left = {id_: _forget(each, gone) for id_, each in documents.items() if id_ not in gone}
    changed = {id_: each for id_, each in left.items() if each != world.documents.get(id_)}
    former = {key: id_ for key, id_ in world.former.items() if id_ in left}
    return World(left | {id_: revise(each) for id_, each in changed.items()}, former)


def _withdraw(chance: Random, world: World, kept: Collection[str]) -> set[str]:
    """Choose what is withdrawn; a section that is kept keeps its article."""
    needed = {*kept, *(world.documents[id_].get("article_id") for id_ in kept)}
    return {id_ for id_ in world.documents if chance.random() < 0.1} - needed


def _change(chance: Random, documents: dict[str, Json], id_: str) -> None:
    """Take over the values of another document of the same type."""
    document = documents[id_]
    others = [each for each in documents.values() if each["type"] == document["type"]]
    donor = chance.choice(others)
    own = {name: value for name, value in document.items() if name in OF_ITS_OWN}
    taken = {name: value for name, value in donor.items() if name not in OF_ITS_OWN}
    documents[id_] = own | taken | {"updated_at": chance.choice(MOMENTS)}


def _add(chance: Random, documents: dict[str, Json], id_: str) -> None:
    """Add a document with the same values and links as another."""
    document = documents[id_]
    twin = derive_id(PREFIXES[document["type"]], id_, str(chance.getrandbits(48)))
    name = f"new-{twin[4:]}"
    copy = document | {"id": twin, "href": document["href"].replace(id_, twin), "slug": name}
    if document["type"] == "section":
        article = documents[document["article_id"]]
        documents[article["id"]] = article | {"section_ids": [*article["section_ids"], twin]}
        copy |= {"slug": f"{article['slug']}.{name}", "anchor": name}
    if document["type"] == "article":
        copy |= {"section_ids": []}
    documents[twin] = copy


def _forget(document: Json, gone: Collection[str]) -> Json:
    """Leave out every mention of what is gone."""
    kept = {name: _without(value, gone) for name, value in document.items()}
    return {name: value for name, value in kept.items() if value is not None}


def _without(value: Any, gone: Collection[str]) -> Any:
    if isinstance(value, list):
        return [each for each in value if _without(_name_of(each), gone) is not None]
    return None if isinstance(value, str) and value in gone else value


def _name_of(value: Any) -> Any:
    """What an entry of a list names: a translation names an article."""
    return value.get("article_id", value) if isinstance(value, dict) else value
