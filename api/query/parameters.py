"""The parameters of each resource, declared once for the parser and for the contract."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from api.query.filters import MAX_KEY, MAX_VALUES, write_name
from api.query.include import (
    MAX_STATEMENTS,
    RESOURCES_BY_TYPE,
    includable,
    include_paths,
    paths_to_sections,
)
from api.query.members import member_names
from api.resources.deprecation import Deprecation, describe
from api.resources.field import OPERATORS, TEXT, VALUE_SCHEMAS, Field, Operator
from api.resources.resource import MAX_LIMIT, Filter, Relation, Resource, Shape
from schema.cursor import MAX_CURSOR
from schema.form import STYLES, Form
from schema.section import BODY_FORMATS, SECTION

Schema = dict[str, Any]


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One query parameter, with its JSON Schema for the contract."""

    name: str
    description: str
    schema: Schema
    example: Any
    is_comma_list: bool = False
    deprecation: Deprecation | None = None


@cache
def parameters_of(
    resource: Resource, shape: Shape, form: Form | None = None
) -> tuple[Parameter, ...]:
    """List what a resource may be asked, in the order in which the contract shows it.

    What chooses the parts of an answer is JSON's alone: other forms are whole.
    """
    parameters = [] if form else _parts(resource)
    if form and form.is_styled:
        parameters.append(STYLE)
    parameters += languages_of(resource, shape)
    parameters += [] if form else _fields(resource)
    if shape == "list":
        for each in resource.filters:
            parameters += [_filter(each, operator) for operator in each.operators]
        count = [] if form else [COUNT]
        parameters += [_sort(resource), *count, _limit(resource), AFTER]
    return tuple(parameters)


def _parts(resource: Resource) -> list[Parameter]:
    parameters = [_include(resource)]
    if resource.type is SECTION or paths_to_sections(resource):
        parameters.append(_body(resource))
    return parameters


def names_of(parameters: tuple[Parameter, ...]) -> list[str]:
    """List the names of parameters."""
    return [parameter.name for parameter in parameters]


@cache
def parameter_places(resource: Resource, shape: Shape, form: Form | None = None) -> dict[str, int]:
    """Number what a resource may be asked by name, in the canonical order."""
    names = names_of(parameters_of(resource, shape, form))
    return {name: place for place, name in enumerate(names)}


def families_of(names: Iterable[str]) -> list[str]:
    """List names for an error: all filters as one, all fields as one.

    >>> families_of(["include", "filter[lang]", "filter[lang][in]", "limit"])
    ['include', 'filter[{field}]', 'limit']
    """
    families = {"filter[": "filter[{field}]", "fields[": "fields[{type}]"}
    return list(dict.fromkeys(families.get(name[:7], name) for name in names))


