"""Last-Modified: which date speaks for an answer, and when none does."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from api.app import create_app
from api.http.conditional import parse_http_date
from api.store.release import open_release
from tests.client import CLINIC_TIME, Answer, Client, stop_clock
from tests.conftest import CLINIC, FIRST_DAY, SECOND_DAY, compile_clinic, edit

FIRST, SECOND = f"{FIRST_DAY}T00:00:00Z", f"{SECOND_DAY}T00:00:00Z"
LOSING = ["/v1/articles", "/v1/topics/rest?include=articles", "/v1/search?q=advice"]
"""Addresses that hold an article before it is withdrawn."""


def modified(answer: Answer) -> float | None:
    return parse_http_date(answer.headers.get("last-modified"), CLINIC_TIME)


def moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@contextmanager
def reading(releases: Path, now: float) -> Iterator[Client]:
    """A client of a release at some time."""
    release = open_release(releases)
    client = Client(create_app(release, stop_clock(now)))
    yield client
    client.close()
    release.close()


@pytest.mark.parametrize(
    "target",
    [
        "/v1/topics/needling",
        "/v1/articles/migraine",
        "/v1/articles/migraine?include=sections,references,studies.references",
        "/v1/references/able-2020",
        "/v1/studies/able-trial?include=references&fields[study]=title",
        "/v1/sections/migraine.care?body=none",
    ],
)
def test_the_date_is_the_last_change_of_anything_in_the_answer(target: str, client: Client) -> None:
    """Documents and what they lead to: what is left out of them is named in them."""
    answer = client.get(target)
    whole = client.get(target.partition("&fields")[0]).json()

    documents = [
        whole["data"],
        *(each for some in whole.get("included", {}).values() for each in some),
    ]
    assert modified(answer) == moment(max(each["updated_at"] for each in documents))


@pytest.mark.parametrize(
    "target",
    [
        "/v1/topics",
        "/v1/topics?limit=1&filter[kind]=condition",
        "/v1/articles/migraine/sections",
        "/v1/references/able-2020?include=articles",
        "/v1/topics/migraine?include=articles.references",
        "/v1/search?q=rest",
    ],
)
def test_what_can_lose_documents_has_the_date_of_all_content(target: str, client: Client) -> None:
    """Lists, search, and relations that are read backwards: what leaves them leaves no trace."""
    assert modified(client.get(target)) == moment(SECOND)


@pytest.mark.parametrize(
    "target",
    [
        "/v1/sections/migraine.care?body=html",
        "/v1/articles/migraine?include=sections&body=text",
        "/v1/sections?body=markdown",
        "/openapi.json",
        "/docs",
        "/livez",
        "/v1/topics/nothing",
    ],
)
def test_where_no_date_speaks_for_the_bytes_there_is_none(target: str, client: Client) -> None:
    """Bodies that are rendered follow from more than their section; problems have no date."""
    assert modified(client.get(target)) is None


def test_a_date_is_sent_when_nothing_can_change_under_it_any_more(clinic_releases: Path) -> None:
    """Changes are dated by the day, so on that day, and an hour longer, a date proves nothing."""
    settled = datetime.fromisoformat(SECOND) + timedelta(hours=25)
    since = {"If-Modified-Since": "Sun, 01 Mar 2026 00:00:00 GMT"}

    for seconds, status in ((-1, 200), (0, 304)):
        with reading(clinic_releases, settled.timestamp() + seconds) as client:
            assert (modified(client.get("/v1/topics")) is None) == (status == 200)
            assert client.send("GET", "/v1/topics", since).status == status


def test_a_withdrawal_is_seen_by_whoever_had_the_list(tmp_path: Path) -> None:
    """The list that has lost a document has a new date, though all that is in it is old."""
    content, ledger, releases = tmp_path / "content", tmp_path / "ledger", tmp_path / "releases"
    shutil.copytree(CLINIC, content)
    compile_clinic(content, ledger, releases, FIRST_DAY)
    with reading(releases, CLINIC_TIME) as client:
        before = [client.get(target) for target in LOSING]
    edit(
        content / "articles" / "old-advice.md",
        "audience:",
        "status: withdrawn\nwithdrawn: {reason: merged}\naudience:",
    )
    compile_clinic(content, ledger, releases, SECOND_DAY)

    with reading(releases, CLINIC_TIME) as client:
        for target, had in zip(LOSING, before, strict=True):
            answer = client.get(target, If_Modified_Since=had.headers["last-modified"])

            assert answer.status == 200
            assert b"old-advice" not in answer.body
            assert (modified(had), modified(answer)) == (moment(FIRST), moment(SECOND))
