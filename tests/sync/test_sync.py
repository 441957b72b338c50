"""What a partner sees of a month in the small clinic: an edit, a new slug, a withdrawal."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.app import create_serving_app
from api.loaded import load_release
from api.serving import Serving
from api.sync.cursor import Copy, Place, SyncCursor, write_sync_cursor
from tests.client import Client
from tests.conftest import (
    CLINIC,
    FIRST_DAY,
    SECOND_DAY,
    compile_clinic,
    edit,
    live_through_a_month,
)
from tests.http.problems import assert_problem


class Clinic:
    """The small clinic, served while it is edited."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.folder = folder
        shutil.copytree(CLINIC, self.content)
        compile_clinic(self.content, folder / "ledger.jsonl", folder / "releases", FIRST_DAY)
        self.serving = Serving(load_release(folder / "releases"))
        self.client = Client(create_serving_app(self.serving))

    def publish(self, day: str) -> None:
        """Build what the sources say, and serve it."""
        compile_clinic(self.content, self.folder / "ledger.jsonl", self.folder / "releases", day)
        self.serving.swap(load_release(self.folder / "releases"))

    def ask(self, target: str) -> dict[str, Any]:
        """Ask for a page of changes."""
        answer = self.client.get(target)
        assert answer.status == 200, answer.body
        page: dict[str, Any] = answer.json()
        return page

    def end(self, target: str = "/v1/sync?limit=500") -> str:
        """Begin a copy, and go to where it is complete."""
        page = self.ask(target)
        assert not page["has_more"]
        return str(page["next"])


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    """A clinic that has just opened."""
    clinic = Clinic(tmp_path)
    yield clinic
    clinic.client.close()
    clinic.serving.loaded.retire()


def test_a_month_in_changes(clinic: Clinic) -> None:
    """Only what changed comes, by its last change; what is gone says why and what is instead."""
    following = clinic.end()
    assert clinic.ask(following)["data"] == []

    live_through_a_month(clinic.content)
    clinic.publish(SECOND_DAY)
    page = clinic.ask(following)

    changes = {(each["op"], each["type"]): each for each in page["data"]}
    [gone] = [each for each in page["data"] if (each["op"], each["type"]) == ("delete", "article")]
    resting = clinic.client.get("/v1/articles/resting").json()["data"]
    assert gone["tombstone"] == {
        "slug": "old-advice",
        "reason": "merged",
        "replacement_id": resting["id"],
    }
    renamed = [each for each in page["data"] if each["id"] == resting["id"]]
    assert [each["document"] for each in renamed] == [resting]
    assert ("upsert", "reference") in changes
    assert ("upsert", "topic") not in changes
    assert [each["seq"] for each in page["data"]] == sorted(each["seq"] for each in page["data"])
    assert clinic.ask(page["next"])["data"] == []


def test_a_new_copy_has_no_tombstones(clinic: Clinic) -> None:
    """Whoever begins today never had what was withdrawn yesterday."""
    live_through_a_month(clinic.content)
    clinic.publish(SECOND_DAY)

    page = clinic.ask("/v1/sync?limit=500")

    assert {each["op"] for each in page["data"]} == {"upsert"}
    assert page["state"]["count"] == len(page["data"])


def test_what_a_change_means_is_declared_in_the_source(clinic: Clinic) -> None:
    """Editors say it beside the text; sections take it over, everything else is editorial."""
    following = clinic.end()
    path = clinic.content / "articles" / "migraine.md"
    edit(path, "audience:", "change_class: safety\naudience:")
    edit(path, "## ", "## Now: ")
    clinic.publish(SECOND_DAY)

    changes = clinic.ask(following)["data"]

    assert {each["type"] for each in changes} == {"article", "section"}
    assert {each["change_class"] for each in changes} == {"safety"}


def test_a_class_alone_is_no_change(clinic: Clinic) -> None:
    """It says something of a change, and is none."""
    following = clinic.end()
    edit(
        clinic.content / "articles" / "migraine.md", "audience:", "change_class: safety\naudience:"
    )
    clinic.publish(SECOND_DAY)

    assert clinic.ask(following)["data"] == []


def test_the_bytes_are_those_of_the_document(clinic: Clinic) -> None:
    """What is copied and what is read one by one cannot differ."""
    answer = clinic.client.get("/v1/sync?types=topic&limit=500")

    for change in answer.json()["data"]:
        alone = clinic.client.get(change["document"]["href"]).body
        assert alone.removeprefix(b'{"data":').removesuffix(b"}") in answer.body


NOWHERE = write_sync_cursor(
    SyncCursor(Place(3, "0" * 16), "~", Place(3, "0" * 16), Copy(("article",)))
)
AHEAD = write_sync_cursor(SyncCursor(Place(10**9, "0" * 16), "~", Place(0, ""), Copy(("article",))))
NO_TYPE = write_sync_cursor(SyncCursor(Place(0, ""), "", Place(0, ""), Copy(())))
NO_LANGUAGE = write_sync_cursor(SyncCursor(Place(0, ""), "", Place(0, ""), Copy(("article",), "%")))
FOREIGN_TYPE = write_sync_cursor(SyncCursor(Place(0, ""), "", Place(0, ""), Copy(("poem",))))


@pytest.mark.parametrize("cursor", [NOWHERE, AHEAD], ids=["other", "ahead"])
def test_a_copy_of_another_history_is_gone(cursor: str, client: Client) -> None:
    """The problem names what to begin anew with."""
    problem = assert_problem(client, client.get(f"/v1/sync?since={cursor}"), 410, "cursor-expired")
    assert (problem["parameter"], problem["snapshot"]) == ("since", "/v1/snapshots/latest")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "W10",
        "é",
        FOREIGN_TYPE,
        NO_TYPE,
        NO_LANGUAGE,
        NOWHERE[:-4],
        "A" * 2000,
        NOWHERE + "%3D",
    ],
    ids=ascii,
)
def test_what_is_no_cursor_is_refused(cursor: str, client: Client) -> None:
    """Whatever it is, nothing is read for it."""
    answer = client.get(f"/v1/sync?since={cursor.replace('é', '%C3%A9')}")

    problem = assert_problem(client, answer, 400, "bad-cursor")
    assert problem["parameter"] == "since"


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("types=poem", "types", "bad-value"),
        ("types=", "types", "bad-value"),
        ("types=topic,topic", "types", "repeated-parameter"),
        ("lang=english", "lang", "bad-value"),
        ("filter[topic]=nobody", "filter[topic]", "bad-value"),
        ("limit=0", "limit", "bad-value"),
        ("limit=501", "limit", "bad-value"),
        ("page=2", "page", "unknown-parameter"),
        (f"since={NOWHERE}&types=topic", "types", "bad-value"),
        (f"since={NOWHERE}&lang=es", "lang", "bad-value"),
    ],
)
def test_bad_input_is_named(query: str, parameter: str, code: str, client: Client) -> None:
    """Each problem says which parameter is at fault."""
    problem = assert_problem(client, client.get(f"/v1/sync?{query}"), 400, code)

    assert problem["parameter"] == parameter
