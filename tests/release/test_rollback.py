"""Going back to a release that was in force before."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from api.store.release import open_release
from schema.storage.current import Current
from seed.history import HISTORY
from seed.release import publisher_lock, read_current
from tests.conftest import ROOT
from tests.release.test_cli import run
from tests.release.world import World


class Past(NamedTuple):
    """A clinic with three releases, and their hashes in the order in which they were built."""

    world: World
    built: list[str]

    @property
    def in_force(self) -> Current:
        """What CURRENT names."""
        current = read_current(self.world.releases)
        assert current is not None
        return current

    def rewrite(self) -> str:
        """Change the content and build."""
        self.world.edit("topics.yaml", "anything", "anything or anything")
        self.world.build()
        return self.in_force.sha256

    def refuse(self, *arguments: str) -> str:
        """Be refused in one line, with everything as it was."""
        before = self.world.files()
        result = run(self.world, "rollback", *arguments)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("Error: ")
        assert result.stderr.count("\n") == 1
        assert self.world.files() == before
        return result.stderr

    def go_back(self, *arguments: str) -> str:
        """Go back, and name what is in force then."""
        result = run(self.world, "rollback", *arguments)
        assert (result.returncode, result.stderr) == (0, ""), result.stderr
        return self.in_force.sha256


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Past:
    world = World(tmp_path_factory.mktemp("past"))
    world.build()
    past = Past(world, [])
    first = past.in_force.sha256
    past.built.extend([first, past.rewrite(), past.rewrite()])
    return past


@pytest.fixture
def past(built: Past, tmp_path: Path) -> Past:
    """A copy that a test may change."""
    shutil.copytree(built.world.content.parent, tmp_path / "world")
    return Past(built.world.moved(tmp_path / "world"), built.built)


def test_back_is_an_older_file_with_a_higher_number(past: Past) -> None:
    """Servers never go to a lower number, so a rollback is a publishing."""
    assert past.in_force.number == 3

    result = run(past.world, "rollback")

    assert past.in_force.sha256 == past.built[1]
    assert past.in_force.number == 4
    open_release(past.world.releases).close()
    assert result.stdout.startswith(f"Release 4 in force: {past.built[1]}")
    assert "mend the sources before the next build" in result.stdout


def test_going_back_again_goes_further_back(past: Past) -> None:
    """Two steps are two steps, in one command or in two; none leads to what was given up."""
    assert past.go_back() == past.built[1]
    assert past.go_back() == past.built[0]

    assert "No release is known to have been in force before" in past.refuse()
    assert past.in_force.number == 5


def test_what_was_given_up_is_not_gone_back_to(past: Past) -> None:
    """After a rollback and a build, the way back leads around the bad release."""
    past.go_back()
    past.rewrite()

    assert past.go_back() == past.built[1]


@pytest.mark.parametrize("shorten", [lambda it: it, lambda it: it[:6], lambda it: it[:7].upper()])
def test_a_release_can_be_named(shorten: object, past: Past) -> None:
    """By its hash, or by enough of it."""
    assert callable(shorten)

    assert past.go_back(shorten(past.built[0])) == past.built[0]


def test_what_was_given_up_can_be_named(past: Past) -> None:
    """Whoever wants it back by its hash gets it, and the way back leads from there."""
    past.go_back()

    assert past.go_back(past.built[2]) == past.built[2]
    assert past.go_back() == past.built[1]


def test_steps_can_be_counted(past: Past) -> None:
    """Two steps back is the release before the last one."""
    assert past.go_back("2") == past.built[0]


@pytest.mark.parametrize("target", ["0", "3", "999"])
def test_there_are_only_so_many_steps(target: str, past: Past) -> None:
    """What is possible is said."""
    assert f"from 1 to 2, and not {target}" in past.refuse(target)


@pytest.mark.parametrize("target", ["abc", "ffffffff", "latest", "../CURRENT", "0000", "-"])
def test_an_unknown_hash_is_refused(target: str, past: Past) -> None:
    """And the command that lists the known ones is named."""
    assert "python -m seed releases" in past.refuse(target)


def test_half_a_hash_may_fit_two_releases(past: Past) -> None:
    """Then both are named, and none is chosen."""
    twin = past.built[0][:8] + "0" * 56
    (past.world.releases / f"{twin}.sqlite").write_bytes(b"another")

    said = past.refuse(past.built[0][:8])

    assert past.built[0][:12] in said
    assert twin[:12] in said


def test_what_is_in_force_is_nothing_to_go_back_to(past: Past) -> None:
    """A number is not spent for nothing."""
    assert "is in force already" in past.refuse(past.built[2][:12])


@pytest.mark.parametrize("damage", [b"", b"garbage\n" * 999])
def test_a_damaged_file_is_not_put_in_force(damage: bytes, past: Past) -> None:
    """It is verified before, and not by the servers only."""
    path = past.world.releases / f"{past.built[1]}.sqlite"
    path.chmod(0o644)
    path.write_bytes(damage)

    assert "was damaged" in past.refuse()
    assert f"{past.built[1][:12]}       2" in run(past.world, "releases").stdout
    assert "damaged" in run(past.world, "releases").stdout


def test_a_release_may_be_gone(past: Past) -> None:
    """Only so many are kept; others can still be chosen."""
    (past.world.releases / f"{past.built[1]}.sqlite").unlink()

    assert "is not kept any more" in past.refuse()
    assert past.go_back("2") == past.built[0]


@pytest.mark.parametrize("current", [b"", b"garbage", None])
def test_a_damaged_current_is_mended_by_going_back(current: bytes | None, past: Past) -> None:
    """The history knows which release was in force, and which number is next."""
    path = past.world.releases / "CURRENT"
    path.write_bytes(current) if current is not None else path.unlink()

    assert past.go_back() == past.built[1]
    assert past.in_force.number == 4


def test_without_a_history_a_release_is_named(past: Past) -> None:
    """Where nobody knows what was in force before, the hash is enough."""
    (past.world.releases / HISTORY).unlink()

    assert "No release is known" in past.refuse()
    assert past.go_back(past.built[0]) == past.built[0]
    assert past.in_force.number == 4


def test_where_nothing_was_built_there_is_nothing(world: World) -> None:
    """No folder is made for it."""
    result = run(world, "rollback")

    assert result.returncode == 1
    assert 'Run "python -m seed build".' in result.stderr
    assert not world.releases.exists()


def test_a_build_at_work_is_waited_for(past: Past) -> None:
    """Two publishers cannot cross."""
    with publisher_lock(past.world.releases):
        assert "is at work" in past.refuse()


def test_withdrawn_documents_do_not_return_unasked(past: Past) -> None:
    """What a clinic took back is not served again by the way."""
    past.world.edit(
        "articles/old-advice.md",
        "audience:",
        "status: withdrawn\nwithdrawn: {reason: merged, replacement: rest}\naudience:",
    )
    past.world.build()

    assert "article old-advice" in past.refuse()
    assert past.go_back("--with-withdrawn") == past.built[2]


def test_the_next_build_publishes_the_sources_again(past: Past) -> None:
    """Neither sources nor ledger go back: a rollback gains time, and no more."""
    ledger = past.world.ledger_path.read_bytes()
    past.go_back()

    past.world.build()

    assert (past.in_force.number, past.in_force.sha256) == (5, past.built[2])
    assert past.world.ledger_path.read_bytes() == ledger


def test_releases_are_listed_with_the_way_back(past: Past) -> None:
    """The list shows what each number of steps leads to."""
    past.go_back()

    rows = [line.split() for line in run(past.world, "releases").stdout.splitlines()[1:]]

    short = [sha256[:12] for sha256 in past.built]
    assert [row[:3] for row in rows] == [
        ["0", short[1], "4"],
        ["-", short[2], "3"],
        ["1", short[0], "1"],
    ]
    assert rows[0][3:5] == ["2026-02-02", "26"]
    assert rows[0][-2:] == ["in", "force"]


def test_a_rollback_that_dies_leaves_the_old_release_or_the_new_one(past: Past) -> None:
    """Whatever call it dies at, one of them is in force, and going back still works."""
    home = past.world.content.parent
    command = [sys.executable, "-m", "tests.release.faults", "kill", "1", "1"]
    command += [str(home), "rollback"]

    subprocess.run(command, cwd=ROOT, check=True, timeout=60, stdout=subprocess.DEVNULL)

    copies = sorted(home.parent.glob(f"{home.name}-*"))
    for copy in copies:
        there = Past(past.world.moved(copy), past.built)
        number, sha256 = there.in_force.number, there.in_force.sha256
        assert (number, sha256) in {(3, past.built[2]), (4, past.built[1])}
        open_release(there.world.releases).close()
        assert there.go_back(past.built[0]) == past.built[0]
        assert there.in_force.number > number
    assert len(copies) > 5
