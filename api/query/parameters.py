"""The parameters of each resource, declared once for the parser and for the contract."""

from typing import Any, Literal

import msgspec

from api.query.cursor import MAX_CURSOR
from api.resources.resource import MAX_LIMIT, Resource
from schema.section import BODY_FORMATS

Shape = Literal["list", "document"]
"""Whether a page of a list is asked for, or one document."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One query parameter, with its JSON Schema for the contract."""

    name: str
    description: str
    schema: dict[str, Any]
    example: Any
    is_comma_list: bool = False


def parameters_of(resource: Resource, shape: Shape) -> tuple[Parameter, ...]:
    """List what a resource may be asked, in the order in which the contract shows it."""
    parameters = [_include(resource)]
    if resource.may_hold_bodies:
        parameters.append(_body(resource))
    if shape == "list":
        parameters += [_limit(resource), AFTER]
    return tuple(parameters)


def names_of(parameters: tuple[Parameter, ...]) -> list[str]:
    """List the names of parameters."""
    return [parameter.name for parameter in parameters]


AFTER = Parameter(
    name="after",
    description=(
        "Cursor from `page.after` of the page before. It belongs to the list and the parameters "
        "that it came with; its form may change any day."
    ),
    schema={"type": "string", "minLength": 1, "maxLength": MAX_CURSOR},
    example="WyI5Zjg2ZDA4MSIsWyJZb2dhIiwidG9wXzF3cnk1cjdqYWYiXV0",
)


def _limit(resource: Resource) -> Parameter:
    return Parameter(
        name="limit",
        description="Documents on a page.",
        schema={
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_LIMIT,
            "default": resource.default_limit,
        },
        example=resource.default_limit,
    )


def _include(resource: Resource) -> Parameter:
    names = [relation.name for relation in resource.relations]
    listing = " ".join(f"`{each.name}`: {each.description}" for each in resource.relations)
    return Parameter(
        name="include",
        description=(
            "Related documents to send along, separated by commas; each comes once, "
            f"under `included`. {listing}"
        ),
        schema={
            "type": "array",
            "items": {"type": "string", "enum": names},
            "uniqueItems": True,
            "minItems": 1,
        },
        example=names[:2],
        is_comma_list=True,
    )


def _body(resource: Resource) -> Parameter:
    condition = "" if resource.type.name == "section" else " Needs `include=sections`."
    return Parameter(
        name="body",
        description=f"The form in which the text of sections is sent.{condition}",
        schema={"type": "string", "enum": list(BODY_FORMATS), "default": "blocks"},
        example="html",
    )
