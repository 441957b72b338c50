"""Mistakes in the parameters of a list, made out of what is declared."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from api.resources import RESOURCES, Resource
from api.resources.field import OPERATORS, Field, FieldKind, Operator
from api.resources.resource import Filter
from schema.section import BODY_FORMATS

BY_TYPE = {resource.type.name: resource for resource in RESOURCES}

WRONG: dict[FieldKind, tuple[str, ...]] = {
    "text": ("", "x" * 201, "\u00e9" * 201),
    "choice": ("", "x", "CURRENT", "current "),
    "language": ("", "e", "EN", "en_US", "en-us", "english", "en-US ", "*"),
    "number": (
        "",
        "x",
        "1.0",
        "1e3",
        " 1",
        "+1",
        "01",
        "-0",
        "0x1",
        "\u0663",
        "1_0",
        "9" * 16,
        "true",
    ),
    "flag": ("", "1", "0", "True", "yes", "null"),
    "day": (
        *("", "2026", "2026-2-1", "2026-02-31", "2025-02-29", "2026-13-01", "2026-00-10"),
        *("0000-01-01", "\u0662026-01-01", "2026-01-01T00:00:00Z", "20260101", "-2026-01-01"),
    ),
    "moment": (
        *("", "2026-01-01", "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "now"),
        *("2026-01-01T00:00:60Z", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.0Z"),
        *("2026-01-01 00:00:00Z", "2026-01-01t00:00:00z", "0000-01-01T00:00:00Z"),
    ),
}
"""Values that are none of their kind."""
NOT_TRUTHS = ("", "1", "0", "True", "FALSE", "yes", "exists")


class Mistake(NamedTuple):
    """A query, and what must be said of it."""

    query: str
    code: str
    parameter: str
    allowed: list[str] | None = None
    """What may be written instead."""
    right: str | None = None
    """The same query with `SUGGESTION` where the mistake was."""


def misspell(name: str) -> str:
    """Turn two letters round, so that the word is another one but near."""
    places = [place for place in range(len(name) - 1) if name[place] != name[place + 1]]
    place = places[len(places) // 2]
    return f"{name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}"


def write(each: Filter, operator: str) -> str:
    """Name the parameter of a filter."""
    return f"filter[{each.name}]" if operator == "eq" else f"filter[{each.name}][{operator}]"


def unknown_filters(resource: Resource) -> Iterator[Mistake]:
    """Misspell every filter, with every operator."""
    names = [each.name for each in resource.filters]
    for each in resource.filters:
        for operator in each.operators:
            wrong = write(each, operator).replace(each.name, misspell(each.name))
            right = write(each, operator).replace(each.name, "SUGGESTION")
            yield Mistake(f"{wrong}=x", "unknown-filter", wrong, names, f"{right}=x")


def unknown_operators(resource: Resource) -> Iterator[Mistake]:
    """Use every operator that a filter does not take, and some that there are not."""
    for each in resource.filters:
        others = [*OPERATORS, "", "EQ", "ni", "like", "eqq", "not", "\u00e9"]
        for operator in others:
            if operator not in each.operators:
                wrong = f"filter[{each.name}][{operator}]"
                right = f"filter[{each.name}][SUGGESTION]=x"
                query = f"{quote(wrong, safe='[]')}=x"
                yield Mistake(query, "unknown-operator", wrong, list(each.operators), right)


def malformed_filters(resource: Resource) -> Iterator[Mistake]:
    """Nest deeper than an operator, or write brackets that do not close."""
    name = resource.filters[0].name
    for wrong in (
        f"filter[{name}][eq][eq]",
        f"filter[{name}][gt][eq]",
        f"filter[{name}][in][]",
        f"filter[[{name}]]",
        f"filter[{name}",
        f"filter[{name}]x",
        f"filter[{name}]][eq]",
        f"filter{name}",
        f"filter[{'[' * 40}",
        f"fields[{resource.type.name}][x]",
        "filter",
        "fields",
    ):
        yield Mistake(f"{wrong}=x", "unknown-parameter", wrong[:64], None, "SUGGESTION=x")
    for wrong, shown in {"filter[]": "filter[]", "filter[eq]": "filter[eq]"}.items():
        yield Mistake(f"{wrong}=x", "unknown-filter", shown, right="filter[SUGGESTION]=x")
    for wrong in (f"filter[{name}.{name}]", f"filter[{name}s][eq]", "filter[eq][eq]"):
        shown = wrong.removesuffix("[eq]")
        yield Mistake(f"{wrong}=x", "unknown-filter", shown, right="filter[SUGGESTION]=x")


def unsortable_fields(resource: Resource) -> Iterator[Mistake]:
    """Sort by what there is but has no order, by misspelt fields, and by nothing."""
    names = [field.name for field in resource.sortable]
    others = [field.name for field in resource.all_fields if not field.is_sortable]
    relations = [each.name for each in resource.relations]
    wrongs = [*others, *relations, "id", "slug", "rev", *map(misspell, names)]
    for wrong in wrongs:
        if wrong not in names:
            for query in (wrong, f"-{wrong}", f"updated_at,{wrong}"):
                right = "sort=SUGGESTION"
                yield Mistake(f"sort={query}", "unsortable-field", "sort", names, right)
    for query in (f"-{names[0]},", ",", f"--{names[0]}", f"{names[0].upper()}", f"{names[0]}+desc"):
        yield Mistake(f"sort={query}", "unsortable-field", "sort", names, "sort=SUGGESTION")
    for query in (f"{names[0]},{names[0]}", f"{names[0]},-{names[0]}"):
        yield Mistake(f"sort={query}", "repeated-parameter", "sort")


def unknown_members(resource: Resource) -> Iterator[Mistake]:
    """Misspell members, name those of other types, and forms of the body that are not sent."""
    parameter = f"fields[{resource.type.name}]"
    names = resource.type.document.__struct_encode_fields__
    known = ["type", *(name for name in names if name not in BODY_FORMATS or name == "blocks")]
    for wrong in (*map(misspell, (each for each in known if len(each) > 2)), "", "none", "data.id"):
        right = f"{parameter}=SUGGESTION"
        yield Mistake(f"{parameter}={wrong}", "unknown-field", parameter, known, right)
        yield Mistake(f"{parameter}=id,{wrong}", "unknown-field", parameter, known, right)
    yield Mistake(f"{parameter}=id,id", "repeated-parameter", parameter)


def unknown_relations(resource: Resource) -> Iterator[Mistake]:
    """Misspell relations, near and far."""
    names = [each.name for each in resource.relations]
    for near in resource.relations:
        wrong = misspell(near.name)
        for query in (wrong, f"{wrong}.{near.name}", f"{names[0]},{wrong}"):
            right = "include=SUGGESTION"
            yield Mistake(f"include={query}", "unknown-relation", "include", names, right)
        further = [each.name for each in BY_TYPE[near.target.name].relations]
        paths = [f"{near.name}.{each}" for each in further]
        for each in (*map(misspell, further), "", "id", *(f"{each}.x" for each in further)):
            query = f"include={near.name}.{each}"
            yield Mistake(query, "unknown-relation", "include", paths, "include=SUGGESTION")
        yield Mistake(f"include={near.name},{near.name}", "repeated-parameter", "include")


def wrong_values(resource: Resource) -> Iterator[Mistake]:
    """Give every filter values that are not of its kind."""
    for each in resource.filters:
        for operator in each.operators:
            name, texts = write(each, operator), wrong_texts(each, operator)
            for value in texts if operator in {"eq", "exists"} else texts[:4]:
                query, right = f"{name}={quote(value, safe='')}", f"{name}=SUGGESTION"
                yield Mistake(query, "bad-value", name, None, right)


def wrong_texts(each: Filter, operator: Operator) -> tuple[str, ...]:
    """List values that a filter does not take; whether a document exists is another matter."""
    if operator == "exists":
        return NOT_TRUTHS
    if isinstance(each.of, Field):
        return WRONG["text"] if operator == "prefix" else WRONG[each.of.kind]
    return ("", "x" * 301)


def repeated(resource: Resource) -> Iterator[Mistake]:
    """Give a parameter twice, in two spellings, or a value twice in a list."""
    for each in resource.filters:
        name, spelled_out = write(each, "eq"), f"filter[{each.name}][eq]"
        for pair in ((name, spelled_out), (spelled_out, name), (spelled_out, spelled_out)):
            query = "&".join(f"{spelling}=x" for spelling in pair)
            yield Mistake(query, "repeated-parameter", name)
        if "in" in each.operators:
            name, value = write(each, "in"), valid_text(each)
            yield Mistake(f"{name}={value},{value}", "repeated-parameter", name)
            numbers = ",".join(map(str, range(101)))
            yield Mistake(f"{name}={numbers}", "too-much-asked", name)


def valid_text(each: Filter) -> str:
    """Give a value that a filter takes."""
    return str(each.of.example) if isinstance(each.of, Field) else "nobody"
