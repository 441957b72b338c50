"""Operations for other forms than JSON, and the media types that they add to those of JSON."""

from collections.abc import Callable, Iterable
from typing import Any

from api.openapi.headers import condition_refs
from api.openapi.parameters import describe_all, form_parameters, query_parameter
from api.openapi.ref import ref
from api.query.parameters import STYLE, languages_of
from api.resources import Resource
from api.resources.resource import Shape
from schema.form import Form

Operation = dict[str, Any]
Respond = Callable[[Shape, dict[str, Any]], dict[str, Any]]
"""Builds the answers of an operation for a list or a document, from the content of a success."""

NAMES = {
    "application/ld+json": "LinkedData",
    "application/vnd.citationstyles.csl+json": "CslItems",
    "text/html": "HtmlText",
    "text/markdown": "MarkdownText",
    "text/plain": "PlainText",
    "application/x-bibtex": "BibtexText",
    "application/x-research-info-systems": "RisText",
}
"""Names of the schemas of other forms, by media type; generators give them to their types."""


def form_content(forms: Iterable[Form]) -> dict[str, Any]:
    """Build the media types of some forms."""
    return {form.essence: {"schema": ref(NAMES[form.essence])} for form in forms}


def form_paths(
    resource: Resource, key: Callable[[Resource], Operation], respond: Respond
) -> dict[str, Any]:
    """Build the operations at addresses that name a form."""
    paths: dict[str, Any] = {
        f"{resource.type.path}.{form.suffix}": {"get": _set_operation(resource, form, respond)}
        for form in resource.set_forms
    }
    if resource.forms:
        path = f"{resource.type.path}/{{key}}.{{suffix}}"
        paths[path] = {"get": _form_operation(resource, key, respond)}
    return paths


def _form_operation(
    resource: Resource, key: Callable[[Resource], Operation], respond: Respond
) -> Operation:
    title, suffixes = resource.type.title, [form.suffix for form in resource.forms]
    styled = [form.suffix for form in resource.forms if form.is_styled]
    listing = " ".join(f"`{form.suffix}`: {form.description}" for form in resource.forms)
    suffix = {
        "name": "suffix",
        "in": "path",
        "required": True,
        "description": listing,
        "schema": {"type": "string", "enum": suffixes},
        "example": [*styled, *suffixes][0],
    }
    return {
        "operationId": f"get{_name(resource.type.name)}As",
        "tags": [resource.type.plural],
        "summary": f"Get one {title} in another form",
        "description": (
            f"One {title} by id or slug, in the form that the suffix names; the same as at the "
            f"address without it, with the media type as `Accept`.{_style_note(resource.forms)}"
        ),
        "parameters": [
            key(resource),
            suffix,
            *([_style()] if styled else []),
            *describe_all(languages_of(resource, "document")),
            *condition_refs(),
        ],
        "responses": respond("document", form_content(resource.forms)),
    }


def _set_operation(resource: Resource, form: Form, respond: Respond) -> Operation:
    plural = resource.type.plural
    return {
        "operationId": f"list{_name(plural)}As{_name(form.suffix.partition('.')[0])}",
        "tags": [plural],
        "summary": f"List {plural.replace('_', ' ')} as {form.suffix}",
        "description": (
            f"{form.description} One page of the list, with the filters and the order of the list "
            "itself; `Link` has the address of the next page."
        ),
        "parameters": [*form_parameters(resource, form), *condition_refs()],
        "responses": respond("list", form_content([form])),
    }


def _style() -> dict[str, Any]:
    """Describe the style without a default: what is no citation refuses it."""
    style = query_parameter(STYLE)
    schema = {name: value for name, value in style["schema"].items() if name != "default"}
    return {**style, "schema": schema}


def _style_note(forms: Iterable[Form]) -> str:
    styled = ", ".join(f"`{form.suffix}`" for form in forms if form.is_styled)
    return f" `style` is for {styled}." if styled else ""


def _name(text: str) -> str:
    return text.replace("_", " ").title().replace(" ", "")
