"""Filtering, sorting, counting and including, said in loops."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from tests.query.model.links import (
    OWN,
    PLURALS,
    REVERSE,
    TARGETS,
    named_ids,
    relation_of_filter,
)
from tests.query.model.values import MEMBERS, ORDERS, Json, is_true, parse_value, read_value

ALWAYS = {"id", "type", "rev", "href", "rights"}
"""Members that are sent whatever is asked for."""

Given = tuple[str, str, str]
"""A filter: its name, its operator and its text."""


class NoSuchDocument(Exception):
    """A filter names a document that does not exist."""


class Model:
    """All documents of a release, and what can be asked of them."""

    def __init__(
        self, documents: Mapping[str, Json], former: Mapping[tuple[str, str], str]
    ) -> None:
        self.documents = documents
        self.former = former
        self.by_id = sorted(documents.values(), key=lambda each: str(each["id"]))

    def of_type(self, type_: str) -> list[Json]:
        """List the documents of a type, by id."""
        return [each for each in self.by_id if each["type"] == type_]

    def find(self, type_: str, key: str) -> str | None:
        """Find a document by its id, its slug, or a slug that it had before."""
        for document in self.of_type(type_):
            if key in {document["id"], document["slug"]}:
                return str(document["id"])
        return self.former.get((type_, key))

    def select(
        self, type_: str, filters: Iterable[Given], article: str | None = None
    ) -> list[Json]:
        """List the documents that all filters let through, by id.

        Args:
            type_: Of the documents.
            filters: All of them must hold.
            article: Id of the article whose sections are listed, if they are.

        Raises:
            NoSuchDocument: A filter names one that does not exist.
        """
        found = self.of_type(type_)
        if article is not None:
            found = [each for each in found if each["article_id"] == article]
        for name, operator, text in filters:
            texts = text.split(",") if operator == "in" else [text]
            if name in MEMBERS[type_]:
                wanted = [parse_value(name, operator, each) for each in texts]
                found = [
                    each for each in found if is_true(read_value(each, name), operator, wanted)
                ]
            elif name in {"id", "slug"}:
                found = [each for each in found if each[name] in texts]
            else:
                found = self._select_linked(found, type_, name, operator, texts)
        return found

    def _select_linked(
        self, found: list[Json], type_: str, name: str, operator: str, texts: list[str]
    ) -> list[Json]:
        """Filter by a relation."""
        if name == "topic":
            linked = {each["id"]: self.about(each) for each in found}
            target = "topic"
        else:
            relation = relation_of_filter(type_, name)
            linked = {each["id"]: set(self.related(each, relation)) for each in found}
            target = TARGETS[relation]
        if operator == "exists":
            return [each for each in found if bool(linked[each["id"]]) == (texts == ["true"])]
        wanted = {self.find(target, text) for text in texts}
        if None in wanted:
            raise NoSuchDocument
        is_negated = operator == "ne"
        return [each for each in found if bool(linked[each["id"]] & wanted) != is_negated]

    def about(self, document: Json) -> set[str]:
        """List the topics that a document is about: its own, those it inherits, broader ones."""
        match document["type"]:
            case "topic":
                topics = {document["id"]}
            case "section":
                topics = set(self.documents[document["article_id"]]["topic_ids"])
            case "reference":
                studies = [self.documents[id_] for id_ in self.related(document, "studies")]
                topics = {id_ for study in studies for id_ in study["topic_ids"]}
            case _:
                topics = set(document["topic_ids"])
        while True:
            broader = {self.documents[id_].get("broader_id", id_) for id_ in topics}
            if broader <= topics:
                return topics
            topics |= broader

    def related(self, document: Json, relation: str) -> list[str]:
        """List the ids that a relation leads to, each once: as named, or by id if by others."""
        if relation in OWN[document["type"]]:
            return list(dict.fromkeys(named_ids(document, relation)))
        type_, kept_as = REVERSE[document["type"]][relation]
        others = self.of_type(type_)
        return [each["id"] for each in others if document["id"] in named_ids(each, kept_as)]

    def sort(self, type_: str, found: list[Json], orders: Iterable[str] = ()) -> list[Json]:
        """Sort documents: by the last order first, for sorting keeps what was sorted before."""
        ordered = sorted(found, key=lambda each: str(each["id"]))
        for order in reversed(list(orders) or ORDERS[type_]):
            read = partial(read_value, name=order.removeprefix("-"))
            absent = [each for each in ordered if read(each) is None]
            present = [each for each in ordered if read(each) is not None]
            ordered = sorted(present, key=read, reverse=order.startswith("-")) + absent
        return ordered

    def include(self, found: list[Json], paths: Iterable[str]) -> dict[str, list[str]]:
        """List the ids that relations lead to, by plural, each where it is first reached."""
        included: dict[str, list[str]] = {}
        for first, further in group_paths(paths).items():
            near = self._reach(found, first)
            included.setdefault(PLURALS[TARGETS[first]], []).extend(near)
            for each in further:
                far = self._reach([self.documents[id_] for id_ in near], each)
                included.setdefault(PLURALS[TARGETS[each]], []).extend(far)
        return {plural: list(dict.fromkeys(ids)) for plural, ids in included.items()}

    def most_included(self, type_: str, paths: Iterable[str], count: int) -> int:
        """Add up to how many documents `count` documents of a type can lead at most."""
        total = 0
        for first, further in group_paths(paths).items():
            near = self._most_linked(type_, first, count)
            total += near + sum(self._most_linked(TARGETS[first], each, near) for each in further)
        return total

    def _most_linked(self, type_: str, relation: str, count: int) -> int:
        links = [self.count_links(each, relation) for each in self.of_type(type_)]
        return sum(sorted(links, reverse=True)[:count])

    def count_links(self, document: Json, relation: str) -> int:
        """Count the links of a relation; two to the same document are two."""
        if relation in OWN[document["type"]]:
            return len(named_ids(document, relation))
        type_, kept_as = REVERSE[document["type"]][relation]
        return sum(named_ids(each, kept_as).count(document["id"]) for each in self.of_type(type_))

    def _reach(self, documents: list[Json], relation: str) -> list[str]:
        reached = [id_ for each in documents for id_ in self.related(each, relation)]
        return list(dict.fromkeys(reached))


def group_paths(paths: Iterable[str]) -> dict[str, list[str]]:
    """Gather what is included behind each relation, in the order in which it is first named."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        first, _, further = path.partition(".")
        groups.setdefault(first, []).extend([further] if further else [])
    return groups


def cut(
    document: Json, members: Iterable[str] | None, body: str = "blocks", text: Any = None
) -> Json:
    """Write a document as it is asked for: in a form, and with some of its members."""
    whole = dict(document)
    if document["type"] == "section" and body != "blocks":
        del whole["blocks"]
        if body != "none":
            whole[body] = text
    if members is None:
        return whole
    return {name: each for name, each in whole.items() if name in ALWAYS or name in members}
