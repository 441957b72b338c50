import re

import pytest

import api.errors
from api.errors import ApiError, error_classes
from api.store.release import Release
from api.sync.parameters import EXAMPLE_CURSOR
from tests.client import Client

from .problems import ERRORS, assert_problem

LONG = "x" * 3000
HOLDINGS, JSON_TYPE = "/v1/holdings/check", {"Content-Type": "application/json"}
MANY = "&".join(f"p{index}=1" for index in range(33))

PROBLEMS: dict[str, tuple[str, str, dict[str, str], int, str]] = {
    "former slug": ("GET", "/v1/articles/rest", {}, 308, "document-moved"),
    "GET with a body": ("GET", "/v1/topics", {"Content-Length": "2"}, 400, "bad-request"),
    "OPTIONS with a body": (
        "OPTIONS",
        "/v1/topics",
        {"Transfer-Encoding": "chunked"},
        400,
        "bad-request",
    ),
    "slash at the end": ("GET", "/v1/topics/", {}, 400, "bad-target"),
    "broken percent": ("GET", "/v1/topics?limit=%zz", {}, 400, "bad-target"),
    "unknown parameter": ("GET", "/v1/topics?limti=1", {}, 400, "unknown-parameter"),
    "repeated parameter": ("GET", "/v1/topics?limit=1&limit=1", {}, 400, "repeated-parameter"),
    "unknown filter": ("GET", "/v1/topics?filter[kin]=x", {}, 400, "unknown-filter"),
    "unknown operator": ("GET", "/v1/topics?filter[kind][lt]=x", {}, 400, "unknown-operator"),
    "unsortable field": ("GET", "/v1/topics?sort=kind", {}, 400, "unsortable-field"),
    "unknown field": ("GET", "/v1/topics?fields[topic]=nam", {}, 400, "unknown-field"),
    "unknown relation": ("GET", "/v1/topics?include=artcles", {}, 400, "unknown-relation"),
    "bad limit": ("GET", "/v1/topics?limit=0", {}, 400, "bad-value"),
    "body without sections": ("GET", "/v1/articles?body=html", {}, 400, "bad-value"),
    "bad cursor": ("GET", "/v1/topics?after=x", {}, 400, "bad-cursor"),
    "33 parameters": ("GET", f"/v1/topics?{MANY}", {}, 400, "too-much-asked"),
    "unknown route": ("GET", "/v2/topics", {}, 404, "route-not-found"),
    "unknown asset": ("GET", "/docs/assets/other.js", {}, 404, "route-not-found"),
    "unknown code": ("GET", "/docs/errors/bad-curser", {}, 404, "route-not-found"),
    "unknown document": ("GET", "/v1/topics/nothing", {}, 404, "document-not-found"),
    "unknown form": ("GET", "/v1/articles/migraine.pdf", {}, 404, "unknown-form"),
    "unknown form of a list": ("GET", "/v1/references.xml", {}, 404, "unknown-form"),
    "no such language": ("GET", "/v1/articles/migraine?lang=fr", {}, 404, "language-not-found"),
    "malformed language": ("GET", "/v1/articles?lang=es_US", {}, 400, "bad-value"),
    "embed as XML": (
        "GET",
        "/v1/oembed?url=/v1/articles/migraine&format=xml",
        {},
        501,
        "format-not-implemented",
    ),
    "unknown article": ("GET", "/v1/articles/nothing/sections", {}, 404, "document-not-found"),
    "POST": ("POST", "/v1/topics", {}, 405, "method-not-allowed"),
    "POST with a body": ("POST", "/v1/topics", {"Content-Length": "2"}, 405, "method-not-allowed"),
    "no JSON": ("POST", HOLDINGS, JSON_TYPE, 400, "bad-body"),
    "large body": (
        "POST",
        HOLDINGS,
        {**JSON_TYPE, "Content-Length": "999999"},
        413,
        "body-too-large",
    ),
    "untyped body": ("POST", HOLDINGS, {}, 415, "unsupported-media-type"),
    "compressed body": (
        "POST",
        HOLDINGS,
        {**JSON_TYPE, "Content-Encoding": "gzip"},
        415,
        "unsupported-content-coding",
    ),
    "unknown file": ("GET", "/v1/snapshots/x.sqlite", {}, 404, "snapshot-not-found"),
    "only html": ("GET", "/v1/topics", {"Accept": "text/html"}, 406, "not-acceptable"),
    "no coding": ("GET", "/v1/topics", {"Accept-Encoding": "*;q=0"}, 406, "coding-not-acceptable"),
    "withdrawn": ("GET", "/v1/articles/old-advice", {}, 410, "document-withdrawn"),
    "another history": ("GET", f"/v1/sync?since={EXAMPLE_CURSOR}", {}, 410, "cursor-expired"),
    "other bytes": ("GET", "/v1/topics", {"If-Match": '"x"'}, 412, "precondition-failed"),
    "long path": ("GET", f"/v1/topics/{LONG}", {}, 414, "uri-too-long"),
    "long query": ("GET", f"/v1/topics?limit={LONG}", {}, 414, "uri-too-long"),
    "large header": ("GET", "/v1/topics", {"X": "x" * 20_000}, 431, "header-too-large"),
}

