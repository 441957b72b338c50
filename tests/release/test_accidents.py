"""Builds among damage: torn files, foreign files, leftovers, and a disk that is full."""

import subprocess
import sys
from pathlib import Path

import pytest

from api.store.release import open_release
from seed.release import read_current
from tests.conftest import ROOT
from tests.release.test_cli import arguments_of, run
from tests.release.world import DAYS, World

LIMITED = 'ulimit -f "$1"; shift; exec "$@"'
"""Lets no file grow beyond so many blocks of 512 bytes, or of 1,024 in some shells."""


def path_in_force(world: World) -> Path:
    current = read_current(world.releases)
    assert current is not None
    return world.releases / current.file


def damage(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def assert_said_in_a_line(result: subprocess.CompletedProcess[str]) -> None:
    """What went wrong is said in one line for people."""
    assert result.returncode == 1
    assert "Traceback" not in result.stderr, result.stderr
    assert (result.stdout + result.stderr).count("\n") == 1


def spoil(world: World, kind: str) -> None:
    """Damage what is in force in one of many ways."""
    path = path_in_force(world)
    whole = path.read_bytes()
    current = {"no json": b"{", "no text": b"\xff", "no number": b'{"number":1}', "nothing": b""}
    release = {"empty": b"", "garbage": b"garbage\n" * 999, "cut": whole[: len(whole) // 2]}
    if kind in current:
        (world.releases / "CURRENT").write_bytes(current[kind])
    elif kind in release:
        damage(path, release[kind])
    else:
        path.unlink()


KINDS = ["no json", "no text", "no number", "nothing", "empty", "garbage", "cut", "gone"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_build_mends_what_is_damaged(published: World, kind: str) -> None:
    """The release can be made again from source and ledger, byte for byte."""
    before = path_in_force(published)
    data = before.read_bytes()
    spoil(published, kind)

    result = run(published, "build", "--today", DAYS[1])

    assert result.returncode == 0, result.stdout
    assert path_in_force(published) == before
    assert before.read_bytes() == data
    open_release(published.releases).close()


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_no_mistake_in_the_content(published: World, kind: str) -> None:
    """Whoever checks a text is not stopped by the state of a release."""
    spoil(published, kind)

    assert run(published, "check", "--today", DAYS[1]).returncode == 0


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "cut"])
def test_what_is_damaged_cannot_be_shown(published: World, kind: str) -> None:
    """The command says in one line what to do."""
    spoil(published, kind)

    result = run(published, "show")

    assert_said_in_a_line(result)
    assert "python -m seed build" in result.stderr


def test_leftovers_are_swept_away(published: World) -> None:
    """Half a release and half a CURRENT of a build that died are no trouble and do not stay."""
    for name in ("building-1.sqlite", "building-CURRENT"):
        (published.releases / name).write_bytes(b"half of it")
    published.edit("topics.yaml", "Care without anything.", "Care without much.")

    published.build()

    assert list(published.releases.glob("building-*")) == []
    open_release(published.releases).close()


@pytest.mark.parametrize("blocks", [0, 1, 16, 150])
def test_a_full_disk_is_told(published: World, blocks: int) -> None:
    """Wherever the disk ends, the release in force stays and the next build succeeds."""
    published.edit("topics.yaml", "Care without anything.", "Care without much.")
    before = path_in_force(published)
    arguments = arguments_of(published, "build", "--today", DAYS[1])
    command = ["sh", "-c", LIMITED, "sh", str(blocks), sys.executable, "-m", "seed", *arguments]

    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )

    assert_said_in_a_line(result)
    assert path_in_force(published) == before
    published.build(today=DAYS[1])
    assert path_in_force(published) != before
    assert list(published.content.parent.rglob("building-*")) == []


@pytest.mark.parametrize("name", [".DS_Store", "articles/.rest.md.swp", "articles/._rest.md"])
def test_a_hidden_file_is_no_source(published: World, name: str) -> None:
    """What file managers and editors leave behind changes no byte of a release."""
    (published.content / name).write_bytes(b"\0\1\2")
    before = path_in_force(published)

    published.build(today=DAYS[1])

    assert path_in_force(published) == before
