"""Filters: filter[year][gte]=2020 and its kin, from text to checked conditions."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

import msgspec

from api.errors import (
    ApiError,
    BadValue,
    RepeatedParameter,
    TooMuchAsked,
    UnknownFilter,
    UnknownOperator,
    UnknownParameter,
)
from api.resources.field import MAX_NUMBER, MAX_TEXT, VALUE_SCHEMAS, Field, Operator
from api.resources.resource import Filter, Resource

NAME = re.compile(r"filter\[([^\[\]]*)\](?:\[([^\[\]]*)\])?")
NUMBER = re.compile(r"0|-?[1-9][0-9]{0,15}", re.ASCII)
TRUTH = {"true": True, "false": False}

MAX_VALUES = 100
"""Values of one `in`."""
MAX_KEY = 300
"""Characters of the longest id or slug there can be, with room to spare."""

Value = str | int


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One filter with its operator and values; all conditions of a query must hold."""

    filter: Filter
    operator: Operator
    values: tuple[Value, ...]
    """One value, or several with `in`; 1 or 0 with `exists`."""
    text: str
    """The values as they were written."""
    written: str = ""
    """The parameter, where it is not written as a filter."""

    @property
    def parameter(self) -> str:
        """The parameter in its one canonical form."""
        return self.written or write_name(self.filter.name, self.operator)


def write_name(name: str, operator: Operator) -> str:
    """Name a filter as a parameter.

    >>> write_name("year", "eq"), write_name("year", "gte")
    ('filter[year]', 'filter[year][gte]')
    """
    return f"filter[{name}]" if operator == "eq" else f"filter[{name}][{operator}]"


@cache
def filters_of(resource: Resource) -> Mapping[str, tuple[Filter, Operator]]:
    """List every filter parameter in its canonical form, in the order of declaration."""
    return {
        write_name(each.name, operator): (each, operator)
        for each in resource.filters
        for operator in each.operators
    }


def canonical_name(name: str) -> str:
    """Write filter[year][eq] as filter[year]; leave every other name as it is."""
    match = NAME.fullmatch(name)
    return name.removesuffix("[eq]") if match and match[2] == "eq" else name


def explain_filter(resource: Resource, name: str) -> ApiError | None:
    """Say what is wrong with a filter that a list does not have; None if it is no filter."""
    if not name.startswith("filter["):
        return None
    filters = {each.name: each for each in resource.filters}
    match = NAME.fullmatch(name)
    if match is None:
        return UnknownParameter(name, [write_name(each, "eq") for each in filters])
    field, operator = match.groups()
    if field not in filters:
        return UnknownFilter(name, field, list(filters))
    return UnknownOperator(name, operator, filters[field].operators)


def parse_filters(resource: Resource, given: Mapping[str, str]) -> tuple[Condition, ...]:
    """Read all filters, in the order in which they are given.

    Raises:
        BadValue: A value is not of the type of its field.
        RepeatedParameter: A list names a value twice.
        TooMuchAsked: A list is too long.
    """
    filters = filters_of(resource)
    conditions = []
    for name in (each for each in given if each in filters):
        each, operator = filters[name]
        values = parse_values(each, operator, name, given[name])
        conditions.append(
            Condition(filter=each, operator=operator, values=values, text=given[name])
        )
    return tuple(conditions)


def parse_values(each: Filter, operator: Operator, name: str, text: str) -> tuple[Value, ...]:
    """Read the value of a filter, or the values of a list.

    Raises:
        BadValue, RepeatedParameter, TooMuchAsked
    """
    if operator == "exists":
        return (_parse_truth(name, text),)
    if operator != "in":
        return (_parse_value(each, operator, name, text),)
    parts = text.split(",")
    if len(parts) > MAX_VALUES:
        raise TooMuchAsked(name, "values", MAX_VALUES)
    values: list[Value] = []
    for part in parts:
        value = _parse_value(each, operator, name, part)
        if value in values:
            raise RepeatedParameter(name, part)
        values.append(value)
    return tuple(values)


def _parse_value(each: Filter, operator: Operator, name: str, text: str) -> Value:
    if isinstance(each.of, Field):
        return _parse_field_value(each.of, operator, name, text)
    if not text or len(text) > MAX_KEY:
        raise BadValue(name, text, "an id or a slug is wanted")
    return text


def _parse_field_value(field: Field, operator: Operator, name: str, text: str) -> Value:
    if field.kind == "number":
        return _parse_number(name, text)
    if field.kind == "flag":
        return _parse_truth(name, text)
    if field.choices and text not in field.choices:
        wanted = f"one of {', '.join(field.choices)} is wanted"
        raise BadValue(name, text, wanted, field.choices)
    if operator == "prefix" or field.kind in {"text", "choice"}:
        if not text or len(text) > MAX_TEXT:
            raise BadValue(name, text, f"1 to {MAX_TEXT} characters are wanted")
        return text
    pattern = VALUE_SCHEMAS[field.kind]["pattern"].strip("^$")
    is_dated = field.kind in {"day", "moment"}
    if not re.fullmatch(pattern, text, re.ASCII) or (is_dated and not _is_day(text[:10])):
        raise BadValue(name, text, f"a {field.kind} like '{field.example}' is wanted")
    return text


def _is_day(text: str) -> bool:
    """Whether the calendar has a day; no month of any year has a 31st of February."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _parse_number(name: str, text: str) -> int:
    if not NUMBER.fullmatch(text) or abs(int(text)) > MAX_NUMBER:
        raise BadValue(name, text, "a whole number is wanted")
    return int(text)


def _parse_truth(name: str, text: str) -> bool:
    if text not in TRUTH:
        raise BadValue(name, text, "true or false is wanted", tuple(TRUTH))
    return TRUTH[text]
