"""What a resource may be asked: a declaration that drives parser, SQL, contract and tests.

Each thing is declared once and is equal to nothing but itself.
"""

from typing import Literal

import msgspec

from api.resources.deprecation import Deprecation
from api.resources.field import DATES, LANG, Field, Operator
from api.resources.lifetime import CONTENT, Lifetime
from schema.document import DEFAULT_LIMIT, ResourceType
from schema.form import FORMS, SET_FORMS, Form

MAX_LIMIT = 100

Shape = Literal["list", "document"]
"""Whether a page of a list is asked for, or one document."""

RELATION_OPERATORS: tuple[Operator, ...] = ("eq", "ne", "in", "exists")
IDENTITY_OPERATORS: tuple[Operator, ...] = ("eq", "in")


class Relation(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A link that can be included, and filtered by.

    `name` is what a client writes. A forward relation is kept under the same
    name; a reverse one reads the relation `kept_as` of `target` backwards.
    """

    name: str
    target: ResourceType
    description: str
    kept_as: str
    is_reverse: bool = False
    is_included: bool = True
    """Whether it can be included; a relation that is only derived can be filtered by."""
    deprecation: Deprecation | None = None

    @property
    def filter_name(self) -> str:
        """The name of its filter: that of one target."""
        return self.target.name if self.name == self.target.plural else self.name.removesuffix("s")


def forward(name: str, target: ResourceType, description: str) -> Relation:
    """Declare a relation of the resource's own."""
    return Relation(name=name, target=target, description=description, kept_as=name)


def reverse(name: str, source: ResourceType, kept_as: str, description: str) -> Relation:
    """Declare a relation of another type that leads here."""
    return Relation(
        name=name, target=source, description=description, kept_as=kept_as, is_reverse=True
    )


class Filter(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One name that a list can be filtered by: a field, a relation, or the id or slug itself."""

    name: str
    operators: tuple[Operator, ...]
    description: str
    example: str = ""
    of: Field | Relation | None = None
    """None for the id or slug itself."""


class Resource(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One resource type as clients see it."""

    type: ResourceType
    description: str
    fields: tuple[Field, ...]
    """What lists are filtered and sorted by, beside the dates."""
    order: tuple[str, ...]
    """Fields that a list is sorted by, ascending, if nothing else is asked; the id follows."""
    order_words: str
    """The same order in words."""
    example_slug: str
    """A slug to show in the contract."""
    relations: tuple[Relation, ...]
    """What can be included, and filtered by."""
    about: Relation | None = None
    """The relation behind filter[topic]: topics, and what is broader than they are."""
    default_limit: int = DEFAULT_LIMIT
    deprecation: Deprecation | None = None
    chooses_language: tuple[Shape, ...] = ()
    """Where `lang` chooses among an article and its translations, instead of narrowing a list."""
    lifetime: Lifetime = CONTENT
    """How long answers with its documents may be used."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """What its documents can be had as beside JSON."""
        return FORMS.get(self.type.name, ())

    @property
    def set_forms(self) -> tuple[Form, ...]:
        """What its lists can be had as beside JSON."""
        return SET_FORMS.get(self.type.name, ())

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Every field, the dates last."""
        return (*self.fields, *DATES)

    @property
    def sortable(self) -> tuple[Field, ...]:
        """The fields that a client may sort by."""
        return tuple(field for field in self.all_fields if field.is_sortable)

    @property
    def has_language(self) -> bool:
        """Whether its documents say in which language they are."""
        return LANG in self.fields

    def field(self, name: str) -> Field:
        """Get a field by its name, which must be one."""
        return next(field for field in self.all_fields if field.name == name)

    def relation(self, name: str) -> Relation | None:
        """Find a relation by the name that clients use."""
        return next((each for each in self.relations if each.name == name), None)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Everything that a list can be filtered by, in the order in which it is documented."""
        examples = {"id": f"{self.type.prefix}_0123456789", "slug": self.example_slug}
        fields = [
            Filter(
                name=field.name, operators=field.operators, description=field.description, of=field
            )
            for field in self.all_fields
            if field.is_filter
        ]
        links = [each for each in self.relations if self.about is None or each.name != "topics"]
        relations = [*links, *([self.about] if self.about else [])]
        return (
            *fields,
            *(_relation_filter(relation) for relation in relations),
            *(
                Filter(
                    name=name,
                    operators=IDENTITY_OPERATORS,
                    description=f"The {name} itself.",
                    example=example,
                )
                for name, example in examples.items()
            ),
        )


def _relation_filter(relation: Relation) -> Filter:
    return Filter(
        name=relation.filter_name,
        operators=RELATION_OPERATORS,
        description=f"{relation.description} By id or slug.",
        of=relation,
    )
