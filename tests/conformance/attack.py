"""Schemathesis, told what a schema cannot say of parameters that depend on each other.

Its sound requests are mended before they are sent, by what the descriptions of the parameters say;
its spoiled ones go out as they are. Nothing is left out of what it checks.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

import schemathesis
from schemathesis.cli import schemathesis as command_line
from schemathesis.core import NOT_SET

from api.embeds.parameters import URL
from api.limits import MAX_TARGET
from api.query.include import MAX_STATEMENTS, RESOURCES_BY_TYPE
from api.query.parameters import parameters_of
from api.query.text import MAX_PARAMETERS
from api.resources import RESOURCES, SECTIONS_OF_ARTICLE, Resource
from api.search.parameters import QUERY, SEARCH_PARAMETERS, TOPIC
from schema.article import ARTICLE
from schema.section import BODY_FORMATS, SECTION
from schema.storage.analyzer import find_words

Query = dict[str, Any]

PATHS = {
    **{resource.type.path: resource for resource in RESOURCES},
    **{f"{resource.type.path}/{{key}}": resource for resource in RESOURCES},
    **{
        f"{resource.type.path}.{form.suffix}": resource
        for resource in RESOURCES
        for form in resource.set_forms
    },
    f"{ARTICLE.path}/{{key}}/sections": SECTIONS_OF_ARTICLE,
}
STYLED = {form.suffix for resource in RESOURCES for form in resource.forms if form.is_styled}
HOLDINGS = "/v1/holdings/check"
WITH_IT = ("include", "body")
"""Without these, others have no meaning."""
LONG_CURSOR = 600
"""Bytes that are left for a path and for the address of the next page."""
SAFE_INCLUDES = MAX_STATEMENTS // 2
"""Each leads over one relation or two."""


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:  # noqa: ARG001 (named by schemathesis)
    """Mend a sound request."""
    if case.method in {"GET", "HEAD"}:
        # The method is what is spoiled about it; a body would be refused before that is looked at.
        case.body = NOT_SET
    if case.operation.path == HOLDINGS and case.meta.generation.mode.is_positive:
        case.body = number_holdings(case.body)
    if not case.query:
        return
    if case.meta.generation.mode.is_positive:
        resource = PATHS.get(case.operation.path)
        mended = mend(case.query, resource) if resource else mend_other(case)
        case.query = fit(name_documents(mended, resource), tried_of(case))
    elif case.method not in {"GET", "HEAD"}:
        case.query = fit(case.query, "")


def number_holdings(body: Any) -> Any:
    """Give each document an id of its own: none may be asked about twice."""
    if not isinstance(body, dict) or not isinstance(body.get("holdings"), list):
        return body
    numbered = enumerate(body["holdings"])
    return {**body, "holdings": [{**each, "id": f"top_{n:010}"} for n, each in numbered]}


def mend_other(case: Any) -> Query:
    """Begin a copy, search for a word, name what there is, and style citations only."""
    mended = {name: value for name, value in case.query.items() if name not in {"since", "after"}}
    if "q" in mended and not find_words(str(mended["q"])):
        mended["q"] = QUERY.example
    if "topic" in mended:
        mended["topic"] = TOPIC.example
    if "url" in mended:
        mended["url"] = URL.example
    if (case.path_parameters or {}).get("suffix", "txt") not in STYLED:
        mended.pop("style", None)
    if "lang" not in mended:
        mended.pop("fallback", None)
    return mended


def mend(query: Query, resource: Resource) -> Query:
    """Keep what goes together, and no cursor, for each belongs to the list that gave it."""
    include = split(query.get("include"))[:SAFE_INCLUDES]
    types = set(types_in(resource, include))
    mended = {
        name: value
        for name, value in query.items()
        if (not name.startswith("fields[") or name[7:-1] in types)
        and (name != "body" or SECTION.name in types)
        and name != "after"
        and (name != "fallback" or "lang" in query)
    }
    if include:
        mended["include"] = ",".join(include)
    if "fields[section]" in mended:
        # A form of the text is there where `body` asks for it.
        mended["fields[section]"] = drop_forms(mended["fields[section]"], mended.get("body"))
    if "sort" in query:
        orders = {order.removeprefix("-"): order for order in split(query["sort"])}
        mended["sort"] = ",".join(orders.values())
    return mended


def types_in(resource: Resource, paths: list[str]) -> Iterator[str]:
    """List the types of the documents that an answer can hold."""
    yield resource.type.name
    for path in paths:
        place = resource
        for name in path.split("."):
            relation = place.relation(name)
            assert relation is not None, path
            place = RESOURCES_BY_TYPE[relation.target.name]
            yield place.type.name


def name_documents(query: Query, resource: Resource | None) -> Query:
    """Name documents that there are, where a filter wants one."""
    parameters = parameters_of(resource, "list") if resource else SEARCH_PARAMETERS
    links = {each.filter_name for each in (resource or SECTIONS_OF_ARTICLE).relations} | {"topic"}
    examples = {
        each.name: each.example
        for each in parameters
        if each.name.startswith("filter[") and each.name[7:].partition("]")[0] in links
    }
    existing = {
        name: examples[name] for name in query if name in examples and not name.endswith("[exists]")
    }
    return {**query, **existing}


def split(value: Any) -> list[str]:
    """Read a list, be it written already or not."""
    return value.split(",") if isinstance(value, str) else list(value or ())


def drop_forms(members: Any, body: Any) -> str:
    """Leave out the forms of the text of sections that are not asked for."""
    others = {*BODY_FORMATS} - {body or "blocks"}
    return ",".join(each for each in split(members) if each not in others) or "id"


def tried_of(case: Any) -> str:
    """The parameter that a request is about, if it is about one."""
    return getattr(case.meta.phase.data, "parameter", None) or ""


def fit(query: Query, tried: str) -> Query:
    """Leave out what is too much for one address with a cursor, but never what is tried."""
    kept: Query = {}
    room = MAX_TARGET - LONG_CURSOR
    for name, value in sorted(query.items(), key=lambda item: item[0] not in {tried, *WITH_IT}):
        room -= len(quote_plus(f"{name}={value}")) + 1
        if room > 0 and len(kept) < MAX_PARAMETERS - 1:
            kept[name] = value
    return kept


if __name__ == "__main__":
    command_line()