NOT_BY_A_CLIENT = {
    "range-not-satisfiable": "needs the hash of a file; tests/offline/test_snapshots.py knows some",
    "request-timeout": "needs a socket; tests/server/test_deadlines.py dawdles",
    "too-many-connections": "needs sockets; tests/server/test_crowds.py opens them",
    "service-busy": "needs sockets; tests/server/test_crowds.py opens them",
    "internal-error": "needs a mistake of ours; test_a_mistake_of_ours closes the file",
    "store-unavailable": "needs a slow disk; test_reading_too_long turns the clock's patience off",
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_a_request_that_cannot_be_answered_gets_its_problem(case: str, client: Client) -> None:
    """Each mistake has one status and one code."""
    method, target, headers, status, code = PROBLEMS[case]

    answer = client.send(method, target, headers)

    assert_problem(client, answer, status, code)


def test_every_code_is_in_the_table() -> None:
    """No error is without a request that shows it, or a reason why there is none."""
    shown = {code for _, _, _, _, code in PROBLEMS.values()}

    assert shown | set(NOT_BY_A_CLIENT) == set(ERRORS)
    assert not shown & set(NOT_BY_A_CLIENT)


def test_a_mistake_of_ours_says_nothing_of_itself(release: Release, own_client: Client) -> None:
    """An answer of 500 holds its request id and no word about the cause."""
    release.close()

    answer = own_client.get("/v1/sections")

    problem = assert_problem(own_client, answer, 500, "internal-error")
    assert set(problem) == {"type", "title", "status", "code", "detail", "request_id"}
    assert b"database" not in answer.body.lower()


def test_reading_too_long_is_given_up(
    release: Release, own_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement past its deadline is stopped, and the client told when to come back."""
    monkeypatch.setattr("api.store.release.DEADLINE", -1.0)
    release._connection.set_progress_handler(release._is_late, 1)

    answer = own_client.get("/v1/topics?include=articles")

    assert_problem(own_client, answer, 503, "store-unavailable")
    assert answer.headers["retry-after"] == "1"
    monkeypatch.undo()
    assert own_client.get("/v1/topics?include=articles").status == 200


@pytest.mark.parametrize(("limit", "status"), [(3, 400), (4, 200)])
def test_more_documents_than_fit_are_refused(
    limit: int, status: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An include is answered whole or not at all."""
    monkeypatch.setattr("api.store.read.MAX_INCLUDED", limit)

    answer = client.get("/v1/articles/migraine?include=sections")

    assert answer.status == status
    if status == 400:
        problem = assert_problem(client, answer, 400, "too-much-asked")
        assert (problem["parameter"], problem["limit"]) == ("include", limit)


def drawn_tree() -> dict[str, tuple[str | None, int]]:
    """Read the tree in the docstring: class name to code and status."""
    row = re.compile(r"^ {4}[│├└─ ]* (\w+) +(?:([a-z-]+) +)?(\d{3})$", re.MULTILINE)
    return {
        name: (code or None, int(status))
        for name, code, status in row.findall(api.errors.__doc__ or "")
    }


def all_errors(root: type[ApiError] = ApiError) -> list[type[ApiError]]:
    return [each for child in root.__subclasses__() for each in (child, *all_errors(child))]


def test_the_tree_in_the_docstring_is_the_tree_of_classes() -> None:
    """Every class is drawn with its code and status, and nothing is drawn that is not there."""
    classes = {error.__name__: (vars(error).get("code"), error.status) for error in all_errors()}

    assert drawn_tree() == classes


def test_the_tree_is_drawn_in_the_shape_of_the_inheritance() -> None:
    """A class is drawn one step to the right of the class that it is a kind of."""
    rows = re.findall(r"^ {4}((?:[│├└─ ]{4})*)(\w+)", api.errors.__doc__ or "", re.MULTILINE)

    depths = {name: len(indent) // 4 for indent, name in rows}

    for error in all_errors():
        assert error.__base__ is not None
        assert depths[error.__name__] == depths[error.__base__.__name__] + 1


def test_codes_and_titles_are_unique() -> None:
    """One code means one thing."""
    errors = list(error_classes())

    assert len({error.code for error in errors}) == len(errors)
    assert len({error.title for error in errors}) == len(errors)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", error.code) for error in errors)


@pytest.mark.parametrize("code", ERRORS)
def test_every_code_is_explained(code: str, client: Client) -> None:
    """The page of a code names it, its status and its members."""
    page = client.get(f"/docs/errors/{code}").body.decode()

    assert f"<code>{code}</code> status {ERRORS[code].status}" in page
    assert all(field in page for field in ERRORS[code].extra_fields)


def test_an_unknown_code_gives_the_nearest_one(client: Client) -> None:
    """The pages of problems help like all others."""
    problem = assert_problem(client, client.get("/docs/errors/bad-curser"), 404)

    assert problem["suggestion"] == "/docs/errors/bad-cursor"


def test_a_problem_repeats_little_of_what_was_sent(client: Client) -> None:
    """64 characters of a client's words at most, however many it sent."""
    for target in (f"/v1/topics?{'a' * 1500}=1", f"/v1/topics?include={'a' * 1500}"):
        answer = client.get(target)

        assert b"a" * 64 in answer.body
        assert b"a" * 65 not in answer.body


def test_addresses_in_a_problem_are_relative(client: Client) -> None:
    """A problem is the same behind every proxy."""
    answer = client.get("/v1/topics/")

    problem = assert_problem(client, answer, 400)
    assert problem["type"].startswith("/docs/errors/")
    assert problem["suggestion"] == "/v1/topics"
