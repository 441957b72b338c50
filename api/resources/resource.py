"""What a resource may be asked: a declaration that drives parser, SQL, contract and tests."""

from typing import NamedTuple

import msgspec

from schema.document import ResourceType

MAX_LIMIT = 100
DEFAULT_LIMIT = 20


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A link that can be included.

    `name` is what a client writes. A forward relation is kept under the same
    name; a reverse one reads the relation `kept_as` of `target` backwards.
    """

    name: str
    target: ResourceType
    description: str
    kept_as: str
    is_reverse: bool = False


def forward(name: str, target: ResourceType, description: str) -> Relation:
    """Declare a relation of the resource's own."""
    return Relation(name=name, target=target, description=description, kept_as=name)


def reverse(name: str, source: ResourceType, kept_as: str, description: str) -> Relation:
    """Declare a relation of another type that leads here."""
    return Relation(
        name=name, target=source, description=description, kept_as=kept_as, is_reverse=True
    )


class SortColumn(NamedTuple):
    """A column that a list is sorted by, and the type of its values."""

    name: str
    kind: type[str] | type[int]


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """One resource type as clients see it."""

    type: ResourceType
    description: str
    order: tuple[SortColumn, ...]
    """Columns that a list is sorted by, ascending; the id always follows."""
    order_words: str
    """The same order in words."""
    example_slug: str
    """A slug to show in the contract."""
    relations: tuple[Relation, ...]
    default_limit: int = DEFAULT_LIMIT

    @property
    def may_hold_bodies(self) -> bool:
        """Whether sections can be in an answer, so that `body` has a meaning."""
        return self.type.name == "section" or any(
            relation.target.name == "section" for relation in self.relations
        )

    def relation(self, name: str) -> Relation | None:
        """Find a relation by the name that clients use."""
        return next((each for each in self.relations if each.name == name), None)
