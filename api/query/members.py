"""Sparse documents: fields[article]=title,summary, from text to the members to send."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from api.errors import ApiError, BadValue, RepeatedParameter, UnknownField, UnknownParameter
from api.resources.resource import Resource
from schema.section import BODY_FORMATS, BodyFormat

NAME = re.compile(r"fields\[([^\[\]]*)\]")
ALWAYS = ("id", "type", "rev", "href", "rights")
"""Members that stay: a document keeps its identity, and its terms where it has some."""

Members = dict[str, frozenset[str]]
"""The members to send of each type that is not sent whole."""


def member_names(resource: Resource) -> list[str]:
    """List the members that documents of a resource can have, in their order."""
    names = [field.encode_name for field in msgspec.structs.fields(resource.type.document)]
    if resource.type.name == "section":
        names += [each for each in BODY_FORMATS if each not in {*names, "none"}]
    return ["type", *names]


def explain_fields(name: str, known: Iterable[str]) -> ApiError | None:
    """Say what is wrong with fields[type] that `known` has not; None if it is something else."""
    if not name.startswith("fields["):
        return None
    return UnknownParameter(name, [each for each in known if each.startswith("fields[")])


def parse_fields(reached: list[Resource], given: Mapping[str, str], body: BodyFormat) -> Members:
    """Read all fields[type], for the types that can be in the answer.

    Raises:
        BadValue: No document of the type can be in the answer, or no member is named.
        UnknownField: The type has no such member, or not in this form of its body.
        RepeatedParameter: A member is named twice.
    """
    members: Members = {}
    for name, text in given.items():
        match = NAME.fullmatch(name)
        if match is None:
            continue
        resource = next((each for each in reached if each.type.name == match[1]), None)
        if resource is None:
            types = ", ".join(each.type.name for each in reached)
            raise BadValue(name, text, f"there can be no {match[1]} in the answer, only {types}")
        members[match[1]] = frozenset({*_parse_names(resource, name, text, body), *ALWAYS})
    return members


def _parse_names(resource: Resource, parameter: str, text: str, body: BodyFormat) -> list[str]:
    other_forms = set(BODY_FORMATS) - {body, "none"}
    allowed = [name for name in member_names(resource) if name not in other_forms]
    names: list[str] = []
    for name in text.split(","):
        if name in other_forms and resource.type.name == "section":
            raise BadValue(parameter, name, f"add body={name} to get it")
        if name not in allowed:
            raise UnknownField(parameter, name, allowed)
        if name in names:
            raise RepeatedParameter(parameter, name)
        names.append(name)
    return names
