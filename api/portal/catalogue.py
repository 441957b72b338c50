"""The catalogue of problems: one page for all, and one for each, which is what `type` leads to."""

import inspect
from collections.abc import Iterable
from functools import cache

from api.errors import ApiError, error_classes
from api.http.problems import PAGES, problem_answer
from api.openapi.components import build_schemas
from api.portal import page
from api.portal.code import code_block, run_links, show_json
from api.portal.explanations import EXPLANATIONS, Explanation
from api.portal.markup import Html, element, link, prose
from api.portal.operations import operations_giving
from api.portal.schemas import describe_type
from api.portal.tables import definitions, name, table

REQUEST_ID = "5f3b9a7c2d1e4f60"
"""In examples; a real one is different each time."""

ALWAYS = ("type", "title", "status", "code", "detail", "request_id")
"""The members of every problem."""


ABOUT = (
    "Every answer that is not a success is a problem (RFC 9457), sent as "
    "`application/problem+json`. Programs decide by `code`, which never changes; people read "
    "`detail`, which may. `type` leads to the pages below."
)


def render_catalogue() -> dict[str, bytes]:
    """Write all pages about problems, by their paths."""
    pages = {PAGES + error.code: _explain(error) for error in error_classes()}
    return {page.ERRORS: _list_all(), **pages}


def _list_all() -> bytes:
    ordered = sorted(error_classes(), key=lambda error: error.status)
    rows = [
        (link(PAGES + error.code, element("code", error.code)), error.status, error.title)
        for error in ordered
    ]
    return page.render_page(
        page.ERRORS,
        "Errors",
        "Every problem that the API answers with, what it means and what to do about it.",
        element("h1", "Errors"),
        element("p", prose(ABOUT), class_="lead"),
        element("h2", "All codes", id="codes"),
        table("All codes", ("Code", "Status", "Title"), rows),
        element("h2", "Members of every problem", id="members"),
        _members(ALWAYS),
    )


def _explain(error: type[ApiError]) -> bytes:
    explanation = EXPLANATIONS.get(error)
    meaning = inspect.cleandoc(error.__doc__ or "")
    return page.render_page(
        PAGES + error.code,
        error.title,
        meaning,
        page.trail((page.ERRORS, "Errors")),
        element("h1", error.title),
        element("p", element("code", error.code), f" status {error.status}", class_="route"),
        element("h2", "What it means"),
        element("p", prose(meaning)),
        *(_advise(error, explanation) if explanation else ()),
        element("h2", "Members"),
        _members(error.extra_fields) if error.extra_fields else None,
        element(
            "p",
            "Beside " if error.extra_fields else "No others than ",
            link(f"{page.ERRORS}#members", "those of every problem"),
            ".",
        ),
        element("h2", "Where it can come from"),
        _operations(error),
    )


def _advise(error: type[ApiError], explanation: Explanation) -> list[Html]:
    body = problem_answer(explanation.example(), REQUEST_ID).body
    target = explanation.target
    return [
        element("h2", "What to do"),
        element("p", prose(explanation.advice)),
        element("h2", "Example"),
        code_block(explanation.request, "Request", is_wrapped=True),
        code_block(show_json(body), "Answer", is_wrapped=True),
        *([run_links(target, f"the example of {error.code}")] if target else []),
    ]


@cache
def _described() -> dict[str, dict[str, object]]:
    members: dict[str, dict[str, object]] = build_schemas()["Problem"]["properties"]
    return members


def _members(names: Iterable[str]) -> Html:
    described = _described()
    return definitions(
        (
            name(each),
            (
                element("p", describe_type(described[each]), class_="type"),
                element("p", prose(str(described[each]["description"]))),
            ),
        )
        for each in names
    )


def _operations(error: type[ApiError]) -> Html:
    giving = operations_giving(error)
    if not giving or error.code == "route-not-found":
        return element("p", "Any path, also one that is none of ours.")
    items = (
        element(
            "li",
            link(f"{page.PLAIN_REFERENCE}#operation-{each.id}", each.summary),
            " ",
            element("code", f"GET {each.path}"),
        )
        for each in giving
    )
    return element("ul", *items, class_="operations")