LANG = Parameter(
    name="lang",
    description=(
        "Only what is written in the language or in a form of it: `es` finds `es-US`, and not the "
        "other way round."
    ),
    schema=VALUE_SCHEMAS["language"],
    example="es",
)
LANG_OF_ARTICLE = Parameter(
    name="lang",
    description=(
        "The language to answer in, or any form of it: the article itself, or its translation. "
        "`Content-Language` says which one is served, as does `meta.language` in JSON. Where there "
        "is none, `fallback` decides."
    ),
    schema=VALUE_SCHEMAS["language"],
    example="es",
)
FALLBACK = Parameter(
    name="fallback",
    description=(
        "The language to answer in where `lang` is not there; without it that is a 404 with the "
        "languages there are. Needs `lang`."
    ),
    schema=VALUE_SCHEMAS["language"],
    example="en",
)
AFTER = Parameter(
    name="after",
    description=(
        "Cursor from `page.after` of the page before. It belongs to the list with the filters and "
        "the order that it came with; its form may change any day."
    ),
    schema={"type": "string", "minLength": 1, "maxLength": MAX_CURSOR},
    example="WyI5Zjg2ZDA4MSIsWyJZb2dhIiwidG9wXzF3cnk1cjdqYWYiXV0",
)
STYLE = Parameter(
    name="style",
    description="The citation style.",
    schema={"type": "string", "enum": list(STYLES), "default": STYLES[0]},
    example="apa",
)
COUNT = Parameter(
    name="count",
    description="`exact` adds `page.total`: how many documents the filters let through.",
    schema={"type": "string", "enum": ["exact"]},
    example="exact",
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


def _sort(resource: Resource) -> Parameter:
    names = [field.name for field in resource.sortable]
    return Parameter(
        name="sort",
        description=(
            "Fields to sort by, separated by commas, each with a `-` before it for descending. "
            "Documents without a value come last; between equal ones the id decides. "
            f"Otherwise sorted {resource.order_words}."
        ),
        schema=_list_of([*names, *(f"-{name}" for name in names)]),
        example=["-updated_at", names[0]],
        is_comma_list=True,
    )


def _list_of(names: list[str]) -> Schema:
    return {
        "type": "array",
        "items": {"type": "string", "enum": names},
        "uniqueItems": True,
        "minItems": 1,
    }


def _include(resource: Resource) -> Parameter:
    names = [relation.name for relation in resource.relations]
    described = (
        (each.name, describe(each.description, each.deprecation)) for each in resource.relations
    )
    listing = " ".join(f"`{name}`: {words}" for name, words in described)
    return Parameter(
        name="include",
        description=(
            "Related documents to send along, separated by commas; each comes once, under "
            f"`included`. A dot leads one step further, and sends both. {listing}"
        ),
        schema={**_list_of(include_paths(resource)), "maxItems": MAX_STATEMENTS},
        example=names[:2],
        is_comma_list=True,
    )


def _body(resource: Resource) -> Parameter:
    condition = "" if resource.type is SECTION else " Needs sections in the answer."
    return Parameter(
        name="body",
        description=f"The form in which the text of sections is sent, else `blocks`.{condition}",
        schema={"type": "string", "enum": list(BODY_FORMATS)},
        example="html",
    )


def languages_of(resource: Resource, shape: Shape) -> list[Parameter]:
    """List what chooses languages, where documents have one."""
    if shape in resource.chooses_language:
        return [LANG_OF_ARTICLE, FALLBACK]
    return [LANG] if shape == "list" and resource.has_language else []


def _fields(resource: Resource) -> list[Parameter]:
    """Build the choice of members of each type that can be in an answer."""
    others = [each for each in includable(resource) if each.type is not resource.type]
    return [_fields_of(each) for each in (resource, *others)]


def _fields_of(resource: Resource) -> Parameter:
    names = member_names(resource)
    return Parameter(
        name=f"fields[{resource.type.name}]",
        description=(
            f"Members of each {resource.type.title} to send, separated by commas; all if it is not "
            "given. `id`, `type`, `rev`, `href` and `rights` always stay."
        ),
        schema=_list_of(names),
        example=[name for name in names if name in {"title", "name", "label", "heading"}] or ["id"],
        is_comma_list=True,
    )


def _filter(each: Filter, operator: Operator) -> Parameter:
    schema, example = _filter_schema(each, operator)
    meaning = f"Only what {OPERATORS[operator]}." if operator != "eq" else ""
    if operator == "in":
        schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MAX_VALUES}
        schema["uniqueItems"] = True
        example = [example]
    return Parameter(
        name=write_name(each.name, operator),
        description=" ".join(filter(None, (each.description, meaning))),
        schema=schema,
        example=example,
        is_comma_list=operator == "in",
        deprecation=each.of.deprecation if each.of else None,
    )


def _filter_schema(each: Filter, operator: Operator) -> tuple[Schema, Any]:
    """Build the schema of one value of a filter, and an example of it."""
    if operator == "exists":
        return {"type": "boolean"}, True
    if isinstance(each.of, Field):
        if operator == "prefix":
            return TEXT, str(each.of.example)[:2]
        return each.of.schema, each.of.example
    key = {**TEXT, "maxLength": MAX_KEY}
    if isinstance(each.of, Relation):
        return key, RESOURCES_BY_TYPE[each.of.target.name].example_slug
    return key, each.example
