import re
from collections.abc import Iterator

import pytest

from api.resources import RESOURCES
from api.store.listing_statements import FIND_LAST_ROW, LIST_FAN_OUTS, LIST_STALE_DAYS, LIST_VALUES
from api.store.release import Release
from api.store.search_statements import LIST_FORMER_SLUGS, LIST_TOPICS
from api.store.statements import DESCRIBE_RELEASE, all_statements, select_related
from schema.cursor import digest_of, write_cursor
from schema.feed import FEEDS
from schema.section import BODY_FORMATS
from tests.client import Client

from .catalogue import CATALOGUE, COMMAND, render_catalogue

NOT_RUN_BY_A_REQUEST = {
    DESCRIBE_RELEASE: "runs when the doors are opened, before the first request",
    LIST_TOPICS: "as above",
    FIND_LAST_ROW: "as above",
    LIST_FORMER_SLUGS: "as above",
    LIST_STALE_DAYS: "as above",
    LIST_FAN_OUTS: "as above",
    LIST_VALUES: "as above",
    select_related("none", is_reverse=True): "no reverse relation leads to sections yet",
    select_related("form", is_reverse=True): "no reverse relation leads to sections yet",
}
KEYS = ["art_aaaaaaaaa1", "migraine", "rest", "old-advice", "art_aaaaaaaaa4", "nothing"]


@pytest.fixture
def seen(release: Release) -> list[str]:
    """The statements that run, in their order."""
    statements: list[str] = []
    release.trace = statements.append
    return statements


def targets() -> Iterator[str]:
    """Everything that can be asked for: lists, pages, documents, includes, bodies, absences."""
    for resource in RESOURCES:
        names = ",".join(relation.name for relation in resource.relations)
        forms = BODY_FORMATS if resource.type.name == "section" or "sections" in names else ()
        for query in ("", *(f"&body={form}" for form in forms)):
            yield f"{resource.type.path}?limit=1&include={names}{query}"
        yield from (f"{resource.type.path}/{key}" for key in KEYS)
    for form in BODY_FORMATS:
        yield f"/v1/articles/migraine/sections?limit=1&body={form}"
        yield f"/v1/sections/migraine.care?body={form}&include=article"
        yield f"/v1/sections/sec_rxrp0pze08?body={form}"
    yield from (f"/v1/articles/{key}/sections" for key in KEYS)
    yield from (f"/v1/articles/{key}.md" for key in KEYS)
    yield from (f"/v1/oembed?url=/v1/articles/{key}" for key in KEYS)
    yield "/v1/references.bib?limit=1"
    after = write_cursor(digest_of("service_bundle", "", "position"), (0, ""))
    yield f"/v1/service-bundles?after={after}"
    after = write_cursor(digest_of("section", "", "article_id,position"), ("", 0, "sec_0"))
    yield f"/v1/sections?after={after}"
    yield "/v1/studies?limit=1&sort=-year"
    yield "/v1/studies?filter[id]=stu_aaaaaaaaa1&filter[slug][in]=able-trial,x&sort=-year"
    yield "/v1/studies?filter[year][gte]=2000&filter[design][in]=meta-analysis,cohort-study"
    yield "/v1/studies?filter[topic]=migraine&filter[reference][exists]=true"
    for query in ("", "&lang=en", "&filter[topic]=migraine"):
        yield f"/v1/sync?limit=1{query}"
    yield from (*(feed.path for feed in FEEDS), "/sitemap.xml", "/sitemaps/1.xml")
    yield from ("/v1/search?q=rest", "/", "/livez", "/readyz", "/openapi.json", "/docs", "/nothing")


def sweep(client: Client) -> None:
    """Ask for everything, and follow each list to its second page."""
    for target in targets():
        answer = client.get(target)
        assert answer.status < 500
        following = re.match(r'<([^>]*)>; rel="next"', answer.headers.get("link", ""))
        assert following is None or client.get(following[1]).status == 200
    held = b'{"holdings": [{"id": "art_aaaaaaaaa1", "rev": "0123456789abcdef"}]}'
    headers = {"Content-Type": "application/json"}
    assert client.send("POST", "/v1/holdings/check", headers, body=held).status == 200


def test_the_catalogue_is_what_the_code_says() -> None:
    """Whoever changes a statement reads the difference, and so does the reviewer."""
    committed = CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""

    assert committed == render_catalogue(), f'run "{COMMAND}" and read the diff'


def test_the_catalogue_is_small_and_without_repetition() -> None:
    """A person can read 200 texts, and reads each of them once."""
    statements = list(all_statements())

    assert len(set(statements)) == len(statements) <= 200


def test_every_statement_only_selects() -> None:
    """One statement each, without comments, compared with bound values only."""
    for statement in all_statements():
        assert statement.startswith("SELECT ")
        assert ";" not in statement
        assert "--" not in statement
        assert not re.search(r"= *['\"\d]", statement)


def test_no_request_runs_a_statement_of_its_own(client: Client, seen: list[str]) -> None:
    """Every text that runs is in the catalogue."""
    sweep(client)

    assert set(seen) <= set(all_statements())


def test_no_statement_is_there_for_nothing(client: Client, seen: list[str]) -> None:
    """Every text of the catalogue is run by some request, or there is a reason."""
    sweep(client)

    assert set(all_statements()) - set(seen) == set(NOT_RUN_BY_A_REQUEST)


def test_what_sqlite_runs_is_what_was_traced(
    release: Release, client: Client, seen: list[str]
) -> None:
    """The trace hides nothing: SQLite's own one tells of as many statements."""
    run: list[str] = []
    release._connection.set_trace_callback(run.append)

    client.get("/v1/articles/migraine?include=sections,references&body=html")

    assert len(run) == len(seen) == 3
