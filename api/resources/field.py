"""Fields that lists are filtered and sorted by: what they are, and which operators they take."""

from typing import Any, Literal, get_args

import msgspec

from api.resources.deprecation import Deprecation
from schema.values import LANGUAGE

FieldKind = Literal["text", "choice", "language", "number", "flag", "day", "moment"]
Operator = Literal["eq", "ne", "in", "prefix", "gt", "gte", "lt", "lte", "exists", "range"]

OPERATORS: dict[Operator, str] = {
    # `range` is missing: it is written as a parameter of its own, `lang`.
    "eq": "is the value",
    "ne": "is not the value",
    "in": "is one of the values, separated by commas",
    "prefix": "begins with the value",
    "gt": "is greater or later than the value",
    "gte": "is the value, greater or later",
    "lt": "is less or earlier than the value",
    "lte": "is the value, less or earlier",
    "exists": "is there at all: true or false",
}

OPERATORS_OF: dict[FieldKind, tuple[Operator, ...]] = {
    "text": ("eq", "ne", "prefix"),
    "choice": ("eq", "ne", "in"),
    "language": ("eq", "ne", "in", "prefix"),
    "number": ("eq", "ne", "in", "gt", "gte", "lt", "lte"),
    "flag": ("eq",),
    "day": ("eq", "gt", "gte", "lt", "lte"),
    "moment": ("eq", "gt", "gte", "lt", "lte"),
}

MAX_TEXT = 200
"""Characters of a value; titles and names have no more."""
MAX_NUMBER = 2**53 - 1
"""Beyond it not every client can write whole numbers."""

NO_CONTROLS = r"^[^\u0000-\u001f\u007f-\u009f]*$"
"""Addresses hold no control characters."""

DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
MOMENT = rf"{DAY}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"

TEXT: dict[str, Any] = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_TEXT,
    "pattern": NO_CONTROLS,
}
"""A text in an address, as `api.query.text` takes it."""

VALUE_SCHEMAS: dict[FieldKind, dict[str, Any]] = {
    "text": TEXT,
    "choice": {"type": "string"},
    "language": {"type": "string", "pattern": f"^{LANGUAGE}$"},
    "number": {"type": "integer", "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER},
    "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date", "pattern": f"^{DAY}$"},
    "moment": {"type": "string", "format": "moment", "pattern": f"^{MOMENT}$"},
}


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the table of a type, as clients may ask for it."""

    name: str
    kind: FieldKind
    description: str
    example: str | int | bool
    choices: tuple[str, ...] = ()
    is_optional: bool = False
    """Whether there are documents without a value."""
    is_sortable: bool = True
    is_filter: bool = True
    deprecation: Deprecation | None = None
    follows_calendar: bool = False
    """Whether its value changes with the days, without any change of the content."""

    @property
    def operators(self) -> tuple[Operator, ...]:
        """The operators that its filter takes, the plain one first."""
        return (*OPERATORS_OF[self.kind], *(("exists",) if self.is_optional else ()))

    @property
    def value_types(self) -> tuple[type[str | int | None], ...]:
        """The types that its values have in a release."""
        own = int if self.kind in {"number", "flag"} else str
        return (own, type(None)) if self.is_optional else (own,)

    @property
    def schema(self) -> dict[str, Any]:
        """JSON Schema of one value."""
        return VALUE_SCHEMAS[self.kind] | ({"enum": list(self.choices)} if self.choices else {})


def text(name: str, description: str, example: str, *, is_optional: bool = False) -> Field:
    """Declare a title or a name."""
    return Field(
        name=name, kind="text", description=description, example=example, is_optional=is_optional
    )


def choice(
    name: str, values: Any, description: str, example: str, *, is_optional: bool = False
) -> Field:
    """Declare a field with one of the values of a Literal."""
    return Field(
        name=name,
        kind="choice",
        description=description,
        example=example,
        choices=get_args(values),
        is_optional=is_optional,
        is_sortable=False,
    )


def number(name: str, description: str, example: int, *, is_optional: bool = False) -> Field:
    """Declare a whole number."""
    return Field(
        name=name, kind="number", description=description, example=example, is_optional=is_optional
    )


def sort_only(name: str, kind: FieldKind) -> Field:
    """Declare a column that the list of a resource is ordered by, and that clients cannot name."""
    return Field(
        name=name, kind=kind, description="", example="", is_sortable=False, is_filter=False
    )


LANG = Field(
    name="lang",
    kind="language",
    description="Language that it is written in, as it is marked.",
    example="es-US",
)
"""Of documents that say in which language they are."""

DATES = (
    Field(
        name="published_at",
        kind="moment",
        description="When the document was first published.",
        example="2026-11-23T00:00:00Z",
    ),
    Field(
        name="updated_at",
        kind="moment",
        description="When its content last changed.",
        example="2026-11-23T00:00:00Z",
    ),
)
"""Every document has them."""
