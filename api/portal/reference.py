"""The reference: with forms to try every operation, and as text that needs no script."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import quote

from api.openapi import build_contract
from api.portal import page
from api.portal.markup import Html, element, join, link, prose
from api.portal.operations import Asked, Operation, read_operations
from api.portal.schemas import describe_type, describe_values, render_schemas
from api.portal.tables import definitions, name
from api.resources.field import OPERATORS

FURTHER = ("operators", "headers", "schemas")
"""What stands behind the operations, for all of them."""

NO_PROBLEMS = frozenset({"200", "206", "304"})
"""Statuses of answers with what was asked for, or a part of it, or less because it is there."""


def render_reference() -> bytes:
    """Write the page on which a script shows the contract and runs requests."""
    plain = link(page.PLAIN_REFERENCE, "reference as text")
    return page.render_page(
        page.REFERENCE,
        "Reference",
        "Every operation of the API, with a form to try it on this server.",
        element("h1", "Reference"),
        element(
            "p",
            "Open an operation, fill in what you need and press Execute: the request goes to this "
            "server. Headers and schemas are in the ",
            plain,
            ".",
            class_="lead",
        ),
        element(
            "noscript",
            element("p", "The forms need JavaScript. Read the ", plain, " instead.", class_="note"),
        ),
        element("h2", "Operations", class_="hidden"),
        element("div", id="try"),
        styles=("swagger-ui.css", "reference.css"),
        scripts=("swagger-ui-bundle.js", "reference.js"),
    )


def render_plain_reference() -> bytes:
    """Write everything that the contract says, as text."""
    contract = build_contract()
    operations = read_operations(contract)
    groups = {tag: list(each) for tag, each in groupby(operations, lambda each: each.tag)}
    described = {tag["name"]: tag["description"] for tag in contract["tags"]}
    return page.render_page(
        page.PLAIN_REFERENCE,
        "Reference as text",
        "All operations, parameters and schemas of the API, readable without a script.",
        page.trail((page.REFERENCE, "Reference")),
        element("h1", "Reference as text"),
        element(
            "p",
            "All operations, what they may be asked, and what they answer. The ",
            link(page.REFERENCE, "reference with forms"),
            " runs them on this server; how parameters work together is in the ",
            link(page.QUERY, "query guide"),
            ".",
            class_="lead",
        ),
        *(_group(tag, described[tag], each) for tag, each in groups.items()),
        _operators(),
        _headers(contract["components"]["headers"]),
        _schemas(contract["components"]["schemas"]),
        aside=page.contents(
            {tag: _title(tag) for tag in groups} | {id_: id_.capitalize() for id_ in FURTHER}
        ),
    )


def _title(tag: str) -> str:
    return tag.replace("_", " ").capitalize()


def _group(tag: str, description: str, operations: Iterable[Operation]) -> Html:
    return element(
        "section",
        element("h2", _title(tag), id=tag),
        element("p", prose(description)),
        *map(_operation, operations),
        aria_labelledby=tag,
    )


def _operation(operation: Operation) -> Html:
    form = f"{page.REFERENCE}#/{operation.tag}/{operation.id}"
    try_it = link(form, "Try it", class_="run", aria_label=f"Try it: {operation.summary}")
    return element(
        "section",
        element("h3", operation.summary, id=f"operation-{operation.id}"),
        element(
            "p",
            element("code", element("b", operation.method), " ", operation.path),
            try_it,
            class_="route",
        ),
        element("p", prose(operation.description)),
        definitions(map(_asked, operation.asked)) if operation.asked else None,
        element("p", "Body ", describe_type(operation.body)) if operation.body else None,
        _answers(operation),
        class_="operation",
    )


def _asked(asked: Asked) -> tuple[Html, tuple[Html | None, ...]]:
    notes = [asked.place] if asked.place == "path" else ["required"] if asked.is_required else []
    operators = join(*(element("code", each) for each in asked.operators), by=" ")
    return name(asked.name, *notes), (
        element("p", describe_type(asked.schema), class_="type"),
        element("p", prose(asked.description)),
        element("p", "Operators ", operators, class_="values") if operators else None,
        describe_values(asked.schema),
        element("p", "Example ", element("code", _write_example(asked)), class_="values"),
    )


def _write_example(asked: Asked) -> str:
    """Write a parameter as it stands in an address."""
    value = asked.example
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return text if asked.place == "path" else f"{asked.name}={quote(text, safe=',:-_.')}"


def _answers(operation: Operation) -> Html:
    success = operation.responses["200"]["content"]
    kept = (", ", element("code", "304"), " if you have it already")
    problems = [status for status in operation.responses if status not in NO_PROBLEMS]
    return element(
        "p",
        "Answers ",
        element("code", "200"),
        " with ",
        describe_type(next(iter(success.values()))["schema"]),
        *(kept if "304" in operation.responses else ()),
        ", or a ",
        link(page.ERRORS, "problem"),
        ": ",
        join(*(element("code", each) for each in problems), by=" "),
        ".",
        class_="answers",
    )


def _operators() -> Html:
    return element(
        "section",
        element("h2", "Operators", id="operators"),
        element(
            "p",
            "A filter without an operator is ",
            element("code", "eq"),
            ". Others stand behind the field: ",
            element("code", "filter[year][gte]=2015"),
            ".",
        ),
        definitions((name(each), (meaning,)) for each, meaning in OPERATORS.items()),
        aria_labelledby="operators",
    )


def _headers(headers: dict[str, dict[str, Any]]) -> Html:
    described = (
        (
            name(each),
            (
                element("p", describe_type(header["schema"]), class_="type"),
                element("p", prose(header["description"])),
                element("p", "Example ", element("code", header["example"]), class_="values"),
            ),
        )
        for each, header in headers.items()
    )
    return element(
        "section",
        element("h2", "Headers", id="headers"),
        element("p", "What answers carry, where it says something of them."),
        definitions(described),
        aria_labelledby="headers",
    )


def _schemas(schemas: dict[str, dict[str, object]]) -> Html:
    return element(
        "section",
        element("h2", "Schemas", id="schemas"),
        element(
            "p",
            prose(
                "With `fields[type]` a document comes as its `Sparse` schema: the same members, of "
                "which only `id`, `type`, `rev`, `href` and `rights` are sure to be there."
            ),
        ),
        render_schemas(schemas),
        aria_labelledby="schemas",
    )
