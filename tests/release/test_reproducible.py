import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from schema.storage.identity import APPLICATION_ID, SCHEMA_VERSION
from seed.release import KEPT_RELEASES, ReleaseBusy, publisher_lock, read_current
from tests.conftest import CLINIC, ROOT
from tests.release.world import World


def hash_of(world: World) -> str:
    current = read_current(world.releases)
    assert current is not None
    return current.sha256


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    """Two builds of one source, apart from each other, are one release."""
    worlds = [World(tmp_path / name) for name in ("a", "b")]

    for world in worlds:
        world.build()

    assert hash_of(worlds[0]) == hash_of(worlds[1])


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_no_hash_seed_shows_in_the_bytes(hash_seed: str, tmp_path: Path) -> None:
    """The order of sets and dictionaries of another process does not matter."""
    here = World(tmp_path / "here")
    here.build()
    shutil.copytree(CLINIC, tmp_path / "there" / "content")
    options = [
        part
        for name in ("content", "ledger", "releases")
        for part in (f"--{name}", str(tmp_path / "there" / name))
    ]

    subprocess.run(
        [sys.executable, "-m", "seed", "build", "--today", "2026-02-01", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
    )

    current = read_current(tmp_path / "there" / "releases")
    assert current is not None
    assert current.sha256 == hash_of(here)


def test_a_later_day_without_changes_gives_the_same_file(published: World) -> None:
    """Only what follows from the day is in a release, not the day itself."""
    before = hash_of(published)

    published.build(today="2026-06-01")

    assert hash_of(published) == before


def test_a_review_that_falls_due_is_a_change(published: World) -> None:
    """A passed date cannot hide: the article gets another rev by itself."""
    added = published.build(today="2027-01-02").added

    assert [change.slug for change in added] == ["migraine"]
    state = published.get("/v1/articles/migraine").json()["data"]["review"]["state"]
    assert state == "overdue"


def test_release_file_says_what_it_is(published: World) -> None:
    """SQLite tools recognise the file, and it does not tell which library wrote it."""
    path = published.releases / f"{hash_of(published)}.sqlite"

    with closing(sqlite3.connect(path)) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "page_size", "integrity_check")
        }

    assert found == {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "page_size": 4096,
        "integrity_check": "ok",
    }
    assert path.read_bytes()[92:100] == bytes(8)
    assert path.stat().st_mode & 0o777 == 0o444


def test_offline_search_finds_every_type(published: World) -> None:
    """The full-text table of the file answers without a server, with or without accents."""
    path = published.releases / f"{hash_of(published)}.sqlite"
    query = "SELECT type FROM search WHERE search MATCH ?"

    with closing(sqlite3.connect(path)) as connection:
        types = {
            kind
            for words in ("migrana", "needling", "jane", "quiet", "able", "attacks")
            for (kind,) in connection.execute(query, [words])
        }

    assert types == {
        "article",
        "section",
        "study",
        "reference",
        "practitioner",
        "service_bundle",
        "topic",
    }


def test_numbers_grow_and_old_releases_go(published: World) -> None:
    """Each publishing has a higher number; enough old files stay for a rollback."""
    for number in range(KEPT_RELEASES + 3):
        published.edit(
            "topics.yaml",
            "Care with needles" + "!" * number,
            "Care with needles" + "!" * (number + 1),
        )
        published.build(today="2026-02-01")

    current = read_current(published.releases)
    assert current is not None
    assert current.number == KEPT_RELEASES + 4
    files = list(published.releases.glob("*.sqlite"))
    assert len(files) == KEPT_RELEASES + 1
    assert published.releases / current.file in files


def test_two_publishers_do_not_meet(published: World) -> None:
    """While one build is at work, another says so and stops."""
    with publisher_lock(published.releases), pytest.raises(ReleaseBusy):
        published.build()


def test_drafts_leave_no_trace(published: World) -> None:
    """Two worlds that differ in a draft only give the same bytes."""
    before = hash_of(published)
    published.edit("articles/secret-plan.md", "CANARY-7193 is", "CANARY-7193 was")

    compiled = published.build()

    assert compiled.added == ()
    with closing(sqlite3.connect(published.releases / f"{hash_of(published)}.sqlite")) as file:
        assert "CANARY" not in "\n".join(file.iterdump())
    assert hash_of(published) == before
