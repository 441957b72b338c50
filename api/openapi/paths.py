"""Operations: what can be asked at which path, and what may be answered."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from api.http.answer import SPARSE
from api.openapi.embeds import embed_paths
from api.openapi.ends import mark_operation
from api.openapi.feeds import feed_paths
from api.openapi.forms import form_content, form_paths
from api.openapi.headers import (
    NOT_MODIFIED,
    ON_BODIES,
    ON_CONTENT,
    ON_EVERY_ANSWER,
    condition_refs,
    header_refs,
)
from api.openapi.parameters import query_parameter, query_parameters
from api.openapi.problems import Kind, problems
from api.openapi.ref import SPARSE_PREFIX, ref
from api.query.deprecated import deprecated_words
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from api.resources.resource import Shape
from api.search.parameters import DEPRECATED, QUERY, SEARCH_PARAMETERS, SEARCH_PATH, SEARCH_TAG
from api.sync.parameters import SYNC_PARAMETERS, SYNC_PATH, SYNC_TAG
from schema.article import ARTICLE
from schema.form import JSON, Form
from schema.values import SLUG

Operation = dict[str, Any]

INDEX_TAG = {"name": "index", "description": "Where everything is."}
ON_EVERY_OPERATION = (400, 406, 408, 412, 414, 429, 431, 500, 503)
ON_DOCUMENTS = (308, 404, 410)


def build_paths() -> dict[str, Any]:
    """Build all operations, in the order of the resources."""
    paths: dict[str, Any] = {}
    for resource in RESOURCES:
        paths[resource.type.path] = {"get": _mark(_list_operation(resource), resource, "list")}
        document = _mark(_document_operation(resource), resource, "document")
        paths[resource.type.path + "/{key}"] = {"get": document}
        if resource.type is ARTICLE:
            sections = _mark(_sections_operation(), SECTIONS_OF_ARTICLE, "list")
            paths[ARTICLE.path + "/{key}/sections"] = {"get": sections}
        paths |= form_paths(resource, _key, partial(_form_responses, resource))
    paths[SEARCH_PATH] = {"get": mark_operation(_search_operation(), None, DEPRECATED)}
    paths[SYNC_PATH] = {"get": _sync_operation()}
    paths |= feed_paths() | embed_paths()
    paths["/"] = {"get": _index_operation()}
    paths["/livez"] = {"get": _health_operation("getLiveness", "Liveness", "The process answers")}
    paths["/readyz"] = {
        "get": _health_operation("getReadiness", "Readiness", "The process can serve")
    }
    return paths


def _mark(operation: Operation, resource: Resource, shape: Shape) -> Operation:
    return mark_operation(operation, resource.deprecation, deprecated_words(resource, shape))


def _name(text: str) -> str:
    return text.replace("_", " ").title().replace(" ", "")


def _list_operation(resource: Resource) -> Operation:
    plural = resource.type.plural
    return {
        "operationId": f"list{_name(plural)}",
        "tags": [plural],
        "summary": f"List {plural.replace('_', ' ')}",
        "description": f"{resource.description} Sorted {resource.order_words}.",
        "parameters": [*query_parameters(resource, "list"), *condition_refs()],
        "responses": _responses(
            _content(f"{_name(resource.type.name)}Page", resource.set_forms), is_list=True
        ),
    }


def _document_operation(resource: Resource) -> Operation:
    title = resource.type.title
    return {
        "operationId": f"get{_name(resource.type.name)}",
        "tags": [resource.type.plural],
        "summary": f"Get one {title}",
        "description": f"One {title} by id or slug. {resource.description}",
        "parameters": [
            _key(resource),
            *query_parameters(resource, "document"),
            *condition_refs(),
        ],
        "responses": _document_responses(
            resource, _content(f"{_name(resource.type.name)}Document", resource.forms)
        ),
    }


def _document_responses(resource: Resource, content: dict[str, Any]) -> dict[str, Any]:
    return _responses(
        content,
        is_list=False,
        headers=headers_of(resource),
        has_translations="document" in resource.chooses_language,
    )


def _form_responses(resource: Resource, shape: Shape, content: dict[str, Any]) -> dict[str, Any]:
    if shape == "list":
        return _responses(content, is_list=True)
    return _document_responses(resource, content)


def headers_of(resource: Resource) -> list[str]:
    """Name the headers that only documents of some types have."""
    return ["Content-Language"] if resource.has_language else []


def _sections_operation() -> Operation:
    resource = SECTIONS_OF_ARTICLE
    articles = next(each for each in RESOURCES if each.type is ARTICLE)
    success = _responses(_content("SectionPage"), is_list=True, headers=["Content-Language"])
    responses = success | problems(ON_DOCUMENTS, "list", has_translations=True)
    return {
        "operationId": "listSectionsOfArticle",
        "tags": [ARTICLE.plural],
        "summary": "List the sections of an article",
        "description": f"{resource.description} The article is named by id or slug.",
        "parameters": [
            _key(articles),
            *query_parameters(resource, "list"),
            *condition_refs(),
        ],
        "responses": dict(sorted(responses.items())),
    }


def _search_operation() -> Operation:
    return {
        "operationId": "searchContent",
        "tags": [SEARCH_TAG["name"]],
        "summary": "Search everything",
        "description": (
            "What fits best comes first, by bm25 over titles, synonyms, headings and text, "
            "in this order of weight."
        ),
        "parameters": [
            *({**query_parameter(each), "required": each is QUERY} for each in SEARCH_PARAMETERS),
            *condition_refs(),
        ],
        "responses": {
            "200": _success({JSON: {"schema": ref("SearchAnswer")}}, ON_CONTENT),
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems(ON_EVERY_OPERATION, "search"),
        },
    }


def _sync_operation() -> Operation:
    return {
        "operationId": "syncContent",
        "tags": [SYNC_TAG["name"]],
        "summary": "Begin a copy, or bring it up to date",
        "description": (
            "Changes of all types in the order of the ledger, each document once, by its last "
            "change. Follow `next` while there is more, and keep the last one for the next refresh."
        ),
        "parameters": [*map(query_parameter, SYNC_PARAMETERS), *condition_refs()],
        "responses": {
            "200": _success({JSON: {"schema": ref("SyncPage")}}, ON_CONTENT),
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems((*ON_EVERY_OPERATION, 410), "sync"),
        },
    }


def _index_operation() -> Operation:
    return {
        "operationId": "getIndex",
        "tags": [INDEX_TAG["name"]],
        "summary": "Find everything",
        "description": (
            "Where the lists, the search, this contract and the pages about it are, and from which "
            "release is answered. A client that prefers `text/html` gets the start page instead."
        ),
        "responses": {
            "200": _success(
                {JSON: {"schema": ref("Index")}}, ["ETag", "Surrogate-Key", "Cache-Tag"]
            ),
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems(ON_EVERY_OPERATION, "plain"),
        },
    }


def _health_operation(operation_id: str, schema: str, summary: str) -> Operation:
    return {
        "operationId": operation_id,
        "tags": ["health"],
        "summary": summary,
        "description": f"{summary}. What it says was found out when the process started.",
        "responses": {
            "200": _success({JSON: {"schema": ref(schema)}}, ["ETag"]),
            "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
            **problems(ON_EVERY_OPERATION, "plain"),
        },
    }


def _key(resource: Resource) -> dict[str, Any]:
    slug = rf"{SLUG}\.{SLUG}" if resource.type.name == "section" else SLUG
    id_ = resource.type.id_pattern.strip("^$")
    return {
        "name": "key",
        "in": "path",
        "required": True,
        "description": f"Id or slug of the {resource.type.title}.",
        "schema": {"type": "string", "pattern": f"^({id_}|{slug})$", "maxLength": 300},
        "example": resource.example_slug,
    }


def _content(schema: str, forms: Sequence[Form] = ()) -> dict[str, Any]:
    """Build the media types of documents: whole, with some members, and in other forms."""
    return {
        JSON: {"schema": ref(schema)},
        # Asked for with `fields`. Another shape, so another media type: clients that ask for
        # whole documents need not reckon with missing members.
        SPARSE: {"schema": ref(SPARSE_PREFIX + schema)},
        **form_content(forms),
    }


def _responses(
    content: dict[str, Any],
    *,
    is_list: bool,
    headers: Sequence[str] = (),
    has_translations: bool = False,
) -> dict[str, Any]:
    statuses = ON_EVERY_OPERATION if is_list else (*ON_EVERY_OPERATION, *ON_DOCUMENTS)
    headers = [*ON_CONTENT, "Link", *headers]
    success = {
        "200": _success(content, headers),
        "304": {"$ref": f"#/components/responses/{NOT_MODIFIED}"},
    }
    kind: Kind = "list" if is_list else "document"
    return dict(
        sorted((success | problems(statuses, kind, has_translations=has_translations)).items())
    )


def _success(content: dict[str, Any], headers: Sequence[str]) -> dict[str, Any]:
    return {
        "description": "The answer.",
        "headers": header_refs([*ON_EVERY_ANSWER, *ON_BODIES, *headers]),
        "content": content,
    }
